"""Where a query stands in a text: for highlights, snippets and ranking, with the analyser that made the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from store.analysed import AnalysedText
from store.query import Phrase, Prefix, Query, Word
from store.text import words
from store.vocabulary import beginnings_of, forms


class Span(NamedTuple):
    """A matched word: its place in the text, and which part of the query it answers."""

    start: int
    end: int
    part: int


@dataclass(frozen=True, slots=True)
class Part:
    """One word, beginning or phrase of a query as it is recognised in a text; `field` is None for everywhere.

    A word is recognised by its term (`terms`) or by a beginning of its term or spelling; a phrase by the spelling of its words.
    """

    asked: str
    field: str | None
    exact: str = ""
    bases: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    open: bool = False
    df: int = 0

    def knows(self, term: str) -> bool:
        """Whether a word of a text that is indexed so answers this part."""
        return term in self.terms or term.startswith(self.beginnings)


class Matcher:
    """Recognises the words that a query asks for, as the archive behind `conn` understands it."""

    def __init__(self, conn: sqlite3.Connection, query: Query) -> None:
        self.parts: list[Part] = []
        for field, leaf in query.leaves():
            if isinstance(leaf, Word):
                found = forms(conn, leaf.text)
                self.parts.append(
                    Part(
                        leaf.text,
                        field,
                        exact=found.exact,
                        bases=frozenset(found.bases),
                        terms=frozenset(found.df),
                        beginnings=beginnings_of(leaf.text) if leaf.open else (),
                        df=found.total,
                    )
                )
            elif isinstance(leaf, Prefix):
                beginnings = beginnings_of(leaf.text)
                self.parts.append(Part(leaf.text, field, exact=beginnings[-1], beginnings=beginnings))
            elif isinstance(leaf, Phrase):
                spelled = tuple(word for each in leaf.words for word in words(each))
                if spelled:
                    self.parts.append(Part(" ".join(leaf.words), field, phrase=spelled, open=leaf.open))
        self._terms = frozenset[str]().union(*(part.terms for part in self.parts))
        self._beginnings = tuple(beginning for part in self.parts for beginning in part.beginnings)
        self._answers: dict[str, tuple[int, ...]] = {}

    def answers(self, text: AnalysedText) -> list[tuple[int, str, tuple[int, ...]]]:
        """(number of the word in the text, its term, numbers of the parts it answers), phrases aside, in order."""
        here = self._terms & text.terms
        if self._beginnings:
            here |= text.beginning_so(self._beginnings)
        if not here:
            return []
        order = text.order
        return [(at, order[at], self._parts_of(order[at])) for at in text.places(here)]

    def _parts_of(self, term: str) -> tuple[int, ...]:
        known = self._answers.get(term)
        if known is None:
            known = tuple(number for number, part in enumerate(self.parts) if part.knows(term))
            self._answers[term] = known
        return known

    def spans(self, text: AnalysedText, field: str | None = None) -> list[Span]:
        """Every matched word of a text in order; `field` is where the text comes from (`title`), None for a body.

        Spans are whole words of the text as it is written, harakat included.
        """
        numbered = dict(self._words(text, field))
        for number, part in enumerate(self.parts):
            if part.phrase and part.field in {None, field}:
                for at in phrase_starts(text, part.phrase, open_=part.open):
                    for each in range(at, at + len(part.phrase)):
                        numbered[each] = min(number, numbered.get(each, number))
        return [Span(*text.span(at), number) for at, number in sorted(numbered.items())]

    def _words(self, text: AnalysedText, field: str | None) -> Iterator[tuple[int, int]]:
        """(number of the word, the first part it answers) of the words that answer a part asked for in this field."""
        for at, _, numbers in self.answers(text):
            here = [number for number in numbers if self.parts[number].field in {None, field}]
            if here:
                yield at, here[0]


def phrase_starts(text: AnalysedText, phrase: tuple[str, ...], *, open_: bool = False) -> list[int]:
    """The numbers of the words at which a phrase begins: these words side by side, spelled so after folding.

    `open_`: the last of them is a beginning.
    """
    spelled = [exact for exact, _ in text.words]
    last = len(phrase) - 1
    if open_:
        known, beginning = phrase[:-1], phrase[-1]
        return [
            at - last
            for at, word in enumerate(spelled)
            if at >= last and word.startswith(beginning) and tuple(spelled[at - last : at]) == known
        ]
    first = phrase[0]
    found = []
    at = -1
    for _ in range(spelled.count(first)):
        at = spelled.index(first, at + 1)
        if tuple(spelled[at : at + last + 1]) == phrase:
            found.append(at)
    return found


def match_spans(conn: sqlite3.Connection, text: str, query: Query) -> list[tuple[int, int]]:
    """The places of a text to highlight for a query: whole words, as offsets into the text."""
    return [(start, end) for start, end, _ in Matcher(conn, query).spans(AnalysedText(text))]


def written_forms(conn: sqlite3.Connection, query: Query, *texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """Why an article is a hit: each part of the query with the words of its texts that answer it, as they are written."""
    matcher = Matcher(conn, query)
    found: list[dict[str, None]] = [{} for _ in matcher.parts]
    for text in map(AnalysedText, texts):
        for at, _, numbers in matcher.answers(text):
            start, end = text.span(at)
            for number in numbers:
                found[number][text.text[start:end]] = None
        for start, end, number in matcher.spans(text):
            if matcher.parts[number].phrase:
                found[number][text.text[start:end]] = None
    return [(part.asked, tuple(shown)) for part, shown in zip(matcher.parts, found, strict=True)]
