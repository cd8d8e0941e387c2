"""Articles that both archives have under ids of their own: the same text in other bytes, and work on an id that leads to another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.merging.taking_in import TakenIn
from store.similar import joining, sources

_STANDING = """
SELECT 1 FROM fact AS f WHERE f.about = ? AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) LIMIT 1
"""
_LISTED = "SELECT 1 FROM listing WHERE id = ?"
_FIRST = "SELECT id FROM listing WHERE id IN (?, ?) ORDER BY imported_hlc, id"


class Joined(NamedTuple):
    """Articles that become one: pairs of the one that is kept and the one that goes; `went` of these were listed."""

    pairs: list[tuple[str, str]]
    went: int


def joined(conn: sqlite3.Connection, taken: TakenIn) -> Joined:
    """Those that what came in makes one. To be asked when the listing is up to date."""
    led, both = [], []
    for kept, gone in _led(conn, [sources.ident(about) for about in taken.kinds]):
        if conn.execute(_LISTED, (gone,)).fetchone():
            both.append(_in_order(conn, kept, gone))
        else:
            led.append((kept, gone))
    same = [*both, *joining.same_texts(conn, sorted(_keys(taken.texts)))]
    pairs = [(kept, gone) for kept, gone in joining.paired(led, same) if kept != gone]
    return Joined(pairs, sum(conn.execute(_LISTED, (gone,)).fetchone() is not None for _, gone in pairs))


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


def _keys(texts: dict[str, set[str]]) -> Iterable[str]:
    return {key for keys in texts.values() for key in keys}


def _led(conn: sqlite3.Connection, idents: Sequence[str]) -> Iterable[tuple[str, str]]:
    """(visible article, id that leads to it) where something still stands about that id."""
    for ident in dict.fromkeys(idents):
        for slot in sources.leads(conn, ident):
            article = sources.article_of(conn, slot)
            if article not in {None, ident} and conn.execute(_STANDING, (ident,)).fetchone():
                yield str(article), ident
