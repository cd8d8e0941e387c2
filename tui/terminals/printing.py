"""Lines that stay on a terminal after the program has ended: what the subcommands print."""

from __future__ import annotations

from collections.abc import Mapping

from tui.terminals.environment import told
from tui.terminals.profiles import PROFILES


def keeps_visual_order(env: Mapping[str, str]) -> bool:
    """Whether printed lines are read right in visual order here: no terminal that the environment names reorders by itself.

    Outside a full screen its own order can't be switched off, and what is in its scroll-back would be drawn anew. Nothing is
    asked of the terminal: a command that prints is over before it could reply.
    """
    return not any(PROFILES[id_].reorders for id_ in told(env))
