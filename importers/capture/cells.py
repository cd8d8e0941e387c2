"""Figures that stand alone on their lines and are the text's own: the cells of a copied table, the hours of a live report.

Elsewhere such lines are counters of views and shares. A table stands between two sentences; the hours have each a sentence below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.capture.rows import Row

_CELL_WORDS = 5
_FEWEST_CELLS = 6
_FEWEST_FIGURES, _FEWEST_WORDED = 4, 2
"""Cells with nothing but figures, and with words, that a table has at least."""
_LEAST_FIGURES = 0.3
_FEWEST_PARTS, _LONGEST_PART = 2, 7
"""Parts, and characters of the line with the number of one."""
_PART = re.compile(r"[0-9]{1,2}")
_FEWEST_ROWS, _ROW_WORDS = 3, 8
_PROSE_WORDS = 8
_ENTRY_WORDS = 5
_FEWEST_HOURS = 3
_MOSTLY = 0.6
_FIGURES = re.compile(r"[-–+±~<>]?\s?[\d٠-٩][\d٠-٩ .,٫٬/-]*\s?[%٪°]?")
_EMPTY = frozenset("-–—.*/")
"""What stands in cells that have no figure."""
_HOUR = re.compile(r"\[?(?:[01]?\d|2[0-3])\s?(?:[:hH]\s?[0-5]\d|[hH])\]?\s?[-–:]?")


def note_cells(written: Sequence[Row]) -> None:
    """Notes which of the written lines are cells of tables or hours of a live report, and takes the mark of furniture from them."""
    if sum(any(map(str.isdigit, row.text[:3])) for row in written) < _FEWEST_PARTS:
        return
    _note_parts(written)
    for start, end in _runs(written):
        if start > 0 and end < len(written) and _is_prose(written[start - 1]) and _is_prose(written[end]):
            cells = written[start:end]
            figures = sum(_is_figure(row) for row in cells)
            if (
                len(cells) >= _FEWEST_CELLS
                and figures >= max(_FEWEST_FIGURES, _LEAST_FIGURES * len(cells))
                and len(cells) - figures >= _FEWEST_WORDED
            ):
                _note(cells)
    hours = [at for at, row in enumerate(written[:-1]) if _is_hour(row) and written[at + 1].kind is None]
    told = [at for at in hours if any(map(_is_entry, written[at + 1 : at + 3]))]
    if len(told) >= _FEWEST_HOURS and len(told) >= _MOSTLY * len(hours):
        _note([written[at] for at in told])


def _note_parts(written: Sequence[Row]) -> None:
    """Notes the numbers of the parts of a text, which stand alone from 1 on, each above a paragraph."""
    found = [
        row
        for row, below in pairwise(written)
        if len(row.text) <= _LONGEST_PART and _PART.fullmatch(row.key) and _is_paragraph(below)
    ]
    for at, row in enumerate(found, 1):
        if int(row.key) != at:
            return
    if len(found) >= _FEWEST_PARTS:
        _note(found)


def _is_paragraph(row: Row) -> bool:
    return row.kind is None and row.words >= _PROSE_WORDS


def note_tabbed(rows: Sequence[Row], lines: Sequence[str]) -> None:
    """Notes those of the rows with tabs between their parts that are rows of a table: as many parts in each, figures in some."""
    counts = Counter(lines[row.number].strip().count("\t") for row in rows)
    for tabs, count in counts.items():
        table = [row for row in rows if lines[row.number].strip().count("\t") == tabs]
        if count >= _FEWEST_ROWS and any(any(map(str.isdigit, row.text)) for row in table):
            _note([row for row in table if row.words <= _ROW_WORDS * (tabs + 1)])


def _runs(written: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Where runs of possible cells begin, and the place behind them."""
    start = 0
    for at, row in enumerate(written):
        if not _may_be_cell(row):
            if at - start >= _FEWEST_CELLS:
                yield start, at
            start = at + 1


def _may_be_cell(row: Row) -> bool:
    return row.words <= _CELL_WORDS and (
        _is_figure(row)
        or row.text in _EMPTY
        or (row.kind is None and not row.ends_sentence and not row.heading)
    )


def _is_figure(row: Row) -> bool:
    return row.kind in (None, "boilerplate") and _FIGURES.fullmatch(row.text) is not None


def _is_hour(row: Row) -> bool:
    return row.kind in (None, "boilerplate") and _HOUR.fullmatch(row.text) is not None


def _is_prose(row: Row) -> bool:
    return row.kind is None and (row.wrapped or (row.words >= _PROSE_WORDS and row.ends_sentence))


def _is_entry(row: Row) -> bool:
    return row.kind is None and row.words >= _ENTRY_WORDS and row.ends_sentence


def _note(rows: Sequence[Row]) -> None:
    for row in rows:
        row.kind, row.reason, row.cell = None, "", True
