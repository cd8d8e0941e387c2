"""Asking the terminal what it is: the questions go out early, the replies are read when they are needed.

Between the two the program loads what it needs anyway, so that asking costs no time of its own, not even over a slow
link. Nobody else may read the terminal meanwhile; it does not echo, and Ctrl+C works.
"""

from __future__ import annotations

import os
import select
import sys
import time
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from tui.terminals.environment import Multiplexer
from tui.terminals.replies import BEGUN, Replies, read_replies
from tui.terminals.sequences import through

if sys.platform != "win32":
    import termios

VERSION: Final = "\x1b[>0q"
SECONDARY: Final = "\x1b[>c"
BIDI_STATE: Final = "\x1b[8$p"
KITTY_FONT: Final = f"\x1bP+q{b'kitty-query-font_family'.hex()}\x1b\\"
PRIMARY: Final = "\x1b[c"
QUESTIONS: Final = VERSION + SECONDARY + BIDI_STATE
"""XTVERSION, DA2 and DECRQM 8. DA1 is put after them: every terminal replies to that, and replies come in order."""

_CLEAN: Final = "\r\x1b[K"
"""Takes away what a terminal printed that does not know one of the questions."""

NEARBY: Final = 0.15
"""Seconds from the question in which a terminal on this machine has replied: all of those measured took under 0.1."""
FAR: Final = 2.0
"""Seconds over the network: a round trip over Tor takes about one."""


class Heard(NamedTuple):
    """What came back."""

    replies: Replies = Replies()
    typed: bytes = b""
    """What a person typed meanwhile; it is for the app."""
    due: bool = False
    """Whether replies may still be on their way; they are not keys."""


class Asking:
    """Questions under way. To be used in a `with`, which gives the terminal its line mode back."""

    def __init__(
        self, source: int, target: int, questions: str, inside: Multiplexer, patience: float
    ) -> None:
        """Ask on the file descriptor `target`, read from `source`; both are a terminal."""
        self._source = source
        self._before: list[Any] | None = None
        self._end = time.monotonic() + patience
        if sys.platform == "win32":  # its consoles are known by the environment
            return
        try:
            self._before = termios.tcgetattr(source)
            quiet = termios.tcgetattr(source)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
            # NOW: what was typed already stays in the queue.
            termios.tcsetattr(source, termios.TCSANOW, quiet)
            os.write(target, (through(inside, questions + PRIMARY) + _CLEAN).encode())
        except (OSError, termios.error):  # the terminal has gone, or belongs to another job
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the terminal its line mode back."""
        if sys.platform != "win32" and self._before is not None:
            before, self._before = self._before, None
            try:
                termios.tcsetattr(self._source, termios.TCSANOW, before)
            except (OSError, termios.error):
                return

    def hear(self) -> Heard:
        """Wait for the last reply, or until the patience is over; what came."""
        data = b""
        replies = Replies()
        while self._before is not None:
            wait = max(0.0, self._end - time.monotonic())
            ready, _, _ = select.select([self._source], [], [], wait)
            if not ready:
                break
            try:
                piece = os.read(self._source, 4096)
            except OSError:
                break
            if not piece:
                break
            data += piece
            replies, _ = read_replies(data)
            if replies.complete:
                break
        asked = self._before is not None
        self.close()
        replies, typed = read_replies(data)
        if replies.complete or not asked:
            return Heard(replies, typed)
        return Heard(replies, BEGUN.sub(b"", typed), due=True)
