"""The full-text index: one contentless FTS5 table of index terms, and the vocabulary with its stems.

FTS5 stores what `store.text.analyser` makes of a text; its own tokenisers cut Arabic at harakat. `terms` counts in how many
articles a term stands. `stem_term` leads from a stem to the terms of this archive that may be read so, with the doubt of each
reading (`store.text.arabic.Doubt`): a query word becomes an OR of words that really occur.

Writing is part of the caller's transaction. Rows and counts are gathered in memory by `add` and `remove` until `flush`, which
must be called before COMMIT; after a ROLLBACK call `discard`. Rows go in by ascending docid: FTS5 begins a new segment at each
docid below the last, and an import brings articles of all dates.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from store.finding import vocabulary
from store.log.facts import dumps
from store.text.analyser import ANALYSER_VERSION, indexed, readings

__all__ = [
    "ANALYSER_VERSION",
    "SCHEMA",
    "Columns",
    "add",
    "analysed",
    "check",
    "clear",
    "columns",
    "discard",
    "flush",
    "put",
    "remove",
]

SCHEMA: tuple[str, ...] = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, author, source, content='', tokenize='ascii')",
    "CREATE TABLE terms(term TEXT PRIMARY KEY, df INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE stem_term(stem TEXT, term TEXT, doubt INTEGER NOT NULL, PRIMARY KEY(stem, term)) STRICT, WITHOUT ROWID",
)
"""The tables of the index. `search` has the docid of `listing` as its rowid."""

_MOST_HELD = 4_000_000
"""Characters of terms that wait in memory for being written."""


@dataclass(slots=True)
class _Pending:
    """What a connection has still to write: rows of `search`, and in how many more articles each term stands."""

    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)


_pending: dict[sqlite3.Connection, _Pending] = {}


class Columns(NamedTuple):
    """An article as the index holds it: title, body, author and source as terms joined by spaces, and each term once."""

    texts: tuple[str, ...]
    terms: frozenset[str]


def analysed(title: str, body: str, author: str, source: str) -> Columns:
    """What the index holds of an article. Needs no connection: another process may do it."""
    return columns(*map(indexed, (title, body, author, source)))


def columns(*texts: str) -> Columns:
    """As `analysed`, of the terms of title, body, author and source joined by spaces."""
    return Columns(texts, frozenset(" ".join(texts).split()))


def add(conn: sqlite3.Connection, docid: int, title: str, body: str, author: str, source: str) -> None:  # noqa: PLR0917 - the columns of the index, in their order
    """Puts an article into the index."""
    put(conn, docid, analysed(title, body, author, source))


def put(conn: sqlite3.Connection, docid: int, article: Columns) -> None:
    """Puts an article into the index that was analysed before."""
    pending = _pending.setdefault(conn, _Pending())
    if docid in pending.rows:
        _write_rows(conn, pending)
    pending.rows[docid] = article.texts
    pending.characters += sum(map(len, article.texts))
    pending.counts.update(article.terms)
    if pending.characters > _MOST_HELD:
        _write_rows(conn, pending)


def remove(conn: sqlite3.Connection, docid: int, title: str, body: str, author: str, source: str) -> None:  # noqa: PLR0917 - the columns of the index, in their order
    """Takes an article out of the index. The texts must be those it was added with: a contentless table can't look them up."""
    texts, found = analysed(title, body, author, source)
    pending = _pending.setdefault(conn, _Pending())
    if pending.rows.pop(docid, None) is None:
        if not conn.execute("SELECT 1 FROM search_docsize WHERE id = ?", (docid,)).fetchone():
            return  # the index is being built anew and has not come to this article (`store.finding.reindex`)
        conn.execute(
            "INSERT INTO search(search, rowid, title, body, author, source) VALUES('delete', ?, ?, ?, ?, ?)",
            (docid, *texts),
        )
    else:
        pending.characters -= sum(map(len, texts))
    pending.counts.subtract(found)


def _write_rows(conn: sqlite3.Connection, pending: _Pending) -> None:
    conn.executemany(
        "INSERT INTO search(rowid, title, body, author, source) VALUES(?, ?, ?, ?, ?)",
        ((docid, *texts) for docid, texts in sorted(pending.rows.items())),
    )
    pending.rows.clear()
    pending.characters = 0


def flush(conn: sqlite3.Connection) -> None:
    """Writes what is gathered; terms new to the archive get their stems, terms gone from it lose them."""
    pending = _pending.pop(conn, None)
    if pending is None:
        return
    _write_rows(conn, pending)
    more = {term: by for term, by in pending.counts.items() if by > 0}
    _count_more(conn, more)
    if len(more) < len(pending.counts):
        _count_less(conn, {term: by for term, by in pending.counts.items() if by < 0})


_COUNT = "UPDATE terms SET df = df + ? WHERE term = ?"


def _count_more(conn: sqlite3.Connection, counts: dict[str, int]) -> None:
    """Counts terms in so many more articles."""
    changed = sorted(counts)
    known = _known(conn, changed)
    conn.executemany(_COUNT, zip(map(counts.__getitem__, known), known, strict=True))
    fresh = sorted(counts.keys() - set(known))
    conn.executemany("INSERT INTO terms(term, df) VALUES(?, ?)", [(term, counts[term]) for term in fresh])
    stems = [(stem, term, int(doubt)) for term in fresh for stem, doubt in readings(term).items()]
    stems.sort()
    conn.executemany("INSERT OR REPLACE INTO stem_term(stem, term, doubt) VALUES(?, ?, ?)", stems)


def _count_less(conn: sqlite3.Connection, counts: dict[str, int]) -> None:
    """Counts terms in fewer articles; those in none any more are forgotten."""
    terms = sorted(counts)
    conn.executemany(_COUNT, zip(map(counts.__getitem__, terms), terms, strict=True))
    for term in terms:
        if conn.execute("DELETE FROM terms WHERE term = ? AND df <= 0", (term,)).rowcount:
            conn.executemany(
                "DELETE FROM stem_term WHERE stem = ? AND term = ?", ((stem, term) for stem in readings(term))
            )


def _known(conn: sqlite3.Connection, wanted: list[str]) -> list[str]:
    """Those of the terms that stand in the vocabulary, in the same order."""
    query = (
        "SELECT json_group_array(t.term) FROM json_each(?) AS a CROSS JOIN terms AS t WHERE t.term = a.value"
    )
    (found,) = conn.execute(query, (dumps(wanted),)).fetchone()
    return cast("list[str]", json.loads(found))


def discard(conn: sqlite3.Connection) -> None:
    """Forgets what was gathered since the last flush; for a transaction that is rolled back."""
    _pending.pop(conn, None)
    vocabulary.forget(conn)


def clear(conn: sqlite3.Connection) -> None:
    """Empties index and vocabulary, for a rebuild."""
    discard(conn)
    conn.execute("INSERT INTO search(search) VALUES('delete-all')")
    conn.execute("DELETE FROM terms")
    conn.execute("DELETE FROM stem_term")


MISSING_BELOW = "index is missing below"
"""The key in `local` of the docid below which articles may not be in the index yet (`store.finding.reindex`)."""


def is_complete(conn: sqlite3.Connection) -> bool:
    """Whether every article is in the index."""
    return conn.execute("SELECT 1 FROM local WHERE key = ?", (MISSING_BELOW,)).fetchone() is None


def note_complete(conn: sqlite3.Connection) -> None:
    """Notes that all articles are in the index, and that the analyser of this program made it."""
    conn.execute("DELETE FROM local WHERE key = ?", (MISSING_BELOW,))
    conn.execute("UPDATE local SET value = ? WHERE key = 'analyser'", (str(ANALYSER_VERSION),))


def check(conn: sqlite3.Connection) -> str | None:
    """What is wrong with the index, or None. Compares FTS5's own structure, the vocabulary and its counts."""
    try:
        conn.execute("INSERT INTO search(search) VALUES('integrity-check')")
    except sqlite3.DatabaseError as error:
        return f"the full-text index is malformed ({error})"
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_terms USING fts5vocab(main, search, row)")
    try:
        wrong = conn.execute(
            "SELECT count(*) FROM temp.index_terms i LEFT JOIN main.terms t ON t.term = i.term WHERE t.df IS NOT i.doc"
        ).fetchone()[0]
        indexed, known = conn.execute(
            "SELECT (SELECT count(*) FROM temp.index_terms), (SELECT count(*) FROM main.terms)"
        ).fetchone()
    finally:
        conn.execute("DROP TABLE temp.index_terms")
    if wrong or indexed != known:
        return f"the vocabulary disagrees with the index on {max(wrong, abs(indexed - known))} words"
    return None
