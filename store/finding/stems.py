"""From a stem to the terms of this archive that may be read so, with the doubt of each reading (`store.text.arabic.Doubt`).

A row is a stem with all its terms. A term is its stem with letters before and behind: only those are kept, behind a sign that says
the doubt and how many of them stand before; that takes two fifths of the room of a row for each term. What was written since
the vocabulary was folded last (`store.finding.waiting`) is in a small table of the same shape.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
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


_MOST_BEFORE, _MOST_LACKING = 2, 1
_SHAPES = [
    _Shape(doubt, before, lacks)
    for doubt in Doubt
    for before in range(_MOST_BEFORE + 1)
    for lacks in range(_MOST_LACKING + 1)
]
_WHOLE = -1
"""In the place of letters that are lacking: the term is written whole, as it has nothing of its stem."""
_SHAPES += [_Shape(doubt, 0, _WHOLE) for doubt in Doubt]
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*+-/"  # none is ever in a term: those are small letters or digits
_SHAPE_OF = dict(zip(_SIGNS, _SHAPES, strict=True))
_SIGN_OF = {shape: sign for sign, shape in _SHAPE_OF.items()}
_entries = re.compile(f"([{re.escape(_SIGNS)}])([^{re.escape(_SIGNS)}]*)").findall


def packed(stem: str, term: str, doubt: Doubt) -> str:
    """The entry of a term in the row of its stem."""
    for lacks in range(_MOST_LACKING + 1):
        core = stem[: len(stem) - lacks]
        for before in range(_MOST_BEFORE + 1):
            if core and term.startswith(core, before):
                return _SIGN_OF[_Shape(doubt, before, lacks)] + term[:before] + term[before + len(core) :]
    return _SIGN_OF[_Shape(doubt, 0, _WHOLE)] + term


def unpacked(stem: str, entries: str) -> Iterator[tuple[str, Doubt]]:
    """The terms of a row, each with its doubt."""
    whole, cut = stem, stem[:-1]
    for sign, letters in _entries(entries):
        doubt, before, lacks = _SHAPE_OF[sign]
        if lacks == _WHOLE:
            yield letters, doubt
        else:
            yield letters[:before] + (cut if lacks else whole) + letters[before:], doubt


_ADD = """INSERT INTO stems_waiting(stem, terms) VALUES(?, ?)
ON CONFLICT(stem) DO UPDATE SET terms = terms || excluded.terms"""


def add(conn: sqlite3.Connection, terms: Iterable[str]) -> None:
    """Notes the stems of terms that are new to the archive. Needs an open write transaction."""
    rows: dict[str, list[str]] = {}
    for term in terms:
        for stem, doubt in readings(term).items():
            rows.setdefault(stem, []).append(packed(stem, term, doubt))
    conn.executemany(_ADD, [(stem, "".join(entries)) for stem, entries in sorted(rows.items())])


def remove(conn: sqlite3.Connection, term: str) -> None:
    """Forgets a term that has gone from the archive. Needs an open write transaction."""
    for stem, doubt in readings(term).items():
        gone = packed(stem, term, doubt)
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
