"""Sequences for the terminal around a multiplexer: it takes them in an envelope and hands them on."""

from __future__ import annotations

from tui.terminals.environment import Multiplexer


def through(multiplexer: Multiplexer, text: str) -> str:
    r"""The text in the multiplexer's envelope; as it is where there is none.

    tmux hands on only where its option `allow-passthrough` says so, screen always. For screen the text must not have an
    ESC \ of its own, which would end the envelope.
    """
    if multiplexer == "tmux":
        return "\x1bPtmux;" + text.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if multiplexer == "screen":
        return f"\x1bP{text}\x1b\\"
    return text
