"""The index terms of a whole text: what the index is given, in half the time of asking for each of its words.

The words are those of `store.text.written`; articles are taken off all of them by one expression, which says what
`store.text.arabic.term` says of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.text import arabic
from store.text.written import BELOW, CARRYING, OTHER, spelled, term, written


def _as_written(word: str, alefs: str) -> str:
    """An expression for a folded word, written with any of these alefs."""
    return word.replace("ا", f"[{alefs}]")


def _before_word() -> str:
    """An expression for a blank and the article behind it, where the word that follows is indexed without it."""
    articles = "|".join(_as_written(article, f"ا{OTHER}") for article in sorted(arabic.ARTICLES))
    particles = "|".join(
        _as_written(word, f"ا{CARRYING}{BELOW}{OTHER}")
        for word in sorted(arabic.PARTICLES)
        if arabic.without_article(word)
    )
    first_alef_carries = f"[^ ا{CARRYING}{BELOW}]*[{CARRYING}{BELOW}]"
    behind = f"[^ ]{{{arabic.LEAST_AFTER_ARTICLE}}}"
    return f" (?=(?:{articles}){behind})(?!{first_alef_carries})(?!(?:{particles})(?: |$))(?:{articles})"


_STRETCH = 100_000
"""Characters of a text that are read at a time: the words of a long one would fill the memory."""
_space = re.compile(r"\s")
_article = re.compile(_before_word())
_to_him = re.compile(f" و?[{BELOW}{OTHER}]لي[هنك][^ ]{{0,2}}(?= |$)")


def _or_to(match: re.Match[str]) -> str:
    """What is indexed as إلى as that; any other word as it is."""
    return f" {arabic.ILA}" if term(match[0][1:]) == arabic.ILA else match[0]


def stretches(text: str) -> Iterator[list[str]]:
    """The index terms of a text, in order, a stretch of it after the other."""
    start = 0
    while len(text) - start > _STRETCH and (space := _space.search(text, start + _STRETCH)):
        yield index_terms(text[start : space.start()])
        start = space.end()
    yield index_terms(text[start:] if start else text)


def index_terms(text: str) -> list[str]:
    """The index terms of a text, in order."""
    found = " " + written(text).replace("\n", " ")
    if BELOW in found:
        found = _to_him.sub(_or_to, found)
    return spelled(_article.sub(" ", found)).split()
