"""Tagging: names added to and taken from articles, renamed, merged and deleted; every call is one step in the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store import changes
from store.changes import Change
from store.facts import Fact, Put, dumps, heads
from store.names import is_within, normalise
from store.text import fold

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


def complete(conn: sqlite3.Connection, prefix: str, limit: int = 20) -> list[TagCount]:
    """The tags in which a word begins with what was typed so far, the most used first. Spelling is folded."""
    typed = " ".join(fold(prefix).split())
    found = []
    for name, folded, count in conn.execute(
        "SELECT name, folded, count FROM tag ORDER BY count DESC, folded, name"
    ):
        if typed in {"", folded} or any(folded.startswith(typed, at) for at in _word_starts(folded)):
            found.append(TagCount(name, count))
            if len(found) == limit:
                break
    return found


def _word_starts(folded: str) -> Iterator[int]:
    for at, char in enumerate(folded):
        if char.isalnum() and (at == 0 or not folded[at - 1].isalnum()):
            yield at


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


def rename(conn: sqlite3.Connection, old: str, new: str, operator: str) -> Change:
    """Give a tag and its sub-tags another name; where the new one exists they become one. Raises `BadTag`."""
    names = normalise(old), normalise(new)
    puts = _moves(conn, [names[0]], names[1])
    return changes.record(conn, "rename-tag", {"old": names[0], "new": names[1]}, puts, operator)


def merge(conn: sqlite3.Connection, from_: Sequence[str], into: str, operator: str) -> Change:
    """Make one tag of several, sub-tags along. Raises `BadTag`."""
    target = normalise(into)
    sources = [name for name in dict.fromkeys(map(normalise, from_)) if name != target]
    return changes.record(
        conn, "merge-tags", {"from": sources, "into": target}, _moves(conn, sources, target), operator
    )


def delete(conn: sqlite3.Connection, name: str, operator: str) -> Change:
    """Take a tag from every article that has it; sub-tags stay. Raises `BadTag`."""
    gone = normalise(name)
    ids = _tagged(conn, [gone])
    standing = _standing(conn, ids)
    puts = [put for ident in ids for put in _put(ident, gone, standing.get((ident, gone), ()), on=False)]
    return changes.record(conn, "delete-tag", {"name": gone}, puts, operator)


def _moves(conn: sqlite3.Connection, sources: Sequence[str], target: str) -> list[Put]:
    known = [name for (name,) in conn.execute("SELECT name FROM tag ORDER BY name")]
    to: dict[str, str] = {}
    for source in sources:
        for name in known:
            if is_within(name, source):
                to.setdefault(name, normalise(target + name[len(source) :]))
    to = {name: renamed for name, renamed in to.items() if name != renamed}
    ids = _tagged(conn, list(to))
    standing = _standing(conn, ids)
    has: dict[str, set[str]] = {}
    for (ident, name), facts in standing.items():
        if any(fact.value is not None for fact in facts):
            has.setdefault(ident, set()).add(name)
    puts = []
    for ident in ids:
        before = has.get(ident, set())
        after = {to.get(name, name) for name in before}
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
