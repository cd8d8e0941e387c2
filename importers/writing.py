"""The writing side of an import: small transactions, duplicates told apart, an outcome for every file."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from importers import files, memory
from importers.base import Read, Refused, UnreadableSource
from importers.files import Candidate
from importers.parsing import Parsed
from importers.repeated import NEW_VERSION, Foretelling, how, same_text
from importers.report import Outcome, Status
from importers.visits import Visits
from store.archive import Archive
from store.article import Provenance, StoredArticle, article_id
from store.articles import visited
from store.articles.arrivals import Brought
from store.errors import BadTag, BadValue, NoSuchArticle, WasPurged
from store.similar import known

MAX_ARTICLES = 100
MAX_SECONDS = 1.0
MAX_BYTES = 4 << 20
"""Articles are written together when there are so many of them, or bytes, or the first has waited so long.

More at once cost less: each transaction is forced to the disk, and merges its words with those in the index.
"""
_MUCH = 1 << 20
"""Bytes of a file that is written at once: its words and lines take many times the room."""
_PARTS = 50
"""Articles of one file that are unpacked and written at once."""
MAX_HELD = 0.4
"""Seconds of writing after which a transaction is closed, for others who want to write."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file with its bytes, their digest (hex SHA-256) and what was read from it; None if the archive knows the bytes.

    `again` parses it after all, should the archive not know them any more. `outcomes` are given for a file that is unchanged
    since it was last imported: then it was not read. `load` gives the bytes of a file that is too large to be held.
    """

    candidate: Candidate
    data: bytes
    sha256: str
    parsed: Parsed | None
    again: Callable[[], Parsed]
    outcomes: tuple[Outcome, ...] = ()
    load: Callable[[], bytes] | None = None


class Writer:
    """Takes the files of one import in order and writes them. With `dry_run` it only says what it would do."""

    def __init__(
        self,
        archive: Archive,
        paths: Sequence[str],
        tags: Sequence[str],
        *,
        dry_run: bool,
        purged_too: bool = False,
        visits: Visits,
        between: Callable[[], None] = lambda: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        """`between` is called and `stopping` asked after each transaction of a file with many articles."""
        self.stopped = False
        self._between = between
        self._stopping = stopping
        self.outcomes: list[Outcome] = []
        self.files = 0
        """Files that are on the disk to their end, or were refused."""
        self._archive = archive
        self._dry_run = dry_run
        self._visits = visits
        self._batch = archive.start_batch(paths, tags)
        self._batch.purged_too = purged_too
        self._waiting: deque[Item] = deque()
        self._since = 0.0
        self._bytes = 0
        self._seen: dict[str, str | None] = {}
        self._counts: Counter[Status] = Counter()
        self.to_review = 0
        """New articles so far that ask for a look."""
        self._foretelling = Foretelling(archive)
        if not dry_run:
            known.complete(archive)

    def counts(self) -> tuple[int, int, int, int]:
        """Imported, duplicates, skipped and failed so far."""
        count = self._counts
        return count["imported"], count["duplicate"], count["skipped"], count["failed"]

    def knows(self, sha256: str) -> bool:
        """Whether an article of these very bytes is in the archive (or came in during a dry run)."""
        return sha256 in self._seen or self._archive.met(sha256) is not None

    def put(self, item: Item) -> None:
        """The next file. It is written at once or with the following ones."""
        if item.load and not self._dry_run and not (item.parsed and item.parsed.reason):
            self._flush()
            item = _loaded(item, item.load)
        if item.parsed is not None and len(item.parsed.reads) > _PARTS:
            self._put_parts(item, item.parsed)
            return
        if item.outcomes and not self._waiting:
            self._tell(list(item.outcomes))
            self.files += 1
            return
        if not self._waiting:
            self._since = time.perf_counter()
        self._waiting.append(item)
        self._bytes += len(item.data)
        full = len(self._waiting) >= MAX_ARTICLES or self._bytes >= MAX_BYTES
        if full or len(item.data) >= _MUCH or time.perf_counter() - self._since >= MAX_SECONDS:
            self._flush()

    def catch_up(self) -> None:
        """Writes what is waiting: a large file comes, which needs the memory."""
        self._flush()

    def finish(self) -> None:
        """Writes what is waiting and closes the import's step in the log."""
        self._flush()
        if self._dry_run:
            return
        with self._archive.write() as conn:
            visited.remember(conn, self._visits.complete())
            self._archive.finish_batch(self._batch)

    def _flush(self) -> None:
        much, self._bytes = self._bytes >= _MUCH, 0
        while self._waiting:
            self._write_some()
        if much:
            memory.give_back()

    def _write_some(self) -> None:
        """One transaction with the next of the files that wait. They are told of when it is on the disk."""
        outcomes: list[Outcome] = []
        with self._transaction() as conn:
            until = time.perf_counter() + MAX_HELD
            files_here = 0
            while self._waiting and (not files_here or time.perf_counter() < until):
                item = self._waiting.popleft()
                files_here += 1
                of_item = self._outcomes(item)
                outcomes += of_item
                self._visits.done(item.candidate.path, of_item)
            del item
            if conn is not None:
                visited.remember(conn, self._visits.complete())
        self._tell(outcomes)
        self.files += files_here

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection | None]:
        return nullcontext() if self._dry_run else self._archive.write()

    def _tell(self, outcomes: list[Outcome]) -> None:
        self.outcomes.extend(outcomes)
        self._counts.update(outcome.status for outcome in outcomes)
        self.to_review += sum(one.status == "imported" and bool(one.review) for one in outcomes)

    def _put_parts(self, item: Item, parsed: Parsed) -> None:
        """A file of many articles, in transactions of its own."""
        self._flush()
        every: list[Outcome] = []
        for start in range(0, len(parsed.reads), _PARTS):
            with self._transaction():
                parts = parsed.reads[start : start + _PARTS]
                outcomes = [self._part(item, parsed, read) for read in parts]
            self._tell(outcomes)
            every += outcomes
            self._between()
            if self._stopping():
                self.stopped = True
                return
        self._visits.done(item.candidate.path, every)
        self.files += 1

    def _outcomes(self, item: Item) -> list[Outcome]:
        candidate, parsed = item.candidate, item.parsed
        if item.outcomes:
            return list(item.outcomes)
        if parsed is None:
            known = self._known(item)
            if known:
                return [known]
            parsed = item.again()
        if parsed.reason is not None:
            harmless = parsed.unknown and not candidate.named
            status: Status = "skipped" if harmless else "failed"
            return [Outcome(None, candidate.shown, None, status, parsed.reason, (), parsed.message)]
        return [self._part(item, parsed, read) for read in parsed.reads]

    def _part(self, item: Item, parsed: Parsed, read: Read | Refused) -> Outcome:
        return _refused(item, read) if isinstance(read, Refused) else self._article(item, parsed, read)

    def _stored(self, ident: str) -> StoredArticle | None:
        try:
            return self._archive.article(ident)
        except NoSuchArticle:
            return None

    def _known(self, item: Item) -> Outcome | None:
        """The outcome for bytes that are in the archive; where they were seen is remembered."""
        if item.sha256 in self._seen:
            return Outcome(item.sha256, item.candidate.shown, self._seen[item.sha256], "duplicate")
        met = self._archive.met(item.sha256, item.candidate.shown)
        if met is None:
            return None
        if not met.here and not self._dry_run:
            stored = self._archive.article(met.id)
            origin = next((one for one in stored.provenance if one.sha256 == item.sha256), None)
            if origin is None:
                return None
            where = replace(origin, path=item.candidate.shown, imported_at="")
            self._archive.add(stored.article, where, item.data, batch=self._batch)
        return Outcome(met.id, item.candidate.shown, met.title, "duplicate")

    def _article(self, item: Item, parsed: Parsed, read: Read) -> Outcome:
        article, shown = read.article, item.candidate.shown
        ident = article_id(item.sha256, read.member)
        if read.same_as and self._holds(read):
            return Outcome(read.same_as, shown, article.title, "duplicate")
        if self._dry_run:
            return self._foretold(item, read, ident)
        try:
            provenance = _provenance(item, parsed, read)
            brought = Brought(read.note, read.same_as, read.starred, read.subjects)
            self._batch.hashed(item.sha256, item.data)
            batch, prepared = self._batch, read.prepared
            added = self._archive.add(
                article, provenance, item.data, batch=batch, brought=brought, prepared=prepared
            )
        except WasPurged as error:
            return Outcome(None, shown, article.title, "skipped", "purged", (), str(error))
        except (BadValue, BadTag, UnicodeEncodeError) as error:
            return Outcome(None, shown, article.title, "failed", "refused", (), str(error))
        review = article.review if added.status == "imported" else ()
        repeated = how(self._archive, added.id, added.match, item.sha256, article)
        reason, message = repeated or (None, "")
        return Outcome(added.id, shown, article.title, added.status, reason, review, message)

    def _foretold(self, item: Item, read: Read, ident: str) -> Outcome:
        """What would become of the article."""
        article, shown = read.article, item.candidate.shown
        if ident in self._seen or self._archive.met(ident) is not None:
            return Outcome(ident, shown, article.title, "duplicate")
        self._seen[ident] = article.title
        match = self._foretelling.match(ident, article, item.sha256)
        if match is None:
            return Outcome(ident, shown, article.title, "imported", None, article.review)
        if match.kind == "same text":
            told = same_text(self._archive, match.id, article)
            return Outcome(match.id, shown, article.title, "duplicate", told.reason, (), told.message)
        said = NEW_VERSION.reason, article.review, NEW_VERSION.message
        return Outcome(match.id, shown, article.title, "imported", *said)

    def _holds(self, read: Read) -> bool:
        """Whether the archive still has the article that this one was exported from, with the same text."""
        stored = self._stored(read.same_as)
        return stored is not None and stored.article.body == read.article.body


def _loaded(item: Item, load: Callable[[], bytes]) -> Item:
    """The file with its bytes; failed where they are others than those that were read."""
    try:
        data = load()
        if hashlib.sha256(data).hexdigest() != item.sha256:
            raise UnreadableSource(*files.CHANGED)
    except UnreadableSource as error:
        return replace(item, parsed=Parsed(reason=error.reason, message=str(error)))
    return replace(item, data=data)


def _refused(item: Item, part: Refused) -> Outcome:
    status: Status = "skipped" if part.harmless else "failed"
    return Outcome(
        None, f"{item.candidate.shown}!/{part.member}", None, status, part.reason, (), part.message
    )


def _provenance(item: Item, parsed: Parsed, read: Read) -> Provenance:
    return Provenance(
        path=item.candidate.shown,
        sha256=item.sha256,
        bytes=len(item.data),
        importer=parsed.importer,
        importer_version=parsed.version,
        member=read.member,
        encoding=read.encoding,
        encoding_method=read.encoding_method,
        encoding_confidence=read.encoding_confidence,
        captured_at=read.captured_at,
    )
