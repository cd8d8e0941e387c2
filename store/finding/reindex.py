"""Building the search index anew, a batch at a time: it can be stopped or killed anywhere and goes on, and search answers meanwhile.

It is needed when another version of the analyser made the index. It begins with an empty one, to which the newest articles
come first; new and changed articles get into it as always. `local` holds the docid below which articles may be missing still.
Each batch is one transaction, so that a kill loses one at most, and other programs get their turn between two. Whoever waits for the
end (`finish`) has the terms of the next batch worked out in a process of its own (`store.finding.analysing`) while one is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from store.articles import listing
from store.connection import pragma
from store.errors import ArchiveDamaged
from store.finding import index
from store.finding.analysing import Analysing
from store.finding.vocabulary import size
from store.text import fold
from store.thesaurus import table

if TYPE_CHECKING:
    from store.archive import Archive

BATCH = 200
"""Articles in one transaction: about a tenth of a second."""
LARGE_BATCH = 2_000
"""Articles in one transaction where somebody waits for the end, about a second: a word of the vocabulary is written once for all of them."""
AT_ONCE = 2_000
"""Up to so many articles are indexed when the archive is opened, in a second or two."""


class Progress(NamedTuple):
    """How many of the articles are in the index."""

    done: int
    of: int


def make_ready(conn: sqlite3.Connection) -> None:
    """Build an index that another analyser made: at once in a small archive, else by later steps. In a write transaction.

    Raises `ArchiveDamaged` where articles would be left out, which nobody asked for.
    """
    if conn.execute("SELECT count(*) FROM listing").fetchone()[0] <= AT_ONCE:
        if unreadable := listing.rebuild(conn):
            raise ArchiveDamaged(path=unreadable[0])
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
    found = _read(conn, below, batch)
    if found is None:
        index.note_complete(conn)
        return False
    _write(conn, found, index.batch(found.texts))
    return True


class _Batch(NamedTuple):
    """The next articles, as they were when the archive's `generation` was this: their rows, those they should have, their texts."""

    generation: int
    last: int
    rows: list[tuple[listing.Row, listing.Row]]
    texts: list[index.Texts]


_NEXT = """SELECT l.docid, l.id, EXISTS (SELECT 1 FROM search_docsize AS s WHERE s.id = l.docid)
FROM listing AS l WHERE l.docid < ? ORDER BY l.docid DESC LIMIT ?"""


def _read(conn: sqlite3.Connection, below: int, batch: int) -> _Batch | None:
    """The articles before this docid; None where there are no more."""
    found = conn.execute(_NEXT, (below, batch)).fetchall()
    if not found:
        return None
    ids = [ident for _docid, ident, there in found if not there]
    present = listing.rows(conn, ids)
    rows, texts = [], []
    for ident, wanted, body in listing.compute(conn, ids, []):
        if wanted is not None:  # what can't be read any more is named by the examination
            row = wanted._replace(docid=present[ident].docid)
            rows.append((present[ident], row))
            texts.append((row.indexed[0], body, *row.indexed[1:]))
    return _Batch(pragma(conn, "data_version"), found[-1][0], rows, texts)


def _write(conn: sqlite3.Connection, batch: _Batch, worked_out: index.Batch) -> None:
    for present, row in batch.rows:
        listing.put_row(conn, present, row)
    index.put_batch(conn, [row.docid for _present, row in batch.rows], worked_out)
    index.note_missing_below(conn, batch.last)


def finish(archive: Archive, told: Callable[[Progress], None] | None = None) -> None:
    """Go on until the index is complete; `told` hears after each batch how far it is. Raises `store.errors`."""
    now = progress(archive.connection())
    if now is not None and now.of > AT_ONCE:
        _by_two(archive, told)
    while True:
        with archive.write() as conn:
            more = step(conn)
        if not more:
            return
        _tell(archive, told)


def _tell(archive: Archive, told: Callable[[Progress], None] | None) -> None:
    if told is not None and (now := progress(archive.connection())) is not None:
        told(now)


def _by_two(archive: Archive, told: Callable[[Progress], None] | None) -> None:
    """Batches until none is left, the next one's terms worked out by another process while one is written."""
    with Analysing() as analysing:
        batch = _ahead(archive, None, analysing)
        while batch is not None:
            worked_out = analysing.take()
            following = _ahead(archive, batch.last, analysing)
            with archive.write() as conn:
                unchanged = pragma(conn, "data_version") == batch.generation
                if unchanged:
                    _write(conn, batch, worked_out)
                else:  # another program wrote since it was read
                    step(conn, LARGE_BATCH)
            if not unchanged and following is not None:
                analysing.take()
                following = _ahead(archive, None, analysing)
            _tell(archive, told)
            batch = following


def _ahead(archive: Archive, below: int | None, analysing: Analysing) -> _Batch | None:
    """The articles below this docid, or those that are next; their texts are with the other process."""
    with archive.read() as conn:
        below = _missing_below(conn) if below is None else below
        batch = None if below is None else _read(conn, below, LARGE_BATCH)
    if batch is not None:
        analysing.send(batch.texts)
    return batch


def _missing_below(conn: sqlite3.Connection) -> int | None:
    row = conn.execute("SELECT value FROM local WHERE key = ?", (index.MISSING_BELOW,)).fetchone()
    if row is None:
        return None
    if not row[0].removeprefix("-").isdecimal():
        raise ArchiveDamaged(path=index.MISSING_BELOW, detail="how far the index is built")
    return int(row[0])
