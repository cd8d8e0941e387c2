"""Which lines of an article may be furniture of its source's pages, and the keys by which others with the same lines are found.

What makes a line one of these is said in `store.articles.furniture`.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from store.article import Article
from store.text import fold

_EDGE_TOP, _EDGE_END = 4, 8
"""Written lines at the beginning and at the end of a text that are looked at."""
_EDGE_WORDS = 30
_INNER_WORDS = range(4, 13)
_MOST = 24
"""Lines of one article that are looked at; a poem has more short ones."""
_LEAST_LINES = 4
_ENDS = (".", "!", "؟", "?", "…", ":", "؛", "»", "”", '"')
_QUOTED = re.compile('[«»“”"„]')
_OWN = re.compile(
    r"\W*(?:و?(?:يذكر|يشار|تجدر|جدير|للإشارة|للتذكير|نذكر)|عن |المكتب |اللجنة |التوقيع|الموقع|الإمضاء|الرئيسة?\b|الكاتبة? العامة?|"
    r"pour rappel|rappelons|pour le |le bureau|sign|for the |the board|it is recalled)",
    re.IGNORECASE,
)
"""Signatures, and what reporters repeat of the background."""
_WORD = re.compile(r"\w+")


class Candidate(NamedTuple):
    """A line that may be furniture: its number in `Article.lines`, its key, and whether it stands at neither end."""

    number: int
    key: str
    inner: bool


def keys(article: Article) -> list[str]:
    """The keys by which other articles of its source are found that have the same lines; none where the source is not known."""
    source = source_of(article)
    return [line_key(source), *(one.key for one in candidates(article))] if source else []


def candidates(article: Article) -> list[Candidate]:
    """The lines of an article that are furniture if other articles of its source have them."""
    source = source_of(article)
    body = [number for number, line in enumerate(article.lines) if line.kind == "body" and line.text.strip()]
    if not source or len(body) < _LEAST_LINES:
        return []
    found: list[Candidate] = []
    ends = {*body[:_EDGE_TOP], *body[-_EDGE_END:]}
    for inner in (False, True):
        for number in body:
            text = article.lines[number].text
            fits = _is_inner(text) if inner else number in ends and _is_edge(text)
            if fits and inner == (number not in ends):
                found.append(Candidate(number, line_key(source, text), inner))
    return sorted(found[:_MOST])


def _is_edge(text: str) -> bool:
    return (
        len(text) < 400
        and len(text.split()) <= _EDGE_WORDS
        and not _QUOTED.search(text)
        and not _OWN.match(text)
    )


def _is_inner(text: str) -> bool:
    return (
        len(text) < 160
        and len(text.split()) in _INNER_WORDS
        and not text.rstrip().endswith(_ENDS)
        and _is_edge(text)
    )


def source_of(article: Article) -> str:
    """What tells one source from others: its name, or the host of the address."""
    if article.source:
        return fold(article.source)
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def line_key(source: str, line: str = "") -> str:
    """The key of a line of this source; without one, of the source itself."""
    said = f"{source}\0{' '.join(_WORD.findall(fold(line)))}"
    return f"l{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:12]}"
