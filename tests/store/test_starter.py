"""The starter archive in the checkout: it is what its sources say, and reading it changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from store import schema
from store.archive import Archive
from store.article import StoredArticle
from store.finding import index, waiting
from store.safekeeping import doctor

pytestmark = pytest.mark.plain


def articles(path: Path) -> list[StoredArticle]:
    with Archive.open(path, read_only=True) as archive:
        docids = archive.connection().execute("SELECT docid FROM listing ORDER BY docid").fetchall()
        return [archive.article_by_docid(docid) for (docid,) in docids]


def name_of(stored: StoredArticle) -> str:
    return stored.provenance[0].path.replace("\\", "/").rsplit("/", 1)[-1]


def content(path: Path) -> dict[str, dict[str, Any]]:
    """What two builds share: all of it but times and the ids of changes."""
    out = {}
    for stored in articles(path):
        one = asdict(stored)
        for arrival in one["provenance"]:
            del arrival["imported_at"]
            arrival["path"] = arrival["path"].replace("\\", "/")
        one["body"] = stored.article.body
        out[stored.id] = one
    return out


def versions(path: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(path)) as conn:
        return {
            "schema": conn.execute("PRAGMA user_version").fetchone()[0],
            "analyser": conn.execute("SELECT value FROM local WHERE key = 'analyser'").fetchone()[0],
            "terms": waiting.counts(conn),
        }


def wrong(path: Path) -> list[doctor.Check]:
    """What an examination finds wrong with it."""
    with Archive.open(path, read_only=True) as archive:
        return [check for check in doctor.examine(archive) if not check.ok]


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def starter(root: Path, tmp_path: Path) -> Path:
    """A copy of the archive in the checkout, the file alone, as somebody gets it who clones or copies it."""
    folder = tmp_path / "starter"
    folder.mkdir()
    return Path(shutil.copyfile(root / "archive.db", folder / "archive.db"))


@pytest.fixture(scope="session")
def expected(root: Path) -> dict[str, dict[str, str | None]]:
    """By file, what a person reads in the capture (written by hand)."""
    found: dict[str, dict[str, str | None]] = json.loads(
        (root / "starter" / "expected.json").read_text("utf-8")
    )
    return found


def test_it_is_what_its_sources_give_today(starter: Path, tmp_path: Path) -> None:
    from starter.build import build

    anew = tmp_path / "anew" / "archive.db"
    anew.parent.mkdir()
    build(anew)
    assert [file.name for file in anew.parent.iterdir()] == ["archive.db"]
    assert content(anew) == content(starter), "archive.db is behind: run `make starter` and commit it"
    assert versions(anew) == versions(starter), "archive.db is behind: run `make starter` and commit it"
    assert [wrong(anew), wrong(starter)] == [[], []]


def test_a_failed_build_leaves_the_old_archive(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starter import build

    human = tmp_path / "human.toml"
    human.write_text('["18_not_there.txt"]\ntags = ["توصيات"]\n', "utf-8")
    monkeypatch.setattr(build, "HUMAN", human)
    before = digest(starter)
    with pytest.raises(build.BuildFailed, match=r"18_not_there\.txt"):
        build.build(starter)
    assert digest(starter) == before
    assert [file.name for file in starter.parent.iterdir()] == ["archive.db"]


def test_it_needs_no_migration_and_no_new_index(starter: Path) -> None:
    found = versions(starter)
    assert found["schema"] == schema.VERSION
    assert found["analyser"] == str(index.ANALYSER_VERSION)


def test_every_capture_is_one_article_with_its_original_bytes(root: Path, starter: Path) -> None:
    captures = {file.name: file.read_bytes() for file in (root / "starter" / "captures").glob("*.txt")}
    with Archive.open(starter, read_only=True) as archive:
        kept = {name_of(stored): archive.original(stored.id) for stored in articles(starter)}
    assert kept == captures


def test_fields_are_what_a_person_reads(starter: Path, expected: dict[str, dict[str, str | None]]) -> None:
    found = {}
    for stored in articles(starter):
        article = stored.article
        found[name_of(stored)] = {
            "title": article.title,
            "author": article.author,
            "source": article.source,
            "section": article.section,
            "language": article.language,
            "published": article.published.value if article.published else None,
            "event_date": article.event_date.value if article.event_date else None,
        }
    assert found == expected


def test_it_shows_what_an_archive_can_hold(starter: Path) -> None:
    stored = articles(starter)
    languages = [one.article.language for one in stored]
    assert len(stored) >= 14
    assert languages.count("ar") > len(stored) / 2
    assert languages.count("fr") >= 2
    assert languages.count("en") >= 1
    assert any(len(_words(one, arabic=True)) > 60 < len(_words(one, arabic=False)) for one in stored), (
        "one mixed"
    )
    assert any(not one.article.published for one in stored)
    assert {one.article.published.precision for one in stored if one.article.published} >= {
        "month",
        "day",
        "minute",
    }
    assert any(line.field == "title" for one in stored for line in one.article.review)
    assert sum(one.starred for one in stored) >= 2
    assert [len(one.note.split("\n\n")) for one in stored if one.note] == [2]
    assert any("/" in tag for one in stored for tag in one.tags)
    assert all(one.tags for one in stored)
    assert any(one.edited for one in stored)
    encodings = {(one.provenance[0].encoding or "").lower().replace("-", "_") for one in stored}
    assert encodings & {"cp1256", "windows_1256"}


def _words(stored: StoredArticle, *, arabic: bool) -> list[str]:
    letters = [word for word in stored.article.body.split() if any(letter.isalpha() for letter in word)]
    return [word for word in letters if any("\u0620" <= letter <= "\u064a" for letter in word) is arabic]


def test_bodies_are_for_reading(starter: Path) -> None:
    furniture = (
        "Akismet",
        "اترك",
        "واتساب",
        "ذات صلة",
        "مشاركة\n",
        "Laisser un commentaire",
        "Share this",
        "874",
        ".jpg",
    )
    for stored in articles(starter):
        body = stored.article.body
        assert 120 <= len(body.split()) <= 450, name_of(stored)
        assert not [words for words in furniture if words in body], name_of(stored)
        if stored.article.title:
            assert stored.article.title not in body, name_of(stored)


@pytest.mark.parametrize(
    ("query", "least"),
    [
        ("توصيات", {"06", "07"}),
        ("الأسر", {"04", "17"}),  # one of them in presentation forms
        ("رصد الانتهاكات", {"02"}),
        ("أرشيف من لا أرشيف له", {"09"}),  # from windows-1256
        ("عتبة", {"10"}),  # with tatweel in the source
        ("2024", {"01", "14"}),
        ("convention", {"12"}),
        ("témoignage", {"14"}),
        ("2015", {"11"}),  # Arabic-Indic digits in the source
        ("testimony", {"15"}),
        ("tag:توصيات", {"06", "07"}),
        ("is:starred", {"02", "07", "12"}),
        ("has:note", {"07"}),
        ("date:2018", {"04"}),
        ("lang:fr", {"12", "13"}),
    ],
)
def test_words_one_can_see_are_found(starter: Path, query: str, least: set[str]) -> None:
    with Archive.open(starter, read_only=True) as archive:
        hits = archive.search(query)
        found = {name_of(archive.article_by_docid(docid))[:2] for docid in hits.docids}
    assert found >= least
    assert len(found) < 17


@pytest.mark.parametrize("read_only", [True, False])
def test_opening_and_searching_change_no_byte(starter: Path, read_only: bool) -> None:
    before = digest(starter)
    with Archive.open(starter, read_only=read_only) as archive:
        hits = archive.search("حقوق النساء")
        archive.hit_rows(hits.docids[:5], hits.query)
        archive.article_by_docid(hits.docids[0])
        archive.tags()
    assert digest(starter) == before
    if not read_only:  # who may not write may not take away the log's empty files either
        assert [file.name for file in starter.parent.iterdir()] == ["archive.db"]


def test_it_is_small_and_names_no_machine(starter: Path) -> None:
    assert starter.stat().st_size < 1_000_000
    for stored in articles(starter):
        path = stored.provenance[0].path.replace("\\", "/")
        assert path == f"starter/captures/{name_of(stored)}"
