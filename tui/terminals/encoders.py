"""Lines in visual order, written so that a terminal which reorders them all the same draws them as they were meant.

Each encoder is the inverse of what one kind of terminal does. Cells stay cells: none is added, none taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bidi.mirror import MIRRORED

from tui.bidi.clusters import clusters
from tui.patterns import pattern
from tui.terminals.modes import Mode

_LRO: Final = "\u202d"
_PDF: Final = "\u202c"
_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
RUN: Final = pattern(f"[{_RIGHT_TO_LEFT}][{_RIGHT_TO_LEFT}\u0300-\u036f]*")
"""A run of right-to-left characters and digits, without what stands between words."""
_OF_SEVERAL_SCRIPTS: Final = "\u060c\u061b\u061f\u0640"
# kitty draws blanks and box drawing by itself: a run for the shaper ends there.
_KITTY_BREAKS: Final = pattern("[ \u2500-\u259f]")


def overridden(text: str) -> str:
    """Each right-to-left run inside its own override, so that a line may be cut anywhere between them."""
    return RUN.sub(lambda run: f"{_LRO}{run[0]}{_PDF}", text)


def for_kitty(cells: Sequence[str], *, fallback: bool) -> list[str]:
    """The texts of a row's cells in the order in which kitty draws them as they are given here.

    kitty hands every run of cells of one font, without a blank, to HarfBuzz, which draws it from right to left and
    mirrored where its first letter is Arabic. `fallback`: Arabic comes from a font of its own, so that runs end where
    Arabic ends.
    """
    out: list[str] = []
    run: list[str] = []
    for cell in cells:
        if not cell or _KITTY_BREAKS.match(cell) or (fallback and not RUN.match(cell)):
            out += _against_shaper(run)
            out.append(cell)
            run = []
        else:
            run.append(cell)
    return out + _against_shaper(run)


def _against_shaper(run: list[str]) -> list[str]:
    """The run backwards if the shaper would read its end as Arabic, and so draw it backwards again.

    HarfBuzz takes the script of the first character that has one, Arabic digits included; punctuation and the tatweel
    belong to several scripts.
    """
    last = next((cell for cell in reversed(run) if _has_script(cell[0])), "")
    if not RUN.match(last):
        return run
    return [MIRRORED.get(cell, cell) for cell in reversed(run)]


def _has_script(ch: str) -> bool:
    return (ch.isalpha() or bool(RUN.match(ch))) and ch not in _OF_SEVERAL_SCRIPTS


def encoded(text: str, mode: Mode) -> str:
    """A line in visual order as it is written in this mode."""
    if mode == "lro":
        return overridden(text)
    if mode in ("kitty", "kitty-fallback"):
        cells = [cluster.base + cluster.marks for cluster in clusters(text, marks=True)]
        return "".join(for_kitty(cells, fallback=mode == "kitty-fallback"))
    return text
