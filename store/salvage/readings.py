"""The readings of the clock in the rows that were found, where a row contradicts itself.

The id of a fact and of a change begins with the reading that stands in the row once more, so a bit that flipped in one of
the two shows. Left alone, such a reading would put the clock of the saved archive years ahead, or before the year 1.
"""

from __future__ import annotations

import sqlite3

from store.log import clock
from store.safekeeping import custody

_MOST = (1 << 63) - 1
_CHANGES = "SELECT id, hlc FROM change WHERE substr(id, 1, 16) <> printf('%016x', hlc)"
_FACTS = "SELECT id, hlc, change FROM fact WHERE substr(id, 1, 16) <> printf('%016x', hlc)"
_NAMED = "SELECT 1 FROM custody WHERE change = ?1 UNION ALL SELECT 1 FROM fact WHERE change = ?1 LIMIT 1"

Way = tuple[str, int]
"""An id and a reading that agree."""


def settle(conn: sqlite3.Connection) -> None:
    """Make the id and the reading of each change and fact agree. Needs the custody log, and an open write transaction.

    Of the two ways to do so the one that the custody log confirms is taken; where it confirms neither, the earlier reading
    of a change, and for a fact the one nearer to that of its change. What then is not as it was, the custody log tells of.
    """
    for ident, hlc in conn.execute(_CHANGES).fetchall():
        ways = sorted(_ways(ident, hlc), key=lambda way: (not _is_named(conn, way[0]), way[1]))
        for way in ways:
            if _set(conn, "change", ident, way):
                break
    for ident, hlc, change in conn.execute(_FACTS).fetchall():
        _settle_fact(conn, ident, hlc, change)
    _settle_restores(conn)


def _ways(ident: str, hlc: int) -> list[Way]:
    ways = [(ident, clock.of_id(ident)), (f"{hlc & _MOST:016x}{ident[16:]}", hlc)]
    return [way for way in ways if 0 < way[1] <= _MOST]


def _is_named(conn: sqlite3.Connection, change: str) -> bool:
    return conn.execute(_NAMED, (change,)).fetchone() is not None


_SET = {
    "change": "UPDATE OR IGNORE change SET id = ?, hlc = ? WHERE id = ?",
    "fact": "UPDATE OR IGNORE fact SET id = ?, hlc = ? WHERE id = ?",
}


def _set(conn: sqlite3.Connection, table: str, ident: str, way: Way) -> bool:
    """Give the row this id and reading; False where another row has the id."""
    return conn.execute(_SET[table], (*way, ident)).rowcount == 1


_COVERING = "SELECT * FROM custody WHERE change = ? AND ? BETWEEN first AND last"


def _settle_fact(conn: sqlite3.Connection, ident: str, hlc: int, change: str) -> None:
    near = clock.of_id(change)
    ways = sorted(_ways(ident, hlc), key=lambda way: abs(way[1] - near))
    now = ident
    for way in [*ways, *ways[:1]]:
        if _set(conn, "fact", now, way):
            now = way[0]
            found = conn.execute(_COVERING, (change, way[1])).fetchall()
            if found and all(custody.holds(conn, custody.Entry._make(row)) for row in found):
                return


def _settle_restores(conn: sqlite3.Connection) -> None:
    """A fact can only say again what was said before it; one that names anything else says it for the first time."""
    for ident, hlc, restores in conn.execute(
        "SELECT id, hlc, restores FROM fact WHERE restores IS NOT NULL"
    ).fetchall():
        try:
            fits = len(restores) == len(ident) and 0 < clock.of_id(restores) <= hlc
        except ValueError:
            fits = False
        if not fits:
            conn.execute("UPDATE fact SET restores = NULL WHERE id = ?", (ident,))
