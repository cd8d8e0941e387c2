"""A line of input in any direction as it is shown: value, completion, placeholder, selection and cursor, scrolled.

The value is logical; columns are the screen's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.bidi.cells import VisualLine
from tui.bidi.layout import base_of, fit, line
from tui.bidi.paint import Span, paint

_AIR: Final = 4
"""Cells of text that are seen beyond the cursor where the value is scrolled."""


class InputView(Input):
    """Textual's Input, drawn by us.

    The direction is the first strong character's; without one, that of the interface, which `rtl` tells.
    """

    DEFAULT_CSS = """
    InputView > .input--selection { background: $primary; color: $text; }
    """
    """A colour of its own, so that a selection is seen where there are sixteen colours."""

    def __init__(self, *args: Any, rtl: Callable[[], bool] = lambda: False, **kwargs: Any) -> None:
        self.rtl = rtl
        self._hidden = 0
        """Cells of the content that are scrolled out at its beginning."""
        self._airy = True
        self._pointing = False
        """Whether the mouse moves the cursor: the text then stays where it is under it."""
        super().__init__(*args, **kwargs)
        # A steady block is found sooner, and a line that blinks keeps a slow connection and a laptop awake.
        self.set_reactive(Input.cursor_blink, False)

    # What is shown.

    @property
    def base(self) -> Literal["ltr", "rtl"]:
        """The direction of what is shown."""
        interface: Literal["ltr", "rtl"] = "rtl" if self.rtl() else "ltr"
        if self.password:
            return interface
        return base_of(self.value or self.placeholder, neutral=interface)

    @property
    def _completion(self) -> str:
        """What the suggestion would add, where it is shown."""
        if not self.has_focus:
            return ""
        suggestion = self._suggestion
        if not self.password and len(suggestion) > len(self.value) > 0:
            return suggestion[len(self.value) :]
        return ""

    @property
    def visual_line(self) -> VisualLine:
        """The value with its completion, or the placeholder, as drawn; a placeholder ends with an ellipsis where it has no room."""
        if not self.value:
            width = self.scrollable_content_region.width
            return (
                fit(self.placeholder, width, base=self.base)
                if width
                else line(self.placeholder, base=self.base)
            )
        shown = "•" * len(self.value) if self.password else self.value + self._completion
        return line(shown, base=self.base, marks=True)

    @property
    def content_width(self) -> int:
        """Cells of what is shown, with one for the cursor behind the value."""
        shown = self.visual_line.width
        return shown + 1 if self.value or not shown else shown

    def _runs_left(self) -> bool:
        """Whether the end is at the left."""
        return self.visual_line.rtl

    # Columns: of the line (from its left edge, -1 or its width behind its end), of the content (the cell for the
    # cursor behind the end included), of the widget (scrolled, or aligned where there is room).

    def _origin(self) -> int:
        """The widget's column of the content's first; negative where it is scrolled."""
        room = self.scrollable_content_region.width - self.content_width
        if room >= 0:
            return room if self._runs_left() else 0
        hidden = min(self._hidden, -room)
        return room + hidden if self._runs_left() else -hidden

    def _end_cells(self) -> int:
        """The cells of the content that are to the left of the line."""
        return int(self._runs_left() and self.content_width > self.visual_line.width)

    def caret_x(self, index: int) -> int:
        """The content's column of the cursor at an index of the value."""
        if not self.value:
            return self.content_width - 1 if self._runs_left() else 0
        return self.visual_line.caret_x(index) + self._end_cells()

    @property
    def _cursor_offset(self) -> int:
        return self.caret_x(self.cursor_position)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen."""
        x, y, _, _ = self.content_region
        return Offset(x + self._origin() + self._cursor_offset, y)

    def _cell_offset_to_index(self, offset: int) -> int:
        if not self.value:
            return 0
        shown = self.visual_line
        x = offset - self._origin() - self._end_cells()
        if shown.cell_at(x) is None:
            return 0 if (x < 0) != shown.rtl else len(self.value)
        return min(shown.index_at(x), len(self.value))

    # Scrolling: by cells that are hidden at the beginning of the content, on whichever side that is.

    def _follow(self) -> None:
        """Scroll to the cursor, with some of the text on both sides of it."""
        width = self.scrollable_content_region.width
        hidden = self.content_width - width
        if hidden <= 0 or not width:
            self._hidden = 0
            return
        x = self._cursor_offset
        far = self.content_width - 1 - x if self._runs_left() else x
        air = min(_AIR, (width - 1) // 2) if self._airy else 0
        self._hidden = max(0, min(max(self._hidden, far + air - width + 1), far - air, hidden))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()

    def _watch__suggestion(self) -> None:
        """A completion to the left of the value moves the value's columns."""
        self._follow()

    def _watch_value(self, value: str) -> None:
        """Keep the cursor in view, wherever its columns have moved."""
        super()._watch_value(value)
        self._follow()

    def _watch_selection(self, selection: Selection) -> None:  # noqa: ARG002 - Textual's signature
        """Keep the cursor in view; what was selected elsewhere is not any more."""
        self._airy = not self._pointing
        self._follow()
        self.app.clear_selection()
        self.app.cursor_position = self.cursor_screen_offset

    def render_line(self, y: int) -> Strip:
        """The line, aligned or scrolled, with selection and cursor."""
        width = self.scrollable_content_region.width
        if y != 0:
            return Strip.blank(width, self.rich_style)
        shown = self.visual_line
        cursor = self.get_component_rich_style("input--cursor")
        visible = self.has_focus and self._cursor_visible
        body = paint(shown, shown.width, self.rich_style, self._styles(shown, cursor if visible else None))
        parts = [body]
        if self.content_width > shown.width:
            behind = not shown.cells or shown.caret_x(self.cursor_position) in (-1, shown.width)
            at_end = visible and behind
            blank = Strip.blank(1, self.rich_style + cursor if at_end else self.rich_style)
            parts = [blank, body] if self._runs_left() else [body, blank]
        content = Strip.join(parts)
        origin = self._origin()
        if origin < 0 or content.cell_length > width:
            return content.crop(-origin, width - origin)
        before = Strip.blank(origin, self.rich_style)
        after = Strip.blank(width - origin - content.cell_length, self.rich_style)
        return Strip.join([before, content, after])

    def _styles(self, shown: VisualLine, cursor: Style | None) -> list[Span]:
        """The styles of what is shown, the cursor's last."""
        end = len(self.value)
        spans: list[Span] = []
        if not end:
            spans.append(Span(0, shown.end, self.get_component_rich_style("input--placeholder")))
        if self.has_focus and not self.selection.is_empty:
            first, last = sorted(self.selection)
            spans.append(Span(first, last, self.get_component_rich_style("input--selection")))
        if self.highlighter is not None and end and not self.password:
            spans += [
                Span(s.start, s.end, self.app.console.get_style(s.style, default=""))
                for s in self._value.spans
            ]
        if self._completion:
            spans.append(Span(end, shown.end, self.get_component_rich_style("input--suggestion")))
        if cursor is not None:
            index = self.cursor_position if end else 0
            cell = shown.cell_at(shown.caret_x(index)) if end or shown.cells else None
            if cell is not None:
                spans.append(Span(cell.start, cell.end, cursor))
        return spans
