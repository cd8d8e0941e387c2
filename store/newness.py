"""What came in since somebody looked, at the whole archive or at what a saved search finds.

New is not said by clocks but by the numbers that revisions get when they come into this copy of the file, so that articles
from another laptop are new here however old they are there. A *look* is remembered in `local`, for this copy alone, as two
numbers: the newest revision at that look, and the one up to which everything had been seen before it. What is new is what
came in since the look; as long as nothing has, it stays what was new at that look, so that looking twice loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

ARCHIVE = "looked at archive"
"""The look at the whole archive: the app was opened."""
SEARCH = "looked at search "
"""The look at a saved search; its query follows."""

_NEWEST = "SELECT coalesce(max(revision), 0) FROM revision"
_CAME_IN = """
SELECT l.docid FROM revision AS r CROSS JOIN listing AS l ON l.id = r.id AND l.revision = r.revision
WHERE r.revision > ?1 AND NOT EXISTS (SELECT 1 FROM revision AS b WHERE b.id = r.id AND b.revision <= ?1)
"""
_AMONG = """
SELECT count(*) FROM json_each(?1) AS h CROSS JOIN listing AS l ON l.docid = h.value
WHERE l.revision > ?2 AND NOT EXISTS (SELECT 1 FROM revision AS b WHERE b.id = l.id AND b.revision <= ?2)
"""
_NEW = _AMONG.replace("count(*)", "l.docid")
_MANY = """EXISTS (SELECT 1 FROM listing AS l WHERE l.docid = {docid} AND l.revision > ?
 AND NOT EXISTS (SELECT 1 FROM revision AS b WHERE b.id = l.id AND b.revision <= ?))"""
_FEW = """{docid} IN (
 SELECT l.docid FROM revision AS r CROSS JOIN listing AS l ON l.id = r.id AND l.revision = r.revision
 WHERE r.revision > ? AND NOT EXISTS (SELECT 1 FROM revision AS b WHERE b.id = r.id AND b.revision <= ?))"""
_FEW_REVISIONS = 10_000
"""Up to so many new revisions are walked; of more the listing is, which is three times as fast where most of it is new."""


def look(conn: sqlite3.Connection, at: str) -> None:
    """Note that what is there now was seen. Needs an open write transaction."""
    newest = _newest(conn)
    before, seen = _look(conn, at) or (newest, newest)
    if newest > seen:
        before, seen = seen, newest
    statement = (
        "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    )
    conn.execute(statement, (at, f"{before} {seen}"))


def has_news(conn: sqlite3.Connection, at: str) -> bool:
    """Whether a look would change what is remembered."""
    known = _look(conn, at)
    return known is None or _newest(conn) > known[1]


def forget_but(conn: sqlite3.Connection, queries: Collection[str]) -> None:
    """Forget the looks at all searches but these. Needs an open write transaction."""
    known = {SEARCH + query for query in queries}
    looks = conn.execute("SELECT key FROM local WHERE key BETWEEN ? AND ?", (SEARCH, SEARCH + "\U0010ffff"))
    for key in [key for (key,) in looks if key not in known]:
        conn.execute("DELETE FROM local WHERE key = ?", (key,))


def since_look(conn: sqlite3.Connection, at: str) -> int | None:
    """The newest revision at the last look; None where nobody looked in this copy."""
    known = _look(conn, at)
    return known and known[1]


def mark(conn: sqlite3.Connection, at: str) -> int | None:
    """The revision after which everything is new; None where nobody looked in this copy."""
    known = _look(conn, at)
    if known is None:
        return None
    before, seen = known
    return seen if _newest(conn) > seen else before


def condition(conn: sqlite3.Connection, number: int | None) -> tuple[str, list[object]]:
    """The condition on `{docid}` that an article came in after this revision, with its values; nothing has where it is None."""
    if number is None:
        return "0", []
    return _FEW if _newest(conn) - number <= _FEW_REVISIONS else _MANY, [number, number]


def came_in(conn: sqlite3.Connection, number: int) -> Iterable[int]:
    """The docids of articles that came in after this revision."""
    return (docid for (docid,) in conn.execute(_CAME_IN, (number,)))


def count(conn: sqlite3.Connection, docids: str, at: str = ARCHIVE) -> int:
    """How many of the docids, an array in JSON, are new."""
    number = mark(conn, at)
    if number is None or number >= _newest(conn):
        return 0
    return int(conn.execute(_AMONG, (docids, number)).fetchone()[0])


def among(conn: sqlite3.Connection, docids: str) -> frozenset[int]:
    """Which of the docids, an array in JSON, are newly arrived; none where everything in the archive is, which says nothing."""
    number = mark(conn, ARCHIVE)
    if not number or number >= _newest(conn):
        return frozenset()
    return frozenset(docid for (docid,) in conn.execute(_NEW, (docids, number)))


def _newest(conn: sqlite3.Connection) -> int:
    return int(conn.execute(_NEWEST).fetchone()[0])


def _look(conn: sqlite3.Connection, at: str) -> tuple[int, int] | None:
    row = conn.execute("SELECT value FROM local WHERE key = ?", (at,)).fetchone()
    if row is None:
        return None
    try:
        before, *seen = map(int, row[0].split())
    except ValueError:  # as if nobody had looked
        return None
    return before, seen[0] if seen else before
