"""Where a query stands in a text: for highlights, snippets and ranking, with the analyser that made the index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from store.query import Phrase, Prefix, Query, Word
from store.text import tokens, words
from store.text.analyser import chunk_pairs
from store.vocabulary import beginnings_of, forms

_CHUNK = re.compile(r"\S+")


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


class _Answered(NamedTuple):
    """What a piece of text without whitespace holds: how many words, and those that answer (place among them, spelling, term, parts)."""

    words: int
    found: tuple[tuple[int, str, str, tuple[int, ...]], ...]


class _Chunks(dict[str, _Answered]):
    """What the pieces of texts hold for one matcher; each is looked at once."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self.matcher = matcher

    def __missing__(self, chunk: str) -> _Answered:
        inside = chunk_pairs(chunk)
        found: tuple[tuple[int, str, str, tuple[int, ...]], ...] = ()
        for at, (exact, term) in enumerate(inside):
            if numbers := self.matcher.answers(term):
                found += ((at, exact, term, numbers),)
        answered = self[chunk] = _Answered(len(inside), found)
        return answered


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
        self.chunks = _Chunks(self)
        self._terms = frozenset[str]().union(*(part.terms for part in self.parts))
        self._beginnings = tuple(beginning for part in self.parts for beginning in part.beginnings)

    def answers(self, term: str) -> tuple[int, ...]:
        """The numbers of the parts, phrases aside, that a word of a text answers by its term."""
        if term not in self._terms and not term.startswith(self._beginnings):
            return ()
        return tuple(number for number, part in enumerate(self.parts) if part.knows(term))

    def spans(self, text: str, field: str | None = None) -> list[Span]:
        """Every matched word of a text in order; `field` is where the text comes from (`title`), None for a body.

        Spans are whole words of the text as it is written, harakat included.
        """
        found = list(self._words(text, field))
        for number, part in enumerate(self.parts):
            if part.phrase and part.field in {None, field}:
                found += self._phrases(text, number, part)
        found.sort()
        kept: list[Span] = []
        for span in found:
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return kept

    def _words(self, text: str, field: str | None) -> Iterator[Span]:
        chunks = self.chunks
        for match in _CHUNK.finditer(text):
            answered = chunks[match[0]].found
            if not answered:
                continue
            inside = tokens(match[0])
            for at, _, _, numbers in answered:
                here = [number for number in numbers if self.parts[number].field in {None, field}]
                if here:
                    yield Span(match.start() + inside[at].start, match.start() + inside[at].end, here[0])

    def _phrases(self, text: str, number: int, part: Part) -> Iterator[Span]:
        wanted = part.phrase
        if not part.open and not set(wanted) <= set(words(text)):
            return
        found = tokens(text)
        last = len(wanted) - 1
        for at in range(len(found) - last):
            here = found[at : at + last + 1]
            if all(token.text == word for token, word in zip(here[:-1], wanted[:-1], strict=True)) and (
                here[-1].text == wanted[-1] or (part.open and here[-1].text.startswith(wanted[-1]))
            ):
                yield from (Span(token.start, token.end, number) for token in here)


def match_spans(conn: sqlite3.Connection, text: str, query: Query) -> list[tuple[int, int]]:
    """The places of a text to highlight for a query: whole words, as offsets into the text."""
    return [(start, end) for start, end, _ in Matcher(conn, query).spans(text)]


def written_forms(conn: sqlite3.Connection, query: Query, *texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """Why an article is a hit: each part of the query with the words of its texts that answer it, as they are written."""
    matcher = Matcher(conn, query)
    found: list[dict[str, None]] = [{} for _ in matcher.parts]
    for text in texts:
        for chunk in text.split():
            for at, _, _, numbers in matcher.chunks[chunk].found:
                token = tokens(chunk)[at]
                for number in numbers:
                    found[number][chunk[token.start : token.end]] = None
        for start, end, number in matcher.spans(text):
            if matcher.parts[number].phrase:
                found[number][text[start:end]] = None
    return [(part.asked, tuple(shown)) for part, shown in zip(matcher.parts, found, strict=True)]
