"""A program in a pseudo-terminal that replies as a terminal does."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PATIENCE = 150.0
"""Seconds until a test gives up: only one that fails ever waits so long."""
LAST_QUESTION = b"\x1b[c"
VTE = b"\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c"
UNHEARD_OF = b"\x1bP>|Newterm 1.0\x1b\\\x1b[>9;9;9c\x1b[?62;22c"


class PtyTerminal:
    """A child on a pty of 24 × 80. All it wrote so far is `output`; `replies` are given when it asks."""

    def __init__(
        self, words: Sequence[str], env: Mapping[str, str], folder: Path, replies: bytes = b""
    ) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "HOME") or name.startswith("XDG_")
        }
        self.process = subprocess.Popen(
            words,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**kept, **env},
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)
        self.output = b""
        self._replies = replies

    def read_until(self, condition: Callable[[], bool]) -> None:
        """Take what it writes, and reply, until this holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, self.output[-2000:]
            ready, _, _ = select.select([self.master], [], [], 0.1)
            if not ready:
                continue
            try:
                self.output += os.read(self.master, 65536)
            except OSError:  # the other side is closed
                self.process.wait(PATIENCE)
                assert condition(), self.output[-2000:]
                return
            if self._replies and LAST_QUESTION in self.output:
                self.type(self._replies)
                self._replies = b""

    def wait_for(self, text: str | bytes, times: int = 1) -> None:
        """Until it has written this so many times."""
        wanted = text.encode() if isinstance(text, str) else text
        self.read_until(lambda: self.output.count(wanted) >= times)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def stopped(self) -> bool:
        """Whether it has just been suspended; holds once for each time."""
        pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
        return pid != 0 and os.WIFSTOPPED(status)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        """End it, by force if need be."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.master >= 0:
            os.close(self.master)
