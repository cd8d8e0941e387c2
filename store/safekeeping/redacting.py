"""What stays of what was purged: hashes, so that the entries of the custody log still hold, and no word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Self

from store import subjects
from store.article import EDITABLE
from store.log import changes, stated
from store.log.facts import dumps
from store.safekeeping import custody

_KEEP = "INSERT INTO redacted(change, hlc, leaf) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"
_TOP = "SELECT 1 FROM redacted WHERE change = ? AND hlc = 0"


_DIGITS = 19
"""Of a number that SQLite can't keep any more."""


class Hidden(NamedTuple):
    """A fact of which the hash alone is kept: its step, its reading of the clock, the hash as an entry covers it."""

    change: str
    hlc: int
    leaf: str

    @property
    def text(self) -> str:
        """As one word is kept of it."""
        return f"{self.change} {self.hlc} {self.leaf}"

    @classmethod
    def read(cls, text: str) -> Self:
        """What such a text says; one that makes no sense speaks of nothing."""
        change, _, rest = text.partition(" ")
        hlc, _, leaf = rest.partition(" ")
        return cls(change, int(hlc) if hlc.isdecimal() and len(hlc) < _DIGITS else 0, leaf)


def hashes(conn: sqlite3.Connection, change: str, hlc: int) -> Iterator[Hidden]:
    """What is to be kept of the facts with this reading, which are still here."""
    for reading, leaf in custody.leaves(conn, change, hlc, hlc):
        yield Hidden(change, reading, leaf)


def keep_hashes(conn: sqlite3.Connection, some: Iterable[Hidden]) -> None:
    """Keep these, and the hash of each step's own row, which is to be scrubbed. Needs an open write transaction."""
    rows = sorted(set(some))
    conn.executemany(_KEEP, rows)
    for change in sorted({one.change for one in rows}):
        if not conn.execute(_TOP, (change,)).fetchone():
            conn.execute(_KEEP, (change, 0, custody.change_leaf(conn, change)))


def hide(conn: sqlite3.Connection, some: Sequence[Hidden]) -> None:
    """Keep these hashes, and of the steps no word that only those facts said. Needs an open write transaction."""
    keep_hashes(conn, some)
    scrub(conn, sorted({one.change for one in some}))


_SAID_ELSEWHERE = """
SELECT 1 FROM fact WHERE slot = ?1 OR value = ?2 OR about = 'tag:' || ?1
   OR (kind IN ('arrival', 'path') AND substr(slot, 1, length(?1)) = ?1) LIMIT 1
"""
_WORDS_OF_OURS = frozenset({
    *EDITABLE, *subjects.SUBJECTS, *changes.KINDS, "ar", "fr", "en",
})  # fmt: skip


def scrub(conn: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Take out of the titles of these changes every text that no fact of another article says, and all of one that makes no sense."""
    for ident in ids:
        kind, text = conn.execute("SELECT kind, summary FROM change WHERE id = ?", (ident,)).fetchone()
        try:
            summary = changes.told(kind, text)
        except stated.Senseless:
            summary = {}
        conn.execute("UPDATE change SET summary = ? WHERE id = ?", (dumps(_scrubbed(conn, summary)), ident))


def _scrubbed(conn: sqlite3.Connection, value: Any) -> Any:
    match value:
        case str():
            kept = value in _WORDS_OF_OURS or conn.execute(_SAID_ELSEWHERE, (value, dumps(value))).fetchone()
            return value if kept else "…"
        case dict():
            return {name: _scrubbed(conn, one) for name, one in value.items()}
        case list():
            return [_scrubbed(conn, one) for one in value]
    return value
