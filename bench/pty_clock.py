"""A program in a pseudo-terminal, and the moments it paints. POSIX only: there is no pty elsewhere."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

ALTERNATE_SCREEN = b"\x1b[?1049h"


class PtyProgram:
    """A child on a pty of `columns` × `rows`. Everything it wrote so far is `output`; `started` is on the monotonic clock."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        self.output = bytearray()
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), dict(env))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self._fd, keys)

    def wait(self, seen: Callable[[bytes], bool], timeout: float) -> float | None:
        """Seconds from the start until `seen` holds for the output; None if it did not within `timeout` seconds."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            if not self._read(0.02):
                return None
            if seen(bytes(self.output)):
                return time.perf_counter() - self.started
        return None

    def quiet(self, pause: float, timeout: float) -> float:
        """Seconds from the start until the last output that was followed by `pause` seconds without any."""
        last = time.perf_counter()
        end = last + timeout
        while time.perf_counter() < end and time.perf_counter() - last < pause:
            before = len(self.output)
            if not self._read(0.01):
                break
            if len(self.output) > before:
                last = time.perf_counter()
        return last - self.started

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return True
        try:
            chunk = os.read(self._fd, 65536)
        except OSError:
            return False
        self.output += chunk
        return bool(chunk)

    def close(self) -> None:
        """End the child, by force if need be."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sign)
            if self._reaped(1.0):
                break
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def _reaped(self, seconds: float) -> bool:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.02)
            done, _ = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return True
        return False


def painted(output: bytes, rows: int = 40) -> bool:
    """Whether the first frame is out: the program took the alternate screen and then drew its last row."""
    at = output.find(ALTERNATE_SCREEN)
    return at >= 0 and output.find(b"\x1b[%d;1H" % rows, at) >= 0
