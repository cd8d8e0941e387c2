"""All that people did, as text: tags, notes, edits, stars and the other facts in force, one JSON line each.

Articles and originals can be imported again from where they came; this can't. The lines are in a stable order, so that two
dumps can be compared, kept under version control and printed. An article is named by its id, which is the same on every
machine: `load` gives the work back to an empty archive before or after its articles are imported, and adds it to another.

    {"format": 1, "about": "3fa9…", "kind": "note", "slot": "", "value": "…", "at": "2026-03-01T09:12:44+00:00", "by": "ليلى"}

`at` and `by` are for whoever reads it; what is loaded is one change of the person who loads it, which can be taken back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, get_args

from store import edits, notes, saved, subjects
from store.article import DATES, Field
from store.articles.revisions import date_from
from store.errors import BadQuery, BadTag, BadValue
from store.finding.query import Query
from store.log import changes, clock, stated
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads
from store.names import normalise
from store.similar import sources
from store.thesaurus import names as tag_names

FORMAT = 1
IMPORTED = ("arrival", "path", "source")
"""Kinds of facts that are about what was imported; they come back with the import or mean nothing without it."""
LONGEST_LINE = 8_000_000
_MOST_NAMED = 20

_HEADS = """
SELECT f.about, f.kind, f.slot, f.value, f.hlc, coalesce(c.operator, '') FROM fact AS f LEFT JOIN change AS c ON c.id = f.change
WHERE f.value IS NOT NULL AND f.kind NOT IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
ORDER BY f.about, f.kind, f.slot, f.value, f.hlc
"""


class Line(NamedTuple):
    """One fact in force."""

    about: str
    kind: str
    slot: str
    value: str
    """JSON, as a fact holds it."""


class Loaded(NamedTuple):
    """What came of a load: the change (without an id when all was there already), and how many facts were new and how many not.

    `refused` counts the lines that can't be kept; `reasons` names the first of them, as (number, why).
    """

    change: Change
    new: int
    known: int
    refused: int
    reasons: list[tuple[int, str]]


def lines(conn: sqlite3.Connection) -> Iterator[str]:
    """The dump, line by line, each with its line end."""
    for about, kind, slot, value, hlc, operator in conn.execute(_HEADS, (dumps(list(IMPORTED)),)):
        try:
            said = {"about": about, "kind": kind, "slot": slot, "value": stated.of_fact(kind, slot, value)}
        except stated.Senseless:
            continue  # no program could load it; the examination names it
        data = {"format": FORMAT, **said, "at": clock.iso(hlc), "by": operator}
        yield json.dumps(data, ensure_ascii=False) + "\n"


def load(conn: sqlite3.Connection, text: Iterable[str], name: str, operator: str) -> Loaded:
    """Take in what the lines of a dump called `name` say, as one change. Needs an open write transaction.

    Work on bytes that are a source of an article here goes to that article. What is said already is left alone. Where the archive says something else, both stand, as after a merge.
    """
    wanted: dict[Line, None] = {}
    reasons: list[tuple[int, str]] = []
    refused = 0
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            found = read(line)
            wanted[found._replace(about=sources.article_of(conn, found.about) or found.about)] = None
        except (BadValue, BadTag) as error:
            refused += 1
            if len(reasons) < _MOST_NAMED:
                reasons.append((number, str(error.values.get("reason", error))))
    puts = list(_puts(conn, list(wanted)))
    change = changes.record(conn, "load", {"name": name}, puts, operator)
    return Loaded(change, len(puts), len(wanted) - len(puts), refused, reasons)


def _puts(conn: sqlite3.Connection, wanted: list[Line]) -> Iterator[Put]:
    standing: dict[tuple[str, str, str], list[Fact]] = {}
    kinds = sorted({line.kind for line in wanted})
    for fact in heads(conn, sorted({line.about for line in wanted}), kinds):
        standing.setdefault(fact.place, []).append(fact)
    for line in wanted:
        facts = standing.get(line[:3], [])
        if not any(fact.value == line.value for fact in facts):
            taken_back = tuple(fact.id for fact in facts if fact.value is None)
            yield Put(*line, taken_back)


def read(line: str) -> Line:
    """The fact in a line of a dump, checked as if a person had typed it. Raises `BadValue`, `BadTag`."""
    if len(line) > LONGEST_LINE:
        raise BadValue(value="…", reason=f"it is longer than {LONGEST_LINE} characters")
    try:
        data = json.loads(line)
        line.encode()
    except (ValueError, RecursionError):
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump")
    about, kind, slot = (data.get(key) for key in ("about", "kind", "slot"))
    if not (isinstance(about, str) and isinstance(kind, str) and isinstance(slot, str)):
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump")
    check = _CHECKS.get(kind)
    if check is None:
        raise BadValue(value=ascii(kind[:20]), reason="nothing of this kind is kept by this version")
    pattern = _TAG if kind in tag_names.KINDS else _SEARCH if kind == saved.KIND else _ARTICLE
    if not pattern.fullmatch(about):
        raise BadValue(value=ascii(about[:20]), reason="this is no line of a dump")
    if pattern is _TAG:
        about = tag_names.ABOUT + normalise(about.removeprefix(tag_names.ABOUT))
    try:
        kept, value = check(slot, data.get("value"))
        found = Line(about, kind, kept, dumps(value))
        "".join(found).encode()  # JSON can escape half of a surrogate pair, which is no text
        return found
    except (TypeError, KeyError, ValueError, AttributeError, BadQuery):
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump") from None


_ARTICLE = re.compile("[0-9a-f]{64}")
_SEARCH = re.compile(re.escape(saved.ABOUT))
_TAG = re.compile(re.escape(tag_names.ABOUT) + ".+", re.DOTALL)
Checked = tuple[str, Any]


def _only(right: bool) -> None:
    if not right:
        raise ValueError


def _tag(slot: str, value: Any) -> Checked:
    _only(value is True)
    return normalise(slot), True


def _star(slot: str, value: Any) -> Checked:
    _only(slot == "" and value is True)
    return "", True


def _note(slot: str, value: Any) -> Checked:
    _only(slot == "")
    return "", notes.checked(value)


def _edit(slot: str, value: Any) -> Checked:
    given = date_from(value) if slot in DATES and isinstance(value, dict) else value
    _only(given is None or isinstance(value, dict) == (slot in DATES))
    return slot, json.loads(edits.check(slot, given))


def _version(slot: str, value: Any) -> Checked:
    """Which text of an article a person wants to see, by its hash; one that is not here changes nothing until it is."""
    _only(slot == "" and isinstance(value, str) and _ARTICLE.fullmatch(value) is not None)
    return "", value


def _subject(slot: str, value: Any) -> Checked:
    kept = subjects.normalise(slot)
    _only(bool(kept) and value is True)
    return kept, True


def _label(slot: str, value: Any) -> Checked:
    _only(slot in tag_names.LANGUAGES)
    return slot, tag_names.label(value)


def _refusal(slot: str, value: Any) -> Checked:
    _only(isinstance(value, str))
    return normalise(slot), value


def _looked_at(slot: str, value: Any) -> Checked:
    _only(slot in get_args(Field) and isinstance(value, list) and all(isinstance(one, str) for one in value))
    return slot, value


def _search(slot: str, value: Any) -> Checked:
    query, place = value["query"], value["place"]
    _only(
        isinstance(query, str)
        and type(place) is int
        and 0 < len(slot) <= saved.LONGEST
        and slot.isprintable()
    )
    Query.parse(query)
    return slot, {"query": query, "place": place}


_CHECKS: dict[str, Callable[[str, Any], Checked]] = {
    "tag": _tag,
    "star": _star,
    "note": _note,
    "edit": _edit,
    "checked": _looked_at,
    "version": _version,
    "refusal": _refusal,
    **dict.fromkeys(subjects.SUBJECTS, _subject),
    "label": _label,
    "alias": _tag,
    saved.KIND: _search,
}
KINDS = frozenset(_CHECKS)
"""The kinds of facts that can be loaded."""
