"""Texts of articles as the analyser sees them, kept in memory: the next key of a search mostly finds the same articles."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from store import revisions
from store.text import tokens
from store.text.analyser import chunk_pairs, pairs

MOST_WORDS = 300_000
"""Words of all texts that are kept, some sixty bytes each; the texts used longest ago go first."""

_CHUNK = re.compile(r"\S+")


class AnalysedText:
    """A text and its words in order, as (folded spelling, term); `terms` are all terms it has.

    It is a few flat containers, not one for each term: the garbage collector looks at every one of thousands of them.
    """

    __slots__ = ("_chunks", "_firsts", "terms", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = pairs(text)
        self.terms = frozenset([term for _, term in self.words])
        self._firsts: list[int] = []
        self._chunks: list[tuple[int, str]] = []

    def places(self, wanted: AbstractSet[str]) -> list[tuple[int, str]]:
        """(number of the word, its term) where one of these terms stands, in order."""
        return [(at, term) for at, (_, term) in enumerate(self.words) if term in wanted]

    def span(self, number: int) -> tuple[int, int]:
        """Where a word stands in the text: the half-open range, marks of the word included."""
        if not self._chunks:
            self._locate()
        at = bisect_right(self._firsts, number) - 1
        start, chunk = self._chunks[at]
        token = tokens(chunk)[number - self._firsts[at]]
        return start + token.start, start + token.end

    def _locate(self) -> None:
        """Notes for each piece without whitespace that has words where it begins, and which is its first word."""
        firsts, chunks = [], []
        first = 0
        for match in _CHUNK.finditer(self.text):
            count = len(chunk_pairs(match[0]))
            if count:
                firsts.append(first)
                chunks.append((match.start(), match[0]))
                first += count
        # Two threads may do this at once: what is seen first must be whole.
        self._firsts = firsts
        self._chunks = chunks


_kept: OrderedDict[str, AnalysedText] = OrderedDict()
_words = 0
_guard = threading.Lock()


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
            _words += len(found.words) + 20
        while _words > MOST_WORDS and len(_kept) > 1:
            _, gone = _kept.popitem(last=False)
            _words -= len(gone.words) + 20
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
