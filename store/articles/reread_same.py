"""Which importer read an arrival last, where it came out as it was: it need not be read again by the same.

Local, and only a short cut, so it stands in `local`: what is not here is read again and compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.log.facts import dumps

_KEY = "reread "
_REMEMBER = "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
_LAST = (
    "SELECT a.value, l.value FROM json_each(?) AS a CROSS JOIN local AS l WHERE l.key = 'reread ' || a.value"
)


class Reading(NamedTuple):
    """An arrival, by the id of its fact, and the importer that read the same of it again."""

    fact: str
    importer: str
    version: str


def remember(conn: sqlite3.Connection, same: Iterable[Reading]) -> None:
    """Note these. Needs an open write transaction."""
    rows = [(_KEY + one.fact, f"{one.version} {one.importer}") for one in same]
    conn.executemany(_REMEMBER, rows)


def last(conn: sqlite3.Connection, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Importer and version that read the same of these arrivals again, of those of which that is known."""
    found = conn.execute(_LAST, (dumps(list(facts)),)).fetchall()
    return {
        fact: (importer, version) for fact, said in found for version, _, importer in (said.partition(" "),)
    }
