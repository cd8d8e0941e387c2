"""What is done in this terminal so that Arabic is right: the mode, and the sequences at both ends.

In a full screen no terminal's own reordering can be used: it turns panes and dates round. `CSI 8 l` (ECMA-48 BDSM,
explicit mode) stops VTE and others and disturbs none of thirteen terminals tried, so that every terminal gets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tui.bidi.layout import set_order
from tui.terminals.environment import multiplexer, terminal
from tui.terminals.modes import LOGICAL, Mode

_EXPLICIT: Final = "\x1b[8l"
_IMPLICIT: Final = "\x1b[8h"


class Setup(NamedTuple):
    """What a terminal needs."""

    mode: Mode
    """How lines are written; never ``auto``."""
    enter: str
    """Written when the app takes the screen."""
    leave: str
    """Written when it gives the screen back, however that comes about."""


def setup(mode: Mode, env: Mapping[str, str]) -> Setup:
    """What this terminal needs for the mode that is asked for.

    Inside tmux and screen the sequences go through to the terminal around them where that is allowed; over VTE and
    mlterm tmux usually does not allow it, so that lines carry overrides as well.
    """
    if mode == "terminal":
        return Setup(mode, "", "")
    around, inside = terminal(env), multiplexer(env)
    enter, leave = _EXPLICIT + around.enter, around.leave + _IMPLICIT
    if inside == "tmux":
        enter, leave = enter + _through_tmux(enter), _through_tmux(leave) + leave
    elif inside == "screen":
        enter, leave = enter + _through_screen(enter), _through_screen(leave) + leave
    if mode == "auto":
        mode = "lro" if inside == "tmux" and around.id in ("vte", "mlterm") else around.mode
    return Setup(mode, enter, leave)


def apply(found: Setup) -> None:
    """Lay out all lines from now on in the order of this mode."""
    set_order("logical" if found.mode in LOGICAL else "visual")


def _through_tmux(text: str) -> str:
    return "\x1bPtmux;" + text.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _through_screen(text: str) -> str:
    return f"\x1bP{text}\x1b\\"
