"""Which terminal this is, by the variables it sets for the programs it starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.terminals.profiles import PROFILES, UNKNOWN, Profile

_BY_VARIABLE: Final = (
    ("KONSOLE_VERSION", "konsole"),
    ("MLTERM", "mlterm"),
    ("KITTY_WINDOW_ID", "kitty"),
    ("VTE_VERSION", "vte"),
)


def terminal(env: Mapping[str, str]) -> Profile:
    """The terminal, by the first of its variables that is there; UNKNOWN where none is."""
    return next((PROFILES[id_] for name, id_ in _BY_VARIABLE if name in env), UNKNOWN)


def multiplexer(env: Mapping[str, str]) -> str:
    """``tmux`` or ``screen`` where the program runs inside one, else the empty text."""
    if "TMUX" in env:
        return "tmux"
    return "screen" if "STY" in env else ""
