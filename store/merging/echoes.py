"""What one archive says again of another: facts that were loaded from a dump, or given to an article that took in another.

Such a fact has an id of its own. Whoever took the first one back did not know of it, and it would bring back what was deleted.
So it falls with the one that it repeats (`restores`), unless that was put back. What was loaded before dumps named their facts
repeats the last fact that said the same in the same place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from store.log.facts import Fact, Put, dumps

REPEATING = frozenset({"load", "merge", "join"})
"""Steps whose facts say again what others said. Who takes such a step back says nothing of what was said first."""
_IN_ORDER = frozenset({"merge", "join"})
"""Steps that supersede only to say the same in another place."""
_AT_ONCE = 500


class _Known(NamedTuple):
    fact: Fact
    step: str
    over: frozenset[str]


_STEP = """
CASE WHEN c.kind = 'undo' THEN
  coalesce((SELECT t.kind FROM change AS t WHERE t.id = c.undoes AND t.kind IN ('merge', 'join')), 'undo')
ELSE coalesce(c.kind, '') END
"""
"""A merge or join that was taken back says again what it had put aside: that is no word of whoever took it back either."""
_KNOWN_OF = f"""
f.id, f.hlc, f.about, f.kind, f.slot, f.value, f.restores, {_STEP},
(SELECT group_concat(o.by, ' ') FROM over AS o WHERE o.fact = f.id)
"""  # noqa: S608 - a constant
"""What `_read` takes."""
_PLACES = f"""
SELECT DISTINCT f.about, f.kind, f.slot FROM json_each(?) AS a CROSS JOIN fact AS f CROSS JOIN change AS c
WHERE f.about = a.value AND c.id = f.change AND {_STEP} IN ('load', 'merge', 'join') AND f.value IS NOT NULL
  AND f.kind NOT IN ('arrival', 'path', 'source') AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""  # noqa: S608 - a constant
_FACTS = f"""
SELECT {_KNOWN_OF}
FROM fact AS f LEFT JOIN change AS c ON c.id = f.change WHERE f.about = ? AND f.kind = ? AND f.slot = ?
ORDER BY f.hlc, f.id
"""  # noqa: S608 - a constant
_OF_ROOT = f"""
SELECT {_KNOWN_OF}
FROM fact AS f LEFT JOIN change AS c ON c.id = f.change WHERE f.id = ?
"""  # noqa: S608 - a constant
_SUPERSEDING = f"""
SELECT {_KNOWN_OF}
FROM over AS w CROSS JOIN fact AS f LEFT JOIN change AS c ON c.id = f.change WHERE w.fact = ? AND f.id = w.by
"""  # noqa: S608 - a constant


def fallen(conn: sqlite3.Connection, abouts: Sequence[str]) -> list[Put]:
    """The facts that take back, about these, what only repeats something that was taken back."""
    puts = []
    for start in range(0, len(abouts), _AT_ONCE):
        some = dumps(list(abouts[start : start + _AT_ONCE]))
        for about, kind, slot in conn.execute(_PLACES, (some,)).fetchall():
            known = list(_read(conn.execute(_FACTS, (about, kind, slot))))
            puts += [
                Put(about, kind, slot, None, (one.fact.id,))
                for one in known
                if not one.over and one.step in REPEATING and _has_fallen(conn, one, known)
            ]
    return puts


def _has_fallen(conn: sqlite3.Connection, one: _Known, known: Sequence[_Known]) -> bool:
    if one.fact.value is None:
        return False
    root = one.fact.restores or _said_before(one, known)
    if root is None:
        return False
    same = {root: None, **{other.fact.id: None for other in known if other.fact.root == root}}
    same.pop(one.fact.id, None)
    if any(not other.over and other.fact.root == root and other.step not in REPEATING for other in known):
        return False  # it stands, put back perhaps
    if any(
        found.fact.value is not None and not found.over for found in _read(conn.execute(_OF_ROOT, (root,)))
    ):
        return False
    repeated = {other.fact.id for other in known if other.step in REPEATING}
    same[one.fact.id] = None
    return any(
        by.fact.root != root and by.step not in _IN_ORDER and not by.over & same.keys()
        for ident in same
        for by in _read(conn.execute(_SUPERSEDING, (ident,)))
        if not (by.step == "undo" and ident in repeated)
    )


def _said_before(one: _Known, known: Iterable[_Known]) -> str | None:
    """Of what a dump that did not name its facts brought: the fact that it is likeliest to say again."""
    if one.step != "load":
        return None
    said = [
        other.fact
        for other in known
        if other.step not in REPEATING
        and other.fact.value == one.fact.value
        and other.fact.hlc < one.fact.hlc
    ]
    return said[-1].root if said else None


def _read(rows: Iterable[Sequence[Any]]) -> Iterator[_Known]:
    for *row, step, over in rows:
        yield _Known(Fact.read(row), step, frozenset((over or "").split()))
