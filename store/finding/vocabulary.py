"""The words of the archive: which of them a query word means, how frequent they are, how they go on from a beginning."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from store.finding import stems as stem_rows
from store.finding.behind_articles import behind_articles
from store.finding.waiting import frequencies
from store.text import arabic
from store.text.analyser import pairs, readings
from store.text.arabic import Doubt, believable
from store.text.fold import fold
from store.text.plurals import broken_plurals
from store.text.spellings import other_spellings

T = TypeVar("T")
MOST_FORMS = 48
"""Terms that one query word may become; the most frequent are kept."""
MOST_COMPLETIONS = 24
"""Terms that a beginning becomes where all of them would be too many (as many as the measurements used)."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What one query word means in this archive.

    `exact` is its folded spelling, `bases` the terms it is indexed under (more than one where the alef leaves it open, or an article stays),
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


def forms(conn: sqlite3.Connection, word: str) -> Forms:
    """Every term of the archive that a query word reaches: those which share a believable stem with it."""
    remembered = _remembered(conn)
    found = remembered.forms.get(word)
    if found is None:
        found = remembered.forms[word] = _forms(conn, word)
    return found


def _forms(conn: sqlite3.Connection, word: str) -> Forms:
    exact, bases = bases_of(word)
    behind = arabic.behind_article(exact)
    elsewhere = (base for other in other_spellings(word) for base in bases_of(other)[1])
    spelled = (
        *bases,
        *behind,
        *elsewhere,
        *(plural for base in (*bases, *behind) for plural in broken_plurals(base)),
    )
    stems: dict[str, tuple[Doubt, str]] = {}
    for base in spelled:
        for stem, doubt in readings(base).items():
            if stem not in stems or doubt < stems[stem][0]:
                stems[stem] = (doubt, base)
    for base in spelled:
        stems[base] = (Doubt.ENDING, base)
    df = frequencies(conn, stems)
    good = [
        stem
        for stem, (doubt, base) in stems.items()
        if stem in spelled or believable(doubt, df.get(stem, 0), df.get(base, 0))
    ]
    found = {stem: df[stem] for stem in good if stem in df}
    members = list(stem_rows.read(conn, good))
    counts = frequencies(conn, dict.fromkeys(term for _stem, term, _doubt in members))
    found |= {
        term: counts[term]
        for stem, term, doubt in members
        if term in counts and believable(doubt, df.get(stem, 0), counts[term])
    }
    found |= behind_articles(conn, (*bases, *behind), dict.fromkeys((*spelled, *good, *found)), found)
    # With its article a word is as much itself as one whose article the index took off.
    certain = (term for base in (*bases, *behind) for term in (base, *arabic.with_article(base)))
    bases = tuple(dict.fromkeys((*bases, *(term for term in certain if term in found))))
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


def reaches(conn: sqlite3.Connection, word: str, *, open_: bool = False) -> dict[str, int]:
    """Every term that a word of a query reaches, with its frequency; `open_`: the most frequent that begin so as well."""
    found = dict(forms(conn, word).df)
    for beginning in beginnings_of(word) if open_ else ():
        found = completions(conn, beginning, MOST_COMPLETIONS)[0] | found
    return found


_SCANNED = 4_000
_BEGINNING = "FROM terms WHERE term >= ? AND term < ?"
_WAITING = "FROM terms_waiting WHERE term >= ? AND term < ?"
_NOW = """SELECT w.term, w.more + coalesce(t.df, 0) FROM terms_waiting AS w LEFT JOIN terms AS t ON t.term = w.term
WHERE w.term >= ? AND w.term < ?"""
_SCAN = """SELECT count(*), coalesce(sum(df), 0)
FROM (SELECT df FROM terms WHERE term >= ? AND term < ? LIMIT ?)"""
_broad: dict[tuple[str, str, int], tuple[int, dict[str, int], int]] = {}


def completions(conn: sqlite3.Connection, beginning: str, most: int) -> tuple[dict[str, int], int]:
    """The most frequent terms that begin so, and the sum of the frequencies of all that do.

    One or two letters begin a tenth of all terms: what they go on as is remembered until the archive has grown by a fiftieth.
    """
    remembered = _remembered(conn)
    found = remembered.completions.get((beginning, most))
    if found is None:
        found = remembered.completions[beginning, most] = _completions(conn, beginning, most)
    return found


def _completions(conn: sqlite3.Connection, beginning: str, most: int) -> tuple[dict[str, int], int]:
    ends = (beginning, beginning + "\U0010ffff")
    path = conn.execute("PRAGMA database_list").fetchone()[2]
    articles = size(conn)
    known = _broad.get((path, beginning, most))
    if known is not None and path and 0.98 * articles <= known[0] <= 1.02 * articles:
        return known[1], known[2]
    more = conn.execute(f"SELECT count(*), sum(more), sum(more < 0) {_WAITING}", ends).fetchone()
    counted, total = conn.execute(_SCAN, (*ends, _SCANNED + 1)).fetchone()
    if counted > _SCANNED:
        total = conn.execute(f"SELECT sum(df) {_BEGINNING}", ends).fetchone()[0]
    best: dict[str, int] = {}
    if most:
        query = f"SELECT term, df {_BEGINNING} ORDER BY df DESC, term LIMIT ?"
        best = dict(conn.execute(query, (*ends, most + (more[2] or 0))).fetchall())
    if more[0]:
        total += more[1]
        best |= dict(conn.execute(_NOW, ends).fetchall()) if most else {}
        first = sorted(best.items(), key=lambda each: (-each[1], each[0]))[:most]
        best = {term: df for term, df in first if df > 0}
    if counted > _SCANNED:
        _broad[path, beginning, most] = (articles, best, total)
    return best, total


@dataclass(slots=True)
class _Remembered:
    """What was looked up in one state of an archive."""

    state: tuple[int, int]
    forms: dict[str, Forms] = field(default_factory=dict)
    completions: dict[tuple[str, int], tuple[dict[str, int], int]] = field(default_factory=dict)
    others: dict[Callable[[], object], object] = field(default_factory=dict)


_states: dict[sqlite3.Connection, _Remembered] = {}
_MOST_REMEMBERED = 500


def _remembered(conn: sqlite3.Connection) -> _Remembered:
    """What is remembered for this connection; emptied when the file has changed, by others or by the connection itself."""
    state = (conn.execute("PRAGMA data_version").fetchone()[0], conn.total_changes)
    known = _states.get(conn)
    if known is None or known.state != state:
        known = _states[conn] = _Remembered(state)
    if len(known.forms) + len(known.completions) > _MOST_REMEMBERED:
        known.forms.clear()
        known.completions.clear()
    return known


def remembered(conn: sqlite3.Connection, kind: Callable[[], T]) -> T:
    """What another module remembers of this state of the archive: made by `kind`, gone when the file has changed."""
    others = _remembered(conn).others
    found = others.get(kind)
    if found is None:
        found = others[kind] = kind()
    return cast("T", found)


def forget(conn: sqlite3.Connection) -> None:
    """Drops what is remembered for a connection: it is closed, or its transaction was rolled back."""
    _states.pop(conn, None)


def size(conn: sqlite3.Connection) -> int:
    """The number of articles in the index, from FTS5's own averages record (id 1; its first varint)."""
    row = conn.execute("SELECT block FROM search_data WHERE id = 1").fetchone()
    number = 0
    for byte in (row[0] if row else b"")[:8]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return number
