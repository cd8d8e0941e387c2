"""What is done in this terminal so that Arabic is right: the mode, and the sequences at both ends.

In a full screen no terminal's own reordering can be used: it turns panes and dates round. `CSI 8 l` (ECMA-48 BDSM,
explicit mode) stops VTE and others and disturbs none of thirteen terminals tried, so that every terminal gets it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tui.bidi.layout import set_order
from tui.terminals.identify import Terminal
from tui.terminals.modes import LOGICAL, Mode
from tui.terminals.sequences import through

ASK_AGAIN: Final = 64
"""The exit code of an app that was left for the question which line of Arabic reads right."""
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
    chosen: Literal["asked for", "answer", "terminal"] = "terminal"
    """What chose the mode: `--bidi` or the settings, a person's answer about this terminal, or what is known of it."""


def setup(mode: Mode, terminal: Terminal, answer: Mode | None = None) -> Setup:
    """What this terminal needs: in the mode that is asked for, else in the one answered before, else in its own."""
    if mode != "auto":
        return Setup(mode, *switching(mode, terminal), "asked for")
    if answer is not None:
        return Setup(answer, *switching(answer, terminal), "answer")
    mode = own_mode(terminal)
    return Setup(mode, *switching(mode, terminal))


def own_mode(terminal: Terminal) -> Mode:
    """The mode `auto` takes for a terminal.

    Over VTE in tmux lines carry overrides: nothing then depends on what tmux hands on, and nothing is left behind in a
    terminal from which tmux is detached.
    """
    profile = terminal.profile
    if profile.id == "vte" and terminal.inside == "tmux":
        return "lro"
    if profile.id == "kitty":
        from tui.terminals.kitty import mode  # noqa: PLC0415 - looks through kitty's configuration, in kitty only

        return mode(terminal.font, beside=terminal.inside)
    return profile.mode


def switching(mode: Mode, terminal: Terminal) -> tuple[str, str]:
    """What switches the terminal's own bidi off and on again for this mode."""
    if mode == "terminal":
        return "", ""
    profile = terminal.profile
    enter, leave = _EXPLICIT + profile.enter, profile.leave + _IMPLICIT
    if terminal.inside and not (mode == "lro" and terminal.inside == "tmux"):
        return enter + through(terminal.inside, enter), through(terminal.inside, leave) + leave
    return enter, leave


def needs_passage(setup: Setup, terminal: Terminal) -> bool:
    """Whether tmux has to be made to hand sequences on: without them this terminal turns lines round."""
    own_switch = bool(terminal.profile.enter) and setup.mode not in ("terminal", "lro")
    return terminal.inside == "tmux" and not terminal.passthrough and own_switch


def apply(found: Setup) -> None:
    """Lay out all lines from now on in the order of this mode."""
    set_order("logical" if found.mode in LOGICAL else "visual")
