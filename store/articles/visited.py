"""Which files an import has read on this machine, and as which articles they went in: unchanged ones need not be read again.

Local, like the paths it holds, and only a short cut: what is not here is read and told apart by its bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

SCHEMA: tuple[str, ...] = (
    "CREATE TABLE visited(path BLOB PRIMARY KEY, stamp TEXT NOT NULL, ids TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
"""`path` is absolute, in the bytes of the file system; `ids` are separated by spaces."""


class Visit(NamedTuple):
    """A file that was read: its absolute path, what the file system said of it then, and the ids of all its articles."""

    path: bytes
    stamp: str
    ids: tuple[str, ...]


def articles(conn: sqlite3.Connection, path: bytes, stamp: str) -> list[tuple[str, str | None]] | None:
    """Ids and titles of the articles of an unchanged file; None when it has changed, is new, or one of them is gone."""
    row = conn.execute("SELECT ids FROM visited WHERE path = ? AND stamp = ?", (path, stamp)).fetchone()
    if row is None:
        return None
    found = []
    for ident in row[0].split():
        title = conn.execute("SELECT title FROM listing WHERE id = ?", (ident,)).fetchone()
        if title is None:
            return None
        found.append((ident, title[0]))
    return found


def remember(conn: sqlite3.Connection, visits: Iterable[Visit]) -> None:
    """Note files that were read. Needs an open write transaction."""
    conn.executemany(
        "INSERT INTO visited(path, stamp, ids) VALUES(?, ?, ?) "
        "ON CONFLICT(path) DO UPDATE SET stamp = excluded.stamp, ids = excluded.ids",
        [(visit.path, visit.stamp, " ".join(visit.ids)) for visit in visits],
    )


def forget(conn: sqlite3.Connection, ident: str) -> None:
    """Drop the files of an article that is to leave no trace. Needs an open write transaction."""
    conn.execute("DELETE FROM visited WHERE instr(ids, ?)", (ident,))
