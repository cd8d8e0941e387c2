"""Reading what is in the archive again, from its stored bytes, with the importers as they are now.

What was read before stays as a revision; an article keeps its id and all that people did with it. All of it is one step that can
be taken back. What can't be read any more stays as it is. So does what gives the same; which importer that was is noted, and it is
not read by the same a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from importers.base import Read, Source, importers
from importers.decoding import CHOSEN, read_again
from importers.worker import MEMORY, Worker
from store.articles import listing, originals, provenances, reread_same, revisions
from store.articles.reread_same import Reading
from store.errors import ArchiveDamaged, BadValue
from store.log import changes, clock
from store.log.facts import Fact, Put, dumps, heads
from store.similar import fingerprint, known

if TYPE_CHECKING:
    import sqlite3

    from store.archive import Archive
    from store.article import Article, Provenance

_AT_ONCE = 200
"""Articles that are looked up, or written, together."""


class Outcome(NamedTuple):
    """What came of one article's bytes: `message` says why they could not be read."""

    id: str
    path: str
    status: Literal["changed", "same", "failed"]
    message: str = ""


@dataclass(slots=True)
class Report:
    """All of them, and the step in the log, if anything changed."""

    outcomes: list[Outcome] = field(default_factory=list)
    change: str = ""

    def count(self, status: str) -> int:
        """How many came out so."""
        return sum(one.status == status for one in self.outcomes)


class _Arrival(NamedTuple):
    id: str
    fact: Fact
    origin: Provenance

    @property
    def read_as(self) -> tuple[str, str]:
        """The bytes, and the encoding that a person chose for them."""
        chosen = self.origin.encoding_method == CHOSEN
        return self.origin.sha256, (self.origin.encoding or "") if chosen else ""


def reread(
    archive: Archive,
    ids: Sequence[str] | None = None,
    *,
    every: bool = False,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Report:
    """Read again the articles with these full ids, or all of them, where an importer of another version than today's read them.

    With `every`, also what today's importer has read; with `dry_run` nothing is written. Raises `store.errors`.
    """
    with archive.read() as conn:
        wanted = ids if ids is not None else [ident for (ident,) in conn.execute("SELECT id FROM listing")]
        arrivals = sorted(_arrivals(conn, wanted, every=every), key=lambda one: one.read_as)
    writing = _Writing(archive, dry_run=dry_run)
    worker = Worker()
    try:
        for (sha256, codec), group in groupby(arrivals, key=lambda one: one.read_as):
            for one in _again(archive, worker, sha256, codec, list(group)):
                writing.take(*one)
            progress(len(writing.report.outcomes), len(arrivals))
    finally:
        worker.close()
        writing.write()
    return writing.report


def _arrivals(conn: sqlite3.Connection, ids: Sequence[str], *, every: bool) -> Iterator[_Arrival]:
    current = {(one.name, one.version) for one in importers()}
    for start in range(0, len(ids), _AT_ONCE):
        arrived = heads(conn, ids[start : start + _AT_ONCE], ["arrival"])
        same = reread_same.last(conn, [fact.id for fact in arrived])
        for fact in arrived:
            if fact.value is None or not fact.makes_sense:
                continue
            origin = provenances.of(fact)
            read_by = same.get(fact.id, (origin.importer, origin.importer_version))
            if every or read_by not in current:
                yield _Arrival(fact.about, fact, origin)


def _again(
    archive: Archive, worker: Worker, sha256: str, codec: str, arrivals: Sequence[_Arrival]
) -> Iterator[tuple[_Arrival, Read | None, str, str]]:
    """Each of these arrivals of the same bytes with what is read of it now, the importer and its version; or None and why."""
    try:
        with archive.read() as conn:
            data = originals.read(conn, sha256)
    except ArchiveDamaged as error:
        for one in arrivals:
            yield one, None, str(error), ""
        return
    if codec:
        versions = {one.name: one.version for one in importers()}
        for one in arrivals:
            name = one.origin.importer
            version = versions.get(name, one.origin.importer_version)
            try:
                yield one, read_again(data, one.origin, codec), name, version
            except BadValue as error:
                yield one, None, str(error.values["reason"]), ""
        return
    path = arrivals[0].origin.path
    parsed = worker.parse(Source(path, data), memory=MEMORY)
    reads = {read.member: read for read in parsed.reads if isinstance(read, Read)}
    for one in arrivals:
        read = reads.get(one.origin.member)
        if read is None:
            yield one, None, parsed.message or "There is no article in it.", ""
        else:
            yield one, read, parsed.importer, parsed.version


class _Writing:
    """Puts what came out otherwise into the archive, some articles at a time, all as one step."""

    def __init__(self, archive: Archive, *, dry_run: bool) -> None:
        self.report = Report()
        self._archive = archive
        self._dry_run = dry_run
        self._waiting: list[tuple[_Arrival, Provenance, Article]] = []
        self._same: list[Reading] = []

    def take(self, arrival: _Arrival, read: Read | None, importer: str, version: str) -> None:
        """What was read of an arrival, or why nothing was."""
        if read is None:
            self._tell(arrival, "failed", importer)
            return
        with self._archive.read() as conn:
            before = revisions.arrived(conn, arrival.id, arrival.fact.said["content"])[1]
        article = replace(
            read.article, url=read.article.url or before.url, source=read.article.source or before.source
        )
        if article == before:
            self._tell(arrival, "same")
            self._same.append(Reading(arrival.fact.id, importer, version))
            if len(self._same) >= _AT_ONCE:
                self.write()
            return
        self._tell(arrival, "changed")
        where = replace(arrival.origin, importer=importer, importer_version=version)
        if not arrival.read_as[1]:
            where = replace(
                where,
                encoding=read.encoding,
                encoding_method=read.encoding_method,
                encoding_confidence=read.encoding_confidence,
            )
        self._waiting.append((arrival, where, article))
        if len(self._waiting) >= _AT_ONCE:
            self.write()

    def _tell(
        self, arrival: _Arrival, status: Literal["changed", "same", "failed"], message: str = ""
    ) -> None:
        self.report.outcomes.append(Outcome(arrival.id, arrival.origin.path, status, message))

    def write(self) -> None:
        """What waits to be written."""
        waiting, self._waiting = self._waiting, []
        same, self._same = self._same, []
        if not (waiting or same) or self._dry_run:
            return
        with self._archive.write() as conn:
            reread_same.remember(conn, same)
            if not waiting:
                return
            puts = [put for one in waiting for put in _puts(conn, *one)]
            if not self.report.change:
                hlc = clock.tick(conn)
                self.report.change = clock.new_id(hlc)
                changes.write_change(
                    conn, self.report.change, hlc, kind="reread", values={}, operator=self._archive.operator
                )
            changes.write_facts(conn, self.report.change, puts)
            listing.refresh(conn, sorted({put.about for put in puts}), {put.kind for put in puts})


def _puts(conn: sqlite3.Connection, arrival: _Arrival, where: Provenance, article: Article) -> Iterable[Put]:
    """The facts that put a new reading in the place of the old one, also where a person chose the old one to be shown."""
    extractor = f"{where.importer} {where.importer_version}".strip()
    kept = revisions.keep(conn, arrival.id, revisions.encode(article), extractor)
    if kept.number is not None:
        known.add(conn, kept.number, fingerprint.print_of(article).keys)
    said = dumps({**provenances.data(where), "content": kept.sha256})
    yield Put(arrival.id, "arrival", arrival.fact.slot, said, (arrival.fact.id,))
    for fact in heads(conn, [arrival.id], ["version"]):
        if fact.value is not None and fact.said == arrival.fact.said["content"]:
            yield Put(arrival.id, "version", fact.slot, dumps(kept.sha256), (fact.id,))
