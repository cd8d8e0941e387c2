"""The rows an edited text is shown in: which characters stand on which row, laid out only where they are looked at.

Paragraphs that were not on the screen yet have an estimated number of rows until `measure` comes to them. Of a long
paragraph only the pieces around a change are laid out again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from tui.bidi.cells import VisualLine
from tui.bidi.layout import base_of, layout
from tui.editing.area_text import AreaText
from tui.editing.caret import erased_after, with_blanks

Side = Literal["ltr", "rtl"]

_LONG: Final = 4_000
"""Characters from which on a paragraph is laid out in pieces: what one waits for after a key is then about 5 ms."""
_PIECE: Final = 1_000
"""Characters a piece has at least; it ends with a sentence, or else a word."""
_LONGEST_PIECE: Final = 2_000
_SCRAP: Final = 200
"""Characters under which what is left of a piece is joined to the next one."""
_SENTENCE_END: Final = re.compile(r"[.!?؟:؛;…»)]\s+")
_BLANK: Final = re.compile(r"\s+")
_NEUTRALS: Final = 50
"""Paragraphs without a direction over which one is looked for."""


class _Shape(NamedTuple):
    """A paragraph that is laid out: its direction, its pieces, and for each where it begins and the rows above it.

    `starts` and `above` have one number more: the paragraph's length and all its rows.
    """

    base: Side
    pieces: tuple[str, ...]
    starts: tuple[int, ...]
    above: tuple[int, ...]


class Rows:
    """The rows of a text at a width in cells. The last cell of a row is kept for the cursor behind it."""

    def __init__(self, text: AreaText, width: int, neutral: Callable[[], Side]) -> None:
        self.text = text
        self.width = max(2, width)
        self._neutral = neutral
        """The direction of paragraphs that neither have one nor follow one that has."""
        self._shapes: list[_Shape | None] = [None] * len(text.paragraphs)
        self._tops: list[int] | None = None
        self._measured = 0

    # Rows and paragraphs

    @property
    def total(self) -> int:
        """The number of rows."""
        return self._all_tops()[-1]

    def top(self, number: int) -> int:
        """The first row of a paragraph."""
        return self._all_tops()[number]

    def at(self, row: int) -> tuple[int, int]:
        """The paragraph on a row, and which of its rows it is. Rows outside are the first and the last one."""
        row = max(0, row)
        while True:
            tops = self._all_tops()
            number = min(bisect_right(tops, row) - 1, len(self._shapes) - 1)
            if self._shapes[number] is not None:
                return number, min(row - tops[number], self.height(number) - 1)
            self.height(number)  # what stands there is known only now

    def height(self, number: int) -> int:
        """The rows of a paragraph."""
        return self._shape(number).above[-1]

    def is_last(self, number: int, row: int) -> bool:
        """Whether it is the last row of its paragraph."""
        return row >= self.height(number) - 1

    def piece(self, number: int, row: int) -> tuple[str, int, int]:
        """What is laid out together with a row of a paragraph: its text, where that begins, and the row in it."""
        shape = self._shape(number)
        at = bisect_right(shape.above, row) - 1
        if at >= len(shape.pieces):
            raise IndexError(row)
        return shape.pieces[at], shape.starts[at], row - shape.above[at]

    def line(self, number: int, row: int) -> VisualLine:
        """A row of a paragraph, with the paragraph's own indices; blanks at its end have cells where there is room."""
        piece, start, part = self.piece(number, row)
        # On the last row of a paragraph a cell is left for the cursor behind the blanks.
        room = self.width - self.is_last(number, row)
        line = with_blanks(self._lay_out(piece, self._shape(number).base)[part], piece, room)
        return _moved(line, start) if start else line

    def row_of(self, number: int, index: int) -> int:
        """The row of a paragraph that shows an index."""
        shape = self._shape(number)
        at = min(bisect_right(shape.starts, index), len(shape.pieces)) - 1
        lines = self._lay_out(shape.pieces[at], shape.base)
        within = bisect_right([line.start for line in lines], index - shape.starts[at]) - 1
        return shape.above[at] + max(0, within)

    def left(self, line: VisualLine) -> int:
        """The column of a line's first cell."""
        return self.width - line.width if line.rtl else 0

    def base(self, number: int) -> Side:
        """The direction of a paragraph: its own, or that of the one before it."""
        for at in range(number, max(-1, number - _NEUTRALS - 1), -1):
            known = self._shapes[at]
            if known is not None:
                return known.base
            side = _own_side(self.text.paragraphs[at])
            if side is not None:
                return side
        return self._neutral()

    # Changes

    def replaced(self, first: int, removed: int, inserted: int) -> None:
        """So many paragraphs from `first` on were replaced by so many others."""
        before = self._shapes[first] if removed == inserted == 1 else None
        tops = self._tops
        self._shapes[first : first + removed] = [None] * inserted
        self._tops = None
        self._measured = min(self._measured, first)
        if before is not None and before.base == self.base(first):
            pieces = _pieces_again(before.pieces, self.text.paragraphs[first])
            shape = self._shapes[first] = self._shape_of(pieces, before.base)
            if shape.above[-1] == before.above[-1]:
                self._tops = tops
            return
        self._forget_neutrals(first + inserted)

    def _forget_neutrals(self, number: int) -> None:
        """Paragraphs that take the direction of the one before them have another now, perhaps."""
        for at in range(number, min(number + _NEUTRALS, len(self._shapes))):
            if _own_side(self.text.paragraphs[at]) is not None:
                return
            self._shapes[at] = None

    def measure(self, characters: int) -> bool:
        """Lay out so many characters of paragraphs that were not seen yet. Whether all are known now."""
        while self._measured < len(self._shapes) and characters > 0:
            if self._shapes[self._measured] is None:
                characters -= len(self.text.paragraphs[self._measured]) + 16
                self.height(self._measured)
            self._measured += 1
        return self._measured >= len(self._shapes)

    # Laying out

    def _shape(self, number: int) -> _Shape:
        shape = self._shapes[number]
        if shape is None:
            shape = self._shape_of(_pieces(self.text.paragraphs[number]), self.base(number))
            if self._tops is not None and self._estimate(number) != shape.above[-1]:
                self._tops = None
            self._shapes[number] = shape
        return shape

    def _shape_of(self, pieces: Sequence[str], base: Side) -> _Shape:
        starts = accumulate(map(len, pieces), initial=0)
        above = accumulate((len(self._lay_out(piece, base)) for piece in pieces), initial=0)
        return _Shape(base, tuple(pieces), tuple(starts), tuple(above))

    def _lay_out(self, piece: str, base: Side) -> tuple[VisualLine, ...]:
        return layout(piece, self.width - 1, base=base, marks=True)

    def _estimate(self, number: int) -> int:
        return len(self.text.paragraphs[number]) // self.width + 1

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            heights = (
                self._estimate(number) if shape is None else shape.above[-1]
                for number, shape in enumerate(self._shapes)
            )
            self._tops = [0, *accumulate(heights)]
        return self._tops


def _own_side(text: str) -> Side | None:
    """The direction of a text; None if it has none."""
    side = base_of(text, neutral="ltr") if text else None
    return side if side is None or side == base_of(text, neutral="rtl") else None


def _moved(line: VisualLine, by: int) -> VisualLine:
    """The same line, its indices counted from further before."""
    cells = tuple(cell._replace(start=cell.start + by, end=cell.end + by) for cell in line.cells)
    return VisualLine(cells, line.start + by, line.end + by, line.width, line.rtl)


def _pieces(text: str) -> list[str]:
    """A paragraph as pieces that are laid out by themselves: itself, unless it is long."""
    if len(text) <= _LONG:
        return [text]
    pieces = []
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        end = _cut(text, start)
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _cut(text: str, start: int) -> int:
    """Where the piece that begins here ends."""
    latest = start + _LONGEST_PIECE
    for kind in (_SENTENCE_END, _BLANK):
        found = kind.search(text, start + _PIECE, latest)
        if found is not None and found.end() < latest:
            return found.end()
    return erased_after(text, latest - 1)


def _pieces_again(before: Sequence[str], text: str) -> list[str]:
    """The pieces of a paragraph that was changed: those before and behind the change are as they were."""
    if len(text) <= _LONG or len(before) == 1:
        return _pieces(text)
    first = start = 0
    while first < len(before) and text.startswith(before[first], start):
        start += len(before[first])
        first += 1
    last, end = len(before), len(text)
    while (
        last > first and end - len(before[last - 1]) >= start and text.endswith(before[last - 1], start, end)
    ):
        last -= 1
        end -= len(before[last])
    if end - start < _SCRAP and last < len(before):
        end += len(before[last])
        last += 1
    middle = text[start:end]
    inner = _pieces(middle) if len(middle) > _LONG else [middle]
    return [*before[:first], *(piece for piece in inner if piece), *before[last:]]
