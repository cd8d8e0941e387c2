"""In how many articles each term stands: the vocabulary, and what was counted since it was folded last.

A text has a hundred and fifty different words, which lie on as many pages of a large vocabulary: writing them all was four fifths of what
one article more put into the log. So counts go into a small table first, `terms_waiting`, and the stems of new terms into
`stems_waiting`; both are folded into the large ones in the order of their words, which writes each page once for many
articles: when many terms wait, and when nobody types (`store.finding.tidying`). A term stands in as many articles as both tables
say together, and has its stems as long as it is in either.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from store.finding import stems
from store.log.facts import dumps

SCHEMA: tuple[str, ...] = (
    "CREATE TABLE terms(term TEXT PRIMARY KEY, df INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE terms_waiting(term TEXT PRIMARY KEY, more INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    *stems.SCHEMA,
)
TABLES = ("terms", "terms_waiting", *stems.TABLES)

MOST = 20_000
"""Terms and stems that wait at most. An article more writes on five pages of them where there are 4,000, on sixty where there are 60,000."""
PORTION = 600
"""Terms, and stems, that are folded at once at least: each may lie on a page of its own."""
MANY = 8_000
"""Terms of one transaction that are counted in the vocabulary itself: they are on most of its pages."""
_KNOWN = 100_000
"""Terms of which a connection remembers that they are in the vocabulary."""

_COUNT = """INSERT INTO terms_waiting(term, more) VALUES(?, ?)
ON CONFLICT(term) DO UPDATE SET more = more + excluded.more"""
_COUNT_MANY = (
    """INSERT INTO terms(term, df) VALUES(?, ?) ON CONFLICT(term) DO UPDATE SET df = df + excluded.df"""
)
_NEW = """SELECT json_group_array(a.value) FROM json_each(?) AS a
WHERE NOT EXISTS (SELECT 1 FROM terms_waiting AS w WHERE w.term = a.value)
AND NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.term = a.value)"""


def count(
    conn: sqlite3.Connection, more: Sequence[tuple[str, int]], worked_out: stems.Rows | None = None
) -> None:
    """Counts terms, which come in order, in so many more articles, or fewer. Needs an open write transaction.

    The stems of those that are new may have been `worked_out` by another process.
    """
    many = len(more) >= MANY
    stems.add(conn, _new(conn, [term for term, _more in more]), worked_out, at_once=many)
    if many:
        conn.executemany(_COUNT_MANY, [each for each in more if each[1] > 0])
        more = [each for each in more if each[1] < 0]
    conn.executemany(_COUNT, [each for each in more if each[1]])
    if size(conn) > MOST:
        fold(conn, max(PORTION, 4 * len(more)))


class _Known(NamedTuple):
    """Terms that were in the vocabulary when no other program had written since."""

    version: int
    terms: set[str]


_known: dict[sqlite3.Connection, _Known] = {}


def forget(conn: sqlite3.Connection) -> None:
    """Drops what is remembered for a connection: it is closed, its transaction was rolled back, or terms have gone."""
    _known.pop(conn, None)


def _new(conn: sqlite3.Connection, terms: list[str]) -> list[str]:
    """Those of the terms that the archive does not have."""
    version = conn.execute("PRAGMA data_version").fetchone()[0]
    remembered = _known.get(conn)
    if remembered is None or remembered.version != version:
        remembered = _known[conn] = _Known(version, set())
    unknown = [term for term in terms if term not in remembered.terms]
    (found,) = conn.execute(_NEW, (dumps(unknown),)).fetchone()
    if len(remembered.terms) < _KNOWN:
        remembered.terms.update(unknown)
    return cast("list[str]", json.loads(found))


def size(conn: sqlite3.Connection) -> int:
    """The terms and stems that wait."""
    found = "SELECT (SELECT count(*) FROM terms_waiting) + (SELECT count(*) FROM stems_waiting)"
    number: int = conn.execute(found).fetchone()[0]
    return number


_FOLD = """INSERT INTO terms(term, df) SELECT term, more FROM terms_waiting WHERE term <= ?
ON CONFLICT(term) DO UPDATE SET df = df + excluded.df"""
_FOLD_STEMS = """INSERT INTO stems(stem, terms) SELECT stem, terms FROM stems_waiting WHERE stem <= ?
ON CONFLICT(stem) DO UPDATE SET terms = terms || excluded.terms"""
_GONE = "SELECT w.term FROM terms_waiting AS w JOIN terms AS t USING (term) WHERE w.term <= ? AND w.more <= 0 AND t.df <= 0"


def fold(conn: sqlite3.Connection, most: int | None = None) -> None:
    """Folds what waits into the vocabulary, so many terms and stems at most. Needs an open write transaction.

    Terms that are in no article any more are forgotten.
    """
    last = _last(conn, "SELECT term FROM terms_waiting ORDER BY term LIMIT 1 OFFSET ?", most)
    conn.execute(_FOLD, (last,))
    for (term,) in conn.execute(_GONE, (last,)).fetchall():
        conn.execute("DELETE FROM terms WHERE term = ?", (term,))
        stems.remove(conn, term)
        forget(conn)
    conn.execute("DELETE FROM terms_waiting WHERE term <= ?", (last,))
    last = _last(conn, "SELECT stem FROM stems_waiting ORDER BY stem LIMIT 1 OFFSET ?", most)
    conn.execute(_FOLD_STEMS, (last,))
    conn.execute("DELETE FROM stems_waiting WHERE stem <= ?", (last,))


_LAST = "\U0010ffff"
"""Greater than all words: it is in none."""


def _last(conn: sqlite3.Connection, statement: str, most: int | None) -> str:
    row = None if most is None else conn.execute(statement, (most - 1,)).fetchone()
    return row[0] if row else _LAST


def clear(conn: sqlite3.Connection) -> None:
    """Empties the vocabulary."""
    forget(conn)
    for table in TABLES:
        conn.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours


def known(conn: sqlite3.Connection) -> Iterator[str]:
    """Every term that has its stems, each once; those too that have gone since the last fold."""
    for (term,) in conn.execute("SELECT term FROM terms UNION SELECT term FROM terms_waiting"):
        yield term


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Every term of the archive with the number of its articles, by term; for examinations, it reads all."""
    rows = conn.execute(
        "SELECT term, sum(df) AS n FROM (SELECT term, df FROM terms UNION ALL SELECT term, more FROM terms_waiting)"
        " GROUP BY term HAVING n <> 0 ORDER BY term"
    )
    return dict(rows.fetchall())


def frequencies(conn: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """How many articles have each of the terms; in their order; those that none has are left out."""
    return dict(conn.execute(_FREQUENCIES, (json.dumps(list(terms), ensure_ascii=False),)).fetchall())


_FREQUENCIES = """SELECT a.value, coalesce(t.df, 0) + coalesce(w.more, 0) AS n FROM json_each(?) AS a
LEFT JOIN terms AS t ON t.term = a.value LEFT JOIN terms_waiting AS w ON w.term = a.value WHERE n > 0"""
