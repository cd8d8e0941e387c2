"""A text that boxes of other things cut into parts: which of the other runs of prose on the page go on with it.

A part of the article is prose like it, speaks with its words, and is near it; the opening sentences of other articles are
short, end in dots, or speak of something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from importers.capture.rows import Row
from importers.fields.boilerplate import ENDS_ARTICLE

Run = tuple[float, int, int]
_NO_WAY_ON = frozenset({"comment form", "comments"})
_LARGEST_BOX = 60
"""Written lines between two parts."""
_SMALL_BOX = 5
"""Written lines, none of them the heading of a list of articles, that stand between two parts whatever they speak of."""
_ALL_PROSE = 0.9
_LONG_WORD = 5
_LEAST_WORDS = 12
"""Different long words by which two parts are compared."""
_SHARED = 0.35
_DENSE = 0.6
_SENTENCE_WORDS = 9


def with_parts(rows: Sequence[Row], runs: Sequence[Run], first: int, last: int) -> tuple[int, int]:
    """First and last row of the text with the parts of it above and below."""
    for _, start, end in [run for run in runs if run[1] > last]:
        if not _is_near(rows[last + 1 : start]):
            break
        last = (
            end
            if _goes_on(rows, (first, last), (start, end)) and not _is_dated(rows[start : end + 1])
            else last
        )
    for _, start, end in reversed([run for run in runs if run[2] < first]):
        if not _is_near(rows[end + 1 : first]):
            break
        first = start if _goes_on(rows, (first, last), (start, end)) else first
    return first, last


def _is_near(between: Sequence[Row]) -> bool:
    written = [row for row in between if not row.blank]
    return len(written) <= _LARGEST_BOX and not any(row.reason in _NO_WAY_ON for row in written)


def _goes_on(rows: Sequence[Row], text: tuple[int, int], part: tuple[int, int]) -> bool:
    between = rows[text[1] + 1 : part[0]] if part[0] > text[1] else rows[part[1] + 1 : text[0]]
    small = sum(1 for row in between if not row.blank) <= _SMALL_BOX and not any(
        row.reason in ENDS_ARTICLE for row in between
    )
    lines = [row for row in rows[part[0] : part[1] + 1] if not row.blank and not row.furniture]
    words = sum(row.words for row in lines)
    prose = sum(row.words for row in lines if row.words >= _SENTENCE_WORDS and row.ends_sentence)
    if prose < _DENSE * words:
        return False
    if small and prose >= _ALL_PROSE * words:
        return True
    said = _words(rows[text[0] : text[1] + 1])
    own = _words(lines)
    return len(own) >= _LEAST_WORDS and len(own & said) >= _SHARED * len(own)


def _is_dated(rows: Sequence[Row]) -> bool:
    """Whether a short line of it has a date, as the beginnings of other articles do."""
    return any(row.stated_day for row in rows if not row.blank and not row.furniture)


def _words(rows: Sequence[Row]) -> set[str]:
    """The long words of these lines without the ends that grammar gives them."""
    return {word[:_LONG_WORD] for row in rows for word in row.key.split() if len(word) >= _LONG_WORD}
