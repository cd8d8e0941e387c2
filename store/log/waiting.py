"""Facts that show nothing yet: what they put back left with a merge that was taken back, and has not come again.

A merge joins articles, and so its facts supersede some of those that came with it. Whoever heard of that must hear that it was taken
back: a fact puts back what was superseded, as after every other step. But here what was superseded has left by then. So the
fact that puts it back waits: it is written down, goes to others, and shows nothing here before that is here again.
Which fact waits for which is kept in `local`, and while it waits `over` has a row of no fact for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_KEY = "waits "
MARK = "-"
"""What `over` names as superseding begins so where it is no fact."""
_TARGET = "SELECT key FROM local WHERE key >= 'waits ' AND key < 'waits!' AND value = ?"
_WAITING = "SELECT value FROM local WHERE key >= ? AND key < ?"
_HIDE = "INSERT INTO over(fact, by) VALUES(?, ?) ON CONFLICT DO NOTHING"
_SHOW = "DELETE FROM over WHERE by = ? RETURNING (SELECT about FROM fact WHERE id = fact), (SELECT kind FROM fact WHERE id = fact)"


def target(conn: sqlite3.Connection, fact: str) -> str:
    """What a fact that puts back this one has to wait for, should it not be here."""
    row = conn.execute(_TARGET, (fact,)).fetchone()
    return row[0].split(" ")[1] if row else fact


def note(conn: sqlite3.Connection, fact: str, awaited: str) -> None:
    """`fact` shows nothing while the other one is not here. Needs an open write transaction."""
    conn.execute(
        "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO NOTHING",
        (f"{_KEY}{awaited} {fact}", fact),
    )
    conn.execute(_HIDE, (fact, MARK + awaited))


def came(conn: sqlite3.Connection, awaited: str) -> list[tuple[str, str]]:
    """It is here: what shows again, as what it is about and the kind. Needs an open write transaction."""
    return [row for row in conn.execute(_SHOW, (MARK + awaited,)).fetchall() if row[0] is not None]


def left(conn: sqlite3.Connection, facts: Iterable[str]) -> list[tuple[str, str]]:
    """These are no longer here: what shows nothing from now on. Needs an open write transaction."""
    found = []
    if conn.execute(_WAITING + " LIMIT 1", (_KEY, "waits!")).fetchone():
        for awaited in facts:
            for (fact,) in conn.execute(_WAITING, (f"{_KEY}{awaited} ", f"{_KEY}{awaited}!")).fetchall():
                if row := conn.execute("SELECT about, kind FROM fact WHERE id = ?", (fact,)).fetchone():
                    conn.execute(_HIDE, (fact, MARK + awaited))
                    found.append(row)
    return found
