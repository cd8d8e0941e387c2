"""Which characters stand on which line: lines are filled greedily, in logical order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tui.bidi.breaks import CLOSING, NEVER_FIRST, OPENING, Breaks
from tui.patterns import pattern

_NEVER_FIRST = pattern(f"[{NEVER_FIRST}]")
_LEFT_OVER = pattern(f"[{NEVER_FIRST}]|[{CLOSING}](?!\\w)")
_ARABIC_STOP = pattern("[،؛؟۔]")
_OPENS_OR_BLANK = pattern(f"[{OPENING}\\s]")
_SEPARATOR = pattern(r"[-‐–—/\\…,.:;_@&=?#+](?=\w)|.(?=%[0-9A-F]{2})")
_BACK: Final = 8
"""How many characters a word is cut earlier at most, so that the next line begins with a letter."""


class Row(NamedTuple):
    """The characters [start, end) of one line; those from `stop` on are blanks that hang over its end."""

    start: int
    stop: int
    end: int


def wrap(text: str, columns: Sequence[int], places: Breaks, width: int) -> Iterator[Row]:
    """The lines of a text, at least one, none of them wider than `width` cells.

    `columns` are `Glyphs.columns()`. What no line of this width can hold is cut between clusters. No cluster may be
    wider than a line.
    """
    ends, begins = places
    start, n = 0, len(text)
    while True:
        limit = (
            bisect_right(columns, columns[start] + width, start) - 1
        )  # the last place still within the width
        k = bisect_right(ends, limit) - 1
        if k >= 0 and begins[k] > start:
            stop, end = max(start, ends[k]), begins[k]
        elif limit >= n:
            stop = end = n
        else:
            stop, end = _cut(text, columns, start, limit)
        yield Row(start, stop, end)
        start = end
        if start >= n:
            return


def _cut(text: str, columns: Sequence[int], start: int, limit: int) -> tuple[int, int]:
    """Where a line ends that no place lies within, and where the next one begins.

    That is at a blank where lines better don't end, or after a separator in the line's second half, or between two
    clusters so that no punctuation is left over.
    """
    blank = text.rfind(" ", start + 1, limit + 1)
    if (
        blank > start
        and not _OPENS_OR_BLANK.match(text, blank - 1)
        and not _NEVER_FIRST.match(text, blank + 1)
    ):
        return blank, blank + 1
    if text[limit] == " " and limit > start and not _ARABIC_STOP.match(text, limit + 1):
        return limit, limit + 1
    separators = [found.end() for found in _SEPARATOR.finditer(text, (start + limit - 1) // 2, limit + 1)]
    if separators and separators[-1] > start:
        return separators[-1], separators[-1]
    earlier = limit
    while earlier > start and limit - earlier < _BACK and _LEFT_OVER.match(text, earlier):
        earlier = bisect_right(columns, columns[earlier] - 1) - 1
    return (earlier, earlier) if earlier > start else (limit, limit)
