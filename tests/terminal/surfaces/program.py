"""A program in a pty, with a screen that obeys what it writes."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

PATIENCE = 150.0
"""Seconds after which a screen that does not come is given up: only a test that fails ever waits so long."""
_STILL = 0.06
"""Seconds without a byte after which a screen is taken to stand, if the program computes nothing just now."""


class Program:
    """Python with these arguments in a terminal of `size` (columns, rows)."""

    def __init__(
        self,
        root: Path,
        home: Path,
        size: tuple[int, int],
        arguments: Sequence[str | bytes],
        *,
        folder: Path | None = None,
        **environment: str,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.written = bytearray()
        self.ended = False
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(root),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            **dict.fromkeys(
                ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(home)
            ),
            **environment,
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.chdir(folder or root)
                os.execve(sys.executable, [sys.executable, *arguments], env)
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, seconds: float = 0.2) -> bool:
        """Take in what is written within a moment; whether something was."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            data = b""
        self.ended = not data
        self.written += data
        self._stream.feed(self._decoder.decode(data))
        return bool(data)

    @property
    def rows(self) -> list[str]:
        """What is on the screen."""
        return list(self.screen.display)

    def until(self, shown: str | Callable[[list[str]], bool], patience: float | None = None) -> list[str]:
        """The rows as soon as this text (or what is asked for) is on them and the screen stands; AssertionError if never.

        On a busy machine a program may be half-way through a screen and not have its turn: then the screen does not stand.
        """

        def there(rows: list[str]) -> bool:
            return any(shown in row for row in rows) if isinstance(shown, str) else shown(rows)

        end = time.monotonic() + (PATIENCE if patience is None else patience)
        while time.monotonic() < end and not self.ended:
            if not self.read(_STILL) and there(self.rows) and not self._computes():
                return self.rows
        if there(self.rows):
            return self.rows
        raise AssertionError(f"never shown: {shown!r}; the screen:\n" + "\n".join(self.rows))

    def meanwhile(self, shown: Callable[[list[str]], bool]) -> list[str]:
        """The rows as soon as this is on them, while the program goes on; AssertionError if never."""
        end = time.monotonic() + PATIENCE
        while not shown(self.rows):
            assert time.monotonic() < end and not self.ended, "never passed by:\n" + "\n".join(self.rows)  # noqa: PT018
            self.read(_STILL)
        return self.rows

    def _computes(self) -> bool:
        """Whether a thread of the program is computing, or waits for a processor; where that can't be known, none is."""
        try:
            threads = list(Path(f"/proc/{self.pid}/task").iterdir())
            return any((one / "stat").read_text().rpartition(")")[2].split()[0] == "R" for one in threads)
        except OSError:  # no Linux, or a thread that has just ended
            return False

    def gone(self, shown: str) -> list[str]:
        """The rows as soon as this text is on none of them and the screen stands."""
        return self.until(lambda rows: not any(shown in row for row in rows))

    def type(self, text: str) -> None:
        """Send what a keyboard would."""
        os.write(self.fd, text.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def finish(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + PATIENCE
        while not self.ended and time.monotonic() < end:
            self.read()
        return self._reap()

    def _reap(self) -> int:
        pid, self.pid = self.pid, 0
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def close(self) -> None:
        """End it, if it has not ended."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()
