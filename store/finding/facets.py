"""How the hits of a search spread over tags, sources, languages, years and months, and what people marked among them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from store import newness, subjects
from store.finding.filters import SUBJECTS
from store.finding.histogram import histogram
from store.finding.search import Hits, interruptible

MOST_COUNTED = 20_000
"""Hits that are counted (a few milliseconds each thousand); of more, the first in their order."""

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """(value, hits) of each facet: the most frequent first, years and months the newest first.

    `subjects` are (field, value, hits) of what people wrote down: kinds, places, institutions, people; `regions`, by
    their Arabic names, are those that the places lie in.
    `branches` are tags that have sub-tags, with the hits that have it or any of those. `undated`, `starred`, `in_review`,
    `noted` and `new` are numbers of hits. Years and months are counted over all hits that are listed (`dates_complete`: these are all
    there are), the others over the first of them (`complete`: every hit was counted).
    """

    tags: Counts
    sources: Counts
    years: Counts
    languages: Counts
    complete: bool
    months: Counts = ()
    undated: int = 0
    dates_complete: bool = True
    branches: Counts = ()
    starred: int = 0
    in_review: int = 0
    noted: int = 0
    subjects: tuple[tuple[str, str, int], ...] = ()
    regions: Counts = ()
    new: int = 0


_TAGS = """SELECT g.name, count(*) AS hits FROM json_each(?) AS h
CROSS JOIN tagging AS t INDEXED BY tagging_docid CROSS JOIN tag AS g ON t.docid = h.value AND g.tag = t.tag
GROUP BY 1 ORDER BY hits DESC, 1 LIMIT ?"""
_LISTED = """SELECT l.source, l.language, sum(l.starred), sum(l.in_review), sum(l.has_note), count(*)
FROM json_each(?) AS h CROSS JOIN listing AS l ON l.docid = h.value GROUP BY 1, 2"""
_IN_BRANCHES = """SELECT t.docid, g.name FROM json_each(?) AS h CROSS JOIN tagging AS t INDEXED BY tagging_docid
CROSS JOIN tag AS g ON g.tag = t.tag WHERE t.docid = h.value AND (instr(g.name, '/') OR g.name IN (SELECT value FROM json_each(?)))"""


def count(conn: sqlite3.Connection, hits: Hits, *, most: int = MOST_COUNTED, values: int = 100) -> Facets:
    """The facets of the hits; at most `values` of each. Raises `Interrupted`."""
    wanted = json.dumps(hits.docids[:most].tolist())

    with interruptible():
        dates = histogram(hits)
        spoken_of = _subjects(conn, wanted, values)
        # Finding the rows of thousands of hits is what takes long: once for all that is read of them.
        listed = conn.execute(_LISTED, (wanted,)).fetchall()
        starred, in_review, noted = (sum(each[column] for each in listed) for column in (2, 3, 4))
        return Facets(
            tags=tuple(conn.execute(_TAGS, (wanted, values)).fetchall()),
            sources=_most_frequent(((each[0], each[-1]) for each in listed), values),
            years=dates.years[:values],
            languages=_most_frequent(((each[1], each[-1]) for each in listed), values),
            complete=hits.total_is_exact and hits.total <= min(most, len(hits.docids)),
            months=dates.months,
            undated=dates.undated,
            dates_complete=dates.complete,
            branches=_branches(conn, wanted),
            starred=starred,
            in_review=in_review,
            noted=noted,
            subjects=spoken_of,
            regions=_regions(conn, wanted) if any(field == "place" for field, *_ in spoken_of) else (),
            new=newness.count(conn, wanted),
        )


def _most_frequent(counted: Iterable[tuple[str | None, int]], values: int) -> Counts:
    """The values with the most articles; those that have none are left out."""
    numbers: Counter[str] = Counter()
    for value, number in counted:
        if value:
            numbers[value] += number
    return tuple(sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:values])


_SUBJECTS = f"""SELECT f.kind, f.slot, count(DISTINCT l.docid) AS hits FROM fact AS f CROSS JOIN listing AS l ON l.id = f.about
WHERE {subjects.ONE_OF} AND f.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
AND l.docid IN (SELECT value FROM json_each(?)) GROUP BY 1, 2 ORDER BY hits DESC, 2 LIMIT ?"""  # noqa: S608 - a constant


def _subjects(conn: sqlite3.Connection, wanted: str, values: int) -> tuple[tuple[str, str, int], ...]:
    """What people wrote down of the hits: there is so little of it that it is walked, not the hits."""
    fields = {kind: field for field, kind in SUBJECTS.items()}
    found = conn.execute(_SUBJECTS, (wanted, values)).fetchall()
    return tuple((fields[kind], value, number) for kind, value, number in found)


def _regions(conn: sqlite3.Connection, wanted: str) -> Counts:
    from store.finding import regions  # noqa: PLC0415 - the gazetteer is read where there are places

    return regions.count(conn, wanted)


def _branches(conn: sqlite3.Connection, wanted: str) -> Counts:
    """The tags with sub-tags, an article with several of these counted once."""
    parts = [name.split("/") for (name,) in conn.execute("SELECT name FROM tag WHERE instr(name, '/')")]
    above = {"/".join(each[:depth]) for each in parts for depth in range(1, len(each))}
    if not above:
        return ()
    within: defaultdict[str, set[int]] = defaultdict(set)
    for docid, name in conn.execute(_IN_BRANCHES, (wanted, json.dumps(sorted(above), ensure_ascii=False))):
        steps = name.split("/")
        for depth in range(1, len(steps) + 1):
            if (branch := "/".join(steps[:depth])) in above:
                within[branch].add(docid)
    return tuple(
        sorted(((name, len(ids)) for name, ids in within.items()), key=lambda one: (-one[1], one[0]))
    )
