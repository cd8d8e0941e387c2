"""Which visible article has which tag, derived from the tag facts; and the tags with their counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from store.log.facts import dumps
from store.text import fold

_WANTED = """
SELECT DISTINCT l.docid, f.slot
FROM json_each(?) AS a CROSS JOIN listing AS l CROSS JOIN fact AS f
WHERE l.id = a.value AND f.about = l.id AND f.kind = 'tag' AND f.value IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""
_PRESENT = """
SELECT t.docid, tag.name
FROM json_each(?) AS a CROSS JOIN listing AS l CROSS JOIN tagging AS t CROSS JOIN tag
WHERE l.id = a.value AND t.docid = l.docid AND tag.tag = t.tag
"""


def wanted(conn: sqlite3.Connection, ids: Sequence[str]) -> set[tuple[int, str]]:
    """(docid, tag) of these articles as the facts say."""
    return set(conn.execute(_WANTED, (dumps(list(ids)),)))


def present(conn: sqlite3.Connection, ids: Sequence[str]) -> set[tuple[int, str]]:
    """(docid, tag) of these articles as the derived tables say."""
    return set(conn.execute(_PRESENT, (dumps(list(ids)),)))


def refresh(conn: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Bring the tags of these articles and the counts up to date. Needs an open write transaction."""
    right, now = wanted(conn, ids), present(conn, ids)
    gone, new = now - right, right - now
    names = {name for _, name in gone | new}
    numbers = _numbers(conn, names)
    conn.executemany(
        "DELETE FROM tagging WHERE docid = ? AND tag = ?", [(docid, numbers[name]) for docid, name in gone]
    )
    conn.executemany(
        "INSERT INTO tagging(docid, tag) VALUES(?, ?)", [(docid, numbers[name]) for docid, name in new]
    )
    by = Counter(name for _, name in new)
    by.subtract(Counter(name for _, name in gone))
    _count(conn, {numbers[name]: count for name, count in by.items()})


def move(conn: sqlite3.Connection, old: int, new: int | None) -> None:
    """Give the tags of one docid to another, or to none."""
    if new is not None:
        conn.execute("UPDATE tagging SET docid = ? WHERE docid = ?", (new, old))
        return
    numbers = [tag for (tag,) in conn.execute("SELECT tag FROM tagging WHERE docid = ?", (old,))]
    conn.execute("DELETE FROM tagging WHERE docid = ?", (old,))
    _count(conn, dict.fromkeys(numbers, -1))


def _numbers(conn: sqlite3.Connection, names: set[str]) -> dict[str, int]:
    conn.executemany(
        "INSERT INTO tag(name, folded, count) VALUES(?, ?, 0) ON CONFLICT(name) DO NOTHING",
        [(name, fold(name)) for name in sorted(names)],
    )
    query = "SELECT name, tag FROM tag WHERE name IN (SELECT value FROM json_each(?))"
    return dict(conn.execute(query, (dumps(sorted(names)),)).fetchall())


def _count(conn: sqlite3.Connection, by: dict[int, int]) -> None:
    conn.executemany(
        "UPDATE tag SET count = count + ? WHERE tag = ?", [(count, tag) for tag, count in by.items() if count]
    )
    conn.executemany("DELETE FROM tag WHERE tag = ? AND count = 0", [(tag,) for tag in by])
