"""The terminal's input without late replies, after what was typed before the app stood. POSIX only.

Replies that come after the app has given up waiting for them would arrive as keys. Here they are taken out, until the last
one is there; then everything passes as it comes.
"""

from __future__ import annotations

import os
import select
import threading
import time
from types import TracebackType
from typing import Final, Self

from tui.terminals.replies import BEGUN, REPLY

_WHOLE: Final = 0.05
"""Seconds in which the rest of a reply follows its beginning. A lone Escape waits so long."""
_LATEST: Final = 10.0
"""Seconds after which no reply is expected any more."""


class InputPipe:
    """A pipe that is read in place of the terminal, in a `with`; `reader` is its file descriptor."""

    def __init__(self, terminal: int, typed: bytes, *, due: bool) -> None:
        self._terminal = terminal
        self._due = due
        self._end = time.monotonic() + _LATEST
        self.reader, self._writer = os.pipe()
        self._woken, self._waker = os.pipe()
        if typed:
            os.write(self._writer, typed)
        self._thread = threading.Thread(target=self._pass_on, name="terminal-input", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.write(self._waker, b"x")
        self._thread.join()
        for end in (self.reader, self._writer, self._woken, self._waker):
            os.close(end)

    def _pass_on(self) -> None:
        held = b""
        while True:
            ready, _, _ = select.select([self._terminal, self._woken], [], [], _WHOLE if held else None)
            if self._woken in ready:
                return
            if not ready:
                os.write(self._writer, held)
                held = b""
                continue
            try:
                data = os.read(self._terminal, 4096)
            except OSError:
                return
            if not data:
                return
            passed, held = self._without_replies(held + data)
            if passed:
                os.write(self._writer, passed)

    def _without_replies(self, data: bytes) -> tuple[bytes, bytes]:
        """What passes, and the beginning of what may be a reply."""
        if not self._due or time.monotonic() > self._end:
            return data, b""
        self._due = not any(match["primary"] is not None for match in REPLY.finditer(data))
        rest = REPLY.sub(b"", data)
        begun = BEGUN.search(rest) if self._due else None
        return (rest[: begun.start()], begun[0]) if begun else (rest, b"")
