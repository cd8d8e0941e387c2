"""What to try when nothing was found: one condition less, a word of the archive that is nearly the same, another keyboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod
from typing import Literal

from store.errors import BadQuery
from store.finding import completing, near_words
from store.finding.query import And, DateRange, Field, Node, Phrase, Query, Word, disjunction
from store.finding.search import MANY_WORDS, Hits, count, interruptible
from store.finding.telling import joins_only
from store.text import fold
from store.text.arabic import is_arabic

Why = Literal[
    "other spelling",
    "other keyboard",
    "other value",
    "without a condition",
    "any of the words",
    "without quotation marks",
]

MOST = 6
_MOST_PIECES = 8
_MOST_VALUES = 3
_SPELLINGS = 3
_MOST_TOGETHER = 27
_SIGNS = frozenset(':"()*-«»“”')
"""Signs of the query language: what holds one is not read as another keyboard's."""
_ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظذ"
_KEYBOARDS = (
    dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,./`", _ARABIC_KEYS, strict=True)),
    dict(zip("azertyuiop^$qsdfghjklmùwxcvbn,;:!²", _ARABIC_KEYS, strict=True)),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that does find something: its text, how many articles, and how it differs from what was asked."""

    query: str
    total: int
    why: Why


def suggest(
    conn: sqlite3.Connection, query: Query, hits: Hits | None = None, most: int = MOST
) -> list[Suggestion]:
    """Other queries with hits for one that has none, or of a few words only articles with some of them. Raises `Interrupted`.

    Empty if it has hits, or many words and articles with most of them.
    """
    if query.is_empty or (hits is not None and hits.total):
        return []
    if hits is not None and hits.partial and len(query.constraints) >= MANY_WORDS:
        return []
    found: dict[str, Suggestion] = {}
    with interruptible():
        for other, why in _others(conn, query.closed()):
            text = str(other)
            if text in found or other.is_empty or len(found) >= most:
                continue
            total = count(conn, other)
            if total:
                found[text] = Suggestion(text, total, why)
    # Spellings stay as they were found, the likeliest first.
    order: dict[Why, int] = {
        "other keyboard": 0,
        "other spelling": 1,
        "other value": 2,
        "without quotation marks": 3,
    }
    return sorted(
        found.values(),
        key=lambda each: (
            order.get(each.why, 4),
            *((0, "") if each.why == "other spelling" else (-each.total, each.query)),
        ),
    )


def _others(conn: sqlite3.Connection, query: Query) -> Iterator[tuple[Query, Why]]:
    for typed in dict.fromkeys((*other_keyboards(query.text), *_one_word_otherwise(query.text))):
        try:
            yield Query.parse(typed), "other keyboard"
        except BadQuery:
            continue
    parts = query.constraints
    for named in _names_in_arabic(conn, query):
        yield named, "other spelling"
    for at, part in enumerate(parts):
        if isinstance(part, Word):
            for respelled in _spellings(conn, query, at, part.text):
                yield respelled, "other spelling"
        elif isinstance(part, Phrase) and len(part.words) > 1:
            yield _with(query, at, And(tuple(map(Word, part.words)))), "without quotation marks"
        elif isinstance(part, Field):
            for other in _values_like(conn, part):
                yield _with(query, at, other), "other value"
        elif isinstance(part, DateRange):
            for other in _years_beside(conn, part):
                yield _with(query, at, other), "other value"
    if len(parts) > 1:
        for at in range(len(parts)):
            yield query.without(at), "without a condition"
        words: list[Node] = [
            part for part in parts if isinstance(part, Word) and not joins_only(fold(part.text))
        ]
        if len(words) > 2 and (either := disjunction(words)) is not None:
            yield (
                replace(query, root=_together([either, *(p for p in parts if not isinstance(p, Word))])),
                "any of the words",
            )


def _names_in_arabic(conn: sqlite3.Connection, query: Query) -> list[Query]:
    """The query with all of its unknown words in Latin letters, if they are several, in Arabic ones: a name is rarely one word."""
    parts = query.constraints[:_MOST_PIECES]
    names = {
        at: found
        for at, part in enumerate(parts)
        if isinstance(part, Word) and (found := near_words.in_arabic(conn, part.text, _SPELLINGS))
    }
    if len(names) < 2:
        return []
    tried: dict[Query, float] = {}
    for together in islice(product(*names.values()), _MOST_TOGETHER):
        other = query
        for at, one in zip(names, together, strict=True):
            other = _with(other, at, Word(near_words.as_written(conn, one.term, one.term)))
        tried[other] = count(conn, other) * prod(one.likely for one in together)
    return sorted(filter(tried.__getitem__, tried), key=lambda one: -tried[one])[:_SPELLINGS]


def _spellings(conn: sqlite3.Connection, query: Query, at: int, typed: str) -> list[Query]:
    """The query with another word at this place, as the archive writes it: what finds most beside the others first."""
    near = near_words.nearest(conn, typed) or near_words.in_arabic(conn, typed)
    if len(query.constraints) > 1:
        totals = {one: count(conn, _with(query, at, Word(one.term))) for one in near}
        near = sorted(filter(totals.__getitem__, near), key=lambda one: -totals[one] * one.likely)
    return [_with(query, at, Word(near_words.as_written(conn, one.term, typed))) for one in near[:_SPELLINGS]]


def _values_like(conn: sqlite3.Connection, part: Field) -> Iterator[Node]:
    """The field with values that this archive has: those that hold what was typed (``tag:شراكة`` in ``اتفاقيات/شراكة``), or nearly are it."""
    if isinstance(part.leaf, Word):
        typed = part.leaf.text
        for near in near_words.nearest(conn, typed, _SPELLINGS):
            yield Field(part.name, Word(near_words.as_written(conn, near.term, typed)))
    typed = str(part).removesuffix("*").removesuffix('"').removesuffix("*")
    known = completing.values(conn, typed, _MOST_VALUES)
    if not known and part.name == "lang":
        typed = "lang:"
        known = completing.values(conn, typed, _MOST_VALUES)
    for one in known:
        found = Query.parse(f"{one.put(typed)} ", aliases=False).root
        if found is not None and found != part:
            yield found


def _years_beside(conn: sqlite3.Connection, part: DateRange) -> Iterator[Node]:
    """The last year before a span of dates, and the first after it, in which something was published or happened."""
    column = "published" if part.name == "date" else "event_date"
    for edge, aggregate, sign in ((part.first, "max", "<"), (part.last, "min", ">")):
        if edge is None:
            continue
        limit = edge if sign == "<" else f"{edge}\U0010ffff"  # a day in a month is no later than it
        statement = f"SELECT substr({aggregate}({column}), 1, 4) FROM listing WHERE {column} {sign} ?"  # noqa: S608 - constants
        if year := conn.execute(statement, (limit,)).fetchone()[0]:
            yield DateRange(part.name, year, year)


def _one_word_otherwise(text: str) -> Iterator[str]:
    """The query with one of its words as the keys would have typed it on another keyboard."""
    pieces = text.split()
    if not 1 < len(pieces) <= _MOST_PIECES:
        return
    for at, piece in enumerate(pieces):
        if not any(sign in piece for sign in _SIGNS):
            for other in other_keyboards(piece):
                yield " ".join([*pieces[:at], other, *pieces[at + 1 :]])


def _with(query: Query, at: int, node: Node) -> Query:
    """The query with another node in the place of one of its constraints."""
    parts = list(query.constraints)
    parts[at] = node
    return Query(_together(parts))


def _together(nodes: list[Node]) -> Node:
    flat = [part for node in nodes for part in (node.children if isinstance(node, And) else (node,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0]


def other_keyboards(text: str) -> list[str]:
    """What the keys would have typed on another layout: QWERTY or AZERTY against Arabic, either way.

    >>> other_keyboards("hgjuh,k")[0]
    'التعاون'
    """
    lowered = text.lower()
    found = []
    for keys in _KEYBOARDS:
        if not any(is_arabic(char) for char in lowered if char.isalpha()):
            shown = "".join(keys.get(char, char) for char in lowered)
        else:
            back = {letter: key for key, letter in keys.items()} | {"لا": "b"}
            shown = "".join(back.get(char, char) for char in lowered.replace("لا", "ﻻ"))
        if shown != lowered:
            found.append(shown.replace("ﻻ", "لا"))
    return found
