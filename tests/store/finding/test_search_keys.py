"""What a key finds does not hang on the keys before it, and words that are joined one after the other find what they find together."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import BadQuery
from store.finding import waiting
from store.finding.intersection import all_of
from store.finding.query import Query
from store.finding.vocabulary import forget
from tests.store.finding.conftest import article

WORDS = [
    "حقوق",
    "الإنسان",
    "المجلس",
    "الوطني",
    "اتفاقية",
    "تعاون",
    "مدينة",
    "الرباط",
    "جمعية",
    "ندوة",
    "صحافة",
    "حرية",
]
TYPED = (
    "حقوق الإنسان الرباط",
    "المجلس الوطني لحقوق الإنسان",
    "ندوة حرية صحافة",
    "مدينة -ندوة الرباط",
    '"حرية صحافة" جمعية',
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 articles of a dozen words: more with two of them than are looked into one by one."""
    found = tmp_path_factory.mktemp("keys") / "archive.db"
    choose = random.Random(4)
    with Archive.open(found, create=True, operator="test") as archive:
        batch = archive.start_batch(["/made"])
        with archive.write():
            for number in range(150):
                title, text = (" ".join(choose.choices(WORDS, k=words)) for words in (3, 12))
                archive.add(*article(f"{text} {number}", title=title), batch=batch)
        archive.finish_batch(batch)
    return found


def test_keys_before_change_nothing(path: Path) -> None:
    with Archive.open(path) as archive, Archive.open(path) as other:
        for text in TYPED:
            for end in range(1, len(text) + 1):
                try:
                    query = Query.parse(text[:end], typing=True)
                except BadQuery:
                    continue
                after_others = archive.search(query, typing=True)
                forget(other.connection())
                alone = other.search(query, typing=True)
                assert sorted(after_others.docids) == sorted(alone.docids), text[:end]
                assert after_others.total_is_exact == alone.total_is_exact


@pytest.mark.parametrize("number", [1, 2, 3, 6, 7, 12])
def test_joined_one_after_the_other(path: Path, number: int) -> None:
    with Archive.open(path) as archive:
        conn = archive.connection()
        counted = waiting.counts(conn)
        terms = sorted(counted, key=lambda term: (-counted[term], term))[:number]
        asked = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
        together = conn.execute(asked, (" AND ".join(f'"{term}"' for term in terms),)).fetchall()
        apart = all_of((at % 4, f'"{term}"') for at, term in enumerate(terms))
        assert conn.execute(asked, (apart,)).fetchall() == together
        assert together or number > 6


def test_an_article_is_found_by_the_queries_that_list_it(path: Path) -> None:
    with Archive.open(path) as archive:
        everything = list(archive.search("").docids)
        for text in (*TYPED, "حقو", "نص", "", "حرية lang:fr", "-حرية", "جمعية OR مدينة"):
            query = Query.parse(text, typing=True)
            listed = set(archive.search(query, typing=True).docids)
            assert {docid for docid in everything if archive.finds(query, docid)} == listed, text
