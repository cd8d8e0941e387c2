"""The full-text index: one contentless FTS5 table of index terms; the vocabulary with its counts and stems goes with it.

FTS5 stores what `store.text.analyser` makes of a text; its own tokenisers cut Arabic at harakat. In how many articles a term
stands is in `store.finding.waiting`, to which terms a stem leads in `store.finding.stems`: a query word becomes an OR of words
that really occur.

Writing is part of the caller's transaction. Rows and counts are gathered in memory by `add` and `remove` until `flush`, which
must be called before COMMIT; after a ROLLBACK call `discard`. Rows go in by ascending docid: FTS5 begins a new segment at each
docid below the last, and an import brings articles of all dates.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from store.finding import stems, vocabulary, waiting
from store.text.analyser import ANALYSER_VERSION
from store.text.index_terms import stretches

__all__ = [
    "ANALYSER_VERSION",
    "COLUMNS",
    "SCHEMA",
    "TABLES",
    "Batch",
    "Columns",
    "Texts",
    "add",
    "analysed",
    "batch",
    "check",
    "clear",
    "discard",
    "flush",
    "put",
    "put_batch",
    "remove",
]

COLUMNS = ("body", "title", "author", "source")
"""The columns of `search`. The place of a word in the first column takes two bytes less: with the title first, the index of an
archive is a third larger."""

SCHEMA: tuple[str, ...] = (
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, content='', tokenize='ascii')",
    "INSERT INTO search(search, rank) VALUES('hashsize', 8388608)",
    *waiting.SCHEMA,
)
"""The tables of the index. `search` has the docid of `listing` as its rowid. FTS5 makes a segment of eight megabytes of words and not
of one: writing ten thousand articles takes five eighths of the time, as less is merged."""
TABLES = ("search", *waiting.TABLES)

_MOST_HELD = 4_000_000
"""Characters of terms that wait in memory for being written."""


@dataclass(slots=True)
class _Pending:
    """What a connection has still to write: rows of `search`, and in how many more articles each term stands."""

    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    worked_out: Batch | None = None
    """Whose counts are not among the others."""


_pending: dict[sqlite3.Connection, _Pending] = {}


class Columns(NamedTuple):
    """An article as the index holds it: title, body, author and source as terms with blanks between them, and each term once."""

    texts: tuple[str, ...]
    terms: frozenset[str]


def analysed(title: str, body: str, author: str, source: str) -> Columns:
    """What the index holds of an article. Needs no connection: another process may do it."""
    texts, terms = _columns((title, body, author, source))
    return Columns(texts, frozenset(terms))


def _columns(article: Texts) -> tuple[tuple[str, ...], set[str]]:
    texts: list[str] = []
    terms: set[str] = set()
    for text in article:
        found = list(stretches(text))
        for stretch in found:
            terms.update(stretch.split())
        texts.append(found[0] if len(found) == 1 else " ".join(found))
    return tuple(texts), terms


Texts = tuple[str, str, str, str]
"""Title, body, author and source of an article."""


class Batch(NamedTuple):
    """Articles as the index holds them, in how many of them each term stands, and the stems of those that may be new to it."""

    texts: Sequence[tuple[str, ...]]
    counts: Sequence[tuple[str, int]]
    stems: stems.Rows | None


def batch(articles: Iterable[Texts], seen: set[str] | None = None) -> Batch:
    """What the index holds of several articles; the stems of terms that are not among those `seen`, and are from then on.

    Without `seen` there are no stems: whoever writes works out those of the terms that are new.
    """
    texts = []
    counts: Counter[str] = Counter()
    for article in articles:
        columns, words = _columns(article)
        texts.append(columns)
        counts.update(words)
    counted = list(counts.items())
    if seen is None:
        return Batch(texts, counted, None)
    fresh = sorted([term for term in counts if term not in seen])
    seen.update(fresh)
    return Batch(texts, counted, stems.Rows(fresh, stems.rows_of(fresh)))


def add(conn: sqlite3.Connection, docid: int, title: str, body: str, author: str, source: str) -> None:  # noqa: PLR0917 - the columns of the index, in their order
    """Puts an article into the index."""
    put(conn, docid, analysed(title, body, author, source))


def put(conn: sqlite3.Connection, docid: int, article: Columns) -> None:
    """Puts an article into the index that was analysed before."""
    pending = _pending.setdefault(conn, _Pending())
    _hold(conn, pending, docid, article.texts)
    pending.counts.update(article.terms)


def put_batch(conn: sqlite3.Connection, docids: Iterable[int], articles: Batch) -> None:
    """Puts articles into the index that were worked out together, under these docids."""
    pending = _pending.setdefault(conn, _Pending())
    for docid, texts in zip(docids, articles.texts, strict=True):
        _hold(conn, pending, docid, texts)
    _take_in(pending)
    pending.worked_out = articles


def _take_in(pending: _Pending) -> None:
    """Count what was worked out together with the rest."""
    if pending.worked_out is not None:
        pending.counts.update(dict(pending.worked_out.counts))
        pending.worked_out = None


def _hold(conn: sqlite3.Connection, pending: _Pending, docid: int, texts: tuple[str, ...]) -> None:
    if docid in pending.rows:
        _write_rows(conn, pending)
    pending.rows[docid] = texts
    pending.characters += sum(map(len, texts))
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
    """Writes what is gathered."""
    pending = _pending.pop(conn, None)
    if pending is None:
        return
    _write_rows(conn, pending)
    if pending.worked_out is not None and not pending.counts:
        waiting.count(conn, sorted(pending.worked_out.counts), pending.worked_out.stems)
    else:
        _take_in(pending)
        waiting.count(conn, sorted(pending.counts.items()))


def discard(conn: sqlite3.Connection) -> None:
    """Forgets what was gathered since the last flush; for a transaction that is rolled back."""
    _pending.pop(conn, None)
    waiting.forget(conn)
    vocabulary.forget(conn)


def clear(conn: sqlite3.Connection) -> None:
    """Empties index and vocabulary, for a rebuild."""
    discard(conn)
    conn.execute("INSERT INTO search(search) VALUES('delete-all')")
    waiting.clear(conn)


MISSING_BELOW = "index is missing below"
"""The key in `local` of the docid below which articles may not be in the index yet (`store.finding.reindex`)."""


def is_complete(conn: sqlite3.Connection) -> bool:
    """Whether every article is in the index."""
    return conn.execute("SELECT 1 FROM local WHERE key = ?", (MISSING_BELOW,)).fetchone() is None


def note_missing_below(conn: sqlite3.Connection, docid: int) -> None:
    """Notes that articles with a lower docid may be missing in the index."""
    statement = (
        "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    )
    conn.execute(statement, (MISSING_BELOW, str(docid)))


def note_empty(conn: sqlite3.Connection) -> None:
    """Notes that the index is empty and has to be built: whoever opens the archive next begins with it."""
    last = conn.execute("SELECT coalesce(max(docid), 0) FROM listing").fetchone()[0]
    note_missing_below(conn, last + 1)
    conn.execute("UPDATE local SET value = '' WHERE key = 'analyser'")


def note_complete(conn: sqlite3.Connection) -> None:
    """Notes that all articles are in the index, and that the analyser of this program made it."""
    conn.execute("DELETE FROM local WHERE key = ?", (MISSING_BELOW,))
    conn.execute("UPDATE local SET value = ? WHERE key = 'analyser'", (str(ANALYSER_VERSION),))


_MISCOUNTED = """
SELECT coalesce(sum(coalesce(t.df, 0) + coalesce(w.more, 0) IS NOT i.doc), 0), count(*) FROM temp.index_terms AS i
LEFT JOIN main.terms AS t ON t.term = i.term LEFT JOIN main.terms_waiting AS w ON w.term = i.term
"""
_COUNTED = """
SELECT (SELECT count(*) FROM terms AS t LEFT JOIN terms_waiting AS w USING (term) WHERE t.df + coalesce(w.more, 0) <> 0)
+ (SELECT count(*) FROM terms_waiting AS w WHERE more <> 0 AND NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.term = w.term))
"""


def check(conn: sqlite3.Connection) -> str | None:
    """What is wrong with the index, or None. Compares FTS5's own structure, the vocabulary and its counts."""
    try:
        conn.execute("INSERT INTO search(search) VALUES('integrity-check')")
    except sqlite3.DatabaseError as error:
        return f"the full-text index is malformed ({error})"
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_terms USING fts5vocab(main, search, row)")
    try:
        wrong, indexed = conn.execute(_MISCOUNTED).fetchone()
        (known,) = conn.execute(_COUNTED).fetchone()
    finally:
        conn.execute("DROP TABLE temp.index_terms")
    if wrong or indexed != known:
        return f"the vocabulary disagrees with the index on {max(wrong, abs(indexed - known))} words"
    return None
