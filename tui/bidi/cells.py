"""Cells and visual lines: what the layout gives, and the maps between columns and characters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple


class Cell(NamedTuple):
    """What is printed in one place of a line, and the characters it stands for."""

    text: str
    """Shaped, mirrored, marks after their base; never a control."""
    width: int
    """Terminal cells, 1 or 2."""
    start: int
    """The logical range in the paragraph: [start, end)."""
    end: int
    level: int
    """The embedding level; odd is right to left."""


Draw = Callable[[], tuple[tuple[Cell, ...], bool]]
"""Gives the cells of a line, and whether the line may keep them."""


class VisualLine:
    """A line as it stands on the screen; its cells are worked out when they are first asked for.

    Columns count from the line's own left edge, indices from the beginning of the paragraph.
    """

    __slots__ = ("_source", "end", "rtl", "start", "width")

    def __init__(self, cells: tuple[Cell, ...] | Draw, start: int, end: int, width: int, rtl: bool) -> None:
        self._source = cells
        self.start: Final = start
        """The logical range of the line, blanks that hang over its end included."""
        self.end: Final = end
        self.width: Final = width
        """Terminal cells of all cells together."""
        self.rtl: Final = rtl
        """Whether the paragraph runs from right to left, so that the line stands at the right edge."""

    def __repr__(self) -> str:
        return f"VisualLine({self.text!r}, {self.start}, {self.end})"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """From left to right."""
        source = self._source
        if not callable(source):
            return source
        cells, keep = source()
        if keep:
            self._source = cells
        return cells

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(cell.text for cell in self.cells)

    @property
    def content_end(self) -> int:
        """Where what is drawn ends, logically."""
        return max((cell.end for cell in self.cells), default=self.start)

    def left(self, width: int) -> int:
        """The column of the line's left edge in an area of `width` cells, the line at its beginning side."""
        return max(0, width - self.width) if self.rtl else 0

    def cell_at(self, x: int) -> Cell | None:
        """The cell over column `x`, or None beside the line."""
        if x < 0:
            return None
        for cell in self.cells:
            if x < cell.width:
                return cell
            x -= cell.width
        return None

    def index_at(self, x: int) -> int:
        """The character under column `x`; beside the line, its beginning or its end, whichever is on that side."""
        cell = self.cell_at(x)
        if cell is not None:
            return cell.start
        return self.start if (x < 0) != self.rtl else self.content_end

    def caret_x(self, index: int) -> int:
        """The column of a block cursor on a character: its cell's, or one past the end (-1 in RTL).

        For a character without a cell (a control), the column of the next one that has a cell.
        """
        best: tuple[int, int] | None = None
        x = 0
        for cell in self.cells:
            if cell.end > index and (best is None or cell.start < best[0]):
                best = (cell.start, x)
            x += cell.width
        if best is not None:
            return best[1]
        return -1 if self.rtl else self.width

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The columns [x0, x1) that the characters [start, end) cover; several where the order turns."""
        out: list[tuple[int, int]] = []
        x = 0
        for cell in self.cells:
            if cell.start < end and cell.end > start:
                if out and out[-1][1] == x:
                    out[-1] = (out[-1][0], x + cell.width)
                else:
                    out.append((x, x + cell.width))
            x += cell.width
        return out
