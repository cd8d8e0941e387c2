"""Tagging: names added to and taken from articles; every call is one step in the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads
from store.names import normalise

_TRUE = "true"


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and the number of visible articles that have it."""

    name: str
    count: int


def counts(conn: sqlite3.Connection) -> list[TagCount]:
    """All tags in use, by name."""
    rows = conn.execute("SELECT name, count FROM tag ORDER BY folded, name")
    return [TagCount(*row) for row in rows]


def change(
    conn: sqlite3.Connection, ids: Sequence[str], add: Iterable[str], remove: Iterable[str], operator: str
) -> Change:
    """Add and remove names on these articles. What is there already is left alone. Raises `BadTag`."""
    adding = list(dict.fromkeys(map(normalise, add)))
    removing = [name for name in dict.fromkeys(map(normalise, remove)) if name not in adding]
    standing = _standing(conn, ids)
    puts = []
    for ident in dict.fromkeys(ids):
        for name in adding:
            puts += _put(ident, name, standing.get((ident, name), ()), on=True)
        for name in removing:
            puts += _put(ident, name, standing.get((ident, name), ()), on=False)
    kind = "retag" if adding and removing else "untag" if removing else "tag"
    return changes.record(conn, kind, {"add": adding, "remove": removing}, puts, operator)


def puts_becoming(conn: sqlite3.Connection, becomes: Mapping[str, str | None]) -> list[Put]:
    """The facts that give each article which has one of these tags the one it becomes; None takes it away."""
    ids = _tagged(conn, list(becomes))
    standing = _standing(conn, ids)
    has: dict[str, set[str]] = {}
    for (ident, name), facts in standing.items():
        if any(fact.value is not None for fact in facts):
            has.setdefault(ident, set()).add(name)
    puts = []
    for ident in ids:
        before = has.get(ident, set())
        after = {new for name in before if (new := becomes.get(name, name)) is not None}
        for name in sorted(before - after):
            puts += _put(ident, name, standing[ident, name], on=False)
        for name in sorted(after - before):
            puts += _put(ident, name, standing.get((ident, name), ()), on=True)
    return puts


def _put(ident: str, name: str, standing: Sequence[Fact], *, on: bool) -> list[Put]:
    """The fact that makes the tag stand or fall; none where it does already."""
    stands = any(fact.value is not None for fact in standing)
    if stands == on:
        return []
    return [Put(ident, "tag", name, _TRUE if on else None, tuple(fact.id for fact in standing))]


def _standing(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in heads(conn, ids, ["tag"]):
        found.setdefault((fact.about, fact.slot), []).append(fact)
    return found


_TAGGED = """
SELECT DISTINCT l.id FROM json_each(?) AS n CROSS JOIN tag CROSS JOIN tagging AS t CROSS JOIN listing AS l
WHERE tag.name = n.value AND t.tag = tag.tag AND l.docid = t.docid ORDER BY l.docid
"""


def _tagged(conn: sqlite3.Connection, names: Sequence[str]) -> list[str]:
    return [ident for (ident,) in conn.execute(_TAGGED, (dumps(list(names)),))]


def puts_for(conn: sqlite3.Connection, ident: str, names: Iterable[str]) -> list[Put]:
    """The facts of tags that come with an article. Raises `BadTag`."""
    chosen = list(dict.fromkeys(map(normalise, names)))
    standing = _standing(conn, [ident]) if chosen else {}
    return [put for name in chosen for put in _put(ident, name, standing.get((ident, name), ()), on=True)]
