"""Is an article that comes in here already, by another way? The same text, or the same page with a new text.

Equal keys only point at candidates; what decides is the text of both. The same text under another headline is another
publication of it: an article of its own that tells the same story (`story`). A page is its address: a home page, a feed or a comment
is none (`addresses.page_key`), and two articles that share neither headline nor wording are two, whatever their address
says.
"""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from store.article import Article
from store.articles import revisions
from store.similar import fingerprint, known, sources
from store.text import words

Kind = Literal["same text", "new version"]

LEAST_SHARED = 0.3
"""Which part of the shorter text two versions of a page share at least. Below it they need the same headline."""
HEADLINE_WORDS = 4
"""A headline of fewer words is no evidence: sections and series have the same again and again."""
_HEADLINE_SHARED = 0.8
"""Which part of the shorter headline's words stands in the other one when both are of one article."""
_MOST = 20


class Match(NamedTuple):
    """The article that is here already, and in what way the other is the same."""

    kind: Kind
    id: str


def match(
    conn: sqlite3.Connection, article: Article, mine: fingerprint.Print, file: str = ""
) -> Match | None:
    """The article of which this one is another source or version; None when it is new.

    `mine` is its `fingerprint.print_of`, `file` the SHA-256 of the file it is read from: parts of one file are never versions
    of each other.
    """
    if mine.text is not None:
        for ident, other, _files in holders(conn, mine.text):
            if same_text(article, other):
                return Match("same text", ident)
    if mine.address is None or not mine.words:
        return None
    candidates = [
        (ident, other)
        for ident, other, files in holders(conn, mine.address)
        if file not in files and fingerprint.address_key(other.url) == mine.address
    ]
    if not candidates:
        return None
    words_of_it = fingerprint.body_words(article.body)
    found = [
        (likeness, ident)
        for ident, other in candidates
        if (likeness := _likeness(article, words_of_it, other)) is not None
    ]
    return Match("new version", max(found, key=lambda one: one[0])[1]) if found else None


_HOLDERS = """
SELECT r.id, r.sha256, r.data FROM json_each(?) AS wanted CROSS JOIN revision AS r ON r.revision = wanted.value
ORDER BY r.revision
"""


def holders(conn: sqlite3.Connection, key: str) -> list[tuple[str, Article, frozenset[str]]]:
    """(visible article, a text of it that is in use, the files it came from) for each revision with this key, oldest first."""
    found = []
    numbers = known.having(conn, key, _MOST)
    for ident, content, data in conn.execute(_HOLDERS, (str(numbers),)).fetchall() if numbers else ():
        if not conn.execute("SELECT 1 FROM listing WHERE id = ?", (ident,)).fetchone():
            continue
        arrivals = sources.standing(conn, ident)
        if any(fact.said["content"] == content for fact in arrivals):
            files = frozenset(fact.said["sha256"] for fact in arrivals)
            found.append((ident, revisions.unpack(ident, data), files))
    return found


def same_text(article: Article, other: Article) -> bool:
    """Whether two articles have the same folded letters, and no headlines that tell them apart."""
    mine, its = ("".join(fingerprint.body_words(one.body)) for one in (article, other))
    return mine == its and not headlines_differ(article, other)


def headlines_differ(article: Article, other: Article) -> bool:
    """Whether both state a headline, and neither holds nearly all words of the other: "Headline - Newspaper" does."""
    mine, its = (set(words(_stated_title(one))) for one in (article, other))
    least = min(len(mine), len(its))
    return least > 0 and len(mine & its) < _HEADLINE_SHARED * least


def _stated_title(article: Article) -> str:
    """The headline as far as the source states it: not one that was only guessed, from a file's name perhaps."""
    guessed = any(item.field == "title" for item in article.review)
    return "" if guessed else article.title or ""


def _likeness(article: Article, text: list[str], other: Article) -> float | None:
    """How much two texts of one page share, 0 to 1; None when they can't be versions of one article."""
    share = fingerprint.shared(
        fingerprint.sequences(text), fingerprint.sequences(fingerprint.body_words(other.body))
    )
    headline = words(article.title or "")
    same_headline = len(headline) >= HEADLINE_WORDS and headline == words(other.title or "")
    return share if share >= LEAST_SHARED or same_headline else None
