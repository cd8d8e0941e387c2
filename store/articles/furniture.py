"""Lines that stand in several articles of one source: they belong to its pages, not to the articles.

An importer sees one file and knows the furniture that all sites share; what one site prints under each of its texts only
the archive can know. The keys of such lines go with those of the text (`similar.fingerprint`), so that nothing has to be
counted when an article comes in, is taken back, edited or purged: whoever reads an article asks how many others have its
lines now. A line is only ever hidden, never deleted, and the reader shows hidden lines on demand.

What is hidden, where a source has a line in three different articles (copies of one text are one article):

- from the first line on and from the last one back, as far as every line is repeated: lines of at most 30 words. A line with
  quotation marks, a signature ("for the executive board") and the background that reporters repeat ("it is recalled that")
  are the text's own and end this;
- in between, lines of 4 to 12 words that are no sentence, where a third of the articles of the source have them: fewer have
  a sub-heading.

Nothing is hidden of a text of fewer than four lines, nor ever more than half of the words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from store.article import REPEATED, Article, Line
from store.log.facts import dumps
from store.similar import fingerprint, known
from store.similar.lines import candidates, line_key, source_of

ARTICLES = 3
"""Articles of one source in which a line is furniture."""
_LARGEST_PART = 0.5
_SHARE = 1 / 3
_SOURCE = 100
"""Articles of a source beyond which it counts as having so many."""
_COPY = 0.8
"""Which part of its sample another article shares that is a copy."""


def hide(conn: sqlite3.Connection, article: Article) -> Article:
    """The article with its lines that other articles of its source have marked as furniture."""
    lines = candidates(article)
    holders = {one.key: _holders(conn, one.key) for one in lines}
    if all(len(found) < ARTICLES for found in holders.values()):
        return article
    copies = _copies(conn, article)
    counts = {key: len(found - copies) + bool(found & copies) for key, found in holders.items()}
    hidden = _at_the_ends(article, {one.number for one in lines if counts[one.key] >= ARTICLES})
    inner = [one.number for one in lines if one.inner and counts[one.key] >= ARTICLES]
    if inner:
        least = _SHARE * len(known.having(conn, line_key(source_of(article)), _SOURCE))
        hidden |= {one.number for one in lines if one.number in inner and counts[one.key] >= least}
    return _marked(article, hidden)


_SHOWN = """
SELECT DISTINCT l.docid, r.revision FROM json_each(?) AS wanted CROSS JOIN revision AS r ON r.revision = wanted.value
CROSS JOIN listing AS l ON l.id = r.id WHERE l.revision = r.revision
"""


def _holders(conn: sqlite3.Connection, key: str) -> set[int]:
    """The revisions with this key that are shown."""
    numbers = known.having(conn, key, _SOURCE)
    if len(numbers) < ARTICLES:
        return set()
    return {revision for _docid, revision in conn.execute(_SHOWN, (dumps(numbers),))}


def _copies(conn: sqlite3.Connection, article: Article) -> set[int]:
    """The revisions of this text and of its copies under other headlines."""
    words = fingerprint.body_words(article.body)
    sample = [fingerprint.sequence_key(one) for one in fingerprint.sample(fingerprint.sequences(words))]
    counts, _common = known.shares(conn, sample, _SOURCE)
    return {revision for revision, count in counts.items() if count >= _COPY * len(sample)}


def _at_the_ends(article: Article, repeated: set[int]) -> set[int]:
    """Those of the repeated lines between which and the beginning or the end of the text there is no other line."""
    body: Sequence[int] = [
        number for number, line in enumerate(article.lines) if line.kind == "body" and line.text.strip()
    ]
    found: set[int] = set()
    for order in (body, body[::-1]):
        for number in order:
            if number not in repeated:
                break
            found.add(number)
    return found


def _marked(article: Article, hidden: set[int]) -> Article:
    """The article with these lines as furniture; as it is, where that would hide the greater part of its text."""
    words = sum(len(line.text.split()) for line in article.lines if line.kind == "body")
    gone = sum(len(article.lines[number].text.split()) for number in hidden)
    if not hidden or gone > _LARGEST_PART * words:
        return article
    lines = (
        Line(line.text, "boilerplate", REPEATED) if number in hidden else line
        for number, line in enumerate(article.lines)
    )
    return replace(article, lines=tuple(lines))
