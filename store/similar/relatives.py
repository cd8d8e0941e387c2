"""Articles about the same matters: those that have the words which tell this one from the rest of the archive.

The words are the rarest for their number in it, headline first, as long as together they stand in few enough articles that
ranking those stays quick. Copies of the article's own story are left out, and of another story one is shown.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from store.finding import analysed, waiting
from store.finding.telling import joins_only
from store.similar import fingerprint, story

if TYPE_CHECKING:
    from store.archive import Archive
    from store.finding.analysed import AnalysedText

MOST_WORDS = 12
MOST_RANKED = 6_000
"""Articles that the words may stand in, all together: each costs about four microseconds to rank."""
_HEADLINE = 3
"""How often a word of the headline counts."""
_ONCE = 0.5
"""What a word weighs that stands in the body once, a word that stands there twice being 1.7."""
_COMMON = 0.05
"""A word in a larger part of the articles tells nothing."""
_WORD = re.compile(r"\S+")
_JOINED = "وف"
"""Letters that a word which joins others may begin with and stay one."""
_LEAST_WORDS = 2
"""Words that an article must have in common with this one."""


class Relative(NamedTuple):
    """An article about the same matters. `words` are the words in common that led to it, as this one writes them, `score` is 1 for the best."""

    id: str
    docid: int
    title: str | None
    source: str | None
    published: str | None
    score: float
    words: tuple[str, ...]


def related(archive: Archive, ident: str, limit: int = 10) -> list[Relative]:
    """The articles most like this one, best first, without those that tell the same story.

    Raises `NoSuchArticle`, `AmbiguousId`, `store.finding.search.Interrupted`.
    """
    with archive.read() as conn:
        return of(conn, archive.article(ident).docid, limit)


def of(conn: sqlite3.Connection, docid: int, limit: int) -> list[Relative]:
    """The same for the article in this place of the listing."""
    read = analysed.read(conn, [docid]).get(docid)
    if read is None or limit < 1:
        return []
    title, body = read
    words = telling_words(conn, title.order, body.order)
    if not words:
        return []
    written = _as_written(words, title, body)
    copies = {teller.docid for teller in story.of(conn, docid)} | {docid}
    asked = " OR ".join(f'"{word}"' for word in words)
    ranked = conn.execute(_RANKED, (asked, 3 * limit + len(copies))).fetchall()
    scores = {one: -rank for one, rank in ranked if one not in copies}
    kept: list[tuple[int, tuple[str, ...]]] = []
    seen: list[set[int]] = []
    for other in scores:
        texts = analysed.read(conn, [other]).get(other)
        if texts is None:
            continue
        common = tuple(word for word in words if word in texts[0].terms or word in texts[1].terms)
        sequences = fingerprint.sequences(texts[1].spelled)
        if len(common) >= min(_LEAST_WORDS, len(words)) and not any(
            fingerprint.shared(sequences, one) >= story.SAME for one in seen
        ):
            kept.append((other, tuple(map(written.__getitem__, common))))
            seen.append(sequences)
        if len(kept) == limit:
            break
    rows = {row[1]: row for row in story.rows(conn, [other for other, _ in kept])}
    best = max(scores.values(), default=1.0) or 1.0
    return [Relative(*rows[other], round(scores[other] / best, 3), common) for other, common in kept]


_RANKED = (
    "SELECT rowid, bm25(search, 1.0, 2.0, 0.0, 0.0) AS r FROM search WHERE search MATCH ? ORDER BY r LIMIT ?"
)


def _as_written(words: Iterable[str], *texts: AnalysedText) -> dict[str, str]:
    """Each of these terms as the texts write it: of its places the one with the fewest letters around it."""
    found: dict[str, str] = {}
    wanted = set(words)
    for text in texts:
        for match in _WORD.finditer(text.line):
            word = analysed.TERMS[match[0]]
            if word in wanted:
                start, end = text.span(match.start())
                found[word] = min(found.get(word, text.text[start:end]), text.text[start:end], key=len)
    return found


def _may_tell(word: str) -> bool:
    """Whether a term is a word of its own, and neither a number nor one that joins others, with a clitic or without."""
    return len(word) > 2 and not word.isdigit() and not joins_only(word.lstrip(_JOINED))


def telling_words(conn: sqlite3.Connection, title: list[str], body: list[str]) -> list[str]:
    """The index terms by which an article is told from others, the most telling first."""
    counts = Counter(body)
    for word in title:
        counts[word] += _HEADLINE
    total = conn.execute("SELECT count(*) FROM listing").fetchone()[0]
    weights = {}
    sizes = {}
    for word, found in waiting.frequencies(conn, counts).items():
        if 1 < found <= max(total * _COMMON, 3) and _may_tell(word):
            often = counts[word]
            weights[word] = (_ONCE if often == 1 else 1 + math.log(often)) * math.log(1 + total / found)
            sizes[word] = found
    chosen: list[str] = []
    left = MOST_RANKED
    for word in sorted(weights, key=lambda one: -weights[one]):
        if sizes[word] <= left:
            chosen.append(word)
            left -= sizes[word]
        if len(chosen) == MOST_WORDS:
            break
    return chosen
