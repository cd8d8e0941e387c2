"""Visual lines → Textual strips: styles on logical ranges, alignment, rows of items laid out side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.bidi.cells import VisualLine
from tui.bidi.layout import Base, fit

Align = Literal["start", "left", "right", "center"]


class Span(NamedTuple):
    """A style on the characters [start, end); later spans are laid over earlier ones."""

    start: int
    end: int
    style: Style


class Item(NamedTuple):
    """A part of a row, laid out alone: a date keeps its order inside an Arabic row."""

    text: str
    style: Style = Style.null()
    base: Base = "auto"
    spans: Sequence[Span] = ()
    width: int | None = None
    """Cells kept for it, padded or cut; None for as many as the text takes."""
    flexible: bool = False
    """Takes a share of what the others leave, and is cut to it. A row without one leaves its end blank."""
    align: Align = "start"
    """Where the text stands in its cells; `start` is the side the row begins on."""


def paint(
    line: VisualLine,
    width: int,
    style: Style,
    spans: Sequence[Span] = (),
    *,
    align: Align = "start",
    offset_row: int | None = None,
) -> Strip:
    """A line as a strip of exactly `width` cells; what does not fit is cropped at the line's end.

    `align="start"` puts a right-to-left line at the right edge. With `offset_row` every cell is a segment that
    carries `offset=(logical index, offset_row)`, by which Textual's mouse selection finds characters: selection is
    then in logical order. Without it neighbours of one style are one segment, a tenth of the output.
    """
    return Strip(_segments(line, width, style, spans, align=align, offset_row=offset_row), width)


def _segments(
    line: VisualLine,
    width: int,
    style: Style,
    spans: Sequence[Span],
    *,
    align: Align,
    offset_row: int | None,
) -> list[Segment]:
    placed = _placed(line, width, style, spans, align)
    if offset_row is None:
        return list(_merged(placed))
    return [
        Segment(text, own + Style.from_meta({"offset": (logical, offset_row)}))
        for text, _, own, logical in placed
    ]


class _Placed(NamedTuple):
    """One cell of the strip: what is printed, its width, its style, the character it answers for."""

    text: str
    width: int
    style: Style
    logical: int


def _placed(
    line: VisualLine, width: int, style: Style, spans: Sequence[Span], align: Align
) -> Sequence[_Placed]:
    """The cells of the strip, blanks beside the line included."""
    left = _left(line, width, align)
    before, after = (line.content_end, line.start) if line.rtl else (line.start, line.content_end)
    # One item for each blank: in a longer segment Textual would count characters on from its index.
    placed = [_Placed(" ", 1, style, before)] * max(0, left)
    for text, cells, start, end, _ in line.cells:
        own = style
        for first, last, more in spans:
            if start < last and end > first:
                own += more
        placed.append(_Placed(text, cells, own, start))
    placed += [_Placed(" ", 1, style, after)] * max(0, width - left - line.width)
    return placed if left >= 0 and line.width <= width else _window(placed, max(0, -left), width)


def _merged(placed: Sequence[_Placed]) -> Iterator[Segment]:
    """One segment for neighbours of one style."""
    run: list[str] = []
    current: Style | None = None
    for text, _, own, _ in placed:
        if run and own is not current and own != current:
            yield Segment("".join(run), current)
            run.clear()
        current = own
        run.append(text)
    if run:
        yield Segment("".join(run), current)


def _left(line: VisualLine, width: int, align: Align) -> int:
    """The column of the line's left edge; negative where its beginning is at the right and it is too wide."""
    room = width - line.width
    if align == "start":
        align = "right" if line.rtl else "left"
    if room < 0:
        return room if line.rtl else 0
    return {"left": 0, "right": room, "center": room // 2}[align]


def _window(placed: Sequence[_Placed], first: int, width: int) -> list[_Placed]:
    """The cells in the columns [first, first + width); half a wide character becomes a blank."""
    out: list[_Placed] = []
    x = -first
    for cell in placed:
        visible = min(x + cell.width, width) - max(x, 0)
        if visible == cell.width:
            out.append(cell)
        elif visible > 0:
            out.append(cell._replace(text=" ", width=1))
        x += cell.width
    return out


def row(
    items: Sequence[Item], width: int, style: Style, *, rtl: bool, gap: int = 1, offset_row: int | None = None
) -> Strip:
    """Several items side by side in the row's direction, in exactly `width` cells.

    The first item stands at the right edge when `rtl`. Items that do not fit are cut with an ellipsis, the flexible
    ones first, then the last ones.
    """
    widths = _widths(items, width, gap)
    shown = [(item, cells) for item, cells in zip(items, widths, strict=True) if cells > 0]
    parts: list[list[Segment]] = []
    used = 0
    for item, cells in shown:
        if parts and gap:
            parts.append([Segment(" " * gap, style)])
            used += gap
        item_style = style + item.style
        line = fit(item.text, cells, base=item.base)
        align = ("right" if rtl else "left") if item.align == "start" else item.align
        parts.append(_segments(line, cells, item_style, item.spans, align=align, offset_row=offset_row))
        used += cells
    if used < width:
        parts.append([Segment(" " * (width - used), style)])
    # One strip for all: each has seven caches of its own.
    return Strip([segment for part in (reversed(parts) if rtl else parts) for segment in part], width)


def _widths(items: Sequence[Item], width: int, gap: int) -> list[int]:
    """The cells each item gets: fixed ones what they ask for, in order; flexible ones share the rest."""
    asked = [
        0
        if item.flexible
        else item.width
        if item.width is not None
        else fit(item.text, width, base=item.base).width
        for item in items
    ]
    flexible = [k for k, item in enumerate(items) if item.flexible]
    present = sum(1 for k, cells in enumerate(asked) if cells or k in flexible)
    room = max(0, width - gap * max(0, present - 1))
    widths = [0] * len(items)
    for k, cells in enumerate(asked):
        widths[k] = min(cells, room)
        room -= widths[k]
    for n, k in enumerate(flexible):
        widths[k] = room // (len(flexible) - n)
        room -= widths[k]
    return widths
