"""A text being laid out: what is printed for it, its levels, and how a line of it becomes cells.

What does not depend on the width is worked out once for a text, and its levels only when a line that is drawn needs
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import repeat
from typing import Final

from bidi.mirror import MIRRORED

from tui.bidi import uax9
from tui.bidi.breaks import Breaks, breaks
from tui.bidi.cells import Cell, VisualLine
from tui.bidi.glyphs import CONTINUED, SIGN, SIGN_WIDTH, glyphs
from tui.bidi.wrapping import wrap
from tui.patterns import pattern

KEPT_DRAWN: Final = 50_000
"""Characters of a text whose lines may all stay drawn; a longer one keeps the last lines that were looked at."""
_LINES_KEPT: Final = 512

_MIRRORED = pattern(f"[{re.escape(''.join(MIRRORED))}]")

_cell = partial(tuple.__new__, Cell)
"""Cell's own `_make` without the check of the length."""


class Drawing:
    """One paragraph without line breaks and tabs, right to left or not. With `visual`, lines are shaped and reordered."""

    def __init__(self, text: str, *, rtl: bool, marks: bool, visual: bool, narrow: bool = False) -> None:
        self.text = text
        self.rtl = visual and rtl
        self._visual = visual
        self._glyphs = glyphs(text, marks=marks, shaped=visual, narrow=narrow)
        self.columns: Sequence[int] = self._glyphs.columns()
        """The cells before each character, and at last those of the whole text."""
        self._keep = len(text) <= KEPT_DRAWN
        self._draw = self._cells if self._keep else lru_cache(maxsize=_LINES_KEPT)(self._cells)

    @cached_property
    def breaks(self) -> Breaks:
        """Where lines may end."""
        return breaks(self.text, self._glyphs.shown)

    @cached_property
    def levels(self) -> uax9.Paragraph | None:
        """The levels, or None where all is from left to right."""
        if not self._visual or (self.text.isascii() and not self.rtl):
            return None
        found = uax9.resolve(self.text, int(self.rtl))
        return found if found.level or any(found.levels) else None

    def lines(self, width: int) -> Iterator[VisualLine]:
        """The lines of the text wrapped to this width; blanks at their ends have no cell."""
        for start, stop, end in wrap(self.text, self.columns, self.breaks, width):
            yield self.line(start, stop, end)

    def line(self, start: int, stop: int, end: int) -> VisualLine:
        """The line of the characters [start, end), of which those up to `stop` have cells."""
        width = self.columns[stop] - self.columns[start]
        return VisualLine(partial(self._drawn, start, stop), start, end, width, self.rtl)

    def _drawn(self, start: int, stop: int) -> tuple[tuple[Cell, ...], bool]:
        return self._draw(start, stop), self._keep

    def _cells(self, start: int, stop: int) -> tuple[Cell, ...]:
        """The cells of a line from left to right."""
        shown = self._glyphs.shown[start:stop]
        levels = bytes(len(shown)) if self.levels is None else uax9.line_levels(self.levels, start, stop)
        if not SIGN.search(shown):
            texts = _mirrored(shown, levels)
            ones = repeat(1, stop - start)
            places = zip(texts, ones, range(start, stop), range(start + 1, stop + 1), levels, strict=True)
            cells = map(_cell, places)
            return tuple(cells if self.levels is None else _reordered(list(cells), levels))
        widths = bytearray(b"\x01") * len(shown)
        ends = list(range(start + 1, stop + 1))
        clustered = bytearray(levels)
        base = latest = -2
        for found in SIGN.finditer(shown):
            k, sign = found.start(), found[0]
            widths[k] = SIGN_WIDTH[sign]
            if sign == CONTINUED:
                base = base if latest == k - 1 else k - 1
                latest = k
                clustered[k] = clustered[base]
                ends[base] = start + k + 1
        others = self._glyphs.others
        printed = [others.get(at, text) for at, text in enumerate(shown, start)] if others else shown
        texts = _mirrored(printed, clustered)
        drawn = list(map(_cell, zip(texts, widths, range(start, stop), ends, clustered, strict=True)))
        if self.levels is not None:
            drawn = _reordered(drawn, bytes(clustered))
        return tuple([cell for cell in drawn if cell[1]])


def _mirrored(texts: Sequence[str], levels: Sequence[int]) -> Sequence[str]:
    """L4: what is printed, with brackets that stand from right to left turned into their mirror images."""
    whole = texts if isinstance(texts, str) else "".join(texts)
    if not _MIRRORED.search(whole) or not any(level & 1 for level in set(levels)):
        return texts
    return [
        MIRRORED.get(text[:1], text[:1]) + text[1:] if level & 1 else text
        for text, level in zip(texts, levels, strict=True)
    ]


def _reordered(cells: list[Cell], levels: bytes) -> list[Cell]:
    """L2: the cells of a line, given in logical order, from left to right."""
    found: list[Cell] = []
    for level, first, last in uax9.visual_runs(levels):
        run = cells[first:last]
        found += reversed(run) if level & 1 else run
    return found
