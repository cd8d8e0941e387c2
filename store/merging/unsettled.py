"""Places in which archives that were merged said different things, and nobody has said anything since."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from store.log.facts import dumps, heads
from store.merging.effect import ONE_VALUE


class Unsettled(NamedTuple):
    """One such place: what it is about, as facts have it, with the title of an article; all that is said there, what is shown last."""

    about: str
    title: str | None
    kind: str
    slot: str
    values: tuple[Any, ...]


_PLACES = """
SELECT f.about, l.title, f.kind, f.slot FROM fact AS f LEFT JOIN listing AS l ON l.id = f.about
WHERE f.kind IN (SELECT value FROM json_each(?)) AND f.value IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) AND (l.id IS NOT NULL OR instr(f.about, ':'))
GROUP BY f.about, f.kind, f.slot HAVING count(DISTINCT f.value) > 1 ORDER BY max(f.hlc) DESC LIMIT ?
"""


def unsettled(conn: sqlite3.Connection, limit: int = 1_000) -> list[Unsettled]:
    """The places, what was said last first."""
    found = []
    for about, title, kind, slot in conn.execute(_PLACES, (dumps(sorted(ONE_VALUE)), limit)).fetchall():
        said = [
            fact.said for fact in heads(conn, [about], [kind]) if fact.slot == slot and fact.value is not None
        ]
        if said:
            found.append(Unsettled(about, title, kind, slot, tuple(said)))
    return found
