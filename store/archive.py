"""Archive: the only door to an archive file. It owns the connections; each verb is done by the module of its noun."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from store import arrivals, connection, edits, index, listing, notes, reading, schema, stars, tags, undo
from store.arrivals import Added, Batch
from store.article import Article, PartialDate, Provenance, StoredArticle
from store.changes import Change
from store.errors import ArchiveMissing, ArchiveReadOnly
from store.reading import Disagreement
from store.tags import TagCount


class Archive:
    """An open archive. May be used from several threads; each gets a connection of its own, `close` closes all."""

    def __init__(self, path: Path, *, read_only: bool, immutable: bool, operator: str) -> None:
        self.path = path
        self.read_only = read_only
        self.operator = operator
        self._immutable = immutable
        self._local = threading.local()
        self._guard = threading.Lock()
        self._connections: dict[sqlite3.Connection, threading.Thread] = {}
        self._writing: set[sqlite3.Connection] = set()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        read_only: bool = False,
        operator: str | None = None,
    ) -> Archive:
        """Open the archive at `path`; with `create`, make it when there is none. An older one is backed up and migrated.

        What can't be written is opened read-only. Raises `ArchiveMissing`, `NotAnArchive`, `ArchiveDamaged`,
        `ArchiveNewer`, `ArchiveLocked`, `ArchiveReadOnly`, `ArchiveForbidden`, `NoSpace`, `InputOutput`, `SearchMissing`.
        """
        path = Path(path).absolute()
        if create and not read_only:
            connection.make_file(path)
        writable, immutable = connection.preflight(path)
        archive = cls(path, read_only=read_only or not writable, immutable=immutable, operator=operator or "")
        try:
            archive._prepare(create=create)
        except BaseException:
            archive.close()
            raise
        return archive

    def _prepare(self, *, create: bool) -> None:
        conn = self.connection()
        with connection.translated(self.path):
            current = schema.check(conn, self.path)
            if not current and not create and schema.is_blank(conn):
                raise ArchiveMissing(path=self.path)
            if self.read_only:
                if not current:
                    raise ArchiveReadOnly(path=self.path)
                return
            if not current:
                schema.migrate(conn, self.path)
            schema.to_wal(conn)
            if not schema.is_analysed(conn):
                with self.write() as writer:
                    if not schema.is_analysed(writer):
                        listing.rebuild(writer)

    def close(self) -> None:
        """Close the connections of all threads. Nothing is lost: what was written is on disk already."""
        with self._guard:
            for conn in self._connections:
                index.discard(conn)
                conn.close()
            self._connections.clear()
            self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def connection(self) -> sqlite3.Connection:
        """The thread's own connection, made on first use; those of threads that ended are closed."""
        conn: sqlite3.Connection | None = getattr(self._local, "conn", None)
        if conn is None:
            conn = connection.connect(self.path, read_only=self.read_only, immutable=self._immutable)
            with self._guard:
                for other in [conn for conn, thread in self._connections.items() if not thread.is_alive()]:
                    other.close()
                    del self._connections[other]
                self._connections[conn] = threading.current_thread()
            self._local.conn = conn
        return conn

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises. A block inside another is part of it.

        When an inner block raises after it wrote something, the whole transaction is undone even if the outer one goes on,
        and raises the same at its end: half a step is never kept. Raises `store.errors`.
        """
        if self.read_only:
            raise ArchiveReadOnly(path=self.path)
        conn = self.connection()
        if conn.in_transaction:
            written = conn.total_changes
            try:
                yield conn
            except BaseException as error:
                if conn.total_changes != written:
                    self._local.spoiled = error
                raise
            return
        with self._guard:
            self._writing.add(conn)
        try:
            with connection.translated(self.path):
                yield from self._transaction(conn)
        finally:
            with self._guard:
                self._writing.discard(conn)

    def _transaction(self, conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        self._local.spoiled = None
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield conn
            if self._local.spoiled is not None:
                raise self._local.spoiled
            index.flush(conn)
            conn.execute("COMMIT")
        except BaseException:
            index.discard(conn)
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise

    def interrupt(self) -> None:
        """Stop what is being read in other threads, inside SQLite. Writing is never stopped."""
        mine = getattr(self._local, "conn", None)
        with self._guard:
            for conn in self._connections:
                if conn is not mine and conn not in self._writing:
                    conn.interrupt()

    def generation(self) -> int:
        """A number that changes when another connection wrote to the file."""
        return connection.pragma(self.connection(), "data_version")

    # Importing

    def start_batch(self, paths: Sequence[str], tags: Sequence[str] = ()) -> Batch:
        """Begin an import of these paths, whose articles get these tags. Raises `BadTag`."""
        return arrivals.start(paths, tags)

    def add(self, article: Article, provenance: Provenance, original: bytes, *, batch: Batch) -> Added:
        """Take in an article with the bytes it was read from. Many at once: put the calls into one `write()`.

        Raises `BadValue` and UnicodeEncodeError before anything is written.
        """
        with self.write() as conn:
            return arrivals.add(conn, article, provenance, original, batch=batch, operator=self.operator)

    def finish_batch(self, batch: Batch) -> Change | None:
        """End an import; its change, or None when nothing new came in."""
        with self.write() as conn:
            return arrivals.finish(conn, batch, self.operator)

    # Reading

    def count(self) -> int:
        """The number of visible articles."""
        with self._reading() as conn:
            number: int = conn.execute("SELECT count(*) FROM listing").fetchone()[0]
            return number

    def article(self, ident: str) -> StoredArticle:
        """The article with this id, or the only one whose id begins so. Raises `NoSuchArticle`, `AmbiguousId`."""
        with self._reading() as conn:
            return reading.by_id(conn, reading.full_id(conn, ident))

    def article_by_docid(self, docid: int) -> StoredArticle:
        """The article in this place of the listing. Raises `NoSuchArticle`."""
        with self._reading() as conn:
            return reading.by_docid(conn, docid)

    def original(self, ident: str) -> bytes:
        """The bytes an article was read from, untouched. Raises `NoSuchArticle`, `AmbiguousId`, `ArchiveDamaged`."""
        with self._reading() as conn:
            return reading.original(conn, reading.full_id(conn, ident))

    def disagreements(self, ident: str) -> list[Disagreement]:
        """Where two laptops said different things of this article at the same time."""
        with self._reading() as conn:
            return reading.disagreements(conn, reading.full_id(conn, ident))

    def tags(self) -> list[TagCount]:
        """All tags in use with the number of their articles, by name."""
        with self._reading() as conn:
            return tags.counts(conn)

    def complete_tag(self, prefix: str, limit: int = 20) -> list[TagCount]:
        """The tags in which a word begins with `prefix`, the most used first."""
        with self._reading() as conn:
            return tags.complete(conn, prefix, limit)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with connection.translated(self.path):
            yield self.connection()

    # Changing: each call is one step that can be taken back; ids may be prefixes

    def tag(self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> Change:
        """Add and remove tags. Raises `BadTag`."""
        with self.write() as conn:
            return tags.change(conn, reading.full_ids(conn, ids), add, remove, self.operator)

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and its sub-tags. Raises `BadTag`."""
        with self.write() as conn:
            return tags.rename(conn, old, new, self.operator)

    def merge_tags(self, from_: Sequence[str], into: str) -> Change:
        """Make one tag of several. Raises `BadTag`."""
        with self.write() as conn:
            return tags.merge(conn, from_, into, self.operator)

    def delete_tag(self, name: str) -> Change:
        """Take a tag from all articles. Raises `BadTag`."""
        with self.write() as conn:
            return tags.delete(conn, name, self.operator)

    def star(self, ids: Sequence[str], on: bool = True) -> Change:
        """Star articles, or take their stars."""
        with self.write() as conn:
            return stars.change(conn, reading.full_ids(conn, ids), self.operator, on=on)

    def set_note(self, ident: str, text: str) -> Change:
        """Write the note of an article; an empty one removes it. Raises `BadValue`."""
        with self.write() as conn:
            return notes.write(conn, reading.full_id(conn, ident), text, self.operator)

    def edit(self, ident: str, field: str, value: str | PartialDate | None) -> Change:
        """Set a field of the record, or with None empty it. Raises `BadValue`."""
        with self.write() as conn:
            return edits.change(conn, reading.full_id(conn, ident), field, value, self.operator)

    def edit_back(self, ident: str, field: str) -> Change:
        """Give a field back the value it was imported with."""
        with self.write() as conn:
            return edits.change_back(conn, reading.full_id(conn, ident), field, self.operator)

    def undo(self) -> Change:
        """Take back the last step. Raises `NothingToUndo`."""
        with self.write() as conn:
            return undo.undo(conn, self.operator)

    def redo(self) -> Change:
        """Do again what was taken back last. Raises `NothingToUndo`."""
        with self.write() as conn:
            return undo.redo(conn, self.operator)

    def history(self, limit: int = 50) -> list[Change]:
        """The last steps, newest first."""
        with self._reading() as conn:
            return undo.history(conn, limit)
