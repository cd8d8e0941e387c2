"""An import: files in order, parsed apart, written together, one bad file never in the way of the rest.

The archive is written in transactions of about a hundred articles or a second, by this process alone. After a crash or a
`kill -9` the same import simply is started again: what is in is a duplicate, the rest goes in.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import NamedTuple, Self

from importers import files, memory
from importers.base import Given, Source, UnreadableSource, importer_for
from importers.containers import opened
from importers.files import Candidate
from importers.pace import Pace
from importers.parsing import Parsed, parse
from importers.report import Outcome, Progress, Report, report
from importers.visits import Visits
from importers.worker import MEMORY, Worker
from importers.writing import Item, Writer
from store.archive import Archive
from store.articles import missed

__all__ = ["Outcome", "Progress", "Report", "ingest"]

JOBS = min(2, os.cpu_count() or 1)
"""Worker processes: a third one only waits for the one process that writes."""
_FEW_FILES = 12
_SMALL_BYTES = 262_144
"""A few files below this size are parsed right here: a worker takes longer to start (0.15 s) than they take."""
_AHEAD = 60
"""Files read ahead of the one being written, for each worker: about what they read while a transaction is written."""
_AHEAD_BYTES = 6 << 20
"""Bytes of files read ahead beyond which the next one waits: what is read of a text takes several times its bytes."""
_LARGE = 2 << 20
"""Bytes beyond which a file is read while no other is read or written: two that need much at once would need twice as much.

A smaller one that needs much is found out by the limit of a worker beside others, and read again alone.
"""


def ingest(
    archive: Archive,
    paths: Sequence[Path | str],
    *,
    tags: Sequence[str] = (),
    dry_run: bool = False,
    jobs: int | None = None,
    again: bool = False,
    purged_too: bool = False,
    given: Given | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Import files and folders; what became of each is in the report, in order.

    With `dry_run` nothing is written and the report says what would happen. `jobs` is the number of worker processes
    (`JOBS` unless it is given). Files that are as they were when they were last imported are not read; `again` reads them.
    `given` is what the person says of the files where they say nothing themselves.
    `purged_too` takes in again what was purged. `cancelled` is asked before each file; what is in stays in. Raises `store.errors` when the archive itself can't be
    written, and `BadTag`.
    """
    start = time.perf_counter()
    memory.keep_little()
    candidates = list(files.find(paths, archive.path))
    stopped = False
    done, current, pace = 0, "", Pace()

    def tell() -> None:
        if on_progress is not None:
            imported, duplicates, skipped, failed = writer.counts()
            on_progress(
                Progress(
                    writer.files,
                    items.total,
                    current,
                    imported,
                    duplicates,
                    skipped,
                    failed,
                    pace.at(done),
                    writer.to_review,
                )
            )

    visits = Visits(archive, again=again)
    writer = Writer(
        archive,
        [files.show(path) for path in paths],
        tags,
        dry_run=dry_run,
        purged_too=purged_too,
        visits=visits,
        between=tell,
        stopping=cancelled or (lambda: False),
    )
    with _Parsing(candidates, writer, visits, max(1, jobs or JOBS), given or Given()) as items:
        for item in items:
            current = item.candidate.shown
            writer.put(item)
            del item  # it must not be held while the next one is read
            done += 1
            tell()
            if writer.stopped:
                stopped = True
                break
            if done < items.total and cancelled is not None and cancelled():
                stopped = True
                break
        writer.finish()
        tell()
    if not dry_run:
        _remember_failures(archive, writer.outcomes)
    return report(writer.outcomes, time.perf_counter() - start, cancelled=stopped)


def _remember_failures(archive: Archive, outcomes: Sequence[Outcome]) -> None:
    """Keep the files that did not come in for the list of what is to be checked."""
    failed = [(one.path, one.reason or "", one.message) for one in outcomes if one.status == "failed"]
    missed.remember(archive, failed, [one.path for one in outcomes if one.id])


class _Parsing:
    """The files of an import with what was read from each, in order; parsed ahead by workers when there are many."""

    def __init__(
        self, candidates: Sequence[Candidate], writer: Writer, visits: Visits, jobs: int, given: Given
    ) -> None:
        self._visits = visits
        self._given = given
        self._candidates = candidates
        self.total = len(candidates)
        self._writer = writer
        self._jobs = jobs
        self._few = len(candidates) <= _FEW_FILES
        self._workers = [Worker() for _ in range(jobs)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._large = Lock()
        for worker in self._workers:
            self._idle.put(worker)
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="import")

    def __enter__(self) -> Self:
        return self

    def __iter__(self) -> Iterator[Item]:
        return self._items()

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._pool.shutdown(wait=True)
        for worker in self._workers:
            worker.close()

    def _opened(self) -> Iterator[Candidate | Item]:
        """The candidates, those that are archives of files replaced by their members, which count as files from then on.

        An item is a file that is known to be unchanged.
        """
        for candidate, outcomes in self._visits.look(self._candidates):
            if outcomes:
                yield Item(candidate, b"", "", None, Parsed, outcomes)
                continue
            number = 0
            for one in opened(candidate):
                self.total += number > 0
                self._few = self._few and one.shown == candidate.shown
                number += 1
                yield one
            self._visits.has(candidate, number)

    def _items(self) -> Iterator[Item]:
        ahead: deque[Item | _Begun] = deque()
        held = 0
        for candidate in self._opened():
            if isinstance(candidate, Item) and not ahead:
                yield candidate
                continue
            large = isinstance(candidate, Candidate) and _size(candidate) > _LARGE
            while ahead and large:
                yield self._end(ahead.popleft())
            if large:
                self._writer.catch_up()
                memory.give_back()
            ahead.append(candidate if isinstance(candidate, Item) else self._begin(candidate))
            del candidate
            held = sum(len(one.data) for one in ahead) if large else held + len(ahead[-1].data)
            most = 0 if large or self._few else _AHEAD * self._jobs
            while len(ahead) > most or (len(ahead) > 1 and held > _AHEAD_BYTES):
                held -= len(ahead[0].data)
                yield self._end(ahead.popleft())
        while ahead:
            yield self._end(ahead.popleft())

    def _begin(self, candidate: Candidate) -> _Begun:
        if candidate.problem:
            reason, message = candidate.problem
            told = Parsed(reason=reason, message=message, unknown=reason in _HARMLESS)
            return _Begun(candidate, b"", "", told)
        try:
            data = files.read(candidate.path) if candidate.data is None else candidate.data
        except UnreadableSource as error:
            return _Begun(candidate, b"", "", Parsed(reason=error.reason, message=str(error)))
        sha256 = hashlib.sha256(data).hexdigest()
        if len(data) > files.HELD and candidate.data is None:
            return self._begin_unheld(candidate, len(data), sha256)
        if self._writer.knows(sha256):
            return _Begun(candidate, data, sha256, None)
        return _Begun(candidate, data, sha256, self._parse(self._source(candidate, data)))

    def _begin_unheld(self, candidate: Candidate, size: int, sha256: str) -> _Begun:
        """A file too large to be held: read again by whoever needs its bytes."""

        def load() -> bytes:
            return files.read(candidate.path)

        if self._writer.knows(sha256):
            return _Begun(candidate, b"", sha256, None, size, load)
        parsing = self._pool.submit(self._alone, self._source(candidate, b""), load)
        return _Begun(candidate, b"", sha256, parsing, size, load)

    def _source(self, candidate: Candidate, data: bytes) -> Source:
        return Source(candidate.shown, data, self._given)

    def _parse(self, source: Source) -> Future[Parsed] | Parsed:
        if self._few and len(source.data) <= _SMALL_BYTES and not _wants_a_process(source):
            return parse(source)
        return self._pool.submit(self._apart, source)

    def _apart(self, source: Source) -> Parsed:
        if len(source.data) > _LARGE:
            return self._alone(source)
        with self._large:
            worker = self._idle.get()
        try:
            return worker.parse(source)
        finally:
            self._idle.put(worker)

    def _alone(self, source: Source, load: Callable[[], bytes] | None = None) -> Parsed:
        """Read by the only worker that runs, a new one. It is ended after it: it would not give its memory back."""
        with self._large:
            workers = [self._idle.get() for _ in self._workers]
            try:
                for worker in workers:
                    worker.rest()
                return replace(workers[0].parse(source, load, memory=MEMORY), short=False)
            except UnreadableSource as error:
                workers[0].rest()
                return Parsed(reason=error.reason, message=str(error))
            finally:
                workers[0].rest()
                for worker in workers:
                    self._idle.put(worker)

    def _end(self, begun: Item | _Begun) -> Item:
        if isinstance(begun, Item):
            return begun
        candidate, data, sha256, parsing, _, load = begun
        parsed = parsing.result() if isinstance(parsing, Future) else parsing

        def again() -> Parsed:
            return self._alone(self._source(candidate, data), load)

        if parsed is not None and parsed.short:
            self._writer.catch_up()
            memory.give_back()
            parsed = again()
        return Item(candidate, data, sha256, parsed, again, load=load)


class _Begun(NamedTuple):
    """A file that is being parsed; `parsing` is None when the archive knows its bytes.

    `load` gives the bytes of one that is too large to be held, of which there are `size`.
    """

    candidate: Candidate
    data: bytes
    sha256: str
    parsing: Future[Parsed] | Parsed | None
    size: int = 0
    load: Callable[[], bytes] | None = None


def _size(candidate: Candidate) -> int:
    if candidate.data is not None or candidate.problem:
        return len(candidate.data or b"")
    try:
        return candidate.path.stat().st_size
    except (OSError, ValueError):
        return 0


def _wants_a_process(source: Source) -> bool:
    """Whether its importer asks to be kept out of the program itself (`apart`): it loads large libraries written in C."""
    try:
        return bool(getattr(importer_for(source.path, source.data), "apart", False))
    except UnreadableSource:
        return False


_HARMLESS = frozenset({"link", "not a file", "part of a page", "archive"})
