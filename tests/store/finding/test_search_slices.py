"""In a large archive a key with several words looks no farther back than it must: what it finds, and when it looks at all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.archive import Archive
from store.finding import narrowing, search, slices
from store.finding.query import Query
from tests.store.finding.conftest import article

ARTICLES = 120
FIRST, ENOUGH = 20, 6
WORDS = ["حقوق", "مجلس", "مدينة", "جمعية", "ندوة", "حرية"]
RARE = "زلزال"
"""Stands in every thirtieth article only."""
QUERIES = (
    "حقوق مجلس",
    "ندوة حرية",
    "مدينة جمعية",
    "زلزال حقوق",
    "زلزال مجلس",
    '"حقوق مجلس" مدينة',
    "حقوق غائب",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of six words, one a day."""
    found = tmp_path_factory.mktemp("slices") / "archive.db"
    choose = random.Random(5)
    with Archive.open(found, create=True, operator="test") as archive:
        batch = archive.start_batch(["/made"])
        with archive.write():
            for number in range(ARTICLES):
                words = [*choose.choices(WORDS, k=4), *([RARE] if number % 30 == 0 else []), str(number)]
                day = (date(2020, 1, 1) + timedelta(number)).isoformat()
                archive.add(*article(" ".join(words), title="عنوان", published=day), batch=batch)
        archive.finish_batch(batch)
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Slices of twenty, forty and a hundred and twenty articles."""
    monkeypatch.setattr(slices, "FIRST", FIRST)
    monkeypatch.setattr(slices, "ENOUGH", ENOUGH)
    monkeypatch.setattr(narrowing, "FEW", ENOUGH - 1)
    slices.forget()
    yield
    slices.forget()


def _typed(archive: Archive, text: str) -> search.Hits:
    return archive.search(Query.parse(text, typing=True), typing=True)


def test_what_is_looked_into_little_by_little_is_the_newest_of_what_is_found(path: Path, small: None) -> None:
    stopped = 0
    for text in QUERIES:
        with Archive.open(path) as archive:
            whole = sorted(archive.search(f"({text})", sort="newest").docids, reverse=True)
            hits = _typed(archive, text)
        found = sorted(hits.docids, reverse=True)
        assert found == whole[: len(found)], text
        assert len(found) == len(whole) or len(found) >= ENOUGH, text
        assert hits.total == len(found), text
        assert hits.total_is_exact == (len(found) == len(whole)), text
        stopped += len(found) < len(whole)
    assert 0 < stopped < len(QUERIES), "some are found far back only, some are not looked for to the end"


def test_keys_before_change_nothing(path: Path, small: None) -> None:
    for text in QUERIES:
        with Archive.open(path) as archive:
            for end in range(1, len(text)):
                if text[:end].count('"') != 1:
                    _typed(archive, text[:end])
            after = _typed(archive, text)
        with Archive.open(path) as archive:
            fresh = _typed(archive, text)
        assert (after.docids, after.scores, after.total) == (fresh.docids, fresh.scores, fresh.total), text


def test_at_rest_all_is_looked_into(path: Path, small: None) -> None:
    with Archive.open(path) as archive:
        before = [archive.search(text) for text in QUERIES]
    assert all(hits.total_is_exact for hits in before)
    assert max(hits.total for hits in before) > 3 * ENOUGH


def test_the_slices_end_with_the_whole_archive_and_grow(path: Path, small: None) -> None:
    with Archive.open(path) as archive:
        conn = archive.connection()
        found = slices.slices(conn)
        assert [each.articles for each in found] == [20, 40, ARTICLES]
        for begin, articles in found:
            (there,) = conn.execute("SELECT count(*) FROM listing WHERE docid >= ?", (begin,)).fetchone()
            assert there == articles


def test_a_small_archive_is_looked_into_at_once(path: Path) -> None:
    slices.forget()
    with Archive.open(path) as archive:
        assert slices.slices(archive.connection()) == (slices.Slice(0, ARTICLES),)
    assert narrowing.FEW < slices.ENOUGH, "where few have the finished words, none of them may be left out"
