"""Words of a text, folded, each with its place in the original.

A word is a run of letters of one script (Arabic, or any other) or a run of digits: `160جمعية` is two words. Harakat and
tatweel never split one. French and English elisions (`l'`, `qu'`) are taken off.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from store.text.cache import Cache
from store.text.fold import TABLE, fold

ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
_WORD = re.compile(rf"[0-9]+|[{ARABIC}]+|[^\W\d_{ARABIC}]+")
ELISION = re.compile(r"(?<![\w'])(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
_CHUNK = re.compile(r"\S+")
_space = re.compile(r"\s")
_STRETCH = 100_000
"""Characters of a long text whose words are taken at a time."""
_FOLDED = tuple((letter, fold(letter)) for letter in "أإآةىئؤ")
is_plain = re.compile("[ء-غفقكلمنهوىي]+").fullmatch
"""Whether a piece of text is one Arabic word without marks or anything else that is folded but the letters with hamza, ة and ى."""
EDGES = '،؛؟.,;:!?…«»()[]{}"“”„-–—_/*|•'
"""What mostly stands around a word without a part in it: neither is it a letter, nor does it join one to an elision."""


class Token(NamedTuple):
    """One word: its folded spelling and the half-open range [start, end) of the original text, marks included."""

    text: str
    start: int
    end: int


def split(chunk: str) -> list[str]:
    """The folded words of a piece of text without whitespace."""
    folded = fold(chunk)
    if "'" in folded:
        folded = ELISION.sub(" ", folded)
    return _WORD.findall(folded)


def fold_plain(word: str) -> str:
    """The folded spelling of a word of which `is_plain` is true, in half the time of `fold`."""
    for letter, to in _FOLDED:
        if letter in word:
            word = word.replace(letter, to)
    return word


def _spelled(chunk: str) -> str:
    if is_plain(chunk):
        return fold_plain(chunk)
    bare = chunk.strip(EDGES)
    if len(bare) != len(chunk):
        return spelled[bare]
    return " ".join(split(chunk))


spelled = Cache(_spelled)
"""The words of pieces of text without whitespace, joined by spaces."""


def words(text: str) -> list[str]:
    """The folded words of a text, without places: what `tokens` finds, several times faster.

    Of a long text each word is held once, however often it stands there: it would take ten times its bytes else.
    """
    if len(text) <= _STRETCH:
        return " ".join(map(spelled.__getitem__, text.split())).split()
    found: list[str] = []
    once: dict[str, str] = {}
    start = 0
    while start < len(text):
        space = _space.search(text, start + _STRETCH)
        end = space.start() if space else len(text)
        stretch = " ".join(map(spelled.__getitem__, text[start:end].split())).split()
        found += map(once.setdefault, stretch, stretch)
        start = end
    return found


def _chunk_tokens(chunk: str, base: int) -> list[Token]:
    """The words of one piece without whitespace that begins at `base`."""
    pieces = [TABLE[ord(char)] for char in chunk]
    folded = "".join(pieces)
    if "'" in folded:
        folded = ELISION.sub(lambda match: " " * len(match[0]), folded)
    if len(folded) == len(chunk) and all(len(piece) == 1 for piece in pieces):
        origin = range(len(chunk))
    else:
        origin = [at for at, piece in enumerate(pieces) for _ in piece]  # type: ignore[assignment]
    found = []
    for match in _WORD.finditer(folded):
        end = origin[match.end() - 1] + 1
        while end < len(chunk) and not pieces[end]:
            end += 1
        found.append(Token(match[0], base + origin[match.start()], base + end))
    return found


def tokens(text: str) -> list[Token]:
    """The words of a text with their places; a mark behind its letter belongs to the word."""
    return [token for match in _CHUNK.finditer(text) for token in _chunk_tokens(match[0], match.start())]
