"""Building the search index anew, a batch at a time: it can be stopped or killed anywhere and goes on, and search answers meanwhile.

It is needed when another version of the analyser made the index. It begins with an empty one, to which the newest articles
come first; new and changed articles get into it as always. `local` holds the docid below which articles may be missing still.
Each batch is one transaction, so that a kill loses one at most, and other programs get their turn between two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from store.articles import listing
from store.finding import index
from store.finding.vocabulary import size
from store.text import fold
from store.thesaurus import table

if TYPE_CHECKING:
    from store.archive import Archive

BATCH = 200
"""Articles in one transaction: about a tenth of a second."""
AT_ONCE = 2_000
"""Up to so many articles are indexed when the archive is opened, in a second or two."""


class Progress(NamedTuple):
    """How many of the articles are in the index."""

    done: int
    of: int


def make_ready(conn: sqlite3.Connection) -> None:
    """Build an index that another analyser made: at once in a small archive, else by later steps. In a write transaction."""
    if conn.execute("SELECT count(*) FROM listing").fetchone()[0] <= AT_ONCE:
        listing.rebuild(conn)
    else:
        begin(conn)


def begin(conn: sqlite3.Connection) -> None:
    """Empty the index and note that all articles are missing in it. Needs an open write transaction."""
    index.clear(conn)
    table.rebuild(conn)
    names = conn.execute("SELECT tag, name FROM tag").fetchall()
    conn.executemany("UPDATE tag SET folded = ? WHERE tag = ?", ((fold(name), tag) for tag, name in names))
    last = conn.execute("SELECT coalesce(max(docid), 0) FROM listing").fetchone()[0]
    index.note_missing_below(conn, last + 1)
    conn.execute("UPDATE local SET value = ? WHERE key = 'analyser'", (str(index.ANALYSER_VERSION),))


def progress(conn: sqlite3.Connection) -> Progress | None:
    """How far it has come; None where the index is complete."""
    if _missing_below(conn) is None:
        return None
    return Progress(size(conn), conn.execute("SELECT count(*) FROM listing").fetchone()[0])


def step(conn: sqlite3.Connection, batch: int = BATCH) -> bool:
    """Put the next articles into the index; False when none is missing any more. Needs an open write transaction."""
    below = _missing_below(conn)
    if below is None:
        return False
    found = conn.execute(_NEXT, (below, batch)).fetchall()
    if not found:
        index.note_complete(conn)
        return False
    _index(conn, [ident for _docid, ident, there in found if not there])
    index.note_missing_below(conn, found[-1][0])
    return True


_NEXT = """SELECT l.docid, l.id, EXISTS (SELECT 1 FROM search_docsize AS s WHERE s.id = l.docid)
FROM listing AS l WHERE l.docid < ? ORDER BY l.docid DESC LIMIT ?"""


def _index(conn: sqlite3.Connection, ids: list[str]) -> None:
    present = listing.rows(conn, ids)
    for ident, wanted, body in listing.compute(conn, ids, []):
        if wanted is not None:  # what can't be read any more is named by the examination
            row = wanted._replace(docid=present[ident].docid)
            listing.put_row(conn, present[ident], row)
            index.add(conn, row.docid, row.indexed[0], body, *row.indexed[1:])


def finish(archive: Archive, told: Callable[[Progress], None] | None = None) -> None:
    """Go on until the index is complete; `told` hears after each batch how far it is. Raises `store.errors`."""
    while True:
        with archive.write() as conn:
            more = step(conn)
        if not more:
            return
        if told is not None and (now := progress(archive.connection())) is not None:
            told(now)


def _missing_below(conn: sqlite3.Connection) -> int | None:
    row = conn.execute("SELECT value FROM local WHERE key = ?", (index.MISSING_BELOW,)).fetchone()
    return int(row[0]) if row else None
