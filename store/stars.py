"""Stars: a mark on an article, on or off."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, Put, heads


def puts_for(conn: sqlite3.Connection, ident: str) -> list[Put]:
    """The fact of a star that comes with an article; none where a person gave or took one."""
    return [] if heads(conn, [ident], ["star"]) else [Put(ident, "star", "", "true")]


def change(conn: sqlite3.Connection, ids: Sequence[str], operator: str, *, on: bool) -> Change:
    """Star these articles, or take their stars. Those that are so already are left alone."""
    standing: dict[str, list[Fact]] = {}
    for fact in heads(conn, ids, ["star"]):
        standing.setdefault(fact.about, []).append(fact)
    puts = []
    for ident in dict.fromkeys(ids):
        facts = standing.get(ident, [])
        if any(fact.value is not None for fact in facts) != on:
            puts.append(Put(ident, "star", "", "true" if on else None, tuple(fact.id for fact in facts)))
    return changes.record(conn, "star" if on else "unstar", {}, puts, operator)
