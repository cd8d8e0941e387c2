"""Dates as papers, agencies and content systems of the region print them: all that a text states, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from importers.fields.dates import find_dates

_WRITTEN = Path(__file__).with_name("dates.tsv")
"""Text, the day it was published (or nothing), and all dates in it in their order, joined by commas."""


def _rows() -> list[list[str]]:
    lines = _WRITTEN.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def test_every_date_is_read_as_it_is_written() -> None:
    rows = _rows()
    assert len(rows) > 1170
    wrong = []
    for text, reference, wanted in rows:
        day = date.fromisoformat(reference) if reference else None
        found = ",".join(one.date.value for one in find_dates(text, day) if one.date)
        if found != wanted:
            wrong.append((text, wanted, found))
    assert wrong == []


def test_no_reference_no_inferred_year() -> None:
    for text, _reference, _wanted in _rows():
        assert not any(
            {"year-inferred", "relative"} & set(one.flags) and one.date for one in find_dates(text)
        )


@pytest.mark.parametrize("text", ["11 تشرين ثاني/أكتوبر 2020", "5 أيار/حزيران 2019"])
def test_two_months_that_nothing_decides_between_leave_the_year(text: str) -> None:
    (found,) = find_dates(text)
    assert found.date is not None
    assert found.date.precision == "year"
    assert "two-months" in found.flags


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("من الاثنين 14 إلى الجمعة 18 ماي 2018", "2018-05-14", "2018-05-18"),
        ("الأيام 12-13-14 ماي 2018", "2018-05-12", "2018-05-14"),
        ("يومي 30 أبريل وفاتح ماي 2019", "2019-04-30", "2019-05-01"),
        ("Jan 28 - Feb 2, 2020", "2020-01-28", "2020-02-02"),
        ("May 3-5, 2019", "2019-05-03", "2019-05-05"),
        ("du lundi 14 au vendredi 18 mai 2018", "2018-05-14", "2018-05-18"),
    ],
)
def test_a_span_begins_on_its_first_day(text: str, first: str, last: str) -> None:
    (found,) = find_dates(text)
    assert found.date is not None
    assert found.until is not None
    assert (found.date.value, found.until.value) == (first, last)
