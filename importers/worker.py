"""A process of its own that parses files under limits of time and memory, so that no file can stop or swell the program.

Parent and worker speak over two pipes in frames: 4 bytes of length (big-endian), then that many bytes. A request is the
shown path with what the person said, and the file's bytes; an answer is one frame of JSON for each article and a last one,
so that nothing a worker sends can run code in the parent.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any, BinaryIO, overload

from importers.base import Given, Read, Refused, Source
from importers.parsing import Parsed, read_into
from store import revisions

DEADLINE = 20.0
"""Seconds after which a file is given up: the slowest real page took 0.1 s."""
MEMORY = 240 << 20
"""Bytes of data a worker may hold, where the system can limit it: the largest file it is given, a copy of it, and some."""
_ADDRESSES = 2 << 30
"""Bytes of address space, where only that can be limited; it counts every library that is mapped."""
_MAX_ANSWER = 256 << 20
_LONGEST = 60
"""A file of many articles may take so many times the deadline, which then holds for each of them."""
_FEW = 50
_LAST = b"!"
"""What the last frame of an answer begins with; the others are JSON objects."""
_START = "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from importers.worker import serve; serve()"


class Worker:
    """One worker process, started when first asked and again after it was killed. Used by one thread at a time."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._expired = False

    def parse(self, source: Source) -> Parsed:
        """What `parsing.parse` gives for this file, or the reason why the worker gave nothing."""
        process = self._running()
        self._expired = False
        frames: list[bytes] = []
        latest = time.monotonic() + _LONGEST * self._deadline
        try:
            if process.stdin is None or process.stdout is None:
                raise EOFError
            with self._watched():
                _send(process.stdin, _dumps({"path": source.path, **asdict(source.given)}))
                _send(process.stdin, source.data)
                frames.append(_receive(process.stdout))
            while not frames[-1].startswith(_LAST):
                with self._watched():
                    frames.append(_receive(process.stdout))
                if time.monotonic() > latest:
                    self._expire()
            return _parsed(frames)
        except (OSError, EOFError, ValueError):
            self.close()
            if self._expired:
                message = f"Reading it took longer than {self._deadline:.0f} seconds."
                return Parsed(reason="took too long", message=message)
            return Parsed(
                reason="worker died",
                message="Reading it ended the reading program, perhaps for lack of memory.",
            )

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Ends the process when what is done inside takes longer than the deadline."""
        watchdog = threading.Timer(self._deadline, self._expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def close(self) -> None:
        """Ends the process. May be called from any thread; a file being parsed then fails."""
        with self._guard:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _running(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._process is None or self._process.poll() is not None:
                paths = json.dumps([path for path in sys.path if path])
                # -I: neither the current folder nor the environment may slip a module in.
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
                    [sys.executable, "-I", "-c", _START, paths],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._process

    def _expire(self) -> None:
        self._expired = True
        process = self._process
        if process is not None:
            process.kill()


def serve() -> None:
    """The worker's side: parses what comes in until the parent closes the pipe."""
    _limit()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            asked = json.loads(_receive(requests))
            data = _receive(requests)
        except EOFError:
            return
        source = _source(asked, data)
        del data
        try:
            said = read_into(source, lambda read: _send(answers, _from_read(read)))
        except UnicodeEncodeError:
            said = Parsed(reason="error", message="What was read from it can't be kept.")
        del source
        rest = [said.importer, said.version, said.reason, said.message, said.unknown]
        _send(answers, _LAST + _dumps(rest))


def _limit() -> None:
    """No interrupts (they are the parent's), no core files, bounded memory."""
    import signal  # noqa: PLC0415 - only in the worker

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_AS, _ADDRESSES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


def _send(pipe: BinaryIO | Any, data: bytes) -> None:
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> bytes:
    size = int.from_bytes(_exactly(pipe, 4), "big")
    if size > _MAX_ANSWER:
        raise EOFError
    return _exactly(pipe, size)


def _exactly(pipe: BinaryIO | Any, size: int) -> bytes:
    data: bytes = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data


def _dumps(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _source(asked: dict[str, Any], data: bytes) -> Source:
    columns = tuple((field, name) for field, name in asked["columns"])
    return Source(asked["path"], data, Given(asked["url"], asked["source"], columns))


def _from_read(read: Read | Refused) -> bytes:
    if isinstance(read, Refused):
        return _dumps({"refused": asdict(read)})
    beside = {name: getattr(read, name) for name in _BESIDE}
    return _dumps({"article": revisions.encode(read.article).decode(), "beside": beside})


_BESIDE = ("member", "encoding", "encoding_method", "encoding_confidence", "note", "same_as", "captured_at")


def _parsed(frames: list[bytes]) -> Parsed:
    """What the worker sent of a file. If the last frame tells that it failed, what came before it does not count."""
    parsed = Parsed((), *json.loads(frames.pop().removeprefix(_LAST)))
    if parsed.reason:
        return parsed
    packed = _Packed(frames)
    return replace(parsed, reads=tuple(packed) if len(frames) <= _FEW else packed)


def _read(frame: bytes) -> Read | Refused:
    answer = json.loads(frame)
    if "refused" in answer:
        return Refused(**answer["refused"])
    return Read(revisions.decode(answer["article"].encode()), **answer["beside"])


class _Packed(Sequence[Read | Refused]):
    """The parts of a file as they were sent, taken apart one at a time: a thousand articles unpacked fill the memory."""

    def __init__(self, frames: list[bytes]) -> None:
        self._frames = frames

    def __len__(self) -> int:
        return len(self._frames)

    @overload
    def __getitem__(self, index: int) -> Read | Refused: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Read | Refused]: ...
    def __getitem__(self, index: int | slice) -> Read | Refused | Sequence[Read | Refused]:
        if isinstance(index, slice):
            return [_read(frame) for frame in self._frames[index]]
        return _read(self._frames[index])
