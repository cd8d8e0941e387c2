"""Texts of articles as the analyser sees them, kept in memory: the next key of a search mostly finds the same articles."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate, chain, compress, count
from operator import itemgetter

from store.articles import revisions
from store.text import fold, tokens
from store.text.analyser import Chunk, chunks

MOST_WORDS = 300_000
"""Words of all texts that are kept, some sixty bytes each; the texts used longest ago go first."""

_CHUNK = re.compile(r"\S+")
_GAP = re.compile(r"^\s+|\s{2,}")
_spelled, _terms = itemgetter(0), itemgetter(1)


@lru_cache(maxsize=20_000)
def _places(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a piece of text without whitespace stand in it."""
    return tuple((token.start, token.end) for token in tokens(chunk))


class AnalysedText:
    """A text and its words in order, worked out when they are first asked for: a list without a query shows only text.

    It is a few flat containers, not one for each term: the garbage collector looks at every one of thousands of them.
    """

    __slots__ = ("_chunks", "_joined", "_order", "_pieces", "_spelled", "_terms", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._chunks: list[Chunk] | None = None
        self._spelled: list[str] | None = None
        self._order: list[str] | None = None
        self._terms: frozenset[str] | None = None
        self._joined = ""
        self._pieces: _Pieces | None = None

    @property
    def chunks(self) -> list[Chunk]:
        """The words, by the pieces between whitespace that they stand in."""
        if self._chunks is None:
            self._chunks = chunks(self.text)
        return self._chunks

    @property
    def spelled(self) -> list[str]:
        """The folded spellings of the words."""
        if self._spelled is None:
            self._spelled = list(chain.from_iterable(map(_spelled, self.chunks)))
        return self._spelled

    @property
    def order(self) -> list[str]:
        """The terms of the words."""
        if self._order is None:
            self._order = list(chain.from_iterable(map(_terms, self.chunks)))
        return self._order

    @property
    def terms(self) -> frozenset[str]:
        """Each term once."""
        if self._terms is None:
            self._terms = frozenset(self.order)
        return self._terms

    def may_have(self, beginnings: Iterable[str]) -> bool:
        """Whether a term may begin in one of these ways: every term stands in the folded text. Much less work than finding out."""
        if self._chunks is not None:
            return True
        folded = fold(self.text)
        return any(map(folded.__contains__, beginnings))

    def beginning_so(self, beginnings: Iterable[str]) -> set[str]:
        """The terms that begin in one of these ways."""
        if not self._joined:
            self._joined = "\n".join(("", *self.order, ""))
        joined = self._joined
        found = set()
        for beginning in beginnings:
            wanted = f"\n{beginning}"
            at = joined.find(wanted)
            while at >= 0:
                end = joined.find("\n", at + 1)
                if end < 0:
                    break
                found.add(joined[at + 1 : end])
                at = joined.find(wanted, end)
        return found

    def places(self, wanted: AbstractSet[str]) -> list[int]:
        """The numbers of the words that have one of these terms, in order."""
        return list(compress(count(), map(wanted.__contains__, self.order)))

    def begins(self, numbers: Iterable[int]) -> list[int]:
        """Where the pieces without whitespace begin in which words stand: nearly where the words do, much quicker."""
        located = self._located()
        if located.firsts:
            numbers = (bisect_right(located.firsts, number) - 1 for number in numbers)
        return located.starts(numbers)

    def span(self, number: int) -> tuple[int, int]:
        """Where a word stands in the text: the half-open range, marks of the word included."""
        located = self._located()
        at = bisect_right(located.firsts, number) - 1 if located.firsts else number
        (first,) = located.starts((at,))
        chunk = _CHUNK.match(self.text, first)
        earlier = located.firsts[at] if located.firsts else at
        start, end = _places(chunk[0] if chunk else "")[number - earlier]
        return first + start, first + end

    def _located(self) -> _Pieces:
        if self._pieces is None:
            alone = len(self.order) == len(self.chunks) and all(map(_terms, self.chunks))
            firsts = () if alone else accumulate(map(len, map(_terms, self.chunks)), initial=0)
            self._pieces = _Pieces(self.text, array("L", firsts))
        return self._pieces


class _Pieces:
    """Where the pieces without whitespace of a text begin, and the number of the first word of each (`firsts`).

    Nothing in `firsts` says that every piece is one word. What is kept is how many characters stand before each piece, whitespace
    aside; between most there is one character, `_wide` has the places where there are more.
    """

    __slots__ = ("_before", "_gaps", "_wide", "firsts")

    def __init__(self, text: str, firsts: array[int]) -> None:
        self.firsts = firsts
        lengths = list(map(len, text.split()))
        self._before = array("L", accumulate(lengths, initial=0))
        self._wide: list[int] = []
        self._gaps = [0]
        if self._before[-1] + len(lengths) - 1 != len(text):
            for gap in _GAP.finditer(text):
                narrow = 1 if gap.start() else 0
                self._wide.append(gap.start() - self._gaps[-1])
                self._gaps.append(self._gaps[-1] + gap.end() - gap.start() - narrow)

    def starts(self, numbers: Iterable[int]) -> list[int]:
        """Where these pieces begin."""
        before, wide, gaps = self._before, self._wide, self._gaps
        narrow = [before[number] + number for number in numbers]
        return [each + gaps[bisect_left(wide, each or 1)] for each in narrow] if wide else narrow


_kept: OrderedDict[str, AnalysedText] = OrderedDict()
_words = 0
_guard = threading.Lock()


def _size(text: AnalysedText) -> int:
    """What a text counts for: about its words, which need not be known, and something for itself."""
    return len(text.text) // 6 + 20


def analysed(key: str, text: str) -> AnalysedText:
    """A text analysed, remembered under `key`: what has the same key must be the same text."""
    global _words  # noqa: PLW0603 - the size of `_kept`, changed with it under the lock
    with _guard:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    found = AnalysedText(text)
    with _guard:
        if key not in _kept:
            _kept[key] = found
            _words += _size(found)
        while _words > MOST_WORDS and len(_kept) > 1:
            _, gone = _kept.popitem(last=False)
            _words -= _size(gone)
    return found


def _known(key: str) -> AnalysedText | None:
    with _guard:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
        return found


_WHICH = """
SELECT l.docid, coalesce(l.title, ''), l.revision, r.sha256
FROM json_each(?) AS wanted CROSS JOIN listing AS l ON l.docid = wanted.value JOIN revision AS r ON r.revision = l.revision
"""


def read(conn: sqlite3.Connection, docids: Iterable[int]) -> dict[int, tuple[AnalysedText, AnalysedText]]:
    """Title as it is shown and body of these visible articles, by docid; docids that are gone are left out.

    Raises `ArchiveDamaged`.
    """
    found: dict[int, tuple[AnalysedText, AnalysedText]] = {}
    for docid, title, revision, sha256 in conn.execute(_WHICH, (json.dumps(list(docids)),)).fetchall():
        body = _known(sha256)
        if body is None:
            body = analysed(sha256, revisions.body(conn, revision))
        found[docid] = (analysed(f"={title}", title), body)
    return found


def line(text: str) -> AnalysedText:
    """A short text that recurs: an author, a source."""
    return analysed(f"={text}", text)
