"""Rows of tables among the lines of a PDF's page: a PDF knows no tables, only words that stand beside and below each other.

Programs write a table cell by cell, each with all of its lines. So a line that begins again at the height of an earlier one, beside all that
came since, begins a further cell of the row that this one began. Two columns of text look like one such row; a table has two
at least, whose cells stand below each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from importers.document.pdf_lines import Cell, PdfLine

_BULLET = re.compile(r"[^\w\s]{1,2}|\(?\d{1,2}[.)-]|[.)-]\d{1,2}|[\uf0a0-\uf0ff]")
_SAME_LINE = 0.3
"""Baselines that differ by less than this part of the size of the type are at one height."""
_CLOSE = 2.4
"""A line of a cell stands at most so many sizes of its type below the one before it."""
_ALIGNED = 3.0
"""Points within which the lines of a cell begin at one edge, or have one middle."""
_MOST_LINES = 8
"""A cell of more lines than this is a column of text."""
_TOUCH = 1.5
"""Points by which two cells may overlap and still stand beside each other: a font's box is wider than its letters."""
_MOST_CELLS = 40


@dataclass(slots=True)
class _Row:
    """Lines in the order in which they came, each with its cell: where it begins and ends, and what stands in it."""

    lines: list[PdfLine] = field(default_factory=list)
    cells: list[list[tuple[PdfLine, Cell]]] = field(default_factory=list)

    def takes(self, line: PdfLine) -> bool:
        """Takes a line that stands beside the first ones, or below the last one of a single cell; whether it does."""
        parts = _parts(line)
        if not self.lines or len(self.cells) + len(parts) > _MOST_CELLS:
            return False
        if _level(self.lines[0], line):
            if any(self._over(part) for part in parts):
                return False
            self.cells += [[(line, part)] for part in parts]
        else:
            over = self._over(parts[0])
            if len(parts) > 1 or len(over) != 1 or over[0] is self._done(line):
                return False
            above, cell = over[0][-1]
            begins = abs(cell.right - line.right) if line.rtl else abs(cell.left - line.left)
            middle = abs(cell.left + cell.right - line.left - line.right) / 2
            if not 0 < above.base - line.base <= _CLOSE * line.size or min(begins, middle) > _ALIGNED:
                return False
            over[0].append((line, parts[0]))
        self.lines.append(line)
        return True

    def _done(self, line: PdfLine) -> list[tuple[PdfLine, Cell]] | None:
        """The cell that takes no line any more: the first one, when others came; what stands below it there is no part of it."""
        if len(self.cells) == 1:
            return None
        return (max if line.rtl else min)(self.cells, key=lambda cell: cell[0][1].left)

    def _over(self, part: Cell) -> list[list[tuple[PdfLine, Cell]]]:
        return [cell for cell in self.cells if any(_meet(part, one) for _, one in cell)]

    def split(self, line: PdfLine) -> list[PdfLine]:
        """The lines from the one at the height of this line on, which begin a row of their own; none where there is no such line."""
        for at, one in enumerate(self.lines[1:], 1):
            beside = all(
                not _meet(part, other)
                for later in self.lines[at:]
                for other in _parts(later)
                for part in _parts(line)
            )
            if _level(one, line) and beside:
                return self.lines[at:]
        return []


def rows_of_tables(lines: Sequence[PdfLine]) -> dict[int, str]:
    """The lines of a page (by `id`) that are of tables: at the first of a row its cells in order, at the others nothing."""
    found: dict[int, str] = {}
    for several, rows in groupby(_rows(lines), key=lambda row: len(row.cells) > 1):
        for table in _tables(list(rows)) if several else ():
            rtl = 2 * sum(line.rtl for row in table for line in row.lines) > sum(
                len(row.lines) for row in table
            )
            for row in table:
                found.update({id(line): "" for line in row.lines})
                found[id(row.lines[0])] = _text(row, rtl=rtl)
    return found


def _text(row: _Row, *, rtl: bool) -> str:
    cells = sorted(row.cells, key=lambda cell: -cell[0][1].right if rtl else cell[0][1].left)
    return " | ".join(" ".join(part.text for _, part in cell) for cell in cells)


def _rows(lines: Sequence[PdfLine]) -> Iterator[_Row]:
    """All lines in rows; a row of one cell is a stretch of text."""
    row = _Row()
    for line in lines:
        if line.size and row.takes(line):
            continue
        own = row.split(line) if line.size else []
        if own:
            before = _made(row.lines[: len(row.lines) - len(own)])
            yield from before[:-1]
            row = before[-1]
        yield row
        row = (_made(own) or [_Row()])[-1] if own else _Row()
        if not (own and row.takes(line)):
            if own:
                yield row
            row = _begun(line)
    yield row


def _begun(line: PdfLine) -> _Row:
    return _Row([line], [[(line, part)] for part in _parts(line)])


def _made(lines: Sequence[PdfLine]) -> list[_Row]:
    """Rows of lines of which it is known that none begins a further cell."""
    rows: list[_Row] = []
    for line in lines:
        if not rows or not rows[-1].takes(line):
            rows.append(_begun(line))
    return rows


def _tables(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Those of these rows, which all have several cells, that make tables."""
    table: list[_Row] = []
    columns: list[Cell] = []
    for row in rows:
        if not _may_be(row):
            if len(table) > 1:
                yield table
            table, columns = [], []
            continue
        cells = [_extent(cell) for cell in row.cells]
        below = [_column(cell, columns) for cell in cells]
        known = [at for at in below if at is not None]
        if -1 in known or len(known) < 2 or len(set(known)) < len(known):
            if len(table) > 1:
                yield table
            table, columns, below = [], [], [None] * len(cells)
        table.append(row)
        for cell, at in zip(cells, below, strict=True):
            if at is None:
                columns.append(cell)
            else:
                columns[at] = _both(columns[at], cell)
    if len(table) > 1:
        yield table


def _column(cell: Cell, columns: Sequence[Cell]) -> int | None:
    """The column that a cell stands in; None for one of its own, -1 where it stands in several alike."""
    shared = [min(cell.right, one.right) - max(cell.left, one.left) for one in columns]
    touched = [at for at, width in enumerate(shared) if width > _TOUCH]
    if not touched:
        return None
    best = max(touched, key=lambda at: shared[at])
    others = sum(shared[at] for at in touched if at != best)
    return best if others < shared[best] else -1


def _extent(cell: Sequence[tuple[PdfLine, Cell]]) -> Cell:
    return Cell("", min(part.left for _, part in cell), max(part.right for _, part in cell))


def _both(one: Cell, other: Cell) -> Cell:
    return Cell("", min(one.left, other.left), max(one.right, other.right))


def _may_be(row: _Row) -> bool:
    """Whether a row may be one of a table: no cell is as long as a column of text, none is the sign or number of a list's item."""
    return max(map(len, row.cells)) <= _MOST_LINES and not any(
        _BULLET.fullmatch(cell[0][1].text) for cell in row.cells
    )


def _parts(line: PdfLine) -> Sequence[Cell]:
    return line.cells or (Cell(line.text, line.left, line.right),)


def _level(one: PdfLine, other: PdfLine) -> bool:
    return abs(one.base - other.base) < _SAME_LINE * max(one.size, other.size)


def _meet(one: Cell, other: Cell) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > _TOUCH
