"""Content of any height that scrolls, and whose height may change without laying the whole screen out anew."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Tall(ScrollView, inherit_bindings=False):
    """A scroll view whose content is as wide as it is itself; only its height changes, and that often."""

    _plain: Style | None = None

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

    def _on_focus(self, event: events.Focus) -> None:
        """Take the focus.

        Textual styles and paints the whole widget anew for it. Of these nothing looks different but what `watch_has_focus`
        of a subclass paints.
        """
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        """Give the focus away."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style depends on the focus."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen, with the style behind everything worked out once for all of them."""
        self._plain = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._plain = None

    @property
    def plain(self) -> Style:
        """The style behind everything. Working it out takes a while; lines that are painted together share it."""
        return self._plain or self.rich_style
