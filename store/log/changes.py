"""The log of changes: who did what when. Every change is one undoable step, written whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.articles import listing
from store.log import clock, stated, waiting
from store.log.facts import Put, dumps, is_article
from store.safekeeping import custody

_SENTENCES = {
    "import": "Imported {count}",
    "tag": "Tagged {count}",
    "untag": "Removed tags from {count}",
    "retag": "Changed the tags of {count}",
    "rename-tag": "Renamed the tag {old} to {new} on {count}",
    "merge-tags": "Merged tags into {into} on {count}",
    "delete-tag": "Deleted the tag {name} from {count}",
    "delete-tags": "Deleted the tags {name} from {count}",
    "move-tag": "Moved the tag {name} under {parent} on {count}",
    "raise-tag": "Moved the tag {name} to the top on {count}",
    "name-tag": "Changed the names of the tag {name}",
    "take-starter": "Took in the starter vocabulary",
    "leave-starter": "Took the starter vocabulary out",
    "star": "Starred {count}",
    "unstar": "Unstarred {count}",
    "note": "Wrote the note of {count}",
    "edit": "Set {field} of {count}",
    "edit-back": "Gave {field} of {count} its imported value back",
    "edit-record": "Set fields of {count}",
    "save-search": "Saved the search {name}",
    "forget-search": "Forgot the saved search {name}",
    "rename-search": "Renamed the saved search {old} to {new}",
    "arrange-searches": "Put the saved searches in order",
    "check": "Checked {count}",
    "decode": "Read {count} again as {encoding}",
    "reread": "Read {count} again",
    "refuse": "Refused the suggestion {name} for {count}",
    "choose-version": "Chose the version of {count} that is shown",
    "join": "Joined {count} with the same text",
    "paths": "Saw {count} again at another place",
    "recovered": "Recovered {count}",
    "load": "Loaded what was done to {count} from {name}",
    "merge": "Merged the archive {name}",
    "undo": "Took back",
    "redo": "Did again",
    "unreadable": "A step that can't be read",
}
KINDS = frozenset(_SENTENCES)
"""What a step can be; `unreadable` is one of which no sense can be made (`store.log.stated`)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the log. `count` articles were touched; `at` is UTC, ISO 8601; `undone` while it is taken back.

    `kind` with `values` says what was done, for a sentence in any language; `summary` says it in English. A change that
    found nothing to do has the id "" and is not in the log. For undo and redo, `values` has the step's kind as `of`, its
    values as `values`, and as `left` how many slots were changed since and therefore left alone.
    """

    id: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    at: str = ""
    operator: str = ""
    undone: bool = False

    @property
    def summary(self) -> str:
        """What was done, in English."""
        number = f"{self.count} article" if self.count == 1 else f"{self.count} articles"
        sentence = _SENTENCES[self.kind].format(count=number, **self.values_shown())
        if self.kind in {"undo", "redo"}:
            done = Change("", self.values["of"], self.values["values"], self.count).summary
            sentence = f"{sentence}: {done[0].lower()}{done[1:]}"
        tags = [f"+{name}" for name in self.values.get("add", ())]
        tags += [f"-{name}" for name in self.values.get("remove", ())]
        return f"{sentence}: {' '.join(tags)}" if tags else sentence

    def values_shown(self) -> dict[str, str]:
        """The single values among `values`, as text."""
        return {name: value for name, value in self.values.items() if isinstance(value, str)}


_INSERT_CHANGE = """
INSERT INTO change(id, hlc, replica, operator, kind, summary, undoes) VALUES(?, ?, ?, ?, ?, ?, ?)
ON CONFLICT(id) DO NOTHING
"""
_INSERT_FACT = (
    "INSERT INTO fact(id, change, hlc, about, kind, slot, value, restores) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_OVER = "INSERT INTO over(fact, by) VALUES(?, ?) ON CONFLICT DO NOTHING"


def write_change(
    conn: sqlite3.Connection,
    ident: str,
    hlc: int,
    *,
    kind: str,
    values: Mapping[str, Any],
    operator: str,
    undoes: str | None = None,
) -> None:
    """The row of a change, unless it is there already. Needs an open write transaction."""
    row = (ident, hlc, clock.replica(conn), operator, kind, dumps(values), undoes)
    if conn.execute(_INSERT_CHANGE, row).rowcount:
        custody.note(conn, ident)


def write_facts(conn: sqlite3.Connection, change: str, puts: Sequence[Put]) -> int:
    """The facts of a change, in order, and what they supersede; the reading of the clock that the first has, the others follow.

    Needs an open write transaction.
    """
    hlc = clock.tick(conn, len(puts))
    rows, over = [], []
    for offset, put in enumerate(puts):
        ident = clock.new_id(hlc + offset)
        rows.append((ident, change, hlc + offset, put.about, put.kind, put.slot, put.value, put.restores))
        over += [(fact, ident) for fact in put.over]
    conn.executemany(_INSERT_FACT, rows)
    if over:
        conn.executemany(_INSERT_OVER, over)
    for row, put in zip(rows, puts, strict=True):
        if put.waits:
            waiting.note(conn, row[0], put.waits)
    if puts:
        custody.note(conn, change, hlc, hlc + len(puts) - 1)
    return hlc


def record(
    conn: sqlite3.Connection,
    kind: str,
    values: Mapping[str, Any],
    puts: Sequence[Put],
    operator: str,
    *,
    undoes: str | None = None,
    even_empty: bool = False,
    also: int = 0,
) -> Change:
    """Write one change with its facts and bring what is visible up to date. Needs an open write transaction.

    Without facts nothing is written and the change has no id, unless `even_empty`. `also` is the number of articles that it touched
    otherwise than by these facts.
    """
    if not puts and not even_empty:
        return Change("", kind, values)
    abouts = sorted({put.about for put in puts})
    hlc = clock.tick(conn)
    if undoes:
        # What is taken back may have been done where the clock was ahead.
        hlc = max(hlc, clock.of_id(undoes) + 1)
    ident = clock.new_id(hlc)
    count = sum(map(is_article, abouts)) + also
    stored = {**values, "count": count}
    write_change(conn, ident, hlc, kind=kind, values=stored, operator=operator, undoes=undoes)
    write_facts(conn, ident, puts)
    listing.refresh(conn, abouts, {put.kind for put in puts})
    return Change(ident, kind, values, count, clock.iso(hlc), operator)


_READ = "SELECT id, hlc, operator, kind, summary FROM change WHERE id = ?"
_ARRIVALS = (
    "SELECT count(DISTINCT about) FROM fact WHERE change = ? AND kind = 'arrival' AND value IS NOT NULL"
)


def read(conn: sqlite3.Connection, ident: str, *, undone: bool = False) -> Change:
    """The change with this id."""
    ident, hlc, operator, kind, summary = conn.execute(_READ, (ident,)).fetchone()
    try:
        values = told(kind, summary)
    except stated.Senseless:
        kind, values = "unreadable", {}
    count = values.pop("count", 0)
    if kind in ("import", "reread"):
        count = conn.execute(_ARRIVALS, (ident,)).fetchone()[0]
    return Change(ident, kind, values, count, clock.iso(hlc), operator, undone)


def told(kind: str, summary: str) -> dict[str, Any]:
    """The values of a step of this kind, and its `count`; there is a sentence for them. Raises `stated.Senseless`."""
    values = stated.of_step(summary)
    try:
        known = bool(Change("", kind, values, values.get("count", 0)).summary)
    except (LookupError, TypeError, ValueError, AttributeError):
        known = False
    if not known:
        raise stated.Senseless(kind)
    return values


_VISIBLE = """
SELECT DISTINCT l.id FROM fact AS f CROSS JOIN listing AS l ON l.id = f.about WHERE f.change = ? LIMIT ?
"""


def articles_of(conn: sqlite3.Connection, ident: str, *, limit: int) -> list[str]:
    """The ids of visible articles that this change touched, at most `limit`."""
    return [found for (found,) in conn.execute(_VISIBLE, (ident, limit))]


_TITLES = """
SELECT c.value, l.title FROM json_each(?) AS c CROSS JOIN fact AS f ON f.change = c.value JOIN listing AS l ON l.id = f.about
GROUP BY c.value HAVING count(DISTINCT l.id) = 1
"""


def titles(conn: sqlite3.Connection, found: Sequence[Change]) -> dict[str, str]:
    """The title of the article of each of these changes that touched a single one, by the change's id."""
    single = [change.id for change in found if change.count == 1]
    return {ident: title for ident, title in conn.execute(_TITLES, (dumps(single),)) if title}
