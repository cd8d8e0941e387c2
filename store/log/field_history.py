"""What a field of an article was, change by change: who set it when, from what to what, and how to set it so again.

The facts of a place are played again in their order: each takes the place of those it supersedes. What was visible in
between is thereby exactly what people saw, steps that were taken back included.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store import edits, notes, stars, subjects, tags
from store.article import DATES, Article, PartialDate
from store.articles import record, revisions
from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, heads

KEPT = ("tags", "note", "starred")
"""What people add to an article beside the fields of its record."""
_KINDS = {"tags": "tag", "note": "note", "starred": "star"}

State = str | PartialDate | tuple[str, ...] | bool | None
"""What a field showed: text, a date, several values, a star or none; None where it was empty."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A change of a field: `change` says who and when, `before` and `after` what it showed.

    `imported` says that afterwards it showed what the source states, and nobody's edit.
    """

    change: Change
    before: State
    after: State
    imported: bool = False


_FACTS = """
SELECT f.id, f.hlc, f.about, f.kind, f.slot, f.value, f.restores, f.change FROM fact AS f
WHERE f.about = ? AND f.kind = ? AND (? IS NULL OR f.slot = ?) ORDER BY f.hlc, f.id
"""
_OVER = "SELECT fact FROM over WHERE by = ?"
_ARRIVED = "SELECT change FROM fact WHERE about = ? AND kind = 'arrival' ORDER BY hlc, id LIMIT 1"


def history(conn: sqlite3.Connection, ident: str, field: str, imported: Article) -> list[Moment]:
    """The changes of a field of the article with this full id, newest first; `imported` is what its source says.

    The last one of a field that a source can state is the import.
    """
    kind = _KINDS.get(field) or (field if field in subjects.SUBJECTS else "edit")
    slot = field if kind == "edit" else None
    steps: dict[str, list[Fact]] = {}
    for *row, step in conn.execute(_FACTS, (ident, kind, slot, slot)):
        steps.setdefault(step, []).append(Fact.read(row))
    standing: dict[str, Fact] = {}
    before = _state([], field, imported)
    moments: list[Moment] = []
    arrived = conn.execute(_ARRIVED, (ident,)).fetchone() if kind == "edit" else None
    if arrived:
        moments.append(Moment(changes.read(conn, arrived[0]), None, before, imported=True))
    fallen: set[str] = set()
    """What was superseded, by another laptop whose clock was behind perhaps, before it was said."""
    for step, facts in steps.items():
        for fact in facts:
            for (old,) in conn.execute(_OVER, (fact.id,)):
                standing.pop(old, None)
                fallen.add(old)
            if fact.id not in fallen:
                standing[fact.id] = fact
        said = sorted(standing.values(), key=lambda fact: (fact.hlc, fact.id))
        after = _state(said, field, imported)
        nobody = kind == "edit" and not any(fact.value is not None for fact in said)
        moments.append(Moment(changes.read(conn, step), before, after, nobody))
        before = after
    return moments[::-1]


def _state(said: Sequence[Fact], field: str, imported: Article) -> State:
    """What a field shows while these facts stand."""
    if field == "tags":
        return tuple(sorted({fact.slot for fact in said if fact.value is not None}))
    if field == "note":
        written = notes.notes(said)
        return written[-1] if written else None
    if field == "starred":
        return any(fact.value is not None for fact in said)
    if field in subjects.SUBJECTS:
        return subjects.standing(said, field)
    values = record.edited(said).get(field)
    if values is None:
        stated: State = getattr(imported, field)
        return stated
    return revisions.date_from(values[-1]) if field in DATES else values[-1]


def restore(conn: sqlite3.Connection, ident: str, field: str, moment: Moment, operator: str) -> Change:
    """Give a field what it showed after a change, as a change of its own. Needs an open write transaction.

    Raises `BadValue`.
    """
    value: Any = moment.after
    if field == "note":
        return notes.write(conn, ident, value or "", operator)
    if field == "starred":
        return stars.change(conn, [ident], operator, on=bool(value))
    if field == "tags":
        standing = {fact.slot for fact in heads(conn, [ident], ["tag"]) if fact.value is not None}
        wanted = set(value)
        return tags.change(conn, [ident], sorted(wanted - standing), sorted(standing - wanted), operator)
    return edits.change(conn, ident, field, edits.AS_IMPORTED if moment.imported else value, operator)
