"""A merge taken back: what came in by it leaves this copy, as if it had never been merged.

Nothing is said about it to the other archive: had the step superseded what came in, the next merge the other way round would
take it from those who did it. So the rows go again: those that came with the merge, and no others. What was done here since
with what came in stays, and holds again when the merge is done again.

Which changes and entries came is kept in `local`, as it is of no other copy's concern. What came is also no step of this copy,
though the other may bear its name, as a file that was copied does: `undo` passes over it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from store.articles import listing, revisions
from store.errors import ArchiveDamaged, CannotTakeBack
from store.log import stated, waiting
from store.log.facts import dumps, is_article
from store.safekeeping import custody, purged, redacting
from store.safekeeping.purged import Purge
from store.safekeeping.redacting import Hidden
from store.similar import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.merging.taking_in import TakenIn

_Fact = tuple[str, str, str, str, str | None]
"""Its id, what it is about, kind, slot and value."""
_KEY = "merge "
_AT_ONCE = 500


def remember(conn: sqlite3.Connection, merge: str, taken: TakenIn) -> None:
    """Note what came with this merge. One that brought nothing to be seen has no step, and nothing to take back."""
    said = {
        "changes": taken.changes,
        "entries": taken.entries,
        "spans": taken.spans,
        "purges": [" ".join(one) for one in taken.purges],
        "filled": [one.text for one in taken.filled],
    }
    key = _KEY + (merge or f"- {taken.entries[-1] if taken.entries else ''}")
    conn.execute(
        "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, dumps(said)),
    )


def came_in(conn: sqlite3.Connection) -> set[str]:
    """The ids of all changes that are here because of a merge."""
    rows = conn.execute("SELECT value FROM local WHERE key >= ? AND key < ?", (_KEY, _KEY[:-1] + "!"))
    return {change for (value,) in rows for change in stated.names_in(stated.of_act(value), "changes")}


def is_known(conn: sqlite3.Connection, merge: str) -> bool:
    """Whether what came with this merge is known, so that it can be taken out."""
    return conn.execute("SELECT 1 FROM local WHERE key = ?", (_KEY + merge,)).fetchone() is not None


def take_out(conn: sqlite3.Connection, merge: str) -> int:
    """Delete what came with this merge; how many articles it was said of. Needs an open write transaction.

    Raises `CannotTakeBack` where a later merge brought what goes on from it.
    """
    if not is_known(conn, merge):
        return 0
    keys, said = _with_what_follows(conn, _KEY + merge)
    facts: list[_Fact] = []
    for change, first, last in _spans(conn, said):
        bound = (change, first, last)
        facts += conn.execute(_OF_SPAN, (f"{first:016x}", f"{last:016x}g", *bound))
        conn.execute("DELETE FROM redacted WHERE change = ? AND hlc BETWEEN ? AND ?", bound)
    filled = list(_filled(conn, said))
    facts += [fact for _, fact in filled]
    for start in range(0, len(facts), _AT_ONCE):
        ids = dumps([fact[0] for fact in facts[start : start + _AT_ONCE]])
        conn.execute("DELETE FROM over WHERE by IN (SELECT value FROM json_each(?))", (ids,))
        conn.execute("DELETE FROM fact WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for change in said["changes"]:
        conn.execute("DELETE FROM redacted WHERE change = ?", (change,))
        conn.execute("DELETE FROM change WHERE id = ?", (change,))
    redacting.hide(conn, [hidden for hidden, _ in filled if _is_here(conn, hidden.change)])
    purged.unhear(conn, map(Purge.read, said["purges"]))
    conn.executemany("DELETE FROM custody WHERE hash = ?", [(digest,) for digest in said["entries"]])
    hidden = waiting.left(conn, (fact[0] for fact in facts))
    abouts = sorted({fact[1] for fact in facts} | {about for about, _ in hidden})
    listing.refresh(conn, abouts, {fact[2] for fact in facts} | {kind for _, kind in hidden}, [])
    _drop_what_nobody_names(conn, facts)
    conn.executemany("DELETE FROM local WHERE key = ?", [(key,) for key in keys])
    custody.event(conn, "merge-taken-back", {"facts": len(facts)})
    custody.cover(conn)
    return sum(map(is_article, abouts))


_OF_SPAN = """
SELECT id, about, kind, slot, value FROM fact
WHERE id BETWEEN ? AND ? AND +change = ? AND hlc BETWEEN ? AND ?
"""
_SPAN = "SELECT change, first, last FROM custody WHERE hash = ? AND first > 0 AND first <= last"
_NAMED = ("changes", "entries", "spans", "purges", "filled")


def _spans(conn: sqlite3.Connection, said: dict[str, list[str]]) -> list[tuple[str, int, int]]:
    """What came, as changes with the first and the last reading of the clock: an import may have come in parts, by several merges."""
    found = [conn.execute(_SPAN, (digest,)).fetchone() for digest in said["spans"]]
    return [span for span in found if span is not None]


def _filled(conn: sqlite3.Connection, said: dict[str, list[str]]) -> Iterator[tuple[Hidden, _Fact]]:
    """The facts of which the hash alone was here before the merge, and which are still here."""
    for one in map(Hidden.read, said["filled"]):
        for fact in custody.facts_of(conn, one.change, one.hlc, one.hlc):
            if custody.leaf_of(fact) == one.leaf:
                ident, _, _, about, kind, slot, value = fact[:7]
                yield one, (ident, about, kind, slot, value)


def _is_here(conn: sqlite3.Connection, change: str) -> bool:
    return conn.execute("SELECT 1 FROM change WHERE id = ?", (change,)).fetchone() is not None


_SILENT = _KEY + "- "
"""The records of merges that brought nothing to be seen."""
_FOLLOWS = "SELECT 1 FROM custody WHERE hash = ? AND previous IN (SELECT value FROM json_each(?))"


def _with_what_follows(conn: sqlite3.Connection, first: str) -> tuple[list[str], dict[str, list[str]]]:
    """A record, and those of merges without a step whose entries go on from its own; what came with them all."""
    rows = conn.execute("SELECT key, value FROM local WHERE key >= ? AND key < ?", (_KEY, _KEY[:-1] + "!"))
    records = {
        key: {name: stated.names_in(stated.of_act(value), name) for name in _NAMED} for key, value in rows
    }
    keys, found = [first], records.pop(first)
    more = True
    while more:
        gone = dumps(found["entries"])
        following = [
            key
            for key, said in records.items()
            if any(conn.execute(_FOLLOWS, (digest, gone)).fetchone() for digest in said["entries"])
        ]
        for key in following:
            if not key.startswith(_SILENT):
                raise CannotTakeBack(reason="a later merge goes on from it; take that back first")
            said = records.pop(key)
            found = {name: found[name] + said[name] for name in found}
        keys += following
        more = bool(following)
    return keys, found


_NAMES = """
SELECT value FROM fact WHERE about = ? AND kind = 'arrival' AND value IS NOT NULL
"""
_USED = """
SELECT DISTINCT json_extract(value, '$.sha256') FROM fact
WHERE kind IN ('arrival', 'path') AND value IS NOT NULL AND json_valid(value)
"""


def _drop_what_nobody_names(conn: sqlite3.Connection, facts: list[_Fact]) -> None:
    """The texts and originals that only these arrivals named."""
    gone: set[str] = set()
    for _, about, kind, slot, value in facts:
        if kind != "arrival" or value is None:
            continue
        try:
            said = stated.of_fact(kind, slot, value)
        except stated.Senseless:
            continue
        gone.add(str(said["sha256"]))
        rows = conn.execute(_NAMES, (about,)).fetchall()
        if not any(stated.of_act(other).get("content") == said["content"] for (other,) in rows):
            _drop_text(conn, about, str(said["content"]))
    if gone:
        gone -= {sha256 for (sha256,) in conn.execute(_USED)}
        conn.executemany("DELETE FROM original WHERE sha256 = ?", [(sha256,) for sha256 in sorted(gone)])


def _drop_text(conn: sqlite3.Connection, ident: str, content: str) -> None:
    row = conn.execute(
        "SELECT revision FROM revision WHERE id = ? AND sha256 = ?", (ident, content)
    ).fetchone()
    if row is None:
        return
    try:
        known.forget(conn, row[0])
    except (ArchiveDamaged, *revisions.UNREADABLE):
        pass  # its keys lead to nothing
    conn.execute("DELETE FROM revision WHERE revision = ?", (row[0],))
