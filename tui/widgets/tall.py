"""Content of any height that scrolls, whose height may change without a new layout, and of which only what looks different is painted."""

from __future__ import annotations

from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.widgets.scroll_bar import SparingScrollBar

_FINISHED = 300
"""Finished lines that are kept: a few screens."""


class Tall(ScrollView, inherit_bindings=False):
    """A scroll view whose content is as wide as it is itself; only its height changes, and that often."""

    _plain: Style | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._finished: dict[int, tuple[Strip, Strip]] = {}
        """Lines as they go to the screen, with those they were made from, by whose identity they are found."""
        self._finished_for: tuple[object, ...] = ()
        self._given: dict[int, Strip] = {}
        """What stands in each line of the screen."""
        self._blank: tuple[tuple[int, Style], Strip] | None = None
        super().__init__(id=id)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = SparingScrollBar(thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

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

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen, with the style behind everything worked out once for all of them.

        Textual's own way takes a line apart and makes it anew five times: for borders, for opacity, for each filter. A widget without
        any of these gives the lines that were finished before, wherever on the screen they were.
        """
        self._plain = self.rich_style
        try:
            return self._finished_lines(crop) if self._is_bare() else super().render_lines(crop)
        finally:
            self._plain = None

    def _is_bare(self) -> bool:
        """Whether nothing is drawn around the lines or laid over them, but blanks at their sides."""
        styles = self.styles
        padding = styles.padding
        return (
            styles.gutter == padding
            and not (padding.top or padding.bottom)
            and not any(side for side, _ in styles.outline)
            and not styles.tint.a
            and styles.text_opacity == 1.0
            and self.opacity == 1.0
        )

    def _finished_lines(self, crop: Region) -> list[Strip]:
        padding = self.styles.padding
        _, background = self.background_colors
        filters = self.get_line_filters()
        width = self.region.width
        height = self.content_region.height
        finished_for = (width, padding, background, self.plain)
        if finished_for != self._finished_for or len(self._finished) > _FINISHED:
            self._finished.clear()
            self._finished_for = finished_for
        self._styles_cache.clear()  # it would note for ever which lines changed
        lines = []
        for y in crop.line_range:
            strip = self._given[y] = self.render_line(y) if y < height else self.blank_line(width)
            kept = self._finished.get(id(strip))
            if kept is None or kept[0] is not strip:
                before, after = padding.left, width - padding.left - strip.cell_length
                segments = [
                    *([Segment(" " * before, self.plain)] if before else ()),
                    *strip,
                    *([Segment(" " * after, self.plain)] if after > 0 else ()),
                ]
                for each in filters:
                    segments = each.apply(segments, background)
                line = Strip(segments, width)
                if after < 0:
                    line = line.crop(0, width)
                kept = self._finished[id(strip)] = strip, line
            lines.append(kept[1])
        if crop.column_span != (0, width):
            return [line.crop(*crop.column_span) for line in lines]
        return lines

    def blank_line(self, width: int) -> Strip:
        """A line with nothing on it."""
        wanted = (width, self.plain)
        if self._blank is None or self._blank[0] != wanted:
            self._blank = wanted, Strip.blank(*wanted)
        return self._blank[1]

    def refresh_changed(self) -> None:
        """Paint the lines anew that look different from what is on the screen."""
        height = self.scrollable_content_region.height
        if not height or not self._given or not self._is_bare():
            self.refresh()
            return
        self._plain = self.rich_style
        try:
            changed = [self.render_line(y) != self._given.get(y) for y in range(height)]
        finally:
            self._plain = None
        width, y = self.size.width, 0
        regions = []
        for is_changed, run in groupby(changed):
            lines = len(list(run))
            if is_changed:
                regions.append(Region(0, y, width, lines))
            y += lines
        if regions:
            self.refresh(*regions)

    def _set_dirty(self, *regions: Region) -> None:
        """Note what is to be painted; without regions it may be because filters or styles are others now."""
        if not regions:
            self._finished.clear()
            self._given.clear()
        super()._set_dirty(*regions)

    @property
    def plain(self) -> Style:
        """The style behind everything. Working it out takes a while; lines that are painted together share it."""
        return self._plain or self.rich_style
