"""Content of any height that scrolls, and whose height may change without laying the whole screen out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class Tall(ScrollView, inherit_bindings=False):
    """A scroll view whose content is as wide as it is itself; only its height changes, and that often."""

    def set_height(self, height: int) -> None:
        """Have content of so many lines.

        Textual lays out every widget of the screen for a new `virtual_size`: about 15 ms, for each article one comes to and each
        letter one types. What it changes is the scroll bar, whose coming and going asks for a layout by itself.
        """
        size = Size(1, height)
        if size != self.virtual_size:
            self.set_reactive(Tall.virtual_size, size)
            self._scroll_update(size)
            self.refresh()
