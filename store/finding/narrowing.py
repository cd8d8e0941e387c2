"""What the finished words of a query find, kept while its last word is being typed.

At each key FTS5 would open the lists of all words again, one for each of their forms: 25 ms for a pasted question that nothing
answers. Where the finished words are in a few articles only, the next key looks into those.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from store.finding import analysed, vocabulary
from store.finding.analysed import AnalysedText
from store.finding.matches import Matcher
from store.finding.query import Node, Query

FEW = 40
"""Articles that are looked into at a key: most of them are read for their rows anyway."""
_KEPT = 200
_NOTHING = AnalysedText("")


class Asked(NamedTuple):
    """What was asked of SQLite: an FTS5 expression, and conditions with their values as JSON."""

    match: str
    where: str
    values: str


class _Few(OrderedDict[Asked, "array[int]"]):
    """All articles that were found for what was asked lately, where they are few."""


def keep(conn: sqlite3.Connection, asked: Asked, docids: array[int]) -> None:
    """Remembers all that was found, if it is little."""
    if len(docids) <= FEW:
        kept = vocabulary.remembered(conn, _Few)
        kept[asked] = docids[:]
        if len(kept) > _KEPT:
            kept.popitem(last=False)


def narrowed(conn: sqlite3.Connection, asked: Asked, last: Node) -> array[int] | None:
    """Those of the articles found before in which the last word stands as well; None when they are not known or too many."""
    known = vocabulary.remembered(conn, _Few).get(asked)
    if not known:
        return known
    matcher = Matcher(conn, Query(last))
    texts = analysed.read(conn, known)
    people = _people(conn, known)
    return array(
        "q", (docid for docid in known if _stands(matcher, *texts.get(docid, ()), people.get(docid)))
    )


def _stands(matcher: Matcher, *texts: AnalysedText | None) -> bool:
    return any(matcher.answers(text or _NOTHING) for text in texts)


def _people(conn: sqlite3.Connection, docids: Iterable[int]) -> dict[int, AnalysedText]:
    """Author and source of each of the articles, as one text."""
    rows = conn.execute(
        "SELECT docid, coalesce(author, '') || ' ' || coalesce(source, '') FROM listing "
        "WHERE docid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(docids)),),
    )
    return {docid: analysed.line(text) for docid, text in rows}
