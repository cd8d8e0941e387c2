"""What is printed stays: visual order only where nothing turns it round afterwards."""

from __future__ import annotations

import pytest

from tui.terminals.printing import keeps_visual_order


@pytest.mark.parametrize(
    ("env", "kept"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, False),
        ({"TERM": "tmux-256color", "TMUX": "x", "VTE_VERSION": "7006"}, False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "mlterm"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "putty"}, False),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "VTE_VERSION": "7006"}, False),
    ],
)
def test_visual_order_is_kept_where_no_terminal_that_reorders_is_named(
    env: dict[str, str], kept: bool
) -> None:
    assert keeps_visual_order(env) == kept
