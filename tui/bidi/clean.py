"""Text for places outside the layout: window titles, logs, one line of a message. No control ever leaves here."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, get_character_cell_size

from tui.bidi.clusters import MAX_MARKS
from tui.patterns import pattern

STEERING: Final = (
    "\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
"""What may steer a terminal or is measured differently by terminals, as a set for regular expressions: controls,
format characters, surrogates, tags, the emoji variation selector."""

_STEERING = pattern(f"[{STEERING}]")
_SWALLOWED = pattern("\u200d.?|.?\ufe0f", re.DOTALL)
_PILE = pattern(
    "(?<=[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}})"
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def plain(text: str) -> str:
    """One line of the text in logical order: controls and format characters out, blanks and piles of marks cut."""
    joined = " ".join(text.split())
    return _PILE.sub("", _STEERING.sub("", joined))


def harmless(text: str) -> str:
    """Drawn text with nothing left that could steer a terminal, in the same number of cells (Rich's `cell_len`)."""
    if not _STEERING.search(text):
        return text
    return _STEERING.sub(_stand_in, _SWALLOWED.sub(_stand_in_for_pair, text))


def _stand_in(match: re.Match[str]) -> str:
    return "\u00b7" * get_character_cell_size(match[0])


def _stand_in_for_pair(match: re.Match[str]) -> str:
    """A joiner and what Rich swallows after it, or a base with the emoji variation selector, in as many cells."""
    pair = match[0]
    if pair[0] == "\u200d":
        return ""
    return pair[:-1] + " " * (cell_len(pair) - cell_len(pair[:-1]))
