"""Keys as they come from the terminal, a lone Escape without the wait that makes it slow. POSIX only.

A terminal that knows no better protocol sends Escape as the byte that also begins an arrow or a function key; only the time after it tells
them apart. Textual waits a tenth of a second, and then until its next look at the terminal, another tenth. Terminals write a
key in one piece, so that a fraction of that is enough.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping
from threading import Event
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.message import Message

ESCAPE: Final = 0.025
"""Seconds after which an Escape is known to stand alone. The variable ESCDELAY, in milliseconds, sets another time: for connections that
tear a key apart."""
_LOOK: Final = 0.1
"""Seconds between two looks whether the app is ending."""
_MOST: Final = 4096
"""Bytes read at a time."""


def escape_delay(env: Mapping[str, str]) -> float:
    """Seconds after which an Escape stands alone, as the environment has it or as is best."""
    set_by_hand = env.get("ESCDELAY", "")
    return max(1, int(set_by_hand)) / 1000 if set_by_hand.isdecimal() else ESCAPE


def read_keys(terminal: int, ended: Event, take: Callable[[Message], None]) -> None:
    """Read from the file descriptor `terminal` until `ended` is set, and give every key and reply to `take`.

    Raises OSError where there is no terminal any more.
    """
    from textual import constants  # noqa: PLC0415 - in a thread of its own
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 - as above

    delay = escape_delay(os.environ)
    constants.ESCAPE_DELAY = delay  # type: ignore[misc]  # the parser has no other way to be told
    parser = XTermParser()
    decode = getincrementaldecoder("utf-8")("replace").decode
    wait = _LOOK
    last = False
    with selectors.SelectSelector() as selector:
        selector.register(terminal, selectors.EVENT_READ)
        while not last:
            last = ended.is_set()  # then once more, for replies that would go to the shell
            ready = selector.select(wait)
            wait = min(delay, _LOOK) if ready else _LOOK
            if ready:
                data = os.read(terminal, _MOST)
                if not data:
                    ended.wait(_LOOK)  # there may be more later, and asking at once would go on and on
                elif text := decode(data):
                    for message in parser.feed(text):
                        take(message)
            for message in parser.tick():
                take(message)
