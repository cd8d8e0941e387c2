"""Tidying the full-text index while nobody waits: fewer, larger segments, and counts of words folded into the vocabulary.

Every transaction leaves a segment of its own, and every word that is looked for is looked up in each of them. A million articles in
fifteen segments are searched in two and a half times the time that one segment takes. FTS5 merges a little with every write; the
rest is done here in steps of some ten milliseconds, which may be left off at any time.
"""

from __future__ import annotations

import sqlite3

from store.finding import waiting

PAGES = 300
"""Pages of four kilobytes that a step writes at most."""
_FEW = 3
"""Up to so many segments nothing is gained."""
_SMALL = 1_000
"""Pages that are merged whatever else there is."""
_WORTH = 1_000
"""Terms and stems that wait until they are folded: an article has some 150."""


def segments(conn: sqlite3.Connection) -> list[int]:
    """The pages of each segment of the index."""
    return [count for (count,) in conn.execute("SELECT count(*) FROM search_idx GROUP BY segid")]


def wanted(conn: sqlite3.Connection) -> bool:
    """Whether all segments should become one.

    That writes the whole index again: it must have grown by half since, so that an article is written a few times in all.
    """
    pages = sorted(segments(conn))
    return len(pages) > _FEW and (sum(pages[:-1]) * 2 > pages[-1] or sum(pages) < _SMALL)


def step(conn: sqlite3.Connection, pages: int = PAGES) -> bool:
    """Folds or merges a little; whether there is more to do. Needs an open write transaction."""
    if waiting.size(conn) >= _WORTH:
        waiting.fold(conn, waiting.PORTION)
        return True
    if wanted(conn):
        return _merged(conn, -pages)  # negative: all segments into one, from here or where it was left off
    return _merged(conn, pages)


def _merged(conn: sqlite3.Connection, pages: int) -> bool:
    """FTS5 changes a row more than the command itself where it did something."""
    before = conn.total_changes
    conn.execute("INSERT INTO search(search, rank) VALUES('merge', ?)", (pages,))
    return conn.total_changes - before >= 2
