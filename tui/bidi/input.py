"""A line of input in any direction: value, cursor and selection stay logical, what is seen and pressed is visual.

Only drawing, the mouse, the arrows and deletion differ from Textual's Input.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Literal
from unicodedata import category, normalize

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.bidi.cells import VisualLine
from tui.bidi.layout import base_of, line
from tui.bidi.paint import Span, paint
from tui.bidi.shaping import LAM_ALEF_FORMS

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_PRESENTATION_FORMS: Final = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]+")


def typed(text: str) -> str:
    """Text as it enters a value: one line, no controls, letters for presentation forms.

    The لا key of X11 layouts types U+FEFB, and text copied from terminals and PDF files is full of such forms.
    """
    one_line = _CONTROLS.sub("", " ".join(text.splitlines()).replace("\t", " "))
    return _PRESENTATION_FORMS.sub(lambda forms: normalize("NFKC", forms[0]), one_line)


class BidiInput(Input):
    """Textual's Input with the cursor on the right letter.

    The direction is the first strong character's; without one, that of the interface, which `rtl` tells.
    """

    # Marks and joiners are inside words.
    _WORD_START = re.compile("(?<=[^\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d])\\w")

    def __init__(self, *args: Any, rtl: Callable[[], bool] = lambda: False, **kwargs: Any) -> None:
        self.rtl = rtl
        super().__init__(*args, **kwargs)

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
        """The value with its completion, or the placeholder, as drawn."""
        if not self.value:
            return line(self.placeholder, base=self.base)
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
        return -min(self.scroll_offset.x, -room)

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

    def _watch__suggestion(self) -> None:
        """A completion to the left of the value moves the value's columns."""
        if not self.is_mounted:
            return
        self.virtual_size = Size(self.content_width, 1)
        self.scroll_to_region(Region(self._cursor_offset, 0, width=1, height=1), force=True, animate=False)

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

    # Moving, as the eye expects.

    def _stops(self) -> list[int]:
        """The indices the cursor can stand on, from left to right."""
        end = len(self.value)
        stops = [cell.start for cell in self.visual_line.cells if cell.start < end]
        return [end, *stops] if self._runs_left() else [*stops, end]

    def _step(self, index: int, direction: int) -> int:
        """The index one stop to the right (1) or to the left (-1)."""
        stops = self._stops()
        cell = self.visual_line.cell_at(self.visual_line.caret_x(index)) if index < len(self.value) else None
        at = stops.index(cell.start if cell is not None and cell.start in stops else len(self.value))
        return stops[max(0, min(len(stops) - 1, at + direction))]

    def _move(self, direction: int, *, select: bool) -> None:
        start, end = self.selection
        if select:
            self.selection = Selection(start, self._step(end, direction))
        elif self.selection.is_empty:
            forward = direction < 0 if self._runs_left() else direction > 0
            if forward and self.cursor_at_end and self._completion:
                self.value = self._suggestion
                self.cursor_position = len(self.value)
            else:
                self.cursor_position = self._step(end, direction)
        else:
            edge = max if direction > 0 else min
            self.cursor_position = edge(start, end, key=self.caret_x)

    def action_cursor_left(self, select: bool = False) -> None:
        """One cell to the left; accepts the completion where the text runs to the left."""
        self._move(-1, select=select)

    def action_cursor_right(self, select: bool = False) -> None:
        """One cell to the right; accepts the completion where the text runs to the right."""
        self._move(1, select=select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """One word to the left: the next one where the text runs to the left."""
        (super().action_cursor_right_word if self._runs_left() else super().action_cursor_left_word)(select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """One word to the right: the one before where the text runs to the left."""
        (super().action_cursor_left_word if self._runs_left() else super().action_cursor_right_word)(select)

    # Changing.

    def replace(self, text: str, start: int, end: int) -> None:
        """Replaces a range by a text as `typed` gives it."""
        super().replace(typed(text), start, end)

    def _on_paste(self, event: events.Paste) -> None:
        """All lines of what is pasted, as one line."""
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text.strip("\r\n"), *self.selection)

    def action_delete_right(self) -> None:
        """The letter under the cursor with its marks; of a lam-alef one letter at a time."""
        if not self.selection.is_empty:
            self.delete_selection()
            return
        index = self.cursor_position
        end = index + 1
        while end < len(self.value) and category(self.value[end]) == "Mn":
            end += 1
        for cell in self.visual_line.cells:
            if cell.start <= index < cell.end and cell.text[0] not in LAM_ALEF_FORMS:
                end = min(cell.end, len(self.value))
        self.delete(index, end)
