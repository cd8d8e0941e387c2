"""In which articles a term stands, and how often, read from FTS5's own lists.

FTS5's `bm25` weighs every form of a word by its own rarity and costs some four microseconds for each article; reading the lists
costs half of one for each place, and the forms of a word can be counted together. A list comes as one JSON text: fetched row by
row it takes twice as long. In which articles a word stands, without how often, is known in a third of that time.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence

from store.finding.vocabulary import remembered

MOST_REMEMBERED = 2_000_000
"""Articles in all the lists that are remembered, eight bytes each; the lists used longest ago go first."""
_PLACES = "SELECT json_group_array(doc) FROM json_each(?) AS wanted CROSS JOIN temp.posting WHERE term = wanted.value"
_MAKE = "CREATE VIRTUAL TABLE temp.posting USING fts5vocab(main, search, instance)"


def places(conn: sqlite3.Connection, terms: Iterable[str]) -> Counter[int]:
    """How often any of the terms stands in each article that has one, by docid."""
    _ready(conn)
    (listed,) = conn.execute(_PLACES, (json.dumps(list(terms), ensure_ascii=False),)).fetchone()
    return Counter(json.loads(listed))


class _Lists(OrderedDict[str, "array[int]"]):
    """Lists that were read in this state of the archive, by what was asked of FTS5."""

    size = 0


def articles(conn: sqlite3.Connection, terms: Iterable[str]) -> array[int]:
    """The docids of the articles that have any of the terms, in order. Remembered: frequent words come in every other query."""
    lists = remembered(conn, _Lists)
    either = " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
    found = lists.pop(either, None)
    if found is None:
        statement = "SELECT json_group_array(rowid) FROM search WHERE search MATCH ?"
        (listed,) = conn.execute(statement, (either or '""',)).fetchone()
        found = array("q", json.loads(listed))
        lists.size += len(found)
    lists[either] = found
    while lists.size > MOST_REMEMBERED and len(lists) > 1:
        _, gone = lists.popitem(last=False)
        lists.size -= len(gone)
    return found


def lengths(conn: sqlite3.Connection, docids: Sequence[int]) -> dict[int, int]:
    """The words of each of the articles, title and body together, from FTS5's record of them: a varint a column."""
    rows = conn.execute(
        "SELECT id, sz FROM search_docsize WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(docids)),),
    )
    return {docid: sum(_varints(sizes)[:2]) for docid, sizes in rows}


def _ready(conn: sqlite3.Connection) -> None:
    """Makes the view of the lists, which is this connection's own and is in memory."""
    if conn.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'posting'").fetchone():
        return
    reading_only = conn.execute("PRAGMA query_only").fetchone()[0]
    conn.execute("PRAGMA query_only=OFF")
    try:
        conn.execute(_MAKE)
    finally:
        if reading_only:
            conn.execute("PRAGMA query_only=ON")


def _varints(record: bytes) -> list[int]:
    """The numbers of a record: seven bits a byte, the high bit on all bytes of a number but its last."""
    found = []
    number = 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            found.append(number)
            number = 0
    return found
