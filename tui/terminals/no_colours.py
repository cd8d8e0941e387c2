"""What is written to a terminal where nobody wants colours: bold, underlined and exchanged, and no colour at all.

What has a ground of its own elsewhere (a match, a selection, the title of the pane one is at) has ink and ground exchanged here.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class NoColours(LineFilter):
    """Takes the colours away."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (a filter's signature)
        """The segments without colours."""
        return [
            segment
            if segment.control or segment.style is None
            else Segment(segment.text, _bare(segment.style))
            for segment in segments
        ]


@lru_cache(maxsize=4096)
def _bare(style: Style) -> Style:
    ground = style.bgcolor is not None and not style.bgcolor.is_default
    bare = style.without_color
    return bare + Style(reverse=not style.reverse) if ground else bare
