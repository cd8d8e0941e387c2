"""A scroll bar that paints the cells that changed.

Textual's own is painted whole whenever its list may be longer, each of its cells as a line with borders, filters and caches of its
own: as dear as the rows beside it, at every key.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class SparingScrollBar(ScrollBar):
    """Looks and behaves as Textual's own vertical one."""

    _look: tuple[object, ...] = ()
    _lines: list[Strip]

    def __init__(self, *, thickness: int = 1) -> None:
        self._lines = []
        super().__init__(vertical=True, name="vertical", thickness=thickness)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells of these lines; the same strip for all that look the same."""
        self._draw()
        lines = self._lines[max(0, crop.y) : crop.bottom]
        if crop.column_span != (0, self.size.width):
            return [line.crop(*crop.column_span) for line in lines]
        return lines

    def refresh(self, *regions: Region, layout: bool = False, **how: Any) -> SparingScrollBar:
        """Paint what looks different now; the whole bar where a layout is asked for."""
        if regions or layout or how or not self._look or not self.is_attached:
            super().refresh(*regions, layout=layout, **how)
            return self
        before = self._lines
        self._draw()
        if len(before) != len(self._lines):
            super().refresh()
            return self
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]
        if changed:
            super().refresh(*(Region(0, y, self.size.width, 1) for y in changed))
        return self

    def _draw(self) -> None:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)  # noqa: S101 - what Textual's own gives
        width, height = self.size
        filters = self.get_line_filters()
        look = (
            *(width, height, ceil(bar.virtual_size), ceil(bar.window_size), bar.position, bar.style),
            self.rich_style,
            *map(id, filters),
        )
        if look == self._look:
            return
        self._look = look
        style = self.app.console.get_style(bar.style)
        assert style.color is not None  # noqa: S101 - a bar has both colours
        assert style.bgcolor is not None  # noqa: S101
        drawn = bar.render_bar(
            size=height,
            virtual_size=ceil(bar.virtual_size),
            window_size=ceil(bar.window_size),
            position=bar.position,
            thickness=width,
            vertical=True,
            back_color=style.bgcolor,
            bar_color=style.color,
        )
        _, background = self.background_colors
        ground = self.rich_style
        made: dict[Segment, Strip] = {}
        for segment in drawn.segments:
            if segment not in made:
                segments = [Segment(segment.text, ground + segment.style if segment.style else ground)]
                for each in filters:
                    segments = each.apply(segments, background)
                made[segment] = Strip(segments, width)
        self._lines = [made[segment] for segment in drawn.segments]
