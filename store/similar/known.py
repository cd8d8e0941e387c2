"""The keys of all revisions in one contentless FTS5 table: who else has this text, this address, these sequences.

FTS5 only because it writes in order and packs well: keys are random, and a b-tree of them would touch a page for each.
A row is a revision, which never changes, so nothing is to be done when an article is edited, undone or shown again; whoever
asks looks whether the revision is in use. Revisions are taken in by ascending number up to a mark in `local`, so this can be
stopped anywhere and goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.articles import revisions
from store.errors import ArchiveDamaged
from store.similar import fingerprint
from store.text import ANALYSER_VERSION

if TYPE_CHECKING:
    from store.archive import Archive

SCHEMA: tuple[str, ...] = (
    "CREATE VIRTUAL TABLE likeness USING fts5(keys, content='', detail=none, columnsize=0, tokenize='ascii')",
)
"""The rowid is that of `revision`."""

VERSION = f"{ANALYSER_VERSION}.{fingerprint.VERSION}"
_AT_ONCE = 200
"""Revisions taken in by one transaction while others wait to write: about a third of a second."""


def taken_in(conn: sqlite3.Connection) -> int:
    """The number of the last revision whose keys are here; 0 when they were made by another version of the program."""
    mark = conn.execute("SELECT value FROM local WHERE key = 'likeness'").fetchone()
    version, _, number = mark[0].partition(" ") if mark else ("", "", "0")
    return int(number) if version == VERSION and number.isdecimal() else 0


def _mark(conn: sqlite3.Connection, number: int) -> None:
    conn.execute(
        "INSERT INTO local(key, value) VALUES('likeness', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (f"{VERSION} {number}",),
    )


def _insert(conn: sqlite3.Connection, number: int, keys: list[str]) -> None:
    conn.execute("INSERT INTO likeness(rowid, keys) VALUES(?, ?)", (number, " ".join(keys)))


def add(conn: sqlite3.Connection, number: int, keys: list[str]) -> None:
    """Take in the keys of a revision that has just been stored. Needs an open write transaction.

    Nothing happens while older ones wait: `catch_up` takes them in order. A number may be one that was given before, and
    forgotten.
    """
    last = taken_in(conn)
    if number <= last + 1:
        _insert(conn, number, keys)
        _mark(conn, max(number, last))


def clear(conn: sqlite3.Connection) -> None:
    """Forget all keys; `catch_up` makes them anew. Needs an open write transaction."""
    conn.execute("DROP TABLE IF EXISTS likeness")
    for statement in SCHEMA:
        conn.execute(statement)
    _mark(conn, 0)


_WAITING = "SELECT revision, id, data FROM revision WHERE revision > ? ORDER BY revision LIMIT ?"


def catch_up(conn: sqlite3.Connection, limit: int = _AT_ONCE) -> bool:
    """Take in the next revisions that wait; whether more do. Needs an open write transaction."""
    last = taken_in(conn)
    if not last:
        clear(conn)
    rows = conn.execute(_WAITING, (last, limit)).fetchall()
    for number, ident, data in rows:
        try:
            _insert(conn, number, fingerprint.print_of(revisions.unpack(ident, data)).keys)
        except ArchiveDamaged:
            continue
        finally:
            last = number
    if rows:
        _mark(conn, last)
    return len(rows) == limit


def is_complete(conn: sqlite3.Connection) -> bool:
    """Whether the keys of all revisions are here."""
    newest = conn.execute("SELECT max(revision) FROM revision").fetchone()[0]
    return newest is None or taken_in(conn) >= newest


def complete(archive: Archive) -> None:
    """Take in all revisions that wait, in transactions short enough for others to write between them."""
    while True:
        with archive.read() as conn:
            if is_complete(conn):
                return
        with archive.write() as conn:
            catch_up(conn)


def forget(conn: sqlite3.Connection, number: int) -> None:
    """Take out the keys of a revision, before its row is deleted. Needs an open write transaction."""
    last = taken_in(conn)
    if number > last:
        return
    keys = fingerprint.print_of(revisions.read(conn, number)).keys
    conn.execute(
        "INSERT INTO likeness(likeness, rowid, keys) VALUES('delete', ?, ?)",
        (number, " ".join(keys)),
    )
    if number == last:
        _mark(conn, number - 1)


_HAVING = "SELECT rowid FROM likeness WHERE likeness MATCH ? ORDER BY rowid LIMIT ?"


def having(conn: sqlite3.Connection, key: str, limit: int = 100) -> list[int]:
    """The revisions with this key, oldest first. Keys are made by `fingerprint`, never by people."""
    return [number for (number,) in conn.execute(_HAVING, (key, limit))]


_TEXT_KEYS = "SELECT term FROM temp.likeness_key WHERE term >= 't' AND term < 'u' AND doc >= ?"


def text_keys(conn: sqlite3.Connection, least: int = 1) -> list[str]:
    """The keys of all texts that at least so many revisions have."""
    conn.execute("CREATE VIRTUAL TABLE temp.likeness_key USING fts5vocab(main, likeness, row)")
    try:
        return [key for (key,) in conn.execute(_TEXT_KEYS, (least,))]
    finally:
        conn.execute("DROP TABLE temp.likeness_key")


def shares(conn: sqlite3.Connection, keys: Iterable[str], most: int) -> tuple[dict[int, int], int]:
    """How many of these keys each revision has, and how many keys were left out because more than `most` have them."""
    counts: dict[int, int] = {}
    common = 0
    for key in keys:
        numbers = having(conn, key, most + 1)
        if len(numbers) > most:
            common += 1
            continue
        for number in numbers:
            counts[number] = counts.get(number, 0) + 1
    return counts, common
