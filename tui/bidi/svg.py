"""Screenshots that browsers show as the terminal did, without asking anyone for a font."""

from __future__ import annotations

import re
from typing import Final

_AS_PLACED: Final = "text { unicode-bidi: bidi-override; direction: ltr; }"
_FONT: Final = '"DejaVu Sans Mono", "Courier New", monospace'
"""Monospaced fonts with the presentation forms of Arabic; Textual's own choice has no Arabic at all."""
_WEB_FONT: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_FONT_FAMILY: Final = re.compile(r"font-family: Fira Code[^;]*;")


def as_placed(svg: str) -> str:
    """Textual's SVG screenshot, made to keep its cells: a browser would reorder what is already in visual order.

    Where the font's width is not that of a cell, letters are stretched, because letters set apart are not joined.
    """
    svg = with_fonts_at_hand(svg).replace(' textLength="', ' lengthAdjust="spacingAndGlyphs" textLength="')
    return svg.replace("<style>", f"<style>\n    {_AS_PLACED}", 1)


def with_fonts_at_hand(svg: str) -> str:
    """Textual's SVG screenshot in fonts of the reader's machine.

    The one Textual names is on a server, which would learn who looks at a screenshot.
    """
    return _FONT_FAMILY.sub(f"font-family: {_FONT};", _WEB_FONT.sub("", svg))
