"""What a hit shows in a list: its row of the listing, and the stretch of its text where the query stands."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from store import newness
from store.finding import analysed
from store.finding.analysed import AnalysedText
from store.finding.matches import Matcher, Span
from store.finding.matches import matcher as matcher_of
from store.finding.query import Query
from store.finding.telling import ASKING
from store.text.arabic import is_particle

WIDTH = 160
"""Characters of a snippet, without the marks of omission."""
_BEFORE = 40
_NOT_ON_A_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""White space and controls, each shown as one space so that places stay."""
_NOTHING = AnalysedText("")


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as a list shows it. `matches` are places in `snippet`, `title_matches` in `title`: whole words as they are written.

    `missing` are the words of the query that the article lacks; `new` says that it came in since the last time.
    """

    docid: int
    id: str
    title: str | None
    published: str | None
    source: str | None
    author: str | None
    language: str | None
    url: str | None
    tags: tuple[str, ...]
    starred: bool
    has_note: bool
    in_review: bool
    score: float | None
    snippet: str
    matches: tuple[tuple[int, int], ...]
    title_matches: tuple[tuple[int, int], ...]
    missing: tuple[str, ...] = ()
    new: bool = False


def rows(
    conn: sqlite3.Connection,
    docids: Sequence[int],
    query: Query | None = None,
    scores: Sequence[float] | None = None,
) -> list[HitRow]:
    """The rows of these docids, in their order; those that are gone are left out. Meant for what is visible."""
    wanted = json.dumps(list(docids))
    listed = {
        row[0]: row[1:]
        for row in conn.execute(
            "SELECT docid, id, title, published, source, author, language, url, starred, has_note, in_review "
            "FROM listing WHERE docid IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    tags: dict[int, list[str]] = {}
    for docid, name in conn.execute(
        "SELECT t.docid, g.name FROM tagging AS t JOIN tag AS g ON g.tag = t.tag "
        "WHERE t.docid IN (SELECT value FROM json_each(?)) ORDER BY g.folded, g.name",
        (wanted,),
    ):
        tags.setdefault(docid, []).append(name)
    matcher = matcher_of(conn, query) if query is not None and not query.is_empty else None
    alternatives = query.alternatives() if query is not None else frozenset[str]()
    texts = analysed.read(conn, listed)
    new = newness.among(conn, wanted)
    found = []
    for at, docid in enumerate(docids):
        if docid not in listed:
            continue
        ident, title, published, source, author, language, url, starred, has_note, in_review = listed[docid]
        shown, body = texts.get(docid, (_NOTHING, _NOTHING))
        text, matches = snippet(matcher, body)
        found.append(
            HitRow(
                docid,
                ident,
                title,
                published,
                source,
                author,
                language,
                url,
                tuple(tags.get(docid, ())),
                bool(starred),
                bool(has_note),
                bool(in_review),
                scores[at] if scores is not None and at < len(scores) else None,
                text,
                matches,
                _places(matcher.spans(shown, "title")) if matcher and title else (),
                _missing(matcher, alternatives, shown, body, analysed.line(f"{author or ''} {source or ''}"))
                if matcher
                else (),
                docid in new,
            )
        )
    return found


def _places(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end, _ in spans)


def _missing(matcher: Matcher, alternatives: AbstractSet[str], *texts: AnalysedText) -> tuple[str, ...]:
    """The words asked for that none of the texts has; particles are not missed, nor are `alternatives` of other words."""
    words = {
        at
        for at, part in enumerate(matcher.parts)
        if part.exact
        and part.field is None
        and not is_particle(part.exact)
        and part.exact not in ASKING
        and part.asked not in alternatives
    }
    if len(words) > 1:
        for text in texts:
            words.difference_update(*(match[2] for match in matcher.answers(text)))
            if not words:
                break
        return tuple(matcher.parts[at].asked for at in sorted(words))
    return ()


def snippet(matcher: Matcher | None, text: AnalysedText) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The best stretch of a text on one line, `…` where it was cut, and the matches in it; without matches its beginning."""
    body = text.text
    found = matcher.numbered(text) if matcher else []
    begins = text.begins([at for at, _ in found])
    best = _best(begins, [part for _, part in found])
    first, last = (0, 0) if best is None else text.span(found[best][0])
    start = _word_start(body, max(0, first - _BEFORE), first)
    start += len(body[start:]) - len(body[start:].lstrip())
    end = _word_end(body, start + WIDTH, max(start, last))
    end = start + len(body[start:end].rstrip())
    left = "…" if body[:start].strip() else ""
    right = "…" if body[end:].strip() else ""
    shift = len(left) - start
    earliest = start - _BEFORE if best is None else min(start - _BEFORE, begins[best])
    near = slice(bisect_left(begins, earliest), bisect_left(begins, end))
    spans = [text.span(at) for at, _ in found[near]]
    inside = tuple((s + shift, e + shift) for s, e in spans if s >= start and e <= end)
    return left + _NOT_ON_A_LINE.sub(" ", body[start:end]) + right, inside


def _best(begins: Sequence[int], parts: Sequence[int]) -> int | None:
    """The match at which the stretch with most parts of the query, then most matches, begins."""
    best: int | None = None
    highest = (0, 0)
    for at, begin in enumerate(begins):
        behind = bisect_right(begins, begin + WIDTH - 2 * _BEFORE)
        score = (len(set(parts[at:behind])), behind - at)
        if score > highest:
            highest, best = score, at
    return best


def _word_start(text: str, at: int, latest: int) -> int:
    """The beginning of the first whole word from `at` on, at most `latest`."""
    if at == 0 or text[at - 1].isspace():
        return at
    while at < latest and not text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, earliest: int) -> int:
    """The end of the last whole word before `at`, at least `earliest`; within a word too long for that, `at`."""
    if at >= len(text):
        return len(text)
    end = at
    while end > earliest and not text[end].isspace():
        end -= 1
    return end if end > earliest else max(at, earliest)
