"""Painting only the lines that changed, and only what is seen of them.

For one changed line in the title and one in the footer, Textual's compositor has all widgets between them give all their lines: some
three hundred in a frame of forty rows, each passed through every filter, to throw away all but two. And what lies under other
widgets, the screen and the boxes they stand in, gives its lines too, all of which are covered: a third of a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Has each widget give no more than the lines between its first and its last changed one that others leave to be seen."""

    _changed: tuple[Region, ...] = ()
    """The regions of the screen that are painted now; none for all of it."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Paint the regions that changed since the last time; None where there are none."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The widgets that are seen in `crop` from front to back: region, what is seen of it, and its lines there."""
        return self._sparing() if self._changed else super()._get_renders(crop)

    def _sparing(self) -> Iterator[tuple[Region, Region, list[Strip]]]:
        covered: dict[int, int] = {}
        """Line → the columns that widgets before have filled, as bits."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            changed = [part for one in self._changed if (part := seen.intersection(one))]
            columns = (1 << seen.right) - (1 << seen.x)
            lines = [
                y
                for y in {y: None for part in changed for y in part.line_range}
                if columns & ~covered.get(y, 0)
            ]
            if not lines:
                continue
            top, bottom = min(lines), max(lines) + 1
            for y in range(top, bottom):
                covered[y] = covered.get(y, 0) | columns
            seen = Region(seen.x, top, seen.width, bottom - top)
            yield region, seen, widget.render_lines(seen.translate(-region.offset))
