"""Screenshots that browsers show as the terminal did."""

from __future__ import annotations

_AS_PLACED = "text { unicode-bidi: bidi-override; direction: ltr; }"


def as_placed(svg: str) -> str:
    """Textual's SVG screenshot, made to keep its cells: a browser would reorder what is already in visual order."""
    return svg.replace("<style>", f"<style>\n    {_AS_PLACED}", 1)
