"""Texts of articles as the analyser sees them, kept in memory: the next key of a search mostly finds the same articles."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from store.articles import revisions
from store.text import tokens
from store.text.cache import Cache
from store.text.written import leaves_nothing, spelled, term, written
from store.text.written import read as read_words

MOST_WORDS = 300_000
"""Words of all texts that are kept, some fifty bytes each; the texts used longest ago go first."""

_CHUNK = re.compile(r"\S+")
_GAP = re.compile(r"^\s+|\s{2,}")
_rare_space = re.compile(r"[^\S \n]").search
TERMS = Cache(term, 5_000)
"""The terms of words as `AnalysedText.line` has them."""


@lru_cache(maxsize=5_000)
def _places(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a piece of text without whitespace stand in it."""
    return tuple((token.start, token.end) for token in tokens(chunk))


class AnalysedText:
    """A text and its words in order, worked out when they are first asked for: a list without a query shows only text.

    It is a few long strings, not an object for each word: what looks for a few words in thousands reads less memory so, and the
    garbage collector need not look at it.
    """

    __slots__ = ("_aligned", "_folded", "_line", "_pieces", "_shifts", "_written", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._written: str | None = None
        self._line: str | None = None
        self._folded = ""
        self._aligned = False
        self._shifts: _Shifts | None = None
        self._pieces: _Pieces | None = None

    def _read(self) -> None:
        found, self._aligned = read_words(self.text)
        self._written = found
        words = " ".join(found.split())
        self._line = f" {words} " if words else ""
        self._folded = spelled(self._line)
        if self._folded == self._line:
            self._line = self._folded

    @property
    def line(self) -> str:
        """The words as `store.text.written` gives them, one blank before each and one behind the last."""
        if self._line is None:
            self._read()
        return self._line or ""

    @property
    def folded(self) -> str:
        """The same in their folded spelling; every word stands at the same place as in `line`."""
        if self._line is None:
            self._read()
        return self._folded

    @property
    def length(self) -> int:
        """How many words it has."""
        return max(0, self.folded.count(" ") - 1)

    @property
    def spelled(self) -> list[str]:
        """The folded spellings of the words."""
        return self.folded.split()

    @property
    def order(self) -> list[str]:
        """The terms of the words."""
        return list(map(TERMS.__getitem__, self.line.split()))

    @property
    def terms(self) -> frozenset[str]:
        """Each term once."""
        return frozenset(self.order)

    def term(self, start: int, end: int) -> str:
        """The term of the word that stands at [start, end) of `line`."""
        return TERMS[self.line[start:end]]

    def begins(self, places: Sequence[int]) -> list[int]:
        """Where the pieces without whitespace begin in which the words stand that are at these places of `line`."""
        if (shifts := self._shifted()) is not None:
            return [_piece_start(self.text, shifts.start(place)) for place in places]
        located = self._located()
        numbers: Iterable[int] = map(self.number, places)
        if located.firsts:
            numbers = (bisect_right(located.firsts, number) - 1 for number in numbers)
        return located.starts(numbers)

    def span(self, place: int) -> tuple[int, int]:
        """Where the word at a place of `line` stands in the text: the half-open range, marks of the word included."""
        if (shifts := self._shifted()) is not None:
            start = shifts.start(place)
            return start, start + self.line.find(" ", place) - place
        located = self._located()
        number = self.number(place)
        at = bisect_right(located.firsts, number) - 1 if located.firsts else number
        (first,) = located.starts((at,))
        chunk = _CHUNK.match(self.text, first)
        earlier = located.firsts[at] if located.firsts else at
        start, end = _places(chunk[0] if chunk else "")[number - earlier]
        return first + start, first + end

    def number(self, place: int) -> int:
        """The number of the word at a place of `line`."""
        return self.folded.count(" ", 0, place) - 1

    def _shifted(self) -> _Shifts | None:
        if self._shifts is None and self.line and self._aligned and self._written is not None:
            self._shifts = _Shifts(self._written)
            self._written = None
        return self._shifts

    def _located(self) -> _Pieces:
        if self._pieces is None:
            self._pieces = _Pieces(self.text, written(self.text) if self._written is None else self._written)
            self._written = None
        return self._pieces


def _piece_start(text: str, at: int) -> int:
    """Where the piece without whitespace begins that stands here."""
    while at and not text[at - 1].isspace():
        at -= 1
    return at


class _Shifts:
    """How much farther on words stand in a text than in its `line`, where both have the same letters."""

    __slots__ = ("_behind", "_more")

    def __init__(self, words: str) -> None:
        blanks = words.replace("\n", " ")
        more = len(blanks) - len(blanks.lstrip(" ")) - 1
        self._behind: list[int] = []
        self._more = [more]
        at = blanks.find("  ", more + 1)
        while at >= 0:
            end = at + 2
            while blanks[end : end + 1] == " ":
                end += 1
            self._behind.append(at - more)
            more += end - at - 1
            self._more.append(more)
            at = blanks.find("  ", end)

    def start(self, place: int) -> int:
        """Where the word at this place begins in the text."""
        return place + self._more[bisect_left(self._behind, place)]


class _Pieces:
    """Where the pieces without whitespace of a text begin, and the number of the first word of each (`firsts`).

    Nothing in `firsts` says that every piece is one word. What is kept is how many characters stand before each piece, whitespace
    aside; between most there is one character, `_wide` has the places where there are more.
    """

    __slots__ = ("_before", "_gaps", "_wide", "firsts")

    def __init__(self, text: str, words: str) -> None:
        chunks = text.split()
        found = list(filter(None, words.split("\n")))
        if len(found) != len(chunks):
            for at, chunk in enumerate(chunks):
                if leaves_nothing(chunk):
                    found.insert(at, "")
        words_in = [len(each.split()) if not each or " " in each else 1 for each in found]
        alone = words_in.count(1) == len(words_in)
        self.firsts = array("I", () if alone else accumulate(words_in, initial=0))
        lengths = list(map(len, chunks))
        self._before = array("I", accumulate(lengths, initial=0))
        self._wide: list[int] = []
        self._gaps = [0]
        if self._before[-1] + len(lengths) - 1 != len(text):
            for start, end in _wide_gaps(text):
                narrow = 1 if start else 0
                self._wide.append(start - self._gaps[-1])
                self._gaps.append(self._gaps[-1] + end - start - narrow)

    def starts(self, numbers: Iterable[int]) -> list[int]:
        """Where these pieces begin."""
        before, wide, gaps = self._before, self._wide, self._gaps
        narrow = [before[number] + number for number in numbers]
        return [each + gaps[bisect_left(wide, each or 1)] for each in narrow] if wide else narrow


def _wide_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where there is whitespace at the beginning, and where more than one character of it."""
    if _rare_space(text):
        yield from (gap.span() for gap in _GAP.finditer(text))
        return
    blanks = text.replace("\n", " ")
    at = 0 if blanks[:1] == " " else blanks.find("  ")
    while at >= 0:
        end = at
        while blanks[end : end + 1] == " ":
            end += 1
        yield at, end
        at = blanks.find("  ", end)


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
