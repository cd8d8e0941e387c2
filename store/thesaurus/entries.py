"""The vocabulary as a list to read: every tag with its counts and names, a tag above its sub-tags."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.text import fold
from store.thesaurus import effects, table
from store.thesaurus.names import Names, leaf, parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag of the vocabulary. `count` articles have it itself, `total` it or a sub-tag.

    `implied` where it is there only because it has sub-tags.
    """

    name: str
    count: int
    total: int
    names: Names
    implied: bool = False

    @property
    def depth(self) -> int:
        """How many tags it stands under."""
        return self.name.count("/")

    @property
    def leaf(self) -> str:
        """The last part of its name."""
        return leaf(self.name)

    @property
    def once(self) -> bool:
        """Whether just one article has it: it may be a slip."""
        return self.count == 1


def entries(conn: sqlite3.Connection) -> list[Entry]:
    """All tags that articles have or that have other names, and those above them, in the order of a tree."""
    counts = dict(conn.execute("SELECT name, count FROM tag").fetchall())
    names = table.read(conn)
    there = {*counts, *names}
    below: dict[str, list[str]] = {}
    for name in there:
        for up in _above(name):
            below.setdefault(up, []).append(name)
    found = []
    for name in sorted(there.union(below), key=_place):
        total = counts.get(name, 0)
        if name in below:
            total = effects.articles_with(conn, [name, *below[name]])
        found.append(
            Entry(name, counts.get(name, 0), total, names.get(name, Names()), implied=name not in there)
        )
    return found


def _above(name: str) -> list[str]:
    up = parent(name)
    return [up, *_above(up)] if up else []


def _place(name: str) -> list[tuple[str, str]]:
    return [(fold(part), part) for part in name.split("/")]
