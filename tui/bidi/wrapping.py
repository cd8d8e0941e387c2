"""Where a line may end, and which pieces stand on which line. All in logical order.

A piece is never broken unless it alone is wider than a line. Lines break after blanks, which hang over the end;
never before closing punctuation or after an opening mark, blanks between or not (French « … » and ?); numbers keep
their signs, separators and units; words break after hyphens and slashes, addresses also after ? & = # and _.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from tui.bidi.clusters import REPLACEMENT, Cluster, clusters
from tui.bidi.shaping import shape

BLANKS: Final = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""Blanks a line may break after, as a set for regular expressions (no-break spaces are not among them)."""
_TOKEN = re.compile(f"[{BLANKS}]+|[^{BLANKS}]+")
_BLANK = re.compile(f"[{BLANKS}]")

_CLOSING: Final = frozenset("،؛؟.,;:!?)]}»›”’%‰٪…۔")
_OPENING: Final = frozenset("([{«‹“‘„")
_CLOSING_PAIRED: Final = frozenset(")]}»›")
_OPENING_PAIRED: Final = frozenset("([{«‹")
_BREAK_AFTER: Final = frozenset("-‐–—/")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|www\.")
_BREAK_AFTER_IN_ADDRESS: Final = frozenset("/?&=#-_")
_GROUP: Final = re.compile(r"\d{3}(?!\d)")
"""Three digits after a blank: thousands, as French writes them."""
_UNITS: Final = re.compile("[%‰٪€$£¥°]+[.,;:!?)»،؛؟]*")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_KEPT: Final = 64
"""Longer words are not worth keeping in the cache of words."""


class Piece(NamedTuple):
    """Clusters that stay together. Their offsets count from `start`, an offset in the paragraph."""

    clusters: Sequence[Cluster]
    width: int
    start: int
    blank: bool
    """Blanks hang over the end of a line."""
    glued: bool
    """No line ends before this piece."""


def pieces(text: str, *, marks: bool, shaped: bool) -> Iterator[Piece]:
    """The pieces of a paragraph, in order, blanks included. `shaped` joins Arabic letters."""
    before = ""  # the word before the blanks
    blanks: Piece | None = None
    for token in _TOKEN.finditer(text):
        word, start = token[0], token.start()
        if _BLANK.match(word):
            drawn, width = _blanks(word) if len(word) <= _KEPT else _blanks.__wrapped__(word)
            blanks = Piece(drawn, width, start, blank=True, glued=True)
            continue
        glued = before != "" and _held_together(before, word)
        if blanks is not None:
            yield blanks._replace(blank=False) if glued else blanks
        for part, width in (
            _cached_word(word, marks, shaped) if len(word) <= _KEPT else _word(word, marks, shaped)
        ):
            yield Piece(part, width, start, blank=False, glued=glued)
            glued = False
        before = word
        blanks = None
    if blanks is not None:
        yield blanks


def _held_together(before: str, after: str) -> bool:
    """Whether two words with a blank between them stay on one line."""
    first, last = after[0], before[-1]
    if first in _CLOSING and (first in _CLOSING_PAIRED or _CLOSING.issuperset(after)):
        return True
    if last in _OPENING and (last in _OPENING_PAIRED or _OPENING.issuperset(before)):
        return True
    if last.isdigit():
        return _UNITS.fullmatch(after) is not None or (
            _GROUP.match(after) is not None and _digits(before) <= 3
        )
    return False


def _digits(word: str) -> int:
    """How many digits a word ends with."""
    return len(word) - len(word.rstrip("0123456789٠١٢٣٤٥٦٧٨٩"))


@lru_cache(maxsize=64)
def _blanks(blanks: str) -> tuple[tuple[Cluster, ...], int]:
    """The clusters of blanks, and their width."""
    drawn = tuple(clusters(blanks))
    return drawn, sum(c.width for c in drawn)


def _word(word: str, marks: bool, shaped: bool) -> tuple[tuple[tuple[Cluster, ...], int], ...]:
    """The parts of a word between which a line may break, with their widths."""
    whole: Sequence[Cluster] = clusters(word, marks=marks)
    if shaped:
        whole = shape(whole, word)
    ends = [*_breaks(word, whole), len(whole)]
    parts = []
    first = 0
    for end in ends:
        part = tuple(whole[first:end])
        parts.append((part, sum(c.width for c in part)))
        first = end
    return tuple(parts)


_cached_word = lru_cache(maxsize=16384)(_word)


def _breaks(word: str, whole: Sequence[Cluster]) -> Iterator[int]:
    """The clusters before which a line may break inside a word."""
    if word.isalpha() and not any(c.width == 2 for c in whole):
        return
    address = _ADDRESS.search(word) is not None
    for k in range(1, len(whole)):
        left, right = whole[k - 1], whole[k]
        before, after = word[left.end - 1], word[right.start]
        if after in _CLOSING:
            continue
        if before == _ZERO_WIDTH_SPACE:
            yield k
        elif left.width == 2 or right.width == 2:
            if before not in _OPENING and right.width:
                yield k
        elif address:
            inside = before in _BREAK_AFTER_IN_ADDRESS and word[left.start - 1] != "/"
            if inside and (after.isalnum() or after == "%"):
                yield k
        elif before in _BREAK_AFTER and k >= 2 and _may_follow(word[left.start - 1], after):
            yield k


def _may_follow(before: str, after: str) -> bool:
    """Whether a hyphen or slash between these two may end a line: not in numbers, not as a sign."""
    return before.isalnum() and after not in _BREAK_AFTER and not (before.isdigit() and after.isdigit())


def wrap(flow: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """The pieces of each line, filled greedily. Only trailing blanks reach beyond `width` (cells, at least 1)."""
    line: list[Piece] = []
    used = 0
    for body, blanks in _groups(flow):
        needed = sum(piece.width for piece in body)
        if line and used + needed > width:
            yield line
            line, used = [], 0
        rest = body
        if needed > width:
            *full, rest = _cut(body, width)
            yield from full
        line += rest + blanks
        used += sum(piece.width for piece in rest + blanks)
    yield line


def _groups(flow: Iterable[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Pieces no line ends between, with the blanks after them."""
    body: list[Piece] = []
    blanks: list[Piece] = []
    for piece in flow:
        if piece.blank:
            blanks.append(piece)
            continue
        if blanks or (body and not piece.glued):
            yield body, blanks
            body, blanks = [], []
        body.append(piece)
    yield body, blanks


def _cut(body: Iterable[Piece], width: int) -> list[list[Piece]]:
    """Lines of what is wider than a line, cut between clusters."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in body:
        first = 0
        for k, cluster in enumerate(piece.clusters):
            if cluster.width and used + cluster.width > width and used:
                if first < k:
                    lines[-1].append(_part(piece, first, k, width))
                lines.append([])
                first, used = k, 0
            used += min(cluster.width, width)
        lines[-1].append(_part(piece, first, len(piece.clusters), width))
    return lines


def _part(piece: Piece, first: int, last: int, width: int) -> Piece:
    """Some clusters of a piece; one that no line of this width can hold is replaced."""
    part = [
        c if c.width <= width else Cluster(REPLACEMENT, "", 1, c.start, c.end)
        for c in piece.clusters[first:last]
    ]
    return piece._replace(clusters=part, width=sum(c.width for c in part))
