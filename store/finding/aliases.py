"""Names in several scripts and lengths: CNDH and المجلس الوطني لحقوق الإنسان, Béni Mellal and بني ملال.

`aliases.txt` has them. A query that holds one of the names of a thing finds the others as well; within quotation marks a name
stays as it is typed. Which is a name, the parser's tree is searched for; what the others are in an archive, `phrases` says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from store.finding.query import And, Named, Node, Not, Or, Query, Word, conjunction
from store.finding.vocabulary import forms
from store.finding.waiting import frequencies
from store.text import arabic
from store.text.analyser import pairs, terms

_ONLY_ASKED = "?"
"""Stands before a name that is known in a query but not looked for."""
_CLITICS = ("و", "ب", "ل", "ف", "ك")

_RARE = 1_000
"""Up to so many articles have a rare word."""
_used = True


def use(on: bool) -> None:
    """Whether queries of this process are widened where nothing else is said."""
    global _used  # noqa: PLW0603 - a setting of the person's, read once at the start
    _used = on


def used() -> bool:
    """Whether they are."""
    return _used


Phrase = tuple[tuple[str, ...], ...]
"""Words side by side, each by the index terms it may have."""


class Name(NamedTuple):
    """A name with its index terms; `looked_for` is False where as a word of a text it mostly means something else."""

    written: str
    terms: tuple[str, ...]
    looked_for: bool


@cache
def groups() -> tuple[tuple[Name, ...], ...]:
    """The things of the list, each by its names."""
    text = Path(__file__).with_name("aliases.txt").read_text(encoding="utf-8")
    return tuple(
        tuple(map(_name, line.split(" = ")))
        for line in text.splitlines()
        if line and not line.startswith("#")
    )


def _name(written: str) -> Name:
    name = written.removeprefix(_ONLY_ASKED).strip()
    return Name(name, tuple(terms(name)), not written.startswith(_ONLY_ASKED))


@cache
def _known() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First term of a name → the names that begin so, the longest first: their terms, and the other names."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for names in groups():
        for name in names:
            others = dict.fromkeys(
                each.written for each in names if each.looked_for and each.terms != name.terms
            )
            found.setdefault(name.terms[0], []).append((name.terms, tuple(others)))
    for names_so in found.values():
        names_so.sort(key=lambda each: -len(each[0]))
    return found


def widened(query: Query) -> Query:
    """The query with every name in it known as one; the same query where there is none."""
    if query.root is None:
        return query
    root = _widened(query.root)
    return query if root is query.root else Query(root, query.text)


def _widened(node: Node) -> Node:
    if isinstance(node, Word):
        return _names((node,))[0]
    if isinstance(node, Not):
        child = _widened(node.child)
        return node if child is node.child else Not(child)
    if isinstance(node, Or):
        parts = tuple(map(_widened, node.children))
        return node if parts == node.children else Or(parts)
    if isinstance(node, And):
        parts = tuple(
            part if isinstance(part, (Word, Named)) else _widened(part) for part in _names(node.children)
        )
        return node if parts == node.children else conjunction(list(parts)) or node
    return node


def _names(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, those that make a name together put into one."""
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        name = _name_at(nodes, at)
        found.append(name or nodes[at])
        at += len(name.asked) if name else 1
    return found


def _name_at(nodes: Sequence[Node], at: int) -> Named | None:
    first = nodes[at]
    if not isinstance(first, Word):
        return None
    for wanted, others in _known().get(_term(first), ()):
        asked = nodes[at : at + len(wanted)]
        words = tuple(node for node in asked if isinstance(node, Word))
        if len(words) == len(wanted) and all(map(_is, words, wanted)):
            return Named(words, others)
    return None


def _term(word: Word) -> str:
    return pairs(word.text)[0][1]


def _is(word: Word, term: str) -> bool:
    return _term(word) == term


def phrases(conn: sqlite3.Connection, named: Named, *, quick: bool = False) -> list[Phrase]:
    """How the other names of something may stand in this archive: those left out that hold a word which no article has.

    The first word may have a conjunction or preposition before it, unless it must be `quick` and all words are frequent: each
    way of writing such a phrase costs a millisecond. A name has no other forms, be it one word: وجدة is no جدة, جرادة no locusts.
    """
    wanted = [terms(name) for name in named.others]
    df = frequencies(conn, {each for words in wanted for each in (*words, *_with_clitics(words[0]))})
    found: list[Phrase] = []
    for first, *more in wanted:
        if not all(term in df for term in more):
            continue
        cheap = not more or min(df[term] for term in more) <= _RARE
        firsts = {first, *(_with_clitics(first) if cheap or not quick else ())}.intersection(df)
        if firsts:
            found.append((tuple(sorted(firsts)), *((term,) for term in more)))
    return found


def beginnings(conn: sqlite3.Connection, named: Named) -> list[str]:
    """The first word of the name that was asked for with a conjunction or preposition, as the archive has it.

    Of a word alone it is not believed (`store.text.arabic.Doubt`): لبني may be milk or to a builder; in لبني ملال it is the town.
    """
    if len(named.asked) == 1:
        return []
    first = named.asked[0]
    return sorted(frequencies(conn, _with_clitics(_term(first))).keys() - forms(conn, first.text).df.keys())


def _with_clitics(*words: str) -> set[str]:
    return {clitic + word for word in words if arabic.is_arabic(word) for clitic in _CLITICS}
