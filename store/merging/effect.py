"""What a merge makes visible here, told by what stood before and what stands now; and where both said different things.

Told apart by the facts that came in: without them, and without what they supersede, a place shows what it showed before.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from store import saved, subjects
from store.log.facts import Fact, dumps, is_article
from store.similar import sources
from store.thesaurus import names as tag_names

Kind = Literal["tags", "notes", "stars", "edits", "subjects", "names", "searches", "other"]
_KINDS: dict[str, Kind] = {
    "tag": "tags",
    "note": "notes",
    "star": "stars",
    "edit": "edits",
    "version": "edits",
    **dict.fromkeys(subjects.SUBJECTS, "subjects"),
    **dict.fromkeys(tag_names.KINDS, "names"),
    saved.KIND: "searches",
}
KINDS: tuple[Kind, ...] = ("tags", "notes", "stars", "edits", "subjects", "names", "searches", "other")
"""What people say of what is here already, in the order in which it is told."""
ONE_VALUE = frozenset({"note", "edit", "version", "label", saved.KIND})
"""Kinds of facts of which one place shows one value."""
_TOLD_ELSEWHERE = frozenset({"arrival", "path", "source"})
_OWN_STEPS = frozenset({"merge", "join"})
"""Steps that only put in order what others said."""
MOST_CONFLICTS = 1_000
_AT_ONCE = 500


class Conflict(NamedTuple):
    """A place in which both said something and neither knew of the other: `values` of the other and of here, None where it was emptied.

    `about` is an article's id, or as facts have it; `shown` is the value that both archives show.
    """

    about: str
    title: str | None
    kind: str
    slot: str
    mine: Any
    theirs: Any
    shown: Any


@dataclass(slots=True)
class Effect:
    """`articles` came in, `joined` became one with another there, `withdrawn` are no longer shown since their import was taken back there.

    `added` and `removed` count what was put and taken, by kind, on articles that were here and in the vocabulary.
    """

    articles: int = 0
    joined: int = 0
    withdrawn: int = 0
    added: Counter[Kind] = field(default_factory=Counter)
    removed: Counter[Kind] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)


class _Stored(NamedTuple):
    fact: Fact
    step: str
    over: frozenset[str]
    """The facts that supersede it."""


_FACTS = """
SELECT f.id, f.hlc, f.about, f.kind, f.slot, f.value, f.restores, coalesce(c.kind, ''),
       (SELECT group_concat(o.by, ' ') FROM over AS o WHERE o.fact = f.id)
FROM json_each(?) AS a CROSS JOIN fact AS f LEFT JOIN change AS c ON c.id = f.change
WHERE f.about = a.value ORDER BY f.about, f.kind, f.slot, f.hlc, f.id
"""
_LISTED = "SELECT l.id, l.title FROM json_each(?) AS a CROSS JOIN listing AS l WHERE l.id = a.value"


def of(conn: sqlite3.Connection, abouts: Sequence[str], brought: Collection[str]) -> Effect:
    """What these facts change about this: where two came to be one there, none came in. To be asked before the listing is brought up to date."""
    effect = Effect()
    for start in range(0, len(abouts), _AT_ONCE):
        some = dumps(list(abouts[start : start + _AT_ONCE]))
        titles: dict[str, str | None] = dict(conn.execute(_LISTED, (some,)).fetchall())
        arrived: dict[str, bool] = {}
        for (about, kind, slot), stored in _places(conn.execute(_FACTS, (some,))):
            if kind == "arrival":
                arrived[about] = arrived.get(about, False) or any(map(_says, _standing(stored)))
            here = about in titles and arrived.get(about, False) if is_article(about) else True
            if here and kind not in _TOLD_ELSEWHERE and any(one.fact.id in brought for one in stored):
                _compare(effect, stored, brought, titles.get(about), (about, kind, slot))
        gone = [about for about, now in arrived.items() if not now and about in titles]
        joined = sum(bool(sources.leads(conn, about)) for about in gone)
        effect.articles += sum(now and about not in titles for about, now in arrived.items()) - joined
        effect.joined += joined
        effect.withdrawn += len(gone) - joined
    return effect


def _places(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[tuple[str, str, str], list[_Stored]]]:
    place: tuple[str, str, str] | None = None
    stored: list[_Stored] = []
    for *row, step, over in rows:
        fact = Fact.read(row)
        if fact.place != place:
            if place is not None:
                yield place, stored
            place, stored = fact.place, []
        stored.append(_Stored(fact, step, frozenset((over or "").split())))
    if place is not None:
        yield place, stored


def _standing(stored: Iterable[_Stored]) -> list[_Stored]:
    return [one for one in stored if not one.over]


def _says(one: _Stored) -> bool:
    return one.fact.value is not None


def _compare(
    effect: Effect,
    stored: Sequence[_Stored],
    brought: Collection[str],
    title: str | None,
    place: tuple[str, str, str],
) -> None:
    before = [one for one in stored if one.fact.id not in brought and all(by in brought for by in one.over)]
    now = _standing(stored)
    showed, shows = _shown(place[1], before), _shown(place[1], now)
    kind = _KINDS.get(place[1], "other")
    if shows - showed:
        effect.added[kind] += 1
    elif showed - shows:
        effect.removed[kind] += 1
    if place[1] not in ONE_VALUE or len(effect.conflicts) >= MOST_CONFLICTS:
        return
    apart = [one for one in now if _says(one) or one.step not in _OWN_STEPS]
    mine = [one.fact for one in apart if one.fact.id not in brought]
    theirs = [one.fact for one in apart if one.fact.id in brought]
    if mine and theirs and {one.value for one in mine} != {one.value for one in theirs}:
        last = [one.fact for one in now if _says(one)]
        shown = last[-1].said if last else None
        effect.conflicts.append(
            Conflict(place[0], title, place[1], place[2], mine[-1].said, theirs[-1].said, shown)
        )


def _shown(kind: str, facts: Iterable[_Stored]) -> set[str]:
    """The values that a place shows: of one that shows a single value the last."""
    values = [one.fact.value for one in facts if one.fact.value is not None]
    return set(values[-1:] if kind in ONE_VALUE else values)
