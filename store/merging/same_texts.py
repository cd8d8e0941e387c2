"""Articles that both archives have under ids of their own: the same text in other bytes, and work on an id that leads to another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from store.articles import revisions
from store.log.facts import Put, dumps
from store.merging.taking_in import TakenIn
from store.similar import joining, matching, sources

_STANDING = """
SELECT 1 FROM fact AS f WHERE f.about = ? AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) LIMIT 1
"""
_LISTED = "SELECT 1 FROM listing WHERE id = ?"
_FIRST = "SELECT id FROM listing WHERE id IN (?, ?) ORDER BY imported_hlc, id"
_VISIBLE = "SELECT l.id FROM json_each(?) AS a CROSS JOIN listing AS l WHERE l.id = a.value"


def joined(conn: sqlite3.Connection, taken: TakenIn) -> tuple[list[Put], int]:
    """The facts that make one article of each two, and how many go. To be asked when the listing is up to date."""
    led, both = [], []
    for kept, gone in _led(conn, [about.removeprefix("source:") for about in taken.kinds]):
        if conn.execute(_LISTED, (gone,)).fetchone():
            both.append(_in_order(conn, kept, gone))
        else:
            led.append((kept, gone))
    same = [*both, *joining.same_texts(conn, sorted(_keys(taken.texts)))]
    pairs = [(kept, gone) for kept, gone in joining.paired(led, same) if kept != gone]
    went = sum(conn.execute(_LISTED, (gone,)).fetchone() is not None for _, gone in pairs)
    return joining.puts(conn, pairs), went


def led_to(conn: sqlite3.Connection, idents: Iterable[str]) -> set[str]:
    """The articles that these ids lead to, shown or not, over however many steps."""
    found: set[str] = set()
    waiting = list(idents)
    while waiting:
        further = [slot for slot in sources.leads(conn, waiting.pop()) if slot not in found]
        found.update(further)
        waiting += further
    return found


def _in_order(conn: sqlite3.Connection, one: str, other: str) -> tuple[str, str]:
    """That which came in first before the other: so both laptops keep the same."""
    first, last = (ident for (ident,) in conn.execute(_FIRST, (one, other)))
    return first, last


def would_join(conn: sqlite3.Connection, taken: TakenIn) -> int:
    """How many of the articles that came in have the text of one that is listed. For a merge that is only tried."""
    visible = {ident for (ident,) in conn.execute(_VISIBLE, (dumps(list(taken.texts)),))}
    count = 0
    for ident, keys in taken.texts.items():
        if ident in visible or not sources.standing(conn, ident):
            continue
        row = conn.execute(
            "SELECT data FROM revision WHERE id = ? ORDER BY revision DESC LIMIT 1", (ident,)
        ).fetchone()
        others = [other for key in keys for _, other, _ in matching.holders(conn, key)] if row else []
        if others:
            article = revisions.unpack(ident, row[0])
            count += any(matching.same_text(article, other) for other in others)
    return count


def _keys(texts: dict[str, set[str]]) -> Iterable[str]:
    return {key for keys in texts.values() for key in keys}


def _led(conn: sqlite3.Connection, idents: Sequence[str]) -> Iterable[tuple[str, str]]:
    """(visible article, id that leads to it) where something still stands about that id."""
    for ident in dict.fromkeys(idents):
        for slot in sources.leads(conn, ident):
            article = sources.article_of(conn, slot)
            if article not in {None, ident} and conn.execute(_STANDING, (ident,)).fetchone():
                yield str(article), ident
