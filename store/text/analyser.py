"""The one analyser: of articles, queries, tags and highlights alike."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.text import arabic, latin
from store.text.arabic import Doubt
from store.text.cache import Cache
from store.text.tokens import EDGES, fold_plain, is_plain, spelled, tokens

ANALYSER_VERSION = 1
"""Rises with every change of what is indexed; an index made by another version is rebuilt."""

ALEF_WITH_HAMZA_BELOW = frozenset("إ\ufe87\ufe88\ufef9\ufefa")
ALEF_CARRYING = frozenset("أآ\ufe81\ufe82\ufe83\ufe84\ufef5\ufef6\ufef7\ufef8") | ALEF_WITH_HAMZA_BELOW
ALEF = frozenset("اٱ\ufb50\ufb51\ufe8d\ufe8e\ufefb\ufefc") | ALEF_CARRYING


class Analysed(NamedTuple):
    """One word of a text: its place [start, end), its folded spelling, the term it is indexed under and its stems."""

    start: int
    end: int
    exact: str
    term: str
    stems: tuple[str, ...]


def readings(term: str) -> dict[str, Doubt]:
    """The stems that an index term may have, itself not among them, each with its doubt."""
    if arabic.is_arabic(term):
        return arabic.readings(term)
    if term.isdigit():
        return {}
    stem = latin.stem(term)
    return {stem: Doubt.ENDING} if stem != term else {}


def term_of(exact: str, written: str) -> str:
    """The index term of a folded word, given how it was written.

    The writing matters for the first alef only: one that carries hamza or madda is not the article's (ألمانيا, آليات).
    """
    if not arabic.is_arabic(exact):
        return exact
    if ALEF_CARRYING.isdisjoint(written):
        return arabic.term(exact)
    alef = next(char for char in written if char in ALEF)
    return arabic.term(exact, bare_alef=alef not in ALEF_CARRYING, hamza_below=alef in ALEF_WITH_HAMZA_BELOW)


class Chunk(NamedTuple):
    """The words in a piece of text without whitespace: their folded spellings and their index terms."""

    spelled: tuple[str, ...]
    terms: tuple[str, ...]


def _indexed(chunk: str) -> str:
    if is_plain(chunk):
        return term_of(fold_plain(chunk), chunk) if _carries_alef(chunk) else arabic.term(fold_plain(chunk))
    bare = chunk.strip(EDGES)
    if len(bare) != len(chunk):
        return _terms[bare]
    words = spelled[chunk]
    if not words:
        return words
    if " " not in words:
        return term_of(words, chunk)
    if ALEF_CARRYING.isdisjoint(chunk):
        return " ".join([term_of(word, "") for word in words.split()])
    return " ".join([term_of(token.text, chunk[token.start : token.end]) for token in tokens(chunk)])


_carries_alef = re.compile("[أإآ]").search
_terms = Cache(_indexed)


def _chunk(chunk: str) -> Chunk:
    if is_plain(chunk):
        word = fold_plain(chunk)
        term = term_of(word, chunk) if _carries_alef(chunk) else arabic.term(word)
        alone = (word,)
        return Chunk(alone, alone if term == word else (term,))
    bare = chunk.strip(EDGES)
    if len(bare) != len(chunk):
        return _chunks[bare]
    words, terms_ = spelled[chunk], _terms[chunk]
    several = tuple(words.split())
    return Chunk(several, several if words == terms_ else tuple(terms_.split()))


_chunks = Cache(_chunk)


def remember_at_most(pieces: int) -> None:
    """Remember the words of fewer pieces of text from now on.

    Searching repeats fewer than an import, and a program that lies open all day should not grow.
    """
    for cache in (spelled, _terms, _chunks):
        cache.most = pieces


def chunks(text: str) -> list[Chunk]:
    """The words of a text, by the pieces between whitespace that they stand in. The quickest way to read spellings and terms."""
    return list(map(_chunks.__getitem__, text.split()))


def pairs(text: str) -> list[tuple[str, str]]:
    """(folded word, index term) of every word of a text, in order: `analyse` without places and stems, much faster."""
    return [pair for chunk in chunks(text) for pair in zip(*chunk, strict=True)]


def indexed(text: str) -> str:
    """The index terms of a text, in order, joined by spaces: what the index is given. Half the time of `chunks`."""
    return " ".join(filter(None, map(_terms.__getitem__, text.split())))


def terms(text: str) -> list[str]:
    """The index terms of a text, in order."""
    return indexed(text).split()


def analyse(text: str) -> list[Analysed]:
    """Every word of a text with its place, term and stems."""
    found = []
    for token in tokens(text):
        term = term_of(token.text, text[token.start : token.end])
        found.append(Analysed(token.start, token.end, token.text, term, tuple(readings(term))))
    return found
