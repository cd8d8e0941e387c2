"""Articles that one step is to be made to, as many as they may be, without reading their texts.

Who they are, which tags and stars they have, what they are called, and which files they came from.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Chosen:
    """`ids` in the order of the docids, those that are gone left out.

    `title` is that of the first; `tags` says of how many articles each tag is one, `starred` how many have a star.
    """

    ids: Sequence[str]
    title: str | None
    tags: Mapping[str, int]
    starred: int


_LISTED = "SELECT docid, id, starred FROM listing WHERE docid IN (SELECT value FROM json_each(?))"
_TAGS = """SELECT g.name, count(*) FROM tagging AS t JOIN tag AS g ON g.tag = t.tag
WHERE t.docid IN (SELECT value FROM json_each(?)) GROUP BY g.name"""


_TAGS_OF_EACH = """SELECT t.docid, g.name FROM tagging AS t JOIN tag AS g ON g.tag = t.tag
WHERE t.docid IN (SELECT value FROM json_each(?)) ORDER BY g.folded, g.name"""


def chosen(conn: sqlite3.Connection, docids: Sequence[int]) -> Chosen:
    """What is chosen by these docids. No text is read: 75,000 articles take a third of a second."""
    wanted = json.dumps(list(docids))
    listed = {docid: (ident, starred) for docid, ident, starred in conn.execute(_LISTED, (wanted,))}
    there = [docid for docid in docids if docid in listed]
    title = conn.execute("SELECT title FROM listing WHERE docid = ?", there[:1]).fetchone() if there else None
    return Chosen(
        [listed[docid][0] for docid in there],
        title[0] if title else None,
        dict(conn.execute(_TAGS, (wanted,))),
        sum(bool(starred) for _, starred in listed.values()),
    )


def tags_of_each(conn: sqlite3.Connection, docids: Sequence[int]) -> dict[str, Collection[str]]:
    """The tags of each of these articles, by its id."""
    wanted = json.dumps(list(docids))
    listed = {docid: ident for docid, ident, _ in conn.execute(_LISTED, (wanted,))}
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for docid, name in conn.execute(_TAGS_OF_EACH, (wanted,)):
        tags[docid].append(name)
    return {listed[docid]: tags.get(docid, ()) for docid in docids if docid in listed}


class Named(NamedTuple):
    """What an article is called and cited by, as its record has it; `published` is an ISO date as precise as it is stated."""

    id: str
    title: str | None
    author: str | None
    source: str | None
    language: str | None
    published: str | None
    url: str | None


_NAMED = """SELECT docid, id, title, author, source, language, published, url FROM listing
WHERE docid IN (SELECT value FROM json_each(?))"""


def named(conn: sqlite3.Connection, docids: Sequence[int]) -> list[Named]:
    """What these articles are called, in the order of the docids, those that are gone left out."""
    found = {row[0]: Named(*row[1:]) for row in conn.execute(_NAMED, (json.dumps(list(docids)),))}
    return [found[docid] for docid in docids if docid in found]


_PATHS = """SELECT path, count(*) OVER () FROM (
    SELECT CASE WHEN json_valid(value) THEN json_extract(value, '$.path') END AS path, min(hlc) AS first
    FROM fact WHERE about IN (SELECT value FROM json_each(?)) AND kind IN ('arrival', 'path') GROUP BY 1
) WHERE path IS NOT NULL ORDER BY first, path LIMIT ?"""


def came_from(conn: sqlite3.Connection, ids: Sequence[str], most: int) -> tuple[list[str], int]:
    """The files that these articles were imported from, those of the first import first and at most so many, and of how many files.

    Also those of imports that were taken back.
    """
    rows = conn.execute(_PATHS, (json.dumps(list(ids)), most)).fetchall()
    return [str(path) for path, _ in rows], rows[0][1] if rows else 0
