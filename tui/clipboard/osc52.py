"""OSC 52: asking the terminal to take a text into its clipboard. It never says whether it did.

The one way over ssh, because the terminal is on the person's side. xterm's `ctlseqs` describes it. Terminals that have it
differ in how much they take; a text that is cut would be worse than one that is refused.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 74_994
"""Bytes of UTF-8 that every terminal with OSC 52 takes: 99,992 characters of base64, under the 100,000 of the strictest."""

_SCREEN_PORTION: Final = 240
"""Bytes that GNU screen passes through in one string: its older versions keep 256."""


class TooLong(Exception):
    """The text is longer than terminals take."""


def sequence(text: str, env: Mapping[str, str]) -> str:
    """What to write to the terminal this environment speaks of. TooLong if it may not take all of the text.

    tmux takes the sequence itself where `set-clipboard` is on, and hands a wrapped one to the terminal around it where
    `allow-passthrough` is; nobody can ask which, so that it gets both. screen knows only the wrapped one.
    """
    data = text.encode()
    if len(data) > LONGEST:
        raise TooLong(len(data))
    plain = f"\x1b]52;c;{b64encode(data).decode()}\x07"
    if env.get("TMUX"):
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if env.get("STY"):
        portions = (plain[at : at + _SCREEN_PORTION] for at in range(0, len(plain), _SCREEN_PORTION))
        return "".join(f"\x1bP{portion}\x1b\\" for portion in portions)
    return plain
