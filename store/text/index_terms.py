"""The index terms of a whole text: what the index is given, in half the time of asking for each of its words.

The words are those of `store.text.written`; articles are taken off all of them by one expression, which says what
`store.text.arabic.term` says of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.text import arabic
from store.text.written import BELOW, CARRYING, OTHER, spelled, term, written


def _off(article: str, alef: str) -> str:
    """An expression for an article, written with this alef, where the word that it begins is indexed without it."""
    found = article.replace("ا", alef)
    particles = "|".join(
        word.removeprefix(article).replace("ا", f"[ا{CARRYING}{BELOW}{OTHER}]")
        for word in sorted(arabic.PARTICLES)
        if word.startswith(article) and arabic.without_article(word)
    )
    if particles:
        found += f"(?!(?:{particles})(?: |$))"
    if "ا" not in found:
        found += (
            f"(?![^ ا{CARRYING}{BELOW}]*[{CARRYING}{BELOW}])"  # the first alef of the word carries something
        )
    return found


def _before_word(alefs: str) -> str:
    """An expression for a blank and the article behind it, where the word that follows is indexed without it.

    Each article begins with its own letters: a word that has none is done with at the first of them.
    """
    articles = sorted(arabic.ARTICLES, key=lambda article: (len(article), article))
    each = dict.fromkeys(_off(article, alef) for alef in alefs for article in articles)
    return f" (?:{'|'.join(each)})(?=[^ ]{{{arabic.LEAST_AFTER_ARTICLE}}})"


_STRETCH = 100_000
"""Characters of a text that are read at a time: the words of a long one would fill the memory."""
_space = re.compile(r"\s")
_article = re.compile(_before_word("ا"))
_article_or_ligature = re.compile(_before_word(f"ا{OTHER}"))
_to_him = re.compile(f" و?[{BELOW}{OTHER}]لي[هنك][^ ]{{0,2}}(?= |$)")
_BEGINNINGS_TO_HIM = tuple(f"{BELOW}لي{letter}" for letter in "هنك")


def _or_to(match: re.Match[str]) -> str:
    """What is indexed as إلى as that; any other word as it is."""
    return f" {arabic.ILA}" if term(match[0][1:]) == arabic.ILA else match[0]


def stretches(text: str) -> Iterator[str]:
    """The index terms of a text, in order, blanks between them; a stretch of it after the other."""
    start = 0
    while len(text) - start > _STRETCH and (space := _space.search(text, start + _STRETCH)):
        yield indexed(text[start : space.start()])
        start = space.end()
    if start < len(text):
        yield indexed(text[start:] if start else text)


def indexed(text: str) -> str:
    """The index terms of a text, in order, one or more blanks between them."""
    found = " " + written(text).replace("\n", " ")
    has_ligature = OTHER in found
    if has_ligature or any(beginning in found for beginning in _BEGINNINGS_TO_HIM):
        found = _to_him.sub(_or_to, found)
    article = _article_or_ligature if has_ligature else _article
    return spelled(article.sub(" ", found))


def index_terms(text: str) -> list[str]:
    """The index terms of a text, in order."""
    return indexed(text).split()
