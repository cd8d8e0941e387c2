"""Which terminal this is, by what it tells the programs it starts: variables of its own, TERM_PROGRAM, TERM.

Variables are inherited: an xterm that was started in Konsole has Konsole's too. What names two terminals names none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final, Literal

Multiplexer = Literal["", "tmux", "screen"]
"""What stands between the program and the terminal, if anything does."""

_BY_VARIABLE: Final = {
    "ALACRITTY_WINDOW_ID": "alacritty",
    "GHOSTTY_RESOURCES_DIR": "ghostty",
    "KITTY_WINDOW_ID": "kitty",
    "KONSOLE_VERSION": "konsole",
    "MLTERM": "mlterm",
    "TERMINOLOGY": "terminology",
    "VTE_VERSION": "vte",
    "WEZTERM_PANE": "wezterm",
    "WT_SESSION": "windows-terminal",
    "XTERM_VERSION": "xterm",
}
_BY_PROGRAM: Final = {
    "Apple_Terminal": "apple-terminal",
    "Hyper": "hyper",
    "WarpTerminal": "warp",
    "WezTerm": "wezterm",
    "contour": "contour",
    "ghostty": "ghostty",
    "iTerm.app": "iterm2",
    "iTerm2": "iterm2",  # LC_TERMINAL, which ssh brings along
    "mintty": "mintty",
    "vscode": "vscode",
}
_BY_TERM: Final = (
    ("alacritty", "alacritty"),
    ("contour", "contour"),
    ("foot", "foot"),
    ("konsole", "konsole"),
    ("linux", "linux"),
    ("mintty", "mintty"),
    ("mlterm", "mlterm"),
    ("putty", "putty"),
    ("rxvt", "urxvt"),
    ("st-", "st"),
    ("terminology", "terminology"),
    ("vte", "vte"),
    ("wezterm", "wezterm"),
    ("xterm-ghostty", "ghostty"),
    ("xterm-kitty", "kitty"),
)


def told(env: Mapping[str, str]) -> dict[str, str]:
    """The terminals that the environment names, by id, each with what names it (``VTE_VERSION=7006``).

    Every terminal sets TERM anew, so that a TERM of one terminal only decides alone.
    """
    term = env.get("TERM", "").removeprefix("screen.")  # screen puts its own name before that of the terminal
    for prefix, id_ in _BY_TERM:
        if term.startswith(prefix):
            return {id_: f"TERM={env['TERM']}"}
    found: dict[str, str] = {}
    for name, id_ in _BY_VARIABLE.items():
        if env.get(name):
            found.setdefault(id_, f"{name}={env[name]}")
    for name in ("TERM_PROGRAM", "LC_TERMINAL"):
        program = _BY_PROGRAM.get(env.get(name, ""))
        if program:
            found.setdefault(program, f"{name}={env[name]}")
    if not found and os.name == "nt" and "TERM" not in env:
        found["windows-console"] = "Windows"
    return found


def multiplexer(env: Mapping[str, str]) -> Multiplexer:
    """The multiplexer the program runs inside; tmux inside of screen counts, as the nearer one, by its TERM."""
    if env.get("TMUX") and not (env.get("STY") and env.get("TERM", "").startswith("screen.")):
        return "tmux"
    return "screen" if env.get("STY") else ""


def over_network(env: Mapping[str, str]) -> bool:
    """Whether the terminal is on another machine, as far as the environment says."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))
