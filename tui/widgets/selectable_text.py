"""A text to read in which one selects: by dragging, by two and three clicks, and by Shift with the arrows.

What is selected is always a range of the stored text, whatever order its letters stand in on the screen. It is kept with the
screen, as Textual keeps selections, so that whatever copies a selection copies this one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.selection import Selection
from textual.timer import Timer

from tui.bidi.paint import Span
from tui.i18n import is_rtl
from tui.widgets.ink import ink
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selection import Grain, Range, characters, row_range, under, whole
from tui.widgets.text_flow import TextFlow

_SCROLL_EVERY = 0.05
"""Seconds between two steps while the mouse is held beyond the edge of the text."""

_BY_CLICKS: tuple[Grain, ...] = ("letters", "words", "paragraphs")


class SelectableText(TextFlow):
    """A `TextFlow` with a selection."""

    ALLOW_SELECT = False  # in Textual's own way, which counts one character a cell and stops at the edge

    _first: Range | None = None
    """What was selected first: the selection reaches from here …"""
    _last: Range | None = None
    """… to here, forwards or back."""
    _grain: Grain | None = None
    """What the mouse selects by while its button is held."""
    _pointer = Offset(0, 0)
    _scrolling: Timer | None = None
    _presses = 0
    _pressed_at = float("-inf")
    _pressed_on = Offset(-1, -1)

    # What is selected

    @property
    def selected(self) -> Range | None:
        """The selected characters; None where there are none."""
        if self._first is None or self._last is None or not self.text_selection:
            return None
        return self._first.joined(self._last)

    @property
    def selected_text(self) -> str:
        """The selected characters as they are copied."""
        return characters(self.paragraphs, self.selected) if self.selected else ""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:  # noqa: ARG002 - Textual's signature
        """For the screen: the selected text and what follows it."""
        return (self.selected_text, "\n") if self.selected else None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """The screen has another selection, or none any more."""
        # Told late: by now there may be one again.
        if self.text_selection is None and self._grain is None:
            self._first = self._last = None
        self.repaint()

    def unselect(self) -> None:
        """Select nothing."""
        self._first = self._last = None
        if self in self.screen.selections:
            self.screen.selections = {}

    def _select(self, first: Range, last: Range) -> None:
        self._first, self._last = first, last
        start, end = first.joined(last)
        if start == end:
            self.screen.selections = {}
        else:
            self.screen.selections = {
                self: Selection(Offset(start.offset, start.paragraph), Offset(end.offset, end.paragraph))
            }

    def show(self, paragraphs: Sequence[Paragraph], *, keep_place: bool = False) -> None:
        """Show these paragraphs; what was selected was selected in others."""
        self.unselect()
        super().show(paragraphs, keep_place=keep_place)

    def selected_spans(self, index: int) -> list[Span]:
        """The selected characters of a paragraph, in their style."""
        if (chosen := self.selected) is None or not chosen.start.paragraph <= index <= chosen.end.paragraph:
            return []
        begin = chosen.start.offset if index == chosen.start.paragraph else 0
        end = chosen.end.offset if index == chosen.end.paragraph else len(self.paragraphs[index].text)
        # In the colours of plain text: those of a found word, turned round, would be light on light.
        plain = self.plain
        style = Style(color=plain.color, bgcolor=plain.bgcolor) + ink(self, "text--selected")
        return [Span(begin, end, style)]

    # The mouse

    def _under(self, at: Offset) -> Range:
        """The characters under this cell of the widget; beyond its upper and lower edge, those of the row there."""
        height = self.scrollable_content_region.height
        row = self.scroll_offset.y + min(max(at.y, 0), height - 1)
        indent = self.paragraphs[self._flow.at(row)[0]].indent
        rtl = is_rtl()
        align: Literal["start", "left", "right"] = ("right" if rtl else "left") if indent else "start"
        left = self.scrollable_content_region.width - 1 - self.measure if rtl else 1 + indent
        return under(self._flow, row, at.x - left, align)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin: the second press at once in one place takes the word, the third the paragraph, the fourth begins anew."""
        region = self.scrollable_content_region
        if event.button != 1 or not self._flow.height or not region.contains_point(event.screen_offset):
            return
        again = (
            event.screen_offset == self._pressed_on
            and event.time - self._pressed_at <= self.app.CLICK_CHAIN_TIME_THRESHOLD
        )
        self._presses = self._presses + 1 if again else 1
        self._pressed_on, self._pressed_at = event.screen_offset, event.time
        self._grain = _BY_CLICKS[(self._presses - 1) % len(_BY_CLICKS)]
        self._pointer = event.screen_offset - region.offset
        found = whole(self.paragraphs, self._under(self._pointer), self._grain)
        if event.shift and self.selected and self._first is not None:
            self._select(self._first, found)
        elif self._grain == "letters":
            self._select(Range(found.start, found.start), Range(found.start, found.start))
            self._first = found
        else:
            self._select(found, found)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on to the pointer; where that is beyond the upper or lower edge, the text comes to it."""
        if self._grain is None:
            return
        pointer = event.screen_offset - self.scrollable_content_region.offset
        if pointer == self._pointer and not self.selected:
            return  # the hand trembled: a click selects nothing
        self._pointer = pointer
        self._reach_pointer()
        if 0 <= pointer.y < self.scrollable_content_region.height:
            self._stop_scrolling()
        elif self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY, self._scroll_to_pointer)

    def _reach_pointer(self) -> None:
        if self._grain is not None and self._first is not None and self._flow.height:
            self._select(self._first, whole(self.paragraphs, self._under(self._pointer), self._grain))

    def _scroll_to_pointer(self) -> None:
        """A step for each row that the pointer is beyond the edge."""
        beyond = (
            self._pointer.y
            if self._pointer.y < 0
            else self._pointer.y - self.scrollable_content_region.height + 1
        )
        self.scroll_relative(y=beyond, animate=False, force=True)
        self._reach_pointer()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Done."""
        if self._grain is None:
            return
        event.stop()
        self._stop_scrolling()
        self.release_mouse()
        first, last, by_letters = self._first, self._last, self._grain == "letters"
        self._grain = None
        moved = event.screen_offset != self._pressed_on
        if first is not None and last is not None and (moved or not by_letters):
            self._select(
                first, last
            )  # the screen takes a release where the press was for a wish to select nothing
        else:
            self.unselect()

    # Keys

    def action_select_down(self) -> None:
        """Reach one row further; with nothing selected, the first row that is seen."""
        self._reach_row(1)

    def action_select_up(self) -> None:
        """Reach one row less far, or back; with nothing selected, the last row that is seen."""
        self._reach_row(-1)

    def row_to_begin(self, step: int) -> int:
        """The row that is selected first: the first that is seen, upwards the last."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return top if step > 0 else min(top + height, self._flow.height) - 1

    def _reach_row(self, step: int) -> None:
        if not self._flow.height:
            return
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if self.selected is None or self._first is None or self._last is None:
            row = self.row_to_begin(step)
            first = last = row_range(self._flow, row)
        else:
            first = self._first
            row = min(max(self._flow.row_of(*self._last.start) + step, 0), self._flow.height - 1)
            last = row_range(self._flow, row)
        self._select(first, last)
        if row < top:
            self.scroll_to(y=row, animate=False, force=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)
