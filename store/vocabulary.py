"""The words of the archive: which of them a query word means, how frequent they are, how they go on from a beginning."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from store.text import arabic
from store.text.analyser import pairs, readings
from store.text.arabic import Doubt, believable
from store.text.fold import fold

MOST_FORMS = 48
"""Terms that one query word may become; the most frequent are kept."""
MOST_COMPLETIONS = 24
"""Terms that a beginning becomes where all of them would be too many (as many as the measurements used)."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What one query word means in this archive.

    `exact` is its folded spelling, `bases` the terms it is indexed under (more than one where the alef leaves it open),
    `df` every term it reaches with its document frequency, the word's own first.
    """

    exact: str
    bases: tuple[str, ...]
    df: dict[str, int]

    @property
    def total(self) -> int:
        """The sum of the frequencies: at least the number of articles that are found."""
        return sum(self.df.values())


def bases_of(word: str) -> tuple[str, tuple[str, ...]]:
    """The folded spelling of one word as typed, and the terms it may be indexed under.

    People leave hamzas out: المانيا may be ألمانيا or ال + مانيا, and ألمانيا may be written المانيا.
    """
    exact, term = pairs(word)[0]
    bases = [term, exact]
    if arabic.is_arabic(exact):
        bare = arabic.without_article(exact)
        if bare:
            bases.append(bare)
    return exact, tuple(dict.fromkeys(bases))


def frequencies(conn: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """How many articles have each of the terms; those that none has are left out."""
    return dict(
        conn.execute(
            "SELECT term, df FROM terms WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(list(terms), ensure_ascii=False),),
        ).fetchall()
    )


def forms(conn: sqlite3.Connection, word: str) -> Forms:
    """Every term of the archive that a query word reaches: those which share a believable stem with it."""
    exact, bases = bases_of(word)
    stems: dict[str, tuple[Doubt, str]] = {}
    for base in bases:
        for stem, doubt in readings(base).items():
            if stem not in stems or doubt < stems[stem][0]:
                stems[stem] = (doubt, base)
    for base in bases:
        stems[base] = (Doubt.ENDING, base)
    df = frequencies(conn, stems)
    good = [
        stem
        for stem, (doubt, base) in stems.items()
        if stem in bases or believable(doubt, df.get(stem, 0), df.get(base, 0))
    ]
    found = {stem: df[stem] for stem in good if stem in df}
    rows = conn.execute(
        "SELECT s.stem, s.term, s.doubt, t.df FROM json_each(?) AS wanted CROSS JOIN stem_term AS s ON s.stem = wanted.value "
        "JOIN terms AS t ON t.term = s.term",
        (json.dumps(good, ensure_ascii=False),),
    )
    found |= {
        term: count for stem, term, doubt, count in rows if believable(Doubt(doubt), df.get(stem, 0), count)
    }
    own = {base: found.pop(base) for base in bases if base in found}
    others = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return Forms(exact, bases, own | dict(others[:MOST_FORMS]))


def beginnings_of(word: str) -> tuple[str, ...]:
    """The folded beginnings of terms that a typed beginning stands for: itself, and what is behind its article."""
    exact = pairs(word)[0][0] if pairs(word) else fold(word)
    if not arabic.is_arabic(exact):
        return (exact,)
    bare = arabic.without_article(exact, least=1)
    return (exact,) if bare is None else (bare, exact)


_SCANNED = 4_000
_BEGINNING = "FROM terms WHERE term >= ? AND term < ?"
_broad: dict[tuple[str, str, int], tuple[int, dict[str, int], int]] = {}


def completions(conn: sqlite3.Connection, beginning: str, most: int) -> tuple[dict[str, int], int]:
    """The most frequent terms that begin so, and the sum of the frequencies of all that do.

    One or two letters begin a tenth of all terms: what they go on as is remembered until the archive has grown by a fiftieth.
    """
    ends = (beginning, beginning + "\U0010ffff")
    rows = conn.execute(f"SELECT term, df {_BEGINNING} LIMIT ?", (*ends, _SCANNED + 1)).fetchall()
    if len(rows) <= _SCANNED:
        rows.sort(key=lambda row: (-row[1], row[0]))
        return dict(rows[:most]), sum(df for _, df in rows)
    path = conn.execute("PRAGMA database_list").fetchone()[2]
    articles = size(conn)
    known = _broad.get((path, beginning, most))
    if known is None or not path or not 0.98 * articles <= known[0] <= 1.02 * articles:
        best = conn.execute(f"SELECT term, df {_BEGINNING} ORDER BY df DESC, term LIMIT ?", (*ends, most))
        total = conn.execute(f"SELECT sum(df) {_BEGINNING}", ends).fetchone()[0]
        known = _broad[path, beginning, most] = (articles, dict(best.fetchall()), total)
    return known[1], known[2]


def size(conn: sqlite3.Connection) -> int:
    """The number of articles in the index, from FTS5's own averages record (id 1; its first varint)."""
    row = conn.execute("SELECT block FROM search_data WHERE id = 1").fetchone()
    number = 0
    for byte in (row[0] if row else b"")[:8]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return number
