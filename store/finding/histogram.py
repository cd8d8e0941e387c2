"""How hits spread over time: articles a year and a month, read off their docids, which are in date order.

A date known in part counts from its first day, as it does in a query: what stands under 2019-01 is what ``date:2019-01`` finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.finding.search import Hits

_SEQUENCE_BITS = 20
"""Bits of a docid behind the number of its day, counted from 0001-01-01; day 0 for articles without a date."""

Bars = tuple[tuple[str, int], ...]
"""(``2019`` or ``2019-09``, articles), the newest first; none for spans without an article."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles by year and by month, and those without a date. `complete`: every hit was counted."""

    years: Bars = ()
    months: Bars = ()
    undated: int = 0
    complete: bool = True


def histogram(hits: Hits) -> Histogram:
    """How the hits spread; of hits cut short, those that are listed."""
    docids = sorted(hits.docids)
    undated = bisect_left(docids, 1 << _SEQUENCE_BITS)
    months = _months(docids, undated)
    years: dict[str, int] = {}
    for month, count in months:
        years[month[:4]] = years.get(month[:4], 0) + count
    complete = hits.total_is_exact and hits.total <= len(docids)
    return Histogram(tuple(years.items()), tuple(months), undated, complete)


def _months(docids: Sequence[int], first: int) -> list[tuple[str, int]]:
    """The months that have some of the docids from place `first` on, newest first: one search in the list for each."""
    found = []
    end = len(docids)
    while end > first:
        day = date.min.toordinal() + (docids[end - 1] >> _SEQUENCE_BITS)
        month = date.fromordinal(day).replace(day=1)
        begin = bisect_left(docids, (month.toordinal() - 1) << _SEQUENCE_BITS, first, end)
        found.append((f"{month.year:04}-{month.month:02}", end - begin))
        end = begin
    return found
