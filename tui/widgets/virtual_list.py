"""A list of any length that draws only the rows one can see: cursor, scrolling and mouse; the rows are a subclass's."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.commands.binding import bindings
from tui.i18n import is_rtl
from tui.widgets.ink import LazyComponents
from tui.widgets.tall import Tall

_DRAWN_ROWS = 120
"""Drawn rows kept: a few screens, of five or so kilobytes a row."""


class VirtualList(LazyComponents, Tall, can_focus=True, inherit_bindings=False):
    """Rows of equal height, drawn on demand. A subclass says how many (`set_count`) and draws one (`draw_row`)."""

    ALLOW_SELECT = False
    BINDINGS = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--cursor-blurred"}
    DEFAULT_CSS = """
    VirtualList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .list--cursor { background: $primary 38%; }
        & > .list--cursor-blurred { background: $primary 20%; }
    }
    """

    ROW_HEIGHT: ClassVar[int] = 1
    """Lines a row takes."""
    ONE_CLICK: ClassVar[bool] = False
    """Whether one click opens a row, and not only the second."""

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The chosen row, from 0; 0 as well in an empty list."""

    class RowHighlighted(Message):
        """The cursor came to another row."""

        def __init__(self, sender: VirtualList, index: int) -> None:
            self.sender = sender
            self.index = index
            super().__init__()

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.sender

    class RowChosen(RowHighlighted):
        """A row was clicked twice, or once where that is enough, or Enter pressed on it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.count = 0
        self._drawn: dict[tuple[Hashable, ...], list[Strip]] = {}
        self._drawn_for: tuple[object, ...] = ()
        self._state = 0
        """How often all rows became others."""

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """The lines of a row, ROW_HEIGHT of them and each `width` cells; `style` is the row's, cursor included."""
        raise NotImplementedError

    def look(self, index: int) -> Hashable:
        """By what a drawn row is known, beside being the chosen one: rows for which it is equal look the same.

        A subclass whose rows come again in other lists can say what is seen in them.
        """
        return self._state, index

    def set_count(self, count: int, cursor: int = 0) -> None:
        """There are so many rows now, and the cursor is on this one. They are others than before."""
        self._state += 1
        self.count = count
        self.set_height(count * self.ROW_HEIGHT)
        cursor = self.validate_cursor(cursor)
        if cursor != self.cursor:
            self.cursor = cursor
        else:
            self.show_cursor()
        self.refresh_changed()

    def redraw(self) -> None:
        """Draw all visible rows anew, and paint those that look different."""
        self._state += 1
        self.refresh_changed()

    def redraw_row(self, index: int) -> None:
        """Draw this row anew."""
        if index < self.count:
            look = self.look(index)
            for key in [key for key in self._drawn if key[0] == look]:
                del self._drawn[key]
        self._refresh_row(index)

    def _refresh_row(self, index: int) -> None:
        """Paint this row anew where it is seen."""
        top = index * self.ROW_HEIGHT - self.scroll_offset.y
        if -self.ROW_HEIGHT < top < self.scrollable_content_region.height:
            self.refresh_lines(index * self.ROW_HEIGHT, self.ROW_HEIGHT)

    def move(self, rows: int) -> None:
        """The cursor goes so many rows down, or up if negative, as far as there are rows."""
        self.cursor = self.validate_cursor(self.cursor + rows)

    @property
    def page(self) -> int:
        """Rows in one screenful, at least 1."""
        return max(1, self.scrollable_content_region.height // self.ROW_HEIGHT)

    def show_cursor(self) -> None:
        """Scroll as little as needed for the cursor's row to be seen whole."""
        height = self.scrollable_content_region.height
        if not height:
            return
        top = self.cursor * self.ROW_HEIGHT
        target = min(max(self.scroll_offset.y, top + self.ROW_HEIGHT - height), top)
        if target != self.scroll_offset.y:
            self.scroll_to(y=target, animate=False, force=True)

    def validate_cursor(self, cursor: int) -> int:
        """The nearest row there is."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows and tell about it."""
        self._refresh_row(old)
        self._refresh_row(new)
        self.show_cursor()
        self.post_message(self.RowHighlighted(self, new))

    def reading_place(self) -> Offset:
        """Where on the screen the chosen row begins."""
        region = self.scrollable_content_region
        line = max(0, min(self.cursor * self.ROW_HEIGHT - self.scroll_offset.y, region.height - 1))
        return Offset(max(region.x, region.right - 1) if is_rtl() else region.x, region.y + line)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Only the cursor's row looks different."""
        self._refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: row `(scroll + y) // ROW_HEIGHT`."""
        width = self.scrollable_content_region.width
        index, part = divmod(self.scroll_offset.y + y, self.ROW_HEIGHT)
        if index >= self.count:
            return self.blank_line(width)
        drawn_for = (width, self.app.theme)
        if drawn_for != self._drawn_for or len(self._drawn) > _DRAWN_ROWS:
            self._drawn.clear()
            self._drawn_for = drawn_for
        style = self.row_style(index)
        key = (self.look(index), index == self.cursor, index == self.cursor and self.has_focus, style)
        if key not in self._drawn:
            self._drawn[key] = self.draw_row(index, width, style)
        return self._drawn[key][part]

    def row_style(self, index: int) -> Style:
        """The style behind a row: the list's own, or the cursor's."""
        if index != self.cursor:
            return self.plain
        return self.get_component_rich_style("list--cursor" if self.has_focus else "list--cursor-blurred")

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._drawn.clear()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row, a double click opens it, or the first one where `ONE_CLICK` says so.

        With another button, or Ctrl held, it is for what the list does `aside`.
        """
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (self.scroll_offset.y + offset.y) // self.ROW_HEIGHT
        if index >= self.count:
            return
        event.stop()
        self.cursor = index
        if event.button != 1 or event.ctrl:
            self.aside()
        elif event.chain == (1 if self.ONE_CLICK else 2):
            self.post_message(self.RowChosen(self, index))

    def aside(self) -> None:
        """The chosen row was clicked with another button, or with Ctrl held."""

    def action_cursor_down(self) -> None:
        """One row down."""
        self.move(1)

    def action_cursor_up(self) -> None:
        """One row up."""
        self.move(-1)

    def action_page_further(self) -> None:
        """A page further."""
        self.move(self.page)

    def action_page_back(self) -> None:
        """A page back."""
        self.move(-self.page)

    def action_half_down(self) -> None:
        """Half a page further."""
        self.move(max(1, self.page // 2))

    def action_half_up(self) -> None:
        """Half a page back."""
        self.move(-max(1, self.page // 2))

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = self.validate_cursor(self.count - 1)
