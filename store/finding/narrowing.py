"""What was found for the keys before, kept while the next ones are typed.

At each key FTS5 would open the lists of all words again, one for each of their forms: 25 ms for a pasted question that nothing
answers. Often a key asks for nothing new: a space behind a word, or a letter that begins too many words to tell anything. And
where all articles with the finished words are known, and few, the next key looks into those.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.finding import analysed, vocabulary
from store.finding.analysed import AnalysedText
from store.finding.matches import Matcher
from store.finding.query import Node, Query

FEW = 40
"""Articles that are looked into at a key: most of them are read for their rows anyway."""
_KEPT = 200
_SCORED = 4


class Asked(NamedTuple):
    """What was asked of SQLite: an FTS5 expression, and conditions with their values as JSON."""

    match: str
    where: str
    values: str


class Found(NamedTuple):
    """Docids, the newest first; `whole` says that none was left out, be it as enough were found or as older ones were not looked for."""

    docids: array[int]
    whole: bool


class _Found(OrderedDict[Asked, Found]):
    """What was found for what was asked lately, as far as it was looked for."""


class _Scores(OrderedDict[str, tuple[frozenset[int], dict[int, float]]]):
    """The scores that an FTS5 expression gave, and to which articles it might have given one."""


def keep(conn: sqlite3.Connection, asked: Asked, found: Found) -> None:
    """Remembers what was found."""
    kept = vocabulary.remembered(conn, _Found)
    kept[asked] = Found(found.docids[:], found.whole)
    if len(kept) > _KEPT:
        kept.popitem(last=False)


def known(conn: sqlite3.Connection, asked: Asked) -> Found | None:
    """What was found for the same before; None where that was not asked lately."""
    found = vocabulary.remembered(conn, _Found).get(asked)
    return None if found is None else Found(found.docids[:], found.whole)


def narrowed(conn: sqlite3.Connection, known: array[int], last: Node) -> array[int] | None:
    """Those of the articles, which are all with the finished words, in which the last word stands as well; None if they are many."""
    if len(known) > FEW:
        return None
    if not known:
        return known
    matcher = Matcher(conn, Query(last))
    texts = analysed.read(conn, known)
    people = _people(conn, known)
    return array(
        "q", (docid for docid in known if _stands(matcher, *texts.get(docid, ()), people.get(docid)))
    )


def keep_scores(
    conn: sqlite3.Connection, expression: str, docids: Iterable[int], scores: dict[int, float]
) -> None:
    """Remembers the scores of these articles by an FTS5 expression; those that have none do not match it."""
    kept = vocabulary.remembered(conn, _Scores)
    kept[expression] = (frozenset(docids), scores)
    if len(kept) > _SCORED:
        kept.popitem(last=False)


def known_scores(conn: sqlite3.Connection, expression: str, docids: Sequence[int]) -> dict[int, float] | None:
    """The scores that these articles had by the same expression; None where not all of them were scored."""
    among, scores = vocabulary.remembered(conn, _Scores).get(expression, (frozenset[int](), {}))
    return scores if among.issuperset(docids) else None


def titled(conn: sqlite3.Connection, docids: Sequence[int], words: Sequence[Node]) -> array[int]:
    """Those of the articles that have all of the words in their title."""
    matchers = [Matcher(conn, Query(word)) for word in words]
    rows = conn.execute(
        "SELECT docid, title FROM listing WHERE title <> '' AND docid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(docids)),),
    )
    found = set()
    for docid, title in rows:
        text = AnalysedText(title)
        if all(matcher.may_answer(text) for matcher in matchers):
            text = analysed.line(title)
            if all(matcher.answers(text) for matcher in matchers):
                found.add(docid)
    return array("q", filter(found.__contains__, docids))


def _stands(matcher: Matcher, *texts: AnalysedText | None) -> bool:
    return any(text is not None and matcher.answers(text) for text in texts)


def _people(conn: sqlite3.Connection, docids: Iterable[int]) -> dict[int, AnalysedText]:
    """Author and source of each of the articles, as one text."""
    rows = conn.execute(
        "SELECT docid, coalesce(author, '') || ' ' || coalesce(source, '') FROM listing "
        "WHERE docid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(docids)),),
    )
    return {docid: analysed.line(text) for docid, text in rows}
