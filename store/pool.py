"""The connections of an open archive: one for each thread, and the transactions on them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store import connection, locks
from store.errors import ArchiveChanged, ArchiveClosed, ArchiveReadOnly, NoSpace
from store.finding import index
from store.safekeeping import custody


class Pool:
    """Connections to one file. A connection is used by the thread that asked for it, and closed when that has ended.

    Once it is closed it makes none any more: a thread that is late would open a file that was locked, purged or replaced.
    """

    def __init__(self, path: Path, *, read_only: bool, reading: connection.Reading) -> None:
        self.path = path
        self.read_only = read_only
        self.reading: connection.Reading = reading
        self._read_from = _stamp(path) if reading == "immutable" and read_only else None
        self._local = threading.local()
        self._guard = threading.Lock()
        self._connections: dict[sqlite3.Connection, threading.Thread] = {}
        self._writing: set[sqlite3.Connection] = set()
        self._closed = False
        self._claimed: locks.Identity | None = None

    def mine(self) -> sqlite3.Connection:
        """The calling thread's own connection, made on first use. Raises `ArchiveClosed` and the other `store.errors`."""
        conn: sqlite3.Connection | None = getattr(self._local, "conn", None)
        if conn is None:
            self._refuse_if_closed()
            self._claim()
            conn = connection.connect(
                self.path,
                read_only=self.read_only,
                reading=self.reading,
                beside=bool(self._connections),
            )
            try:
                with self._guard:
                    self._refuse_if_closed()  # it may have taken long: a key was derived
                    self._close(other for other, thread in self._connections.items() if not thread.is_alive())
                    self._connections[conn] = threading.current_thread()
            except ArchiveClosed:
                conn.close()
                raise
            self._local.conn = conn
        return conn

    def _claim(self) -> None:
        """Before SQLite opens the file: from then on nothing may be closed beside it."""
        with self._guard:
            if self._claimed is None:
                with suppress(OSError):  # it is gone; SQLite says so
                    self._claimed = locks.claim(self.path)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise ArchiveClosed(path=self.path)

    def close(self) -> None:
        """Close the connections of all threads, for good."""
        with self._guard:
            self._closed = True
            self._close(self._connections)
            self._local = threading.local()
            if self._claimed is not None:
                locks.release(self._claimed)
                self._claimed = None

    def _close(self, ended: Iterable[sqlite3.Connection]) -> None:
        for conn in list(ended):
            index.discard(conn)
            custody.discard(conn)
            with suppress(sqlite3.Error):
                # One that was interrupted stays so until its next statement, and SQLite would not fold the log in on closing it: who
                # copies the file alone would not have what was done last.
                conn.execute("SELECT 1")
            conn.close()
            del self._connections[conn]

    def interrupt(self, *, closing: bool = False) -> None:
        """Stop what other threads are reading. Connections with an open transaction are left alone.

        `closing`: threads that have no connection yet get none any more.
        """
        mine = getattr(self._local, "conn", None)
        with self._guard:
            self._closed = self._closed or closing
            for conn in self._connections:
                if conn is not mine and conn not in self._writing:
                    conn.interrupt()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The calling thread's connection, seeing one state of the file until the block is left."""
        conn = self.mine()
        if conn.in_transaction:
            yield conn
        else:
            yield from _snapshot(conn)
            if self._read_from is not None and _stamp(self.path) != self._read_from:
                raise ArchiveChanged(path=self.path)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises. A block inside another is part of it.

        When an inner block raises after it wrote something, the whole transaction is undone even if the outer one goes on,
        and raises the same at its end: half a step is never kept. Raises `store.errors`.
        """
        if self.read_only:
            raise (NoSpace if self.reading == "alone" else ArchiveReadOnly)(path=self.path)
        conn = self.mine()
        if conn.in_transaction:
            if conn not in self._writing:
                raise RuntimeError("a write was begun inside a reading, whose state may be old")
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
            custody.flush(conn)
            conn.execute("COMMIT")
        except BaseException:
            index.discard(conn)
            custody.discard(conn)
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when somebody writes to the file; None where it can't be seen."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _snapshot(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    conn.execute("BEGIN")
    try:
        yield conn
    finally:
        if conn.in_transaction:
            conn.execute("COMMIT")
