"""Which tags become which when one is renamed, merged, moved or deleted: sub-tags go along.

Each function gives a mapping from the tags there are to their new names, None for those that are to go. What exists is
whatever an article has, or has a label or alias.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from store.errors import BadTag
from store.names import is_within, normalise
from store.thesaurus.names import leaf

Becoming = dict[str, str | None]

_KNOWN = "SELECT name FROM tag UNION SELECT tag FROM tag_name ORDER BY 1"


def known(conn: sqlite3.Connection) -> list[str]:
    """Every tag that some article has or that has another name."""
    return [name for (name,) in conn.execute(_KNOWN)]


def renamed(conn: sqlite3.Connection, old: str, new: str) -> Becoming:
    """One tag gets another name. Raises `BadTag`."""
    return _become(known(conn), [(normalise(old), normalise(new))])


def merged(conn: sqlite3.Connection, sources: Iterable[str], into: str) -> Becoming:
    """Several become one; a tag that is merged by name goes there itself, not with the tag it stands under.

    Raises `BadTag`.
    """
    target = normalise(into)
    return _become(known(conn), [(name, target) for name in dict.fromkeys(map(normalise, sources))])


def moved(conn: sqlite3.Connection, names: Iterable[str], under: str) -> Becoming:
    """Tags with all below them go under another, or to the top where `under` is empty. Raises `BadTag`."""
    above = normalise(under) if under.strip() else ""
    steps = []
    for name in dict.fromkeys(map(normalise, names)):
        if above and is_within(above, name):
            raise BadTag(name=name, reason="a tag can't stand under itself")
        steps.append((name, f"{above}/{leaf(name)}" if above else leaf(name)))
    return _become(known(conn), steps)


def deleted(conn: sqlite3.Connection, names: Iterable[str]) -> Becoming:
    """These tags go; their sub-tags stay. Raises `BadTag`."""
    there = set(known(conn))
    return {name: None for name in dict.fromkeys(map(normalise, names)) if name in there}


def _become(there: Sequence[str], steps: Sequence[tuple[str, str]]) -> Becoming:
    found: Becoming = {}
    for old, new in sorted(steps, key=lambda step: -len(step[0])):
        for name in there:
            if not is_within(name, old) or name in found:
                continue
            if is_within(new, old) and is_within(name, new):
                continue  # a/b stays what it is when a becomes a/b
            found[name] = normalise(new + name[len(old) :])
    return {name: new for name, new in sorted(found.items()) if name != new}
