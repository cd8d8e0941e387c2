"""Rows of widgets that know nothing of the layout: what they left in logical order is put in visual order, field by field.

Textual's own widgets (tables, trees, tabs, option lists, logs, borders' titles, text areas …) print letters as they are
stored. They are seen by that: the layout prints presentation forms, so that a letter which has such forms and stands in a
row as itself was never laid out. A row is cut into fields at two blanks and at lines of boxes, because columns must not
change places; each field is laid out alone, in its own direction, in the cells it has.

What is out of reach: Hebrew, Syriac, Thaana and N'Ko have no presentation forms and stay in logical order; each wrapped row
takes its direction from its own first strong letter; the mouse finds the cells of the row as the widget wrote it. A widget
that must be exact shows a `BidiContent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.bidi.layout import fit, order
from tui.bidi.shaping import FORMS
from tui.patterns import pattern

_PRINTED: Final = frozenset("".join("".join(forms) for forms in FORMS.values()))
_STORED: Final = pattern(f"[{''.join(letter for letter in FORMS if letter not in _PRINTED)}]")
"""A letter that the layout never prints."""
_BETWEEN_FIELDS: Final = pattern("  +|[\u2500-\u259f]+")
_BESIDE_A_FIELD: Final = " \u2022\u2023\u2190-\u2bff\ue000-\uf8ff"
"""Blanks, bullets, arrows, boxes and signs: at the edge of a field they belong to the widget and keep their place."""
_EDGES: Final = pattern(f"(?P<before>[{_BESIDE_A_FIELD}]*)(?P<field>.*?)[{_BESIDE_A_FIELD}]*", re.DOTALL)


class StockRows(LineFilter):
    """Lays out what reached the screen in logical order. Rows that are laid out already pass unchanged."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (a filter's signature)
        """The segments of a strip in visual order, in the same number of cells."""
        if order() != "visual" or not any(_STORED.search(segment.text) for segment in segments):
            return segments
        out: list[Segment] = []
        run: list[Segment] = []
        for segment in segments:
            if segment.control:
                out += [*_row(run), segment]
                run = []
            else:
                run.append(segment)
        return [*out, *_row(run)]


def _row(segments: Sequence[Segment]) -> Iterator[Segment]:
    text = "".join(segment.text for segment in segments)
    at = 0
    for start, end, at_right in _fields(text):
        yield from _part(segments, at, start)
        yield from _laid_out(list(_part(segments, start, end)), at_right=at_right)
        at = end
    yield from _part(segments, at, len(text))


def _fields(text: str) -> Iterator[tuple[int, int, bool]]:
    """The ranges to be laid out, and whether each stands at the right end of its place."""
    gaps = [(0, 0), *(gap.span() for gap in _BETWEEN_FIELDS.finditer(text)), (len(text), len(text))]
    for before, after in pairwise(gaps):
        start, end = before[1], after[0]
        edges = _EDGES.fullmatch(text, start, end)
        if edges is None:
            continue
        start, end = edges.span("field")
        if _STORED.search(text, start, end):
            blanks = len(text[:start]) - len(text[:start].rstrip(" "))
            blanks_after = len(text[end:]) - len(text[end:].lstrip(" "))
            yield start, end, blanks > 1 and blanks_after < blanks


def _part(segments: Iterable[Segment], start: int, end: int) -> Iterator[Segment]:
    """The segments of a range of the row's text."""
    at = 0
    for segment in segments:
        text = segment.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Segment(text, segment.style)
        at += len(segment.text)


def _laid_out(parts: Sequence[Segment], *, at_right: bool) -> Iterator[Segment]:
    """A field in visual order; cells that ligatures save become blanks on the side where there are blanks."""
    styles: list[Style | None] = [part.style for part in parts for _ in part.text]
    width = sum(cell_len(part.text) for part in parts)
    shown = fit("".join(part.text for part in parts), width)
    cells = [Segment(cell.text, styles[cell.start]) for cell in shown.cells]
    saved = [Segment(" " * (width - shown.width), styles[-1])] if shown.width < width else []
    yield from (saved + cells if at_right else cells + saved)
