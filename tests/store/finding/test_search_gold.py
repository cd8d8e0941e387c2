"""The gold set: natural queries over the five founding captures, as an archive imports them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from importers.ingest import ingest
from store.archive import Archive
from store.finding import search, snippets
from store.finding.query import Query

GOLD = {
    "اتفاقية": "000 001 002",
    "انتهاك": "001 004",
    "توصية": "002 004",
    "جمعية": "003 004",
    "مهاجر": "004",
    "لاجئ": "004",
    "شراكة": "000 002 003 004",
    "تكوين": "002 004",
    "بروتوكول": "001",
    "مذكرة تفاهم": "003",
    "الدار البيضاء": "004",
    "مناصرة": "001 002",
    "هجرة": "004",
    "لجوء": "004",
    "حقوق الانسان": "000 001 002 004",
    "احمد توفيق الزينبي": "000",
    "المجتمع المدني": "001 002 003 004",
    "وثائق": "000",
    "تتبع": "002",
    "كتيب": "004",
    "صندوق": "002 003",
    "مندوبية": "000 002",
    "آلية": "000 001 002 004",
    "جسدت": "001",
    "اﻻتفاقية": "000 001 002",
    '"حقوق الإنسان"': "000 001 002 004",
    '"حقوق إنسان"': "",
}


@pytest.fixture(scope="module")
def captures(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Archive, dict[int, str]]]:
    with Archive.open(tmp_path_factory.mktemp("gold") / "archive.db", create=True) as archive:
        report = ingest(archive, sorted((shared / "captures").glob("*.txt")))
        numbers = {outcome.id: Path(outcome.path).name[:3] for outcome in report.articles}
        rows = archive.connection().execute("SELECT docid, id FROM listing")
        yield archive, {docid: numbers[ident] for docid, ident in rows}


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize(("query", "expected"), GOLD.items())
def test_finds_these_and_no_others(
    captures: tuple[Archive, dict[int, str]], query: str, expected: str, typing: bool
) -> None:
    archive, numbers = captures
    hits = search.run(archive.connection(), query, typing=typing)
    assert sorted(numbers[docid] for docid in hits.docids) == expected.split()
    assert hits.total == len(hits.docids)
    assert hits.total_is_exact


def test_monitoring_is_above_observatory(captures: tuple[Archive, dict[int, str]]) -> None:
    archive, numbers = captures
    order = [numbers[docid] for docid in search.run(archive.connection(), "رصد").docids]
    assert set(order[:2]) == {"001", "004"}


def test_the_whole_word_is_highlighted(captures: tuple[Archive, dict[int, str]]) -> None:
    archive, _ = captures
    query = Query.parse("جسدت")
    conn = archive.connection()
    (row,) = snippets.rows(conn, search.run(conn, query).docids, query)
    assert [row.snippet[start:end] for start, end in row.matches] == ["جسّدت"]
