"""The index within one transaction: rows wait in memory, and leave it as they must."""

from __future__ import annotations

import pytest

from store.archive import Archive
from store.finding import index, search
from store.finding.analysed import AnalysedText
from store.finding.occurrences import Finder
from tests.store.finding.conftest import Library, article


def test_articles_out_of_date_order_are_all_indexed(library: Library) -> None:
    days = ["2020-03-01", "2011-01-01", "2024-12-31", "2011-01-01"]
    archive = library(*({"body": f"محكمة {day} {at}", "published": day} for at, day in enumerate(days)))
    assert search.run(archive.connection(), "محكمة").total == len(days)
    assert index.check(archive.connection()) is None


def test_a_title_changed_in_the_transaction_that_added_it(library: Library) -> None:
    archive = library()
    batch = archive.start_batch(["/made"])
    with archive.write():
        ident = archive.add(*article("نص", title="قديم"), batch=batch).id
        archive.edit(ident, "title", "جديد")
    conn = archive.connection()
    assert [search.run(conn, word).total for word in ("قديم", "جديد", "نص")] == [0, 1, 1]
    assert index.check(conn) is None


def test_what_was_remembered_of_the_vocabulary_ends_with_a_change(library: Library) -> None:
    archive = library("محكمة")
    conn = archive.connection()
    assert search.run(conn, "سجن", typing=True).total == 0
    batch = archive.start_batch(["/made"])
    archive.add(*article("سجن"), batch=batch)
    assert search.run(conn, "سجن", typing=True).total == 1


def _add_and_fail(archive: Archive) -> None:
    with archive.write():
        archive.add(*article("سجن"), batch=archive.start_batch(["/made"]))
        raise KeyError


def test_what_is_rolled_back_is_not_remembered(library: Library) -> None:
    archive = library("محكمة")
    with pytest.raises(KeyError):
        _add_and_fail(archive)
    assert search.run(archive.connection(), "سجن").total == 0
    assert index.check(archive.connection()) is None


def test_words_are_found_where_they_stand() -> None:
    text = AnalysedText("  قال: «المَحكمة»،  ثم\n\n160جمعية — نعم")
    assert [
        text.text[slice(*text.span(at))]
        for at in (1, *(at + 1 for at in range(1, len(text.line) - 1) if text.line[at] == " "))
    ] == [
        "قال",
        "المَحكمة",
        "ثم",
        "160",
        "جمعية",
        "نعم",
    ]
    (found,) = Finder([], ("محك",)).words(text).values()
    assert found == ("المحكمه", "محكمه")
