"""Saved searches: a query under a name, in an order of the person's own. They are facts: they can be taken back, and merge.

Facts are about ``search:``, of the kind ``search``; the slot is the name, the value the query and its place in the order.
What is *new* in one since it was looked at, `store.newness` says, for this copy of the file alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from store import newness
from store.errors import BadQuery, BadValue
from store.finding import search
from store.finding.query import QUOTES, Query
from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads
from store.text import fold

ABOUT = "search:"
KIND = "search"
LONGEST = 80
"""Characters of a name."""


class SavedSearch(NamedTuple):
    """A search that was saved. Where two laptops saved different ones under one name, both are there."""

    name: str
    query: str
    fact: str
    """The id of the fact that says so."""


class Found(NamedTuple):
    """How many articles a saved search finds, and how many of them came in since it was looked at.

    `new` is None where it never was in this copy; `refused` says why a query means nothing (to this version of the program).
    """

    total: int
    new: int | None
    refused: BadQuery | None = None


def saved(conn: sqlite3.Connection) -> list[SavedSearch]:
    """The saved searches in their order."""
    standing = [fact for fact in heads(conn, [ABOUT], [KIND]) if fact.value is not None]
    standing.sort(key=lambda fact: (fact.said["place"], fact.hlc, fact.id))
    return [SavedSearch(fact.slot, fact.said["query"], fact.id) for fact in standing]


def named(conn: sqlite3.Connection, name: str) -> SavedSearch | None:
    """The search of this name, letters folded; of two the one saved last."""
    wanted = fold(_name(name))
    return max(
        (one for one in saved(conn) if fold(one.name) == wanted), key=lambda one: one.fact, default=None
    )


def save(conn: sqlite3.Connection, name: str, query: str, operator: str) -> Change:
    """Keep a query under a name, last in the order; one that has the name already gets the new query and keeps its place.

    Raises `BadValue`, `BadQuery`. Needs an open write transaction.
    """
    name, query = _name(name), " ".join(query.split())
    if Query.parse(query).is_empty:
        raise BadValue(value="", reason="a search that is saved asks for something")
    standing = heads(conn, [ABOUT], [KIND])
    same = [fact for fact in standing if fold(fact.slot) == fold(name) and fact.value is not None]
    name = same[-1].slot if same else name
    if any(fact.said["query"] == query for fact in same) and len(same) == 1:
        return Change("", "save-search", {"name": name})
    places = [fact.said["place"] for fact in standing if fact.value is not None]
    place = same[-1].said["place"] if same else max(places, default=0) + 1
    over = tuple(fact.id for fact in standing if fact.slot == name)
    put = Put(ABOUT, KIND, name, dumps({"query": query, "place": place}), over)
    others = [Put(ABOUT, KIND, fact.slot, None, (fact.id,)) for fact in same if fact.slot != name]
    change = changes.record(conn, "save-search", {"name": name}, [put, *others], operator)
    looked_at(conn, query)
    return change


def forget(conn: sqlite3.Connection, name: str, operator: str) -> Change:
    """Take a saved search off the list. The change has no id where there is none of this name."""
    wanted = fold(_name(name))
    gone = [fact for fact in _standing(conn) if fold(fact.slot) == wanted]
    puts = [Put(ABOUT, KIND, fact.slot, None, (fact.id,)) for fact in gone]
    return changes.record(conn, "forget-search", {"name": gone[-1].slot if gone else name}, puts, operator)


def rename(conn: sqlite3.Connection, old: str, new: str, operator: str) -> Change:
    """Give a saved search another name. Raises `BadValue`, also where the new one is taken."""
    new = _name(new)
    standing = _standing(conn)
    those = [fact for fact in standing if fold(fact.slot) == fold(_name(old))]
    values = {"old": those[-1].slot if those else old, "new": new}
    if any(fold(fact.slot) == fold(new) for fact in standing if fact not in those):
        raise BadValue(value=new, reason="another saved search has this name")
    those = [fact for fact in those if fact.slot != new]
    puts = [Put(ABOUT, KIND, fact.slot, None, (fact.id,)) for fact in those]
    puts += [Put(ABOUT, KIND, new, fact.value) for fact in those[-1:]]
    return changes.record(conn, "rename-search", values, puts, operator)


def arrange(conn: sqlite3.Connection, names: Sequence[str], operator: str) -> Change:
    """Put the saved searches into this order; those that are not named follow in the order they have."""
    standing = sorted(_standing(conn), key=lambda fact: (fact.said["place"], fact.hlc, fact.id))
    wanted = [fold(_name(name)) for name in names]
    standing.sort(
        key=lambda fact: wanted.index(fold(fact.slot)) if fold(fact.slot) in wanted else len(wanted)
    )
    puts = [
        Put(ABOUT, KIND, fact.slot, dumps({**fact.said, "place": place}), (fact.id,))
        for place, fact in enumerate(standing, 1)
        if fact.said["place"] != place
    ]
    return changes.record(conn, "arrange-searches", {}, puts, operator)


def _standing(conn: sqlite3.Connection) -> list[Fact]:
    return [fact for fact in heads(conn, [ABOUT], [KIND]) if fact.value is not None]


def _name(name: str) -> str:
    clean = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not clean:
        raise BadValue(value="", reason="a saved search needs a name")
    if len(clean) > LONGEST:
        raise BadValue(value=f"{clean[:20]}…", reason=f"a name is at most {LONGEST} characters")
    return clean


# What is new


def looked_at(conn: sqlite3.Connection, query: str) -> None:
    """Note that what this query finds now was seen. Needs an open write transaction."""
    newness.look(conn, newness.SEARCH + query)
    newness.forget_but(conn, {each.query for each in saved(conn)})


def new_mark(conn: sqlite3.Connection, name: str) -> int | None:
    """The revision after which everything is new in the saved search of this name; None where there is none, or no look.

    Quotation marks in a name count for nothing: a query can't hold them.
    """
    wanted = _unquoted(name)
    query = next((one.query for one in reversed(saved(conn)) if _unquoted(one.name) == wanted), None)
    return newness.mark(conn, newness.SEARCH + query) if query is not None else None


def _unquoted(name: str) -> str:
    return " ".join(fold("".join(" " if char in QUOTES else char for char in name)).split())


def count(conn: sqlite3.Connection, query: str) -> Found:
    """How many articles a saved query finds now, and how many of them are new. Raises `store.finding.search.Interrupted`."""
    try:
        asked = Query.parse(query)
    except BadQuery as error:
        return Found(0, None, error)
    hits = search.run(conn, asked, sort="newest")
    mark = newness.since_look(conn, newness.SEARCH + query)
    if mark is None:
        return Found(hits.total, None)
    with search.interruptible():
        came_in = set(newness.came_in(conn, mark))
    return Found(hits.total, len(came_in.intersection(hits.docids)) if came_in else 0)
