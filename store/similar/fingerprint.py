"""What of a text is compared: its folded words without furniture, as one fingerprint and as a sample of word sequences.

Folding (`store.text`) takes away what differs between a capture, a saved page and a PDF of one text: harakat, tatweel, forms
of alef, presentation forms, quotes, whitespace. The fingerprint is taken over the letters alone, because a line broken in a
PDF glues or parts words.

The sample is the smallest hashes of all sequences of four words: two texts that share a part of their sequences share
about that part of their samples, whatever their lengths. Short texts give eight, longer ones a thirty-second part of their
sequences, at most forty.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from store.article import Article
from store.similar import lines
from store.similar.addresses import page_key
from store.text.analyser import chunks

VERSION = 2
"""Rises with every change of what is compared; keys made by another version are made anew."""

LEAST_WORDS = 20
"""A text of fewer words is no evidence: captions and "no text" stand in articles that have nothing to do with each other."""
SEQUENCE = 4
_SPELLED = itemgetter(0)
_LEAST, _MOST = 8, 40
_LIMIT = 1 << 27  # of 32 bits: one in thirty-two
_AT_ONCE = 20_000
"""Words of a text whose sequences are held at once."""


def body_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return list(chain.from_iterable(map(_SPELLED, chunks(text))))


def fingerprint(words: list[str]) -> str:
    """What all writings of one text share: 32 hex digits over its folded letters."""
    return hashlib.sha256("".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def sequences(words: list[str]) -> set[int]:
    """The hashes of all sequences of four words, each once; of a shorter text the one that it is."""
    if len(words) < SEQUENCE:
        return {crc32(" ".join(words).encode())} if words else set()
    written = list(map(str.encode, words))  # folding leaves no lone surrogates
    return set(map(crc32, map(b" ".join, zip(written, written[1:], written[2:], written[3:], strict=False))))


def sampled(words: list[str]) -> list[int]:
    """The sample of a text's sequences. Of a very long one they are never held all at once: they would take 100 bytes a word."""
    if len(words) <= _AT_ONCE:
        return sample(sequences(words))
    smallest: set[int] = set()
    for start in range(0, len(words) - SEQUENCE + 1, _AT_ONCE):
        smallest.update(sequences(words[start : start + _AT_ONCE + SEQUENCE - 1]))
        smallest = set(sorted(smallest)[:_MOST])
    return sample(smallest)


def sample(hashes: set[int]) -> list[int]:
    """The smallest of these hashes, ascending."""
    smallest = sorted(hash_ for hash_ in hashes if hash_ < _LIMIT)[:_MOST]
    return smallest if len(smallest) >= _LEAST else sorted(hashes)[:_LEAST]


def shared(one: set[int], other: set[int]) -> float:
    """Which part of the shorter text's sequences stand in the longer one too, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def text_key(words: list[str]) -> str | None:
    """The key of a text among all keys, or None when it is too short to say anything."""
    return f"t{fingerprint(words)[:15]}" if len(words) >= LEAST_WORDS else None


def address_key(url: str | None) -> str | None:
    """The key of a page's address among all keys, or None when it is no address of one article."""
    page = page_key(url) if url else None
    return f"u{hashlib.sha256(page.encode('utf-8', 'replace')).hexdigest()[:15]}" if page else None


def sequence_key(hash_: int) -> str:
    """The key of a sequence of words among all keys."""
    return f"{hash_:08x}"


class Print(NamedTuple):
    """What is compared of an article: the number of its words, the keys of text and address (None where they say nothing), all keys.

    Among them are those of lines by which the furniture of a source is told (`lines`).
    """

    words: int
    text: str | None
    address: str | None
    keys: list[str]


def print_of(article: Article, words: list[str] | None = None) -> Print:
    """What is compared of this article; `words` are its `body_words` where they are known."""
    words = body_words(article.body) if words is None else words
    text, address = text_key(words), address_key(article.url)
    found = [key for key in (text, address) if key]
    if len(words) >= LEAST_WORDS:
        found += map(sequence_key, sampled(words))
    found += lines.keys(article)
    return Print(len(words), text, address, found)
