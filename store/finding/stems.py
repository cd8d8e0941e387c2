"""From a stem to the terms of this archive that may be read so, with the doubt of each reading (`store.text.arabic.Doubt`).

A row is a stem with all its terms. A term is its stem with letters before and behind: only those are kept, behind a sign that says
the doubt and how many of them stand before; that takes two fifths of the room of a row for each term. What was written since
the vocabulary was folded last (`store.finding.waiting`) is in a small table of the same shape.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.log.facts import dumps
from store.text.analyser import readings
from store.text.arabic import Doubt

SCHEMA: tuple[str, ...] = (
    "CREATE TABLE stems(stem TEXT PRIMARY KEY, terms TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE stems_waiting(stem TEXT PRIMARY KEY, terms TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
TABLES = ("stems", "stems_waiting")


class _Shape(NamedTuple):
    """How a term is written beside its stem: its doubt, letters before, letters of the stem's end that it lacks."""

    doubt: Doubt
    before: int
    lacks: int


_BEFORE = range(3)
_MOST_BEFORE = _BEFORE[-1]
_WHOLE = -1
"""In the place of the one letter that may be lacking: the term is written whole, as it has nothing of its stem."""
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*+-/"  # none is ever in a term: those are small letters or digits
_SIGNS_OF = [_SIGNS[6 * doubt : 6 * doubt + 6] + _SIGNS[30 + doubt] for doubt in Doubt]
_SHAPE_OF = {
    sign: shape
    for doubt, signs in zip(Doubt, _SIGNS_OF, strict=True)
    for sign, shape in zip(
        signs,
        [*(_Shape(doubt, before, lacks) for before in _BEFORE for lacks in (0, 1)), _Shape(doubt, 0, _WHOLE)],
        strict=True,
    )
}
_entries = re.compile(f"([{re.escape(_SIGNS)}])([^{re.escape(_SIGNS)}]*)").findall


Entry = tuple[str, str]
"""A stem, and what its row says of one term."""


def entries(term: str) -> list[Entry]:
    """The stems of a term, each with the entry of the term in its row."""
    return [(stem, packed(stem, term, doubt)) for stem, doubt in readings(term).items()]


def packed(stem: str, term: str, doubt: Doubt) -> str:
    """The entry of a term in the row of its stem."""
    signs = _SIGNS_OF[doubt]
    before, found, behind = term.partition(stem)
    if found and len(before) <= _MOST_BEFORE:
        return f"{signs[2 * len(before)]}{before}{behind}"
    before, found, behind = term.partition(stem[:-1] or stem)
    if found and len(before) <= _MOST_BEFORE:
        return f"{signs[2 * len(before) + 1]}{before}{behind}"
    return signs[_WHOLE] + term


def unpacked(stem: str, entries: str) -> Iterator[tuple[str, Doubt]]:
    """The terms of a row, each with its doubt."""
    core = stem, stem[:-1] or stem
    for sign, letters in _entries(entries):
        doubt, before, lacks = _SHAPE_OF[sign]
        if lacks == _WHOLE:
            yield letters, doubt
        else:
            yield letters[:before] + core[lacks] + letters[before:], doubt


class Rows(NamedTuple):
    """Terms, and the rows of their stems: each stem once, with the entries of all that have it, by stem."""

    terms: Sequence[str]
    rows: Sequence[Entry]


def rows_of(terms: Iterable[str]) -> list[Entry]:
    """The rows of the stems of these terms, by stem."""
    rows: dict[str, str] = {}
    known = rows.get
    for term in terms:
        for stem, entry in entries(term):
            rows[stem] = known(stem, "") + entry
    return sorted(rows.items())


_ADD = """INSERT INTO {table}(stem, terms) VALUES(?, ?)
ON CONFLICT(stem) DO UPDATE SET terms = terms || excluded.terms"""


def add(conn: sqlite3.Connection, terms: list[str], worked_out: Rows | None, *, at_once: bool) -> None:
    """Notes the stems of terms that are new to the archive, `at_once` in the large table. Needs an open write transaction.

    They may have been `worked_out` by another process, if it took the same terms for new.
    """
    same = worked_out is not None and worked_out.terms == terms
    statement = _ADD.format(table=TABLES[0 if at_once else 1])
    conn.executemany(statement, worked_out.rows if worked_out and same else rows_of(terms))


def remove(conn: sqlite3.Connection, term: str) -> None:
    """Forgets a term that has gone from the archive. Needs an open write transaction."""
    for stem, gone in entries(term):
        for table in TABLES:
            row = conn.execute(f"SELECT terms FROM {table} WHERE stem = ?", (stem,)).fetchone()  # noqa: S608 - a name of ours
            if row is None:
                continue
            left = "".join(entry for entry in map("".join, _entries(row[0])) if entry != gone)
            if left:
                conn.execute(f"UPDATE {table} SET terms = ? WHERE stem = ?", (left, stem))  # noqa: S608 - as above
            else:
                conn.execute(f"DELETE FROM {table} WHERE stem = ?", (stem,))  # noqa: S608 - as above


_READ = """SELECT s.stem, s.terms FROM json_each(?1) AS wanted CROSS JOIN stems AS s ON s.stem = wanted.value
UNION ALL SELECT s.stem, s.terms FROM json_each(?1) AS wanted CROSS JOIN stems_waiting AS s ON s.stem = wanted.value"""


def read(conn: sqlite3.Connection, stems: Iterable[str]) -> Iterator[tuple[str, str, Doubt]]:
    """(stem, term, doubt) of every term that may be read as one of these stems."""
    for stem, entries in conn.execute(_READ, (dumps(list(stems)),)).fetchall():
        for term, doubt in unpacked(stem, entries):
            yield stem, term, doubt


def every(conn: sqlite3.Connection) -> Iterator[tuple[str, str, Doubt]]:
    """As `read`, of all stems; raises ValueError at a row that nobody writes."""
    for table in TABLES:
        for stem, entries in conn.execute(f"SELECT stem, terms FROM {table}"):  # noqa: S608 - as above
            if sum(1 + len(letters) for _sign, letters in _entries(entries)) != len(entries):
                raise ValueError(stem)
            for term, doubt in unpacked(stem, entries):
                yield stem, term, doubt
