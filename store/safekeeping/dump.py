"""All that people did, as text: tags, notes, edits, stars and the other facts in force, and what was deleted, one JSON line each.

Articles and originals can be imported again from where they came; this can't. The lines are in a stable order, so that two
dumps can be compared, kept under version control and printed. An article is named by its id, which is the same on every
machine: `load` gives the work back to an empty archive before or after its articles are imported, and adds it to another.

    {"format": 1, "about": "3fa9…", "kind": "note", "slot": "", "value": "…", "fact": "01a2…", "over": ["01a1…"],
     "at": "2026-03-01T09:12:44+00:00", "by": "ليلى"}
    {"format": 2, "about": "3fa9…", "kind": "tag", "slot": "سجن", "fact": "01a3…", "over": ["01a1…"], "at": …, "by": …}

`fact` is who said it first and when: what is loaded names it, so that whoever takes it back anywhere takes it back everywhere. `over`
are those that it took the place of. A line of format 2 has no value: what stood there was deleted. Dumps of older versions have neither.

`at` and `by` are for whoever reads it; what is loaded is one change of the person who loads it, which can be taken back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple, get_args

from store import edits, notes, saved, subjects
from store.article import DATES, EDITABLE, Field
from store.articles.revisions import date_from
from store.errors import BadQuery, BadTag, BadValue
from store.finding.query import Query
from store.log import changes, clock, stated
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads, is_article
from store.names import normalise
from store.safekeeping import purged
from store.similar import sources
from store.thesaurus import names as tag_names

FORMAT = 1
DELETED = 2
"""The format of a line without a value; a program that knows no such lines leaves them out."""
IMPORTED = ("arrival", "path", "source")
"""Kinds of facts that are about what was imported; they come back with the import or mean nothing without it."""
LONGEST_LINE = 8_000_000
_MOST_NAMED = 20

_HEADS = """
SELECT f.about, f.kind, f.slot, f.value, f.hlc, coalesce(c.operator, ''), coalesce(f.restores, f.id)
FROM fact AS f LEFT JOIN change AS c ON c.id = f.change
WHERE f.kind NOT IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
ORDER BY f.about, f.kind, f.slot, f.value, f.hlc
"""
_OVER = """
SELECT DISTINCT f.about, f.kind, f.slot, coalesce(g.restores, o.fact)
FROM over AS o CROSS JOIN fact AS f ON f.id = o.by LEFT JOIN fact AS g ON g.id = o.fact
WHERE f.kind NOT IN (SELECT value FROM json_each(?))
ORDER BY f.about, f.kind, f.slot
"""
Place = tuple[str, str, str]


class Line(NamedTuple):
    """One fact in force, or with no value one thing that was deleted."""

    about: str
    kind: str
    slot: str
    value: str | None
    """JSON, as a fact holds it."""
    fact: str = ""
    """The id of the fact that said it first; empty in dumps of older versions."""
    over: tuple[str, ...] = ()


class Loaded(NamedTuple):
    """What came of a load: the change (without an id when all was there already), and how many facts were new and how many not.

    `deleted` of those that were not new had been taken back here. `refused` counts the lines that can't be kept; `reasons` names the
    first of them, as (number, why).
    """

    change: Change
    new: int
    known: int
    deleted: int
    refused: int
    reasons: list[tuple[int, str]]


def lines(conn: sqlite3.Connection) -> Iterator[str]:
    """The dump, line by line, each with its line end."""
    imported = dumps(list(IMPORTED))
    gone: dict[Place, list[str]] = {}
    for about, kind, slot, root in conn.execute(_OVER, (imported,)):
        gone.setdefault((about, kind, slot), []).append(root)
    heads_ = groupby(conn.execute(_HEADS, (imported,)), key=lambda row: row[:3])
    for place, rows in heads_:
        standing = list(rows)
        roots = {row[6] for row in standing}
        over = sorted(set(gone.get(place, ())) - roots)
        valued = [row for row in standing if row[3] is not None]
        for about, kind, slot, value, hlc, operator, root in valued or standing[-1:]:
            said: dict[str, Any] = {"format": FORMAT, "about": about, "kind": kind, "slot": slot}
            try:
                said |= {"value": stated.of_fact(kind, slot, value)} if valued else {"format": DELETED}
            except stated.Senseless:
                continue  # no program could load it; the examination names it
            if not valued and (not over or kind not in KINDS):
                continue
            said |= {"fact": root, "over": over} if over else {"fact": root}
            yield json.dumps({**said, "at": clock.iso(hlc), "by": operator}, ensure_ascii=False) + "\n"


def load(
    conn: sqlite3.Connection, text: Iterable[str], name: str, operator: str, *, deleted_too: bool = False
) -> Loaded:
    """Take in what the lines of a dump called `name` say, as one change. Needs an open write transaction.

    Work on bytes that are a source of an article here goes to that article. What is said already is left alone. What was deleted
    stays so, here and where the dump says so, unless `deleted_too`. Where the archive says something else, both stand, as after a merge.
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
    kept, deleted = _puts(conn, list(wanted), deleted_too=deleted_too)
    change = changes.record(conn, "load", {"name": name}, kept, operator)
    return Loaded(change, len(kept), len(wanted) - len(kept), deleted, refused, reasons)


_IS_OVER = "SELECT 1 FROM over WHERE fact = ? LIMIT 1"
_SAID = "SELECT id, coalesce(restores, id), value FROM fact WHERE about = ? AND kind = ? AND slot = ?"


def _puts(conn: sqlite3.Connection, wanted: list[Line], *, deleted_too: bool) -> tuple[list[Put], int]:
    """The facts of these lines, and how many of them stay out because they were taken back here."""
    standing: dict[Place, list[Fact]] = {}
    kinds = sorted({line.kind for line in wanted})
    for fact in heads(conn, sorted({line.about for line in wanted}), kinds):
        standing.setdefault(fact.place, []).append(fact)
    puts: list[Put] = []
    purged_here = set() if deleted_too else _purged(conn, {line.about for line in wanted})
    deleted = 0
    for line in wanted:
        if line.about in purged_here:
            deleted += line.value is not None
            continue
        facts = standing.get(line[:3], [])
        taken_over = tuple(fact.id for fact in facts if fact.root in line.over)
        others = [one for one in line.over if _may_be_of(conn, one, line)]
        over = tuple(dict.fromkeys((*taken_over, *others)))
        if line.value is None:
            if taken_over or not _is_known(conn, line):
                puts.append(Put(*line[:3], None, over, line.fact))
            continue
        if any(fact.value == line.value and fact.id not in taken_over for fact in facts):
            continue
        put = Put(*line[:4], over, line.fact or None)
        if not taken_over and _was_taken_back(conn, line):
            if not deleted_too:
                deleted += 1
                continue
            over = (*over, *(fact.id for fact in facts if fact.value is None))
            put = put._replace(over=over, restores=None)
        puts.append(put)
    return puts, deleted


def _purged(conn: sqlite3.Connection, abouts: Iterable[str]) -> set[str]:
    """Those of these articles that were purged here and are not here again: what was said of them has gone with them."""
    if not purged.has_any(conn):
        return set()
    return {
        about
        for about in abouts
        if is_article(about) and purged.is_purged(conn, (about,)) and sources.article_of(conn, about) is None
    }


def _may_be_of(conn: sqlite3.Connection, fact: str, line: Line) -> bool:
    """Whether a fact that a line says it took the place of is of this place, as far as it is known here."""
    row = conn.execute("SELECT about, kind, slot FROM fact WHERE id = ?", (fact,)).fetchone()
    return row is None or row == line[:3]


def _is_known(conn: sqlite3.Connection, line: Line) -> bool:
    """Whether this was deleted here too, by this very step or by others."""
    return all(conn.execute(_IS_OVER, (one,)).fetchone() for one in line.over)


def _was_taken_back(conn: sqlite3.Connection, line: Line) -> bool:
    """Whether it was said here, and does not stand any more. Of a line without an id: whether this value was."""
    said = conn.execute(_SAID, line[:3]).fetchall()
    same = [
        (ident, root)
        for ident, root, value in said
        if (root == line.fact if line.fact else value == line.value)
    ]
    ids = {one for pair in same for one in pair} | ({line.fact} if line.fact else set())
    return any(conn.execute(_IS_OVER, (ident,)).fetchone() for ident in ids)


def read(line: str) -> Line:
    """The fact in a line of a dump, checked as if a person had typed it. Raises `BadValue`, `BadTag`."""
    if len(line) > LONGEST_LINE:
        raise BadValue(value="…", reason=f"it is longer than {LONGEST_LINE} characters")
    try:
        data = json.loads(line)
        line.encode()
    except (ValueError, RecursionError):
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump") from None
    if not isinstance(data, dict) or data.get("format") not in {FORMAT, DELETED}:
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump")
    deleted = data["format"] == DELETED
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
        fact, over = _ids(data, deleted=deleted)
        if deleted:
            kept, said = _slot(kind, slot), None
        else:
            kept, value = check(slot, data.get("value"))
            said = dumps(value)
        found = Line(about, kind, kept, said, fact, over)
        "".join(
            (about, kept, said or "")
        ).encode()  # JSON can escape half of a surrogate pair, which is no text
        return found
    except (TypeError, KeyError, ValueError, AttributeError, BadQuery):
        raise BadValue(value=ascii(line[:20]), reason="this is no line of a dump") from None


_ARTICLE = re.compile("[0-9a-f]{64}")
_SEARCH = re.compile(re.escape(saved.ABOUT))
_TAG = re.compile(re.escape(tag_names.ABOUT) + ".+", re.DOTALL)
_FACT = re.compile("[0-9a-f]{32}")
_MOST_OVER = 10_000
Checked = tuple[str, Any]


def _ids(data: dict[str, Any], *, deleted: bool) -> tuple[str, tuple[str, ...]]:
    """Which fact a line says again, and which it took the place of. Raises ValueError, TypeError."""
    fact, over = data.get("fact", ""), data.get("over", [])
    _only(isinstance(fact, str) and isinstance(over, list) and len(over) <= _MOST_OVER)
    _only(not fact or _FACT.fullmatch(fact) is not None)
    _only(all(isinstance(one, str) and _FACT.fullmatch(one) for one in over))
    _only(fact not in over and (bool(fact and over) and "value" not in data if deleted else True))
    return fact, tuple(sorted(set(over)))


def _slot(kind: str, slot: str) -> str:
    """The slot of something that was deleted, as it is kept. Raises `BadTag`, ValueError."""
    if kind in {"tag", "alias", "refusal"}:
        return normalise(slot)
    if kind in subjects.SUBJECTS:
        slot = subjects.normalise(slot)
        _only(bool(slot))
    elif kind == "edit":
        _only(slot in EDITABLE)
    elif kind == "label":
        _only(slot in tag_names.LANGUAGES)
    elif kind == "checked":
        _only(slot in get_args(Field))
    elif kind == saved.KIND:
        _only(0 < len(slot) <= saved.LONGEST and slot.isprintable())
    else:
        _only(slot == "")
    return slot


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
