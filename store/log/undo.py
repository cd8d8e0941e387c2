"""Taking back and doing again. Both write new facts; nothing is removed from the log but what came by a merge that is taken back.

A step that is taken back puts back what was visible before it, for every slot that nobody changed since; the others are
left as they are and counted. A fact that puts back another names it as the one it `restores`, so that a step is known to
stand though later steps changed its slot and were taken back themselves. An undo can be taken back too (that is a redo), and
so on: such steps form a chain that ends in the step in force now, the *bearer* of the original.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.errors import CannotTakeBack, NothingToUndo
from store.log import changes, clock, waiting
from store.log.changes import Change
from store.log.facts import Fact, Put, heads, of_change
from store.merging import taking_back

SILENT = frozenset({"paths"})  # kept in the log, but nothing a person would want to take back
_TURNS = frozenset({"undo", "redo"})
_OF_OTHERS = frozenset({"load", "import", "merge"})
"""Steps whose facts may supersede some that were never here."""
_MERGE_AGAIN = "merge the same archive again, and what it holds is here again"
_LOG = "SELECT id, kind, undoes FROM change WHERE replica = ? ORDER BY hlc DESC, id DESC"
_LOG_OF_ALL = "SELECT id, kind, undoes FROM change ORDER BY hlc DESC, id DESC"


def _walk(conn: sqlite3.Connection, *, of_all: bool = False) -> Iterator[tuple[str, str, bool, str]]:
    """The log, newest first: (id, kind, taken back?, bearer). `of_all`: what came from other copies as well."""
    reversed_: set[str] = set()
    bearers: dict[str, str] = {}
    cursor = conn.execute(_LOG_OF_ALL) if of_all else conn.execute(_LOG, (clock.replica(conn),))
    others = frozenset[str]() if of_all else taking_back.came_in(conn)
    try:
        for ident, kind, undoes in cursor:
            if ident in others:
                continue  # of a copy that bears this one's name
            back = ident in reversed_
            bearer = bearers.get(ident, ident)
            yield ident, kind, back, bearer
            if undoes is None:
                continue
            if back:
                bearers[undoes] = bearer
            else:
                reversed_.add(undoes)
                if kind == "redo":
                    bearers[undoes] = bearer
    finally:
        cursor.close()


def undo(conn: sqlite3.Connection, operator: str) -> Change:
    """Take back the last step that is in force. Needs an open write transaction. Raises `NothingToUndo`."""
    for ident, kind, back, bearer in _walk(conn):
        if kind not in _TURNS and kind not in SILENT and not back:
            if kind == "merge":
                _require_known(conn, ident)
            return _turn(conn, "undo", bearer, ident, operator)
    raise NothingToUndo


def redo(conn: sqlite3.Connection, operator: str) -> Change:
    """Do again what was taken back last, unless something else was done since. Raises `NothingToUndo`."""
    for ident, kind, back, _ in _walk(conn):
        if kind == "undo" and not back:
            if _is_of_merge(conn, ident):
                raise CannotTakeBack(reason=_MERGE_AGAIN)
            return _turn(conn, "redo", ident, ident, operator)
        if kind not in _TURNS and kind not in SILENT and not back:
            break
    raise NothingToUndo


_BEGINNING_SO = "SELECT count(*), min(id) FROM change WHERE id >= ? AND id < ?"


def full_id(conn: sqlite3.Connection, prefix: str) -> str:
    """The id of the only step whose id begins so. Raises `CannotTakeBack`."""
    typed = prefix.strip().lower()
    number, found = conn.execute(_BEGINNING_SO, (typed, typed + "g")).fetchone()
    if not typed or number == 0:
        raise CannotTakeBack(reason="there is no such step")
    if number > 1:
        raise CannotTakeBack(reason="several steps have an id that begins so")
    step: str = found
    return step


def take_back(conn: sqlite3.Connection, step: str, operator: str) -> Change:
    """Take back this step, however long ago it was; of an undo, the undo itself. Needs an open write transaction.

    Raises `CannotTakeBack` where it is taken back already, or where all that it set was set anew since.
    """
    for ident, kind, back, bearer in _walk(conn, of_all=True):
        if ident != step:
            continue
        if back:
            raise CannotTakeBack(reason="it is taken back already")
        if kind == "redo":
            return take_back(conn, _origin(conn, step), operator)
        if kind == "merge":
            _require_known(conn, step)
            return _turn(conn, "undo", bearer, step, operator)
        if kind == "undo" and _is_of_merge(conn, step):
            raise CannotTakeBack(reason=_MERGE_AGAIN)
        if kind in SILENT or not _reverse(conn, step)[0]:
            raise CannotTakeBack(reason="everything it set was changed since")
        if kind == "undo":
            return _turn(conn, "redo", step, step, operator)
        return _turn(conn, "undo", bearer, step, operator)
    raise CannotTakeBack(reason="there is no such step")


def history(conn: sqlite3.Connection, limit: int, *, of_all: bool = False) -> list[Change]:
    """The last `limit` steps, newest first, undos and redos among them; `of_all`: those of other copies too."""
    rows: list[tuple[str, bool]] = []
    for ident, kind, back, _ in _walk(conn, of_all=of_all):
        if len(rows) == limit:
            break
        if kind not in SILENT:
            rows.append((ident, back and kind not in _TURNS))
    return [changes.read(conn, ident, undone=back) for ident, back in rows]


def _origin(conn: sqlite3.Connection, ident: str) -> str:
    while undone := conn.execute("SELECT undoes FROM change WHERE id = ?", (ident,)).fetchone()[0]:
        ident = undone
    return ident


_BEFORE = """
SELECT f.id, b.id, b.hlc, b.about, b.kind, b.slot, b.value, b.restores
FROM fact AS f CROSS JOIN over AS o ON o.by = f.id CROSS JOIN fact AS b ON b.id = o.fact
WHERE f.change = ? ORDER BY f.hlc, f.id, b.hlc, b.id
"""


_GONE = """
SELECT 1 FROM fact AS f CROSS JOIN over AS o ON o.by = f.id
WHERE f.change = ? AND NOT EXISTS (SELECT 1 FROM fact AS b WHERE b.id = o.fact) LIMIT 1
"""
"""Whether what a step superseded left with a merge: it can't be put back before it is here again."""


def _turn(conn: sqlite3.Connection, kind: str, bearer: str, turned: str, operator: str) -> Change:
    """Reverse the step `turned`, and say in the log that `bearer` is no longer in force."""
    puts, left = _reverse(conn, turned)
    step = changes.read(conn, _origin(conn, turned))
    values = {"of": step.kind, "values": dict(step.values), "left": left}
    also = 0
    if step.kind == "merge":
        awaited = {fact: waiting.target(conn, fact) for put in puts for fact in put.waits.split()}
        also = taking_back.take_out(conn, turned)
        puts = [
            put._replace(waits=_awaited(conn, [awaited[fact] for fact in put.waits.split()])) for put in puts
        ]
    else:
        if step.kind not in _OF_OTHERS and conn.execute(_GONE, (turned,)).fetchone():
            raise CannotTakeBack(reason=_MERGE_AGAIN)
        puts = [put._replace(waits="") for put in puts]
    return changes.record(conn, kind, values, puts, operator, undoes=bearer, even_empty=True, also=also)


def _awaited(conn: sqlite3.Connection, facts: list[str]) -> str:
    """What a fact that puts back these has to wait for: nothing, if one of them is here."""
    here = (conn.execute("SELECT 1 FROM fact WHERE id = ?", (fact,)).fetchone() for fact in facts)
    return "" if any(here) else facts[-1] if facts else ""


def _require_known(conn: sqlite3.Connection, merge: str) -> None:
    """Raises `CannotTakeBack` where nothing says what came with a merge: another copy did it."""
    if not taking_back.is_known(conn, merge):
        raise CannotTakeBack(reason="it was done in another archive")


def _is_of_merge(conn: sqlite3.Connection, undo: str) -> bool:
    return changes.read(conn, _origin(conn, undo)).kind == "merge"


def _reverse(conn: sqlite3.Connection, change: str) -> tuple[list[Put], int]:
    """The facts that put back what `change` superseded, and the number of slots left alone."""
    before: dict[str, list[Fact]] = {}
    for ident, *row in conn.execute(_BEFORE, (change,)):
        before.setdefault(ident, []).append(Fact._make(row))
    put = of_change(conn, change)
    standing: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for fact in heads(conn, {fact.about for fact in put}, sorted({fact.kind for fact in put})):
        standing.setdefault(fact.place, {}).setdefault(fact.root, []).append(fact.id)
    puts = []
    places: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in put:
        places.setdefault(fact.place, []).append(fact)
    left = 0
    for place, facts in places.items():
        roots = standing.get(place, {})
        over = tuple(ident for fact in facts for ident in roots.get(fact.root, ()))
        if not over:
            left += 1
            continue
        old: dict[str, list[Fact]] = {}
        for put_back in (fact for put in facts for fact in before.get(put.id, ())):
            old.setdefault(put_back.root, []).append(put_back)
        if old:
            puts += [
                Put(*place, same[-1].value, over, root, " ".join(fact.id for fact in same))
                for root, same in old.items()
            ]
        else:
            puts.append(Put(*place, None, over))
    return puts, left
