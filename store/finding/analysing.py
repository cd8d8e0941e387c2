"""A process of its own that works out the terms of articles while the index is built anew, so that two cores share the work.

It is sent texts and sends back what `store.finding.index.batch` makes of them, as JSON behind four bytes of length (big-endian). It
ends when its pipe is closed: with the program, however that ends. Where no process can be had, or it is lost, the program works
the terms out itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Self

from store import own_process
from store.finding import index

_START = "from store.finding.analysing import serve; serve()"
_MOST_SEEN = 300_000
"""Terms that the process remembers to have worked out the stems of."""


class Analysing:
    """One process, begun by the first texts. Used by one thread: what was sent must be taken before more is sent."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._sent: Sequence[index.Texts] = ()
        self._lost = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, texts: Sequence[index.Texts]) -> None:
        """Have these worked out."""
        self._sent = texts
        if self._lost:
            return
        try:
            pipe = self._running().stdin
            if pipe is not None:
                _send(pipe, texts)
        except (OSError, ValueError):
            self.close()

    def take(self) -> index.Batch:
        """What the index holds of the articles that were sent last."""
        texts, self._sent = self._sent, ()
        if not self._lost:
            try:
                return self._answer(len(texts))
            except (OSError, EOFError, ValueError, TypeError):
                self.close()
        return index.batch(texts)

    def close(self) -> None:
        """End the process; from then on nothing is sent to one."""
        self._lost = True
        process, self._process = self._process, None
        if process is None:
            return
        own_process.end(process)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = own_process.start(_START)
        return self._process

    def _answer(self, count: int) -> index.Batch:
        pipe = None if self._process is None else self._process.stdout
        said = None if pipe is None else _receive(pipe)
        if said is None:
            raise EOFError
        found = index.Batch(*said)
        if len(found.texts) != count:
            raise ValueError
        return found


def _send(pipe: IO[bytes], said: Sequence[object]) -> None:
    data = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> list[Any] | None:
    """What is said next; None where the pipe was closed. Raises ValueError when it is nothing that is said."""
    head = pipe.read(4)
    data = pipe.read(int.from_bytes(head, "big")) if len(head) == 4 else b""
    if not data:
        return None
    found: list[Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    return found


def serve() -> None:
    """The process's side: works out what comes in until the pipe is closed."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(OSError, KeyboardInterrupt):
        seen: set[str] = set()
        while (texts := _receive(asked)) is not None:
            _send(answers, index.batch(texts, seen))
            if len(seen) > _MOST_SEEN:
                seen.clear()
