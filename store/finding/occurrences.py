"""Where the words of one part of a query stand in a text: found as stretches of its folded words, no word of it looked at by itself.

Most forms of a word hold its stem, so that one search through the text finds them all; what is found is then compared whole.
A key changes the last word of a query: where the others stand in a text that was looked at before is remembered.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable

from store.finding.analysed import TERMS, AnalysedText
from store.finding.vocabulary import remembered
from store.text import arabic
from store.text.written import begun, spellings

Occurrences = dict[int, tuple[str, str]]
"""The words found, by their place in `AnalysedText.line`: folded spelling and term."""

_SHORT = 4
"""Letters below which a stem stands in too many words to be looked for within them."""
_FINDERS = 30
_TEXTS = 100
"""Texts in which a finder remembers what it found: titles and bodies of what is ranked and shown."""


class Finder:
    """Finds the words that have one of these index terms or one that begins so."""

    def __init__(self, terms: Iterable[str], beginnings: tuple[str, ...]) -> None:
        self.terms = frozenset(terms)
        self.beginnings = beginnings
        self._wanted = frozenset(spelling for term in self.terms for spelling in spellings(term))
        self._begun = tuple(each for beginning in beginnings for each in begun(beginning))
        self.needles = _needles(self.terms, beginnings)
        self._known: dict[AnalysedText, Occurrences] = {}

    def may_stand_in(self, text: AnalysedText) -> bool:
        """False where none of the words can be found, which is known sooner than where they are."""
        folded = text.folded
        return any(map(folded.__contains__, self.needles))

    def words(self, text: AnalysedText) -> Occurrences:
        """The words of a text."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _TEXTS:
                self._known.clear()
            found = self._known[text] = self._words_of(text)
        return found

    def _words_of(self, text: AnalysedText) -> Occurrences:
        folded, line = text.folded, text.line
        wanted, begun_so, terms, beginnings = self._wanted, self._begun, self.terms, self.beginnings
        find = folded.find
        found: Occurrences = {}
        for needle in self.needles:
            within = needle[0] != " "
            at = find(needle)
            while at >= 0:
                start = folded.rfind(" ", 0, at) + 1 if within else at + 1
                end = find(" ", start)
                word = folded[start:end]
                if word in wanted or word.startswith(begun_so):
                    term = TERMS[line[start:end]]
                    if term in terms or term.startswith(beginnings):
                        found[start] = word, term
                at = find(needle, end)
        return found


def _needles(terms: Iterable[str], beginnings: Iterable[str]) -> tuple[str, ...]:
    """The stretches of folded words and blanks of which every word that is looked for has one."""
    found: list[str] = []
    for beginning in sorted(beginnings, key=len):
        short = len(beginning) < _SHORT and arabic.is_arabic(beginning)
        for each in [f" {each}" for each in begun(beginning)] if short else [beginning]:
            if not any(known in each for known in found):
                found.append(each)
    for term in sorted(terms, key=len):
        each = f"{term} " if len(term) < _SHORT and term != arabic.ILA else term
        if not any(known in each for known in found):
            found.append(each)
    return tuple(found)


class _Finders(OrderedDict[tuple[frozenset[str], tuple[str, ...]], Finder]):
    """The finders of the words that were asked for lately."""


def finder(conn: sqlite3.Connection, terms: frozenset[str], beginnings: tuple[str, ...]) -> Finder:
    """A finder, remembered in this state of the archive with what it found."""
    finders = remembered(conn, _Finders)
    found = finders.pop((terms, beginnings), None) or Finder(terms, beginnings)
    finders[terms, beginnings] = found
    if len(finders) > _FINDERS:
        finders.popitem(last=False)
    return found
