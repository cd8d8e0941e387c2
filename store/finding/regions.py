"""The regions of Morocco that the places of an article lie in: derived from what people wrote down, never stored.

Names, and what lies where, are those of the gazetteer (`store.suggesting.gazetteer`): a place that has the whole name of a
region, a province or a town lies in its region. A name that several regions have says nothing, unless one of these places is
of a higher level: فاس is the town, not a hamlet of that name elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache

from store import subjects
from store.suggesting import gazetteer
from store.text.tokens import words

REGION = "region_of_place"
"""The name under which `teach` makes `region_of` known to SQLite."""
_BEFORE_ARABIC = ("جهه", "اقليم", "عماله", "مدينه", "جماعه", "باقليم", "بمدينه", "بجهه")
_BEFORE_FRENCH = ("region", "province", "prefecture", "ville", "commune", "de", "la", "du")
_BEFORE = frozenset({*_BEFORE_ARABIC, *_BEFORE_FRENCH})
"""Words before the name of a place that say what it is."""


@cache
def _by_name() -> dict[str, str]:
    """The region of each name, its words written as one; "" where it would be a guess."""
    best: dict[str, dict[str, int]] = {}
    for same in gazetteer.names().values():
        for name in same:
            level = "PTC".index(name.place.level)
            of = best.setdefault("".join(name.words), {})
            of[name.place.region] = min(level, of.get(name.place.region, level))
    found = {}
    for key, of in best.items():
        top = [region for region, level in of.items() if level == min(of.values())]
        found[key] = top[0] if len(top) == 1 else ""
    for code, place in gazetteer.regions().items():
        found["".join(words(place.arabic))] = found["".join(words(place.french))] = code
    return found


@cache
def region_of(place: str) -> str | None:
    """The code of the region that a place lies in, by its name as a person wrote it; None where the name does not say."""
    parts = words(place)
    known = _by_name()
    while parts:
        if region := known.get("".join(parts)):
            return region
        if parts[0] not in _BEFORE:
            return None
        parts = parts[1:]
    return None


def codes() -> list[str]:
    """The codes of the regions, from north to south."""
    return list(gazetteer.regions())


def name_of(code: str, *, arabic: bool = True) -> str:
    """What a region is called."""
    place = gazetteer.regions()[code]
    return place.arabic if arabic else place.french


def called(text: str, *, beginning: bool = False) -> list[str]:
    """The codes of the regions whose Arabic or French name has all words of this one; `beginning`: the last may go on."""
    asked = words(text)
    return [
        code
        for code, place in gazetteer.regions().items()
        if asked
        and any(_has(words(name), asked, beginning=beginning) for name in (place.arabic, place.french))
    ]


def _has(name: list[str], asked: list[str], *, beginning: bool) -> bool:
    whole = all(word in name for word in asked[:-1])
    last = asked[-1]
    return whole and (last in name or (beginning and any(word.startswith(last) for word in name)))


def code_called(name: str) -> str | None:
    """The code of the region of exactly this Arabic name, as the filters write it."""
    return next((code for code, place in gazetteer.regions().items() if place.arabic == name), None)


def teach(conn: sqlite3.Connection) -> None:
    """Let the statements of this connection ask for the region of a place."""
    conn.create_function(REGION, 1, region_of, deterministic=True)


_STANDING = f"""{subjects.ONE_OF} AND f.kind = 'places' AND f.value IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)"""  # noqa: S608 - of constants
_LIES_IN = f"""{{docid}} IN (SELECT l.docid FROM fact AS f CROSS JOIN listing AS l ON l.id = f.about
 WHERE {_STANDING} AND {REGION}(f.slot) IN (SELECT value FROM json_each(?)))"""  # noqa: S608 - of constants
_COUNTED = f"""SELECT {REGION}(f.slot) AS region, count(DISTINCT l.docid) AS hits
 FROM fact AS f CROSS JOIN listing AS l ON l.id = f.about
 WHERE {_STANDING} AND l.docid IN (SELECT value FROM json_each(?)) GROUP BY 1 HAVING region IS NOT NULL
 ORDER BY hits DESC, 1"""  # noqa: S608 - of constants


def condition(text: str, *, beginning: bool) -> tuple[str, list[object]]:
    """The condition on `{docid}` that an article has a place in one of the regions called so, and its values."""
    return _LIES_IN, [json.dumps(called(text, beginning=beginning))]


def count(conn: sqlite3.Connection, docids: str) -> tuple[tuple[str, int], ...]:
    """The Arabic names of the regions with how many of the docids, an array in JSON, lie in each; the most first."""
    if not conn.execute(f"SELECT 1 FROM fact AS f WHERE {_STANDING} LIMIT 1").fetchone():  # noqa: S608 - a constant
        return ()
    teach(conn)
    return tuple((name_of(code), number) for code, number in conn.execute(_COUNTED, (docids,)))
