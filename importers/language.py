"""The language of a text, by its script and, for Latin letters, its commonest words."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿœŒ]")
_TIFINAGH = re.compile("[\u2d30-\u2d67]")
_WORD = re.compile(r"[a-zà-öø-ÿœ]+")
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "des",
        "et",
        "à",
        "en",
        "du",
        "un",
        "une",
        "dans",
        "pour",
        "que",
        "qui",
        "sur",
        "au",
        "aux",
        "est",
        "par",
        "avec",
        "ce",
        "cette",
        "ont",
        "été",
        "plus",
        "ne",
        "pas",
        "se",
        "son",
        "sa",
        "ses",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "as",
        "was",
        "by",
        "from",
        "at",
        "it",
        "be",
        "this",
        "are",
        "has",
        "have",
        "were",
        "an",
        "not",
        "its",
        "their",
        "which",
    ]
)


def language_of(text: str) -> str | None:
    """``ar``, ``fr``, ``en`` or ``zgh`` by majority of the letters; None when there is too little to tell."""
    sample = text[:_SAMPLE]
    counts = {
        "ar": len(_ARABIC.findall(sample)),
        "latin": len(_LATIN.findall(sample)),
        "zgh": len(_TIFINAGH.findall(sample)),
    }
    most = max(counts, key=lambda name: counts[name])
    if counts[most] < 10:
        return None
    if most != "latin":
        return most
    words = _WORD.findall(sample.lower())
    french = sum(1 for word in words if word in _FRENCH)
    english = sum(1 for word in words if word in _ENGLISH)
    if french == english:
        return None
    return "fr" if french > english else "en"
