"""A text of several lines that is being edited, as it is shown: rows, selection, cursor, scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.bidi.layout import base_of, layout
from tui.bidi.paint import Span, paint
from tui.editing.area_editor import AreaEditor
from tui.editing.area_rows import Side
from tui.editing.area_text import Place
from tui.editing.typed import typed_lines

_PORTION: Final = 3_000
"""Characters laid out at a time while nothing else happens: about 10 ms."""
_STRIPS: Final = 300
"""Painted rows that are kept: a few screens."""
_PAUSE: Final = 0.01
"""Seconds between two portions, in which keys are taken."""


class AreaView(ScrollView, can_focus=True, inherit_bindings=False):
    """Text wrapped in rows, each paragraph in its own direction.

    Paragraphs without a direction run as the one before them, the first ones as the interface, which `rtl` tells.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"area--cursor", "area--selection", "area--placeholder"}
    DEFAULT_CSS = """
    AreaView {
        height: 1fr;
        background: $boost;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        pointer: text;
        & > .area--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        & > .area--selection { background: $primary; color: $text; }
        & > .area--placeholder { color: $text-disabled; }
    }
    """

    class Changed(Message):
        """The text was changed, by a key, the mouse or `put`."""

        def __init__(self, area: AreaView) -> None:
            self.area = area
            super().__init__()

        @property
        def control(self) -> AreaView:
            """The box."""
            return self.area

    def __init__(
        self,
        text: str = "",
        *,
        rtl: Callable[[], bool] = lambda: False,
        placeholder: str = "",
        read_only: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.rtl = rtl
        self.placeholder = placeholder
        self.editor = AreaEditor(text, neutral=lambda: "rtl" if self.rtl() else "ltr")
        self.editor.read_only = read_only
        self._told = self.editor.version
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._plain: Style | None = None
        self._seat: tuple[int, int] | None = None

    # The text

    @property
    def text(self) -> str:
        """The text, its paragraphs with a line feed between them."""
        return self.editor.document.text

    @property
    def selected_text(self) -> str:
        """What is selected."""
        return self.editor.selected

    def put(self, text: str) -> None:
        """Show another text, the cursor at its end. What was typed before can't be taken back any more."""
        self.editor.put(text, self.editor.rows.width)
        self.editor.go(self.editor.document.end)
        self.show_change()
        self._measure()

    def replace_all(self, text: str) -> None:
        """Put another text in place of all, as one step that can be taken back."""
        self.editor.replace(Place(0, 0), self.editor.document.end, typed_lines(text))
        self.show_change()
        self._measure()

    # What is shown

    def on_resize(self) -> None:
        """Wrap to the width there is."""
        width = self.scrollable_content_region.width
        if width:
            self.editor.fit(width)
            self.show_change()
            self._measure()

    def show_change(self) -> None:
        """Show what a key or the mouse did."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.editor.rows.total)
        self._show_cursor()
        self.refresh()
        if self._told != self.editor.version:
            self._told = self.editor.version
            self.post_message(self.Changed(self))

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not height:
            return
        x, y = self.editor.seat(self.editor.cursor)
        top = min(max(self.scroll_offset.y, y - height + 1), y)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        if self.has_focus:
            region = self.scrollable_content_region
            self.app.cursor_position = Offset(region.x + x, region.y + y - top)

    def _measure(self) -> None:
        """Lay out a portion of what was not seen yet; what is on the screen stays there."""
        if not self.is_mounted:
            return
        rows = self.editor.rows
        number, row = rows.at(self.scroll_offset.y)
        done = rows.measure(_PORTION)
        self.virtual_size = Size(self.scrollable_content_region.width, rows.total)
        top = rows.top(number) + row
        if top != self.scroll_offset.y and self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        if not done:
            self.set_timer(_PAUSE, self._measure)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the screen. Style and place of the cursor are worked out once for all of them."""
        self._plain = self.rich_style
        self._seat = self.editor.seat(self.editor.cursor)
        try:
            return super().render_lines(crop)
        finally:
            self._plain = self._seat = None

    def render_line(self, y: int) -> Strip:
        """A row with what is selected on it, and the cursor."""
        width = self.scrollable_content_region.width
        style = self._plain or self.rich_style
        if not self.text_is_there:
            return self._placeholder_row(y, width, style)
        row = y + self.scroll_offset.y
        if row >= self.editor.rows.total:
            return Strip.blank(width, style)
        number, part = self.editor.rows.at(row)
        selected = self._selected_on(number)
        strip = self._painted(number, part, width, style, selected)
        if selected and self._selects_end_of(number) and self.editor.rows.is_last(number, part):
            strip = self._on_cell(
                strip, self._behind(number, part), width, self.get_component_rich_style("area--selection")
            )
        x, cursor_row = self._seat or self.editor.seat(self.editor.cursor)
        if self.has_focus and cursor_row == row:
            strip = self._on_cell(strip, x, width, self.get_component_rich_style("area--cursor"))
        return strip

    def _painted(self, number: int, part: int, width: int, style: Style, selected: Sequence[Span]) -> Strip:
        """A row without the cursor; one that was painted already is not painted again."""
        rows = self.editor.rows
        piece, _, row = rows.piece(number, part)
        key = (piece, row, rows.base(number), rows.is_last(number, part), width, style)
        strip = None if selected else self._strips.get(key)
        if strip is None:
            strip = paint(rows.line(number, part), width, style, selected)
            if len(self._strips) > _STRIPS:
                self._strips.clear()
            if not selected:
                self._strips[key] = strip
        return strip

    @property
    def text_is_there(self) -> bool:
        """Whether anything was typed."""
        return self.editor.document.end != Place(0, 0)

    def _placeholder_row(self, y: int, width: int, style: Style) -> Strip:
        side: Side = "rtl" if self.rtl() else "ltr"
        lines = layout(self.placeholder, max(1, width - 1), base=base_of(self.placeholder, neutral=side))
        if y >= len(lines):
            return Strip.blank(width, style)
        quiet = self.get_component_rich_style("area--placeholder")
        strip = paint(lines[y], width, style, [Span(lines[y].start, lines[y].end, quiet)])
        if y or not self.has_focus:
            return strip
        x = width - 1 if lines[0].rtl else 0
        return self._on_cell(strip, x, width, self.get_component_rich_style("area--cursor"))

    def _selected_on(self, number: int) -> list[Span]:
        """What is selected of a paragraph."""
        start, end = self.editor.selection
        if start == end or not start.paragraph <= number <= end.paragraph:
            return []
        first = start.offset if number == start.paragraph else 0
        last = end.offset if number == end.paragraph else len(self.editor.document.paragraphs[number])
        return [Span(first, last, self.get_component_rich_style("area--selection"))]

    def _selects_end_of(self, number: int) -> bool:
        start, end = self.editor.selection
        return start.paragraph <= number < end.paragraph

    def _behind(self, number: int, row: int) -> int:
        """The column behind a row's end."""
        line = self.editor.rows.line(number, row)
        return self.editor.rows.left(line) + (-1 if line.rtl else line.width)

    @staticmethod
    def _on_cell(strip: Strip, x: int, width: int, style: Style) -> Strip:
        """The strip with one cell of it (two where a wide letter stands) in a style."""
        if not 0 <= x < width:
            return strip
        at = strip.crop(x, x + 1)
        if x + 2 <= width and strip.crop(x, x + 2).text.strip() and not at.text.strip():
            wide = strip.crop(x, x + 2)
            if len(wide.text) == 1:
                at = wide
        cell = Strip([Segment(at.text or " ", style)], at.cell_length)
        return Strip.join([strip.crop(0, x), cell, strip.crop(x + at.cell_length, width)])

    def on_focus(self) -> None:
        """Show the cursor."""
        self._show_cursor()
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()
