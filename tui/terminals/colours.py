"""How many colours the terminal has, where its variables say less, or more, than is so.

Rich believes COLORTERM and the end of TERM. xterm and PuTTY set neither, ssh brings no COLORTERM along; with 16 colours a word that
was found is hardly legible. screen before version 5 hands COLORTERM on and misreads 24-bit colours. mlterm takes ten numbers in one
sequence of colours: two 24-bit ones are ten, and with bold or underlined the eleventh is lost and the colours with it.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Final

from tui.terminals.identify import Terminal

_DIRECT: Final = frozenset(
    [
        "alacritty",
        "contour",
        "foot",
        "ghostty",
        "iterm2",
        "kitty",
        "konsole",
        "mintty",
        "putty",
        "st",
        "vscode",
        "vte",
        "warp",
        "wezterm",
        "windows-terminal",
        "xterm",
    ]
)
"""Terminals that take 24-bit colours: xterm since version 331 (as the nearest of its 256), PuTTY since 0.71."""


def tell_colours(terminal: Terminal, env: MutableMapping[str, str]) -> None:
    """Set COLORTERM to what is so in this terminal. What tmux makes of colours is its own configuration."""
    if terminal.inside == "screen":
        if env.pop("COLORTERM", "") and not env.get("TERM", "").endswith("-256color"):
            env["TERM"] = "screen-256color"
    elif not terminal.inside and terminal.profile.id == "mlterm":
        env.pop("COLORTERM", "")
        env["TERM"] = "mlterm-256color"
    elif (
        not terminal.inside
        and terminal.profile.id in _DIRECT
        and not env.get("TERM", "").endswith("-16color")
    ):
        env.setdefault("COLORTERM", "truecolor")
