"""The terminal's own cursor stands where one is: screen readers and braille lines read what is around it.

It is hidden from the eye, as the app draws cursors and chosen rows itself; its place is what assistive technology asks the
terminal for. A widget says the place with ``reading_place()``; a box's is its cursor.
"""

from __future__ import annotations

from textual.geometry import Offset

from tui.ordered_keys import OrderedKeys


class RealCursorApp(OrderedKeys):
    """An app whose terminal cursor follows the focus and what is chosen in it."""

    _told_cursor = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor is put after each frame; Textual asks for it, and boxes have set it themselves."""
        focused = self.screen_stack[-1].focused if self._running and self.screen_stack else None
        for name in ("reading_place", "cursor_screen_offset"):
            found = getattr(focused, name, None)
            place = found() if callable(found) else found
            if isinstance(place, Offset):
                return place
        return self._told_cursor

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._told_cursor = place
