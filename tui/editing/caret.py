"""Where a block cursor can stand on a visual line, and how it moves there as the eye expects.

The cursor stands on the cell of a character; behind the last one it stands on the blank cell beside the line. A lam-alef
is one cell and so one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui.bidi.cells import Cell, VisualLine
from tui.bidi.clusters import clusters
from tui.editing.words import begins

Direction = Literal[-1, 1]
"""To the left, to the right."""


class Stop(NamedTuple):
    """A place of the cursor: the column in the line (-1 or the line's width behind its end) and the index there."""

    x: int
    offset: int


def stops(line: VisualLine, end: int | None) -> list[Stop]:
    """The places on a line from left to right. `end` is the index behind the text, where the line is its last.

    Cells at or behind `end` (a completion that is shown) are no places.
    """
    found = []
    x = 0
    for cell in line.cells:
        if end is None or cell.start < end:
            found.append(Stop(x, cell.start))
        x += cell.width
    if end is None and not found:
        end = line.start
    if end is not None:
        behind = Stop(line.caret_x(end), end)
        if line.rtl:
            found.insert(0, behind)
        else:
            found.append(behind)
    return found


def stop_of(places: Sequence[Stop], line: VisualLine, index: int) -> int:
    """The number of the place that shows this index: its own, that of the cell it is in, or of the next one shown."""
    x = line.caret_x(index)
    return next(
        (number for number, stop in enumerate(places) if stop.x == x), 0 if line.rtl else len(places) - 1
    )


def beside(places: Sequence[Stop], number: int, direction: Direction) -> int | None:
    """The index one place to that side; None at the edge."""
    number += direction
    return places[number].offset if 0 <= number < len(places) else None


def word_beside(
    places: Sequence[Stop], number: int, direction: Direction, text: str, *, outermost: bool
) -> int | None:
    """The first index to that side where a word begins; None where there is none further.

    With `outermost`, also the beginning and the end of the text count.
    """
    number += direction
    while 0 <= number < len(places):
        index = places[number].offset
        if begins(text, index) or (outermost and index in (0, len(text))):
            return index
        number += direction
    return None


def nearest(places: Sequence[Stop], line: VisualLine, x: int) -> int:
    """The index of the place at a column of the line; beside the line, of its outermost place there."""
    at = 0
    for number, stop in enumerate(places):
        if stop.x <= x:
            at = number
    if line.cell_at(x) is None and x >= 0:
        at = len(places) - 1
    return places[at].offset


def with_blanks(line: VisualLine, text: str, width: int) -> VisualLine:
    """The line with the blanks that hang over its end as cells, as many as there is room for.

    While one types, a blank at the end has to be seen.
    """
    first = line.content_end
    if first >= line.end or line.width >= width:
        return line
    level = int(line.rtl)
    blanks = [
        Cell(" ", 1, index, index + 1, level)
        for index, character in enumerate(text[first : line.end], first)
        if character.isspace()
    ][: width - line.width]
    if not blanks:
        return line
    cells = (*reversed(blanks), *line.cells) if line.rtl else (*line.cells, *blanks)
    return VisualLine(cells, line.start, line.end, line.width + len(blanks), line.rtl)


def erased_before(text: str, index: int) -> int:
    """Where the letter before an index begins, marks and all: what Backspace takes. Of a lam-alef, the alef."""
    begin, text = _around(text, index)
    return begin + max((c.start for c in clusters(text, marks=True) if c.start < index - begin), default=0)


def erased_after(text: str, index: int) -> int:
    """Where the letter at an index ends, marks and all: what Delete takes. Of a lam-alef, the lam."""
    begin, text = _around(text, index)
    found = next((c.end for c in clusters(text, marks=True) if c.end > index - begin), len(text))
    return begin + found


_LONGEST_LETTER = 256
"""Characters around an index in which its letter is looked for: clusters of more are made on purpose."""


def _around(text: str, index: int) -> tuple[int, str]:
    """The text around an index, and where that begins."""
    begin = max(0, index - _LONGEST_LETTER)
    return begin, text[begin : index + _LONGEST_LETTER]
