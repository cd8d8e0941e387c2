"""Which files an import has read on this machine, and as which articles they went in: unchanged ones need not be read again.

Local, like the paths it holds, and only a short cut: what is not here is read and told apart by its bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from store.log.facts import dumps

SCHEMA: tuple[str, ...] = (
    "CREATE TABLE visited(path BLOB PRIMARY KEY, stamp TEXT NOT NULL, ids TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
"""`path` is absolute, in the bytes of the file system; `ids` are separated by spaces."""


class Visit(NamedTuple):
    """A file that was read: its absolute path, what the file system said of it then, and the ids of all its articles."""

    path: bytes
    stamp: str
    ids: tuple[str, ...]


def articles(
    conn: sqlite3.Connection, stamps: Mapping[bytes, str]
) -> dict[bytes, list[tuple[str, str | None]]]:
    """Ids and titles of the articles of those of some files that are unchanged, by path.

    A file is left out when it has changed, is new, or one of its articles is gone. `stamps` has some hundreds of files at most.
    """
    marks = ", ".join("?" * len(stamps))
    rows = conn.execute(
        f"SELECT path, stamp, ids FROM visited WHERE path IN ({marks})",  # noqa: S608 - only marks for values
        tuple(stamps),
    ).fetchall()
    of_files = {path: ids.split() for path, stamp, ids in rows if stamp == stamps[path]}
    every = list(chain.from_iterable(of_files.values()))
    titles: dict[str, str | None] = dict(conn.execute(_TITLES, (dumps(every),)).fetchall())
    return {
        path: [(ident, titles[ident]) for ident in ids]
        for path, ids in of_files.items()
        if all(ident in titles for ident in ids)
    }


_TITLES = "SELECT l.id, l.title FROM json_each(?) AS a CROSS JOIN listing AS l WHERE l.id = a.value"


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
