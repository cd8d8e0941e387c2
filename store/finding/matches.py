"""Where a query stands in a text: for highlights, snippets and ranking, with the analyser that made the index."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from store.finding import aliases
from store.finding.analysed import AnalysedText
from store.finding.occurrences import Occurrences, finder
from store.finding.query import Named, Phrase, Prefix, Query, Word
from store.finding.vocabulary import beginnings_of, forms, remembered
from store.text import words as words_of

Match = tuple[int, str, tuple[int, ...], str, int]
"""A matched word: its number in the text, its term, the numbers of the parts of the query that it answers, its folded spelling, and its
place in `AnalysedText.line`."""
_MATCHERS = 2
_REMEMBERED = 150
"""Texts whose matches a matcher remembers: titles and bodies of what is ranked."""


class Span(NamedTuple):
    """A matched word: its place in the text, and which part of the query it answers."""

    start: int
    end: int
    part: int


@dataclass(frozen=True, slots=True)
class Part:
    """One word, beginning or phrase of a query as it is recognised in a text; `field` is None for everywhere.

    A word is recognised by its term (`terms`) or by a beginning of its term or spelling; a phrase by the spelling of its words.
    `names` are other names of what the word names, or a part of whose name it is: words side by side, by their terms.
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
    names: tuple[aliases.Phrase, ...] = ()

    def knows(self, term: str) -> bool:
        """Whether a word of a text that is indexed so answers this part."""
        return term in self.terms or term.startswith(self.beginnings)


class _Matchers(OrderedDict[Query, "Matcher"]):
    """The matchers of the last queries."""


def matcher(conn: sqlite3.Connection, query: Query) -> Matcher:
    """The matcher of a query, remembered in this state of the archive: ranking and rows ask one after the other."""
    known = remembered(conn, _Matchers)
    found = known.pop(query, None) or Matcher(conn, query)
    known[query] = found
    if len(known) > _MATCHERS:
        known.popitem(last=False)
    return found


class Matcher:
    """Recognises the words that a query asks for, as the archive behind `conn` understands it."""

    def __init__(self, conn: sqlite3.Connection, query: Query) -> None:
        self.parts: list[Part] = []
        for field, leaf in query.leaves():
            if isinstance(leaf, Word):
                self.parts.append(_part(conn, leaf, field))
            elif isinstance(leaf, Named):
                names = aliases.phrases(conn, leaf)
                self.parts += [_part(conn, word, field, names) for word in leaf.asked]
                first = self.parts[-len(leaf.asked)]
                self.parts[-len(leaf.asked)] = replace(
                    first, terms=first.terms.union(aliases.beginnings(conn, leaf))
                )
            elif isinstance(leaf, Prefix):
                beginnings = beginnings_of(leaf.text)
                self.parts.append(Part(leaf.text, field, exact=beginnings[-1], beginnings=beginnings))
            elif isinstance(leaf, Phrase):
                spelled = tuple(word for each in leaf.words for word in words_of(each))
                if spelled:
                    self.parts.append(Part(" ".join(leaf.words), field, phrase=spelled, open=leaf.open))
        self._names = {
            name: tuple(number for number, part in enumerate(self.parts) if name in part.names)
            for part in self.parts
            for name in part.names
        }
        self._finders = [
            (number, finder(conn, part.terms, part.beginnings))
            for number, part in enumerate(self.parts)
            if part.terms or part.beginnings
        ]
        self._firsts = [
            (name, numbers, finder(conn, frozenset(name[0]), ())) for name, numbers in self._names.items()
        ]
        self._matched: dict[AnalysedText, list[Match]] = {}

    def may_answer(self, text: AnalysedText) -> bool:
        """False where no word of the text can answer, which is known sooner than what does."""
        return any(each.may_stand_in(text) for _, each in self._finders) or any(
            first.may_stand_in(text) for _, _, first in self._firsts
        )

    def answers(self, text: AnalysedText) -> Sequence[Match]:
        """The matched words, phrases aside, in order."""
        found = self.words(text)
        if self._firsts:
            known = {match[-1] for match in found}
            folded = text.folded
            found = found[:]
            for place, _, numbers in self.named(text):
                if place not in known:
                    end = folded.find(" ", place)
                    found.append(
                        (text.number(place), text.term(place, end), numbers, folded[place:end], place)
                    )
            found.sort(key=lambda match: match[0])
        return found

    def words(self, text: AnalysedText) -> list[Match]:
        """`answers` without the names of several words. What is ranked is mostly shown as well: the last texts are remembered."""
        found = self._matched.get(text)
        if found is None:
            if len(self._matched) >= _REMEMBERED:
                self._matched.clear()
            found = self._matched[text] = self._words_of(text)
        return found

    def _words_of(self, text: AnalysedText) -> list[Match]:
        parts: dict[int, tuple[int, ...]] = {}
        words: Occurrences = {}
        for number, each in self._finders:
            for start, word in each.words(text).items():
                if start in words:
                    parts[start] += (number,)
                else:
                    words[start] = word
                    parts[start] = (number,)
        found: list[Match] = []
        folded = text.folded
        number = last = 0
        for start in sorted(words):
            number += folded.count(" ", last, start)
            last = start
            spelled, term = words[start]
            found.append((number - 1, term, parts[start], spelled, start))
        return found

    def named(self, text: AnalysedText) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """(place of the first word, words, numbers of the parts it answers) of each other name of several words."""
        for name, numbers, first in self._firsts:
            for start in sorted(first.words(text)):
                if _stands_at(text, start, name):
                    yield start, len(name), numbers

    def spans(self, text: AnalysedText, field: str | None = None) -> list[Span]:
        """Every matched word of a text in order; `field` is where the text comes from (`title`), None for a body.

        Spans are whole words of the text as it is written, harakat included.
        """
        return [Span(*text.span(at), number) for at, number in self.numbered(text, field)]

    def numbered(self, text: AnalysedText, field: str | None = None) -> list[tuple[int, int]]:
        """(place of the word in `AnalysedText.line`, part of the query) of every matched word in order; `field` as for `spans`."""
        numbered = dict(self._words(text, field))
        for place, length, numbers in self.named(text):
            here = [number for number in numbers if self.parts[number].field in {None, field}]
            for each in _following(text, place, length) if here else ():
                numbered.setdefault(each, here[0])
        for number, part in enumerate(self.parts):
            if part.phrase and part.field in {None, field}:
                for place in phrase_starts(text, part.phrase, open_=part.open):
                    for each in _following(text, place, len(part.phrase)):
                        numbered[each] = min(number, numbered.get(each, number))
        return sorted(numbered.items())

    def _words(self, text: AnalysedText, field: str | None) -> Iterator[tuple[int, int]]:
        """(place of the word, the first part it answers) of the words that answer a part asked for in this field."""
        if all(part.field is None for part in self.parts):
            yield from ((place, numbers[0]) for _, _, numbers, _, place in self.words(text))
            return
        for _, _, numbers, _, place in self.words(text):
            here = [number for number in numbers if self.parts[number].field in {None, field}]
            if here:
                yield place, here[0]


def _part(
    conn: sqlite3.Connection, word: Word, field: str | None, names: Sequence[aliases.Phrase] = ()
) -> Part:
    """A word as it is recognised; other names of one word are recognised as its forms are."""
    found = forms(conn, word.text)
    short = frozenset(term for name in names if len(name) == 1 for term in name[0])
    return Part(
        word.text,
        field,
        exact=found.exact,
        bases=frozenset(found.bases),
        terms=frozenset(found.df) | short,
        beginnings=beginnings_of(word.text) if word.open else (),
        df=found.total,
        names=tuple(name for name in names if len(name) > 1),
    )


def _stands_at(text: AnalysedText, start: int, name: aliases.Phrase) -> bool:
    """Whether the words from this place of `AnalysedText.line` on have the terms of a name."""
    line = text.line
    for choice in name:
        end = line.find(" ", start)
        if end <= start or text.term(start, end) not in choice:
            return False
        start = end + 1
    return True


def _following(text: AnalysedText, place: int, words: int) -> list[int]:
    """The places of so many words from this one on."""
    places = [place]
    for _ in range(words - 1):
        places.append(text.line.find(" ", places[-1]) + 1)
    return places


def phrase_starts(text: AnalysedText, phrase: tuple[str, ...], *, open_: bool = False) -> list[int]:
    """The places at which a phrase begins: these words side by side, spelled so after folding.

    `open_`: the last of them is a beginning.
    """
    folded = text.folded
    wanted = f" {' '.join(phrase)}{'' if open_ else ' '}"
    found = []
    at = folded.find(wanted)
    while at >= 0:
        found.append(at + 1)
        at = folded.find(wanted, at + 1)
    return found


def match_spans(conn: sqlite3.Connection, text: str, query: Query) -> list[tuple[int, int]]:
    """The places of a text to highlight for a query: whole words, as offsets into the text."""
    return [(start, end) for start, end, _ in Matcher(conn, query).spans(AnalysedText(text))]


def written_forms(conn: sqlite3.Connection, query: Query, *texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """Why an article is a hit: each part of the query with the words of its texts that answer it, as they are written."""
    matcher = Matcher(conn, query)
    found: list[dict[str, None]] = [{} for _ in matcher.parts]
    for text in map(AnalysedText, texts):
        places = [(place, 1, numbers) for _, _, numbers, _, place in matcher.words(text)]
        for place, length, numbers in sorted((*places, *matcher.named(text))):
            shown = text.text[text.span(place)[0] : text.span(_following(text, place, length)[-1])[1]]
            for number in numbers:
                found[number][shown] = None
        for start, end, number in matcher.spans(text):
            if matcher.parts[number].phrase:
                found[number][text.text[start:end]] = None
    return [(part.asked, tuple(shown)) for part, shown in zip(matcher.parts, found, strict=True)]
