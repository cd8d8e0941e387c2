"""Newest articles first, older ones where those are too few: how far a key looks back in a large archive.

FTS5 finds the articles that have several words by walking along all of their lists. It stops where a thousand are found; with
words that seldom stand together it walks to the end, 10 to 30 ms at a million articles, for a page that mostly comes from the
newest anyway. So the newest articles are walked first, then as many more as should give enough, or all others.
"""

from __future__ import annotations

import sqlite3
from array import array
from typing import NamedTuple, Protocol

from store.finding.narrowing import Found
from store.finding.vocabulary import size

FIRST = 60_000
"""Articles of the first slice; an archive of up to twice as many is walked at once."""
ENOUGH = 60
"""Hits, three pages, behind which no older ones are looked for while somebody types."""
_GROWTH = 2
_LIKELY = 1.3
"""The next slice is as large as gives enough if older articles have the words as often as newer ones, and this much larger."""
_LAST = (1 << 63) - 1


class Slice(NamedTuple):
    """The articles from the docid `begin` on: so many, as far as they are in the index."""

    begin: int
    articles: int


_known: dict[str, tuple[int, tuple[Slice, ...]]] = {}


def slices(conn: sqlite3.Connection) -> tuple[Slice, ...]:
    """How far may be looked back, the least far first, at last to the first article.

    Remembered until the archive has grown by a fiftieth: finding the docids walks along half of the articles.
    """
    articles = size(conn)
    if articles <= 2 * FIRST:
        return (Slice(0, articles),)
    path = conn.execute("PRAGMA database_list").fetchone()[2]
    known = _known.get(path)
    if known is None or not path or not 0.98 * articles <= known[0] <= 1.02 * articles:
        known = _known[path] = articles, _slices(conn, articles)
    return known[1]


def forget() -> None:
    """Drops what is remembered."""
    _known.clear()


_BEHIND = "SELECT id FROM search_docsize ORDER BY id DESC LIMIT 1 OFFSET ?"


def _slices(conn: sqlite3.Connection, articles: int) -> tuple[Slice, ...]:
    found = []
    reached = FIRST
    while 2 * reached <= articles and (row := conn.execute(_BEHIND, (reached - 1,)).fetchone()):
        found.append(Slice(row[0], reached))
        reached *= _GROWTH
    return (*found, Slice(0, articles))


class Ids(Protocol):
    """Asks for docids; `tail` is further conditions, order and limit on `{docid}`."""

    def __call__(self, tail: str, *values: object) -> array[int]:
        """The docids."""


def newest(conn: sqlite3.Connection, most: int, ids: Ids) -> Found:
    """The newest docids, at most so many; no older ones where those of the slices before are enough."""
    found = array("q")
    end, wanted = _LAST, 0.0
    for begin, articles in slices(conn):
        if articles < wanted and begin:
            continue
        if end == _LAST:
            found += ids("AND {docid} BETWEEN ? AND ? ORDER BY {docid} DESC LIMIT ?", begin, end, most)
        else:  # few are found there
            found += oldest_first(ids, begin, end)
            del found[most:]
        if len(found) == most or (begin and len(found) >= ENOUGH):
            return Found(found, whole=False)
        end = begin - 1
        wanted = _LIKELY * articles * ENOUGH / max(1, len(found))
    return Found(found, whole=True)


def at_once(_conn: sqlite3.Connection, most: int, ids: Ids) -> Found:
    """The newest docids, at most so many, of the whole archive."""
    found = ids("ORDER BY {docid} DESC LIMIT ?", most)
    return Found(found, whole=len(found) < most)


def oldest_first(ids: Ids, begin: int, end: int) -> array[int]:
    """The docids from one to another, the newest first, looked for in the order of FTS5's lists: that takes two thirds of the time."""
    found = ids("AND {docid} BETWEEN ? AND ? ORDER BY {docid}", begin, end)
    found.reverse()
    return found
