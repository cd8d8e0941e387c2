"""The modes of `--bidi`: who puts Arabic in order, and how a line in visual order is written."""

from __future__ import annotations

from typing import Final, Literal, get_args

Mode = Literal["auto", "app", "terminal", "off", "lro", "kitty", "kitty-fallback"]
"""`auto`: by terminal, the rest are what it chooses from.
`app`: lines in visual order, as they are.
`lro`: each right-to-left run between LRO and PDF, for a terminal whose own bidi can't be switched off.
`kitty`: runs that kitty reverses are written backwards; `kitty-fallback` where it takes Arabic from another font than Latin.
`terminal`: logical order, for the terminal's own bidi.
`off`: nobody's: letters as they are stored."""

MODES: Final[tuple[Mode, ...]] = get_args(Mode)
LOGICAL: Final[frozenset[Mode]] = frozenset({"terminal", "off"})
"""The modes that lay lines out in logical order and leave the letters to be joined by others."""
