"""A process of its own that parses files under limits of time and memory, so that no file can stop or swell the program.

What parent and worker say to each other is in `wire`.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from importers import wire
from importers.base import Read, Refused, Source
from importers.deadline import Deadline
from importers.memory import keep_little
from importers.parsing import Parsed, read_into
from store import own_process

DEADLINE = 20.0
"""Seconds of processor time after which a file is given up: the slowest real page took 0.1 s.

On a busy machine a good file must not fail for the others' work. Where the system does not count them (Windows), they are seconds of the clock.
"""
_PATIENT = 6
"""Times the deadline on the clock after which a file is given up, unless its process only waits for a processor."""
MEMORY = 200 << 20
"""Bytes of data a worker may hold that works alone, where the system can limit it: the largest file, its text, and some.

The feed of 64 MB that needs most takes 185 of them; the program beside it holds 40 to 90.
"""
BESIDE = 76 << 20
"""Bytes of data a worker may hold while others work: two of them and the program, with their libraries, stay below 300 MB.

The libraries for pages take 30 of them, a page of 1 MB that is all text 40.
"""
_SPARE = 8 << 20
"""Bytes below the limit from which memory counts as short: a library may have gone on without what it was refused."""
_ADDRESSES = 2 << 30
"""Bytes of address space, where only that can be limited; it counts every library that is mapped."""
_LONGEST = 60
"""A file of many articles may take so many times the deadline, which then holds for each of them."""
_COUNTS = hasattr(signal, "setitimer")
_MOMENT = 5.0
"""Seconds within which a process that has closed its pipe has ended."""
_BUFFER = 1 << 16
_PATIENCE = 0.5
"""Seconds after which what is ready is sent even if it is little: the parent must see that the worker goes on."""
_START = "from importers.worker import serve; serve()"


class Worker:
    """One worker process, started when first asked and again after it was killed. Used by one thread at a time."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self._seconds = deadline
        self._deadline = Deadline(deadline * (_PATIENT if _COUNTS else 1), self._kill, self._waits_its_turn)
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()

    def parse(
        self, source: Source, load: Callable[[], bytes] | None = None, *, memory: int = BESIDE
    ) -> Parsed:
        """What `parsing.parse` gives for this file, or the reason why the worker gave nothing.

        `load` gives the bytes of a file that is too large to be held meanwhile; what it raises is the caller's. A process that
        runs already keeps the limit of `memory` it was started with. One in which memory was short is ended.
        """
        process = self._running(memory)
        frames: list[bytes] = []
        self._deadline.begin(_LONGEST)
        try:
            if process.stdin is None or process.stdout is None:
                raise EOFError
            wire.send(process.stdin, wire.request(source))
            wire.send(process.stdin, load() if load else source.data)
            process.stdin.flush()
            while not frames or not wire.is_last(frames[-1]):
                frames.append(wire.receive(process.stdout))
                self._deadline.go_on()
            parsed = wire.parsed(frames)
            if (
                self._deadline.end() or parsed.short
            ):  # killed with its last word, or full: the next file needs another one
                self.rest()
            return parsed
        except (OSError, EOFError, ValueError):
            expired = self._deadline.end()
            if _COUNTS and not expired:
                with suppress(subprocess.TimeoutExpired):
                    expired = process.wait(_MOMENT) == -signal.SIGPROF
            self.rest()
            if expired:
                message = f"Reading it took longer than {self._seconds:.0f} seconds."
                return Parsed(reason="took too long", message=message)
            reason, message = wire.DIED
            return Parsed(reason=reason, message=message, short=True)

    def close(self) -> None:
        """Ends the process. May be called from any thread; a file being parsed then fails."""
        self._deadline.close()
        self.rest()

    def rest(self) -> None:
        """Ends the process until it is needed again."""
        with self._guard:
            process, self._process = self._process, None
        if process is None:
            return
        own_process.end(process)

    def _running(self, memory: int) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._process is None or self._process.poll() is not None:
                self._process = own_process.start(_START, str(self._seconds), str(memory), buffer=_BUFFER)
            return self._process

    def _waits_its_turn(self) -> bool:
        """Whether the process would work if it were let, where the system tells (Linux). Its processor time is counted meanwhile."""
        process = self._process
        return _COUNTS and process is not None and own_process.is_busy(process.pid)

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()


def serve() -> None:
    """The worker's side: parses what comes in until the parent closes the pipe."""
    seconds, memory = float(sys.argv[2]), int(sys.argv[3])
    _limit(memory)
    keep_little()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            source = wire.source(wire.receive(requests), wire.receive(requests))
        except EOFError:
            return
        _count(seconds)
        try:
            said = read_into(source, _Answer(answers, seconds).add)
        except UnicodeEncodeError:
            said = Parsed(reason="error", message="What was read from it can't be kept.")
        del source
        short = said.short or _most_held() > memory - _SPARE
        wire.send(answers, wire.last(replace(said, short=short)))
        answers.flush()
        _count(0)


class _Answer:
    """What is sent of one file."""

    def __init__(self, pipe: BinaryIO, seconds: float) -> None:
        self._pipe = pipe
        self._seconds = seconds
        self._sent = 0
        self._flushed = time.monotonic()

    def add(self, read: Read | Refused) -> None:
        """Send a part of it."""
        wire.send(self._pipe, wire.answer(read, whole=self._sent < wire.FEW))
        self._sent += 1
        now = time.monotonic()
        if now - self._flushed > _PATIENCE:
            self._pipe.flush()
            self._flushed = now
            _count(self._seconds)


def _count(seconds: float) -> None:
    """The process ends when it has worked so long, unless it is told again; 0 is for ever."""
    if _COUNTS:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _most_held() -> int:
    """Bytes of data that this process has held at once, where the system tells (Linux): its largest size without its libraries."""
    try:
        status = Path("/proc/self/status").read_text("ascii").split()
        most, now, data = (int(status[status.index(name) + 1]) for name in ("VmPeak:", "VmSize:", "VmData:"))
    except (OSError, ValueError, IndexError):
        return 0
    return (most - now + data) << 10


def _limit(memory: int) -> None:
    """No interrupts (they are the parent's), no core files, bounded memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, _ADDRESSES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue
