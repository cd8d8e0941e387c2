"""The index held against the texts: every word of every article must stand in it, at its place, and nothing else.

FTS5 checks only that its own structure holds together: the index stores no text (`store.finding.index`), so a bit that turns one
place of a word into another is noticed by nobody else. Both sides are added up to one number an article, so that it
takes little memory: about 0.6 microseconds for each word of the archive, and the time of reading and analysing the texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from zlib import crc32

from store.articles import listing
from store.finding import index, stems, waiting
from store.text.analyser import readings

_MASK = (1 << 64) - 1
_PLACE = 0x9E3779B97F4A7C15  # an odd number, so that each place counts differently


def disagreements(conn: sqlite3.Connection) -> list[str]:
    """The ids of visible articles whose words in the index are not those of their text. Raises sqlite3.Error."""
    found = _indexed(conn)
    wrong = []
    ids = [ident for (ident,) in conn.execute("SELECT id FROM listing ORDER BY docid")]
    for batch in listing.batches(ids):
        rows = listing.rows(conn, batch)
        for ident, computed, body in listing.compute(conn, batch, []):
            row = rows.get(ident)
            if row is None:
                continue
            total, sizes = _expected(*computed.indexed, body) if computed else (-1, ())
            if found.pop(row.docid, 0) != total or _sizes(conn, row.docid) != sizes:
                wrong.append(ident)
    wrong += [f"docid {docid}" for docid in found]
    return wrong


def _weight(term: str, column: int, place: int) -> int:
    return crc32(term.encode()) * ((place << 2 | column) * 2 + 1) * _PLACE & _MASK


def _indexed(conn: sqlite3.Connection) -> dict[int, int]:
    """The sum of each docid's words as the index has them."""
    number = {name: at for at, name in enumerate(index.COLUMNS)}
    sums: dict[int, int] = {}
    conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_words USING fts5vocab(main, search, instance)"
    )
    try:
        for term, docid, column, place in conn.execute("SELECT term, doc, col, offset FROM temp.index_words"):
            sums[docid] = sums.get(docid, 0) + _weight(term, number[column], place) & _MASK
    finally:
        conn.execute("DROP TABLE temp.index_words")
    return sums


def _expected(title: str, author: str, source: str, body: str) -> tuple[int, tuple[int, ...]]:
    """The sum of an article's words as the analyser makes them, and how many there are in each column."""
    (title, body, author, source), _terms = index.analysed(title, body, author, source)
    total = 0
    sizes = []
    for column, text in enumerate((body, title, author, source)):
        words = text.split()
        sizes.append(len(words))
        for place, term in enumerate(words):
            total += _weight(term, column, place)
    return total & _MASK, tuple(sizes)


def _sizes(conn: sqlite3.Connection, docid: int) -> tuple[int, ...]:
    """How many words each column of an article has, by FTS5's own record of it."""
    row = conn.execute("SELECT sz FROM search_docsize WHERE id = ?", (docid,)).fetchone()
    return tuple(_varints(row[0])) if row else ()


def _varints(data: bytes) -> Iterator[int]:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            yield number
            number = 0


def misread_terms(conn: sqlite3.Connection) -> int:
    """How many words of the vocabulary don't lead to the stems they have, or stems to words that are not there.

    Raises sqlite3.Error, and ValueError at a row of stems that can't be read.
    """
    sums: dict[str, int] = {}
    for stem, term, doubt in stems.every(conn):
        sums[term] = sums.get(term, 0) + _weight(stem, 0, int(doubt)) & _MASK
    wrong = 0
    for term in waiting.known(conn):
        expected = sum(_weight(stem, 0, int(doubt)) for stem, doubt in readings(term).items()) & _MASK
        wrong += sums.pop(term, 0) != expected
    return wrong + len(sums)
