"""Rich finds as many colours as the terminal has."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tui.terminals.colours import tell_colours
from tui.terminals.environment import Multiplexer
from tui.terminals.identify import Terminal
from tui.terminals.profiles import PROFILES, UNKNOWN


@pytest.mark.parametrize(
    ("id_", "inside", "env", "system"),
    [
        ("xterm", "", {"TERM": "xterm"}, "truecolor"),
        ("putty", "", {"TERM": "xterm"}, "truecolor"),
        ("mlterm", "", {"TERM": "mlterm"}, "256"),
        ("mlterm", "", {"TERM": "xterm", "COLORTERM": "truecolor"}, "256"),
        ("vte", "", {"TERM": "xterm-256color"}, "truecolor"),
        ("xterm", "", {"TERM": "xterm-16color"}, "standard"),
        ("linux", "", {"TERM": "linux"}, "standard"),
        ("", "", {"TERM": "xterm-256color"}, "256"),
        ("vte", "screen", {"TERM": "screen.xterm-256color", "COLORTERM": "truecolor"}, "256"),
        ("vte", "screen", {"TERM": "screen", "COLORTERM": "truecolor"}, "256"),
        ("xterm", "tmux", {"TERM": "tmux-256color"}, "256"),
    ],
)
def test_rich_finds_the_colours(id_: str, inside: Multiplexer, env: dict[str, str], system: str) -> None:
    tell_colours(Terminal(PROFILES.get(id_, UNKNOWN), inside), env)
    console = Console(file=io.StringIO(), force_terminal=True, _environ=env, legacy_windows=False)
    assert console.color_system == system
