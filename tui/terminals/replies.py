"""What a terminal replies when it is asked what it is, told apart from keys that a person typed meanwhile."""

from __future__ import annotations

import re
from binascii import Error as NotHexadecimal
from binascii import unhexlify
from typing import Final, NamedTuple

from tui.terminals.environment import Multiplexer

_VERSION: Final = rb"\x1bP>\|(?P<version>[^\x1b\x07]{0,200})(?:\x1b\\|\x07)"
_CAPABILITY: Final = rb"\x1bP[01]\+r(?P<capability>[0-9A-Fa-f=;]{0,400})\x1b\\"
_SECONDARY: Final = rb"\x1b\[>(?P<secondary>[0-9;]{0,40})c"
_MODE: Final = rb"\x1b\[8;(?P<mode>[0-4])\$y"
_PRIMARY: Final = rb"\x1b\[\?(?P<primary>[0-9;]{0,80})c"
REPLY: Final = re.compile(b"|".join((_VERSION, _CAPABILITY, _SECONDARY, _MODE, _PRIMARY)))
"""Any one reply to `asking.QUESTIONS`."""
BEGUN: Final = re.compile(rb"\x1b(?:P[^\x1b\x07]*\x1b?|\[[?>8][0-9;]*\$?|\[)?\Z")
"""The end of what has come so far, where that may be a reply of which the rest is still under way."""


class Replies(NamedTuple):
    """What was replied."""

    version: str = ""
    """XTVERSION: name and version, as ``XTerm(379)`` or ``Konsole 22.12.3``."""
    secondary: tuple[int, ...] = ()
    """DA2: a number for the model, the version, and one more."""
    bidi: int | None = None
    """DECRQM 8, the state of BDSM: 0 not known there, 1 the terminal orders text, 2 it does not, 3 and 4 the same for ever."""
    font: str = ""
    """kitty's own: the PostScript name of its font."""
    complete: bool = False
    """Whether the reply to the last question (DA1, to which every terminal replies) has come."""

    @property
    def anything(self) -> bool:
        """Whether there is a terminal that replies at all."""
        return self != Replies()


def read_replies(data: bytes) -> tuple[Replies, bytes]:
    """The replies in what came from the terminal, and the rest: what a person typed."""
    found = Replies()
    for match in REPLY.finditer(data):
        if match["version"] is not None:
            found = found._replace(version=_printable(match["version"]))
        elif match["capability"] is not None:
            found = found._replace(font=_capability(match["capability"]))
        elif match["secondary"] is not None:
            found = found._replace(secondary=_numbers(match["secondary"]))
        elif match["mode"] is not None:
            found = found._replace(bidi=int(match["mode"]))
        else:
            found = found._replace(complete=True)
    return found, REPLY.sub(b"", data)


def _numbers(parameters: bytes) -> tuple[int, ...]:
    return tuple(int(number or b"0") for number in parameters.split(b";"))


def _printable(data: bytes) -> str:
    """ASCII as it came; a terminal's name has nothing else, and it is printed later."""
    return "".join(chr(byte) for byte in data if 0x20 <= byte < 0x7F).strip()


def _capability(data: bytes) -> str:
    try:
        return _printable(unhexlify(data.partition(b"=")[2]))
    except NotHexadecimal:
        return ""


_BY_NAME: Final = (
    ("alacritty", "alacritty"),
    ("contour", "contour"),
    ("foot", "foot"),
    ("ghostty", "ghostty"),
    ("hyper", "hyper"),
    ("iterm2", "iterm2"),
    ("kitty", "kitty"),
    ("konsole", "konsole"),
    ("mintty", "mintty"),
    ("mlterm", "mlterm"),
    ("terminology", "terminology"),
    ("vte", "vte"),
    ("warp", "warp"),
    ("wezterm", "wezterm"),
    ("windows console host", "windows-console"),
    ("windows terminal", "windows-terminal"),
    ("xterm.js", "vscode"),
    ("xterm(", "xterm"),
)


def by_version(version: str) -> str:
    """The id of the terminal that gives itself this name and version; the empty text for a name that is not known."""
    return next((id_ for name, id_ in _BY_NAME if version.lower().startswith(name)), "")


def by_secondary(secondary: tuple[int, ...]) -> str:
    """The id of the terminal with these device attributes; the empty text where they are nobody's own.

    xterm's 41 is taken by others too, but xterm gives its name as well since version 354, so that it is not asked here.
    """
    model, version, rest = (*secondary, 0, 0, 0)[:3]
    own = {61: "terminology", 65: "vte", 77: "mintty", 85: "urxvt"}
    exact = {
        (0, 10, 1): "windows-terminal",
        (0, 136, 0): "putty",
        (0, 276, 0): "vscode",
        (1, 95, 0): "apple-terminal",
        (1, 115, 0): "konsole",
        (24, 279, 0): "mlterm",
    }
    if (model, version, rest) in exact:
        return exact[model, version, rest]
    if model == 1 and version >= 200_000 and rest == 0:
        return "konsole"  # 1;221203;0: since 23.04 the version is its own
    if model == 1 and version >= 4000 and 0 < rest < 100 and version % 1000 == 0:
        return "kitty"
    if model == 0 and rest == 1 and version >= 100:
        return "alacritty"
    return own.get(model, "")


def multiplexer_by(replies: Replies) -> Multiplexer:
    """The multiplexer that gave these replies: one on the other side of an ssh connection sets no variable here."""
    if replies.version.startswith("tmux ") or replies.secondary[:1] == (84,):
        return "tmux"
    return "screen" if replies.secondary[:1] == (83,) else ""


def by_replies(replies: Replies) -> str:
    """The id of the terminal that gave these replies; the empty text where they name none that is known."""
    return by_version(replies.version) or ("" if replies.version else by_secondary(replies.secondary))
