"""Searching: from a query to the ordered docids of its hits.

Two modes share one plan. While a person types, every step is capped, so that each key is cheap at a million articles: what can't
be ranked within the caps comes with its title hits first, then newest first, and totals stop at the cap. At rest everything is
counted and more is ranked. `sqlite3.Connection.interrupt` from another thread ends either with `Interrupted`.
"""

from __future__ import annotations

import json
import sqlite3
import time
from array import array
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, NamedTuple

from store.finding import narrowing
from store.finding.best import Best, affordable, best, in_own_form
from store.finding.listed import Listed, articles
from store.finding.plan import Plan, Planner
from store.finding.query import Query, Word, conjunction
from store.finding.rank import RERANKED, RERANKED_OF_MANY, RERANKED_WHILE_TYPING, Reranker
from store.finding.source_order import by_source
from store.finding.telling import is_question, joins_only, shares
from store.finding.vocabulary import reaches
from store.text import fold

Sort = Literal["relevance", "newest", "oldest", "source"]
_WEIGHTS = "1.0, 2.0, 1.0, 1.0"
"""Of the columns of the index (`store.finding.index.COLUMNS`): words of the title count twice."""


class Interrupted(Exception):
    """Another thread stopped this search."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a query found: docids in the order of `sort`, with `scores` beside them where they are ranked.

    `total` may be more than there are docids when the list was cut; `total_is_exact` is False when counting stopped at a cap.
    `partial` of the docids are articles that lack some of the words; `total` does not count them. It took `milliseconds`.
    """

    query: Query
    docids: array[int]
    scores: array[float] | None
    total: int
    total_is_exact: bool
    milliseconds: float
    sort: Sort
    partial: int = 0


class _Caps(NamedTuple):
    """Rows that are ranked, postings that ranking may read, docids that are fetched, hits that are read again."""

    rank: int
    postings: int
    fetch: int
    read: int


TYPING = _Caps(rank=1_000, postings=30_000, fetch=1_000, read=RERANKED_WHILE_TYPING)
AT_REST = _Caps(rank=400_000, postings=4_000_000, fetch=1 << 40, read=RERANKED)
_TITLED = 200
"""Hits with the words in their title that come first where too many are found to be ranked."""
_SEVERAL_TITLED = 300
"""Hits among which, while typing, several words are looked for in titles: walking the lists of all of them is dear."""
_ORDERED = 2_000
"""Hits that are put in order of relevance; those behind them follow newest first."""
_NAMED = 4_000
"""Up to so many hits are named to the ranking, so that it scores no other article."""
MANY_WORDS = 4
"""From so many words on, and in every question, articles that have only most of them are found as well: nobody types that many
to exclude. Phrases are exact: their words are looked for apart only where nothing has them all."""
SEVERAL_WORDS = 3
"""From so many words on, each by itself, the same where no article has all of them: one of them may be misspelled."""
_PARTIAL = 200
"""Articles without all of the words that are listed at most."""
_LEAST_SHARE = 0.15
"""What they must have of the query, by the weight of the words."""


_NONE = Best([], none_has_all=False)


@contextmanager
def interruptible() -> Iterator[None]:
    """Turns SQLite's interruption into `Interrupted`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Interrupted from error
        raise


def run(
    conn: sqlite3.Connection,
    query: Query | str,
    *,
    sort: Sort = "relevance",
    typing: bool = False,
    limit: int | None = None,
) -> Hits:
    """The hits of a query. `limit` cuts the list of docids, not the total. Raises BadQuery and Interrupted."""
    started = time.perf_counter()
    if isinstance(query, str):
        query = Query.parse(query, typing=typing)
    with interruptible():
        search = _Search(conn, query, sort, TYPING if typing else AT_REST, typing)
        docids, scores, total, exact = search.run()
    partial = max(0, len(docids) - total) if search.relaxed else 0
    if limit is not None:
        del docids[limit:]
        if scores is not None:
            del scores[limit:]
    milliseconds = (time.perf_counter() - started) * 1000
    return Hits(query, docids, scores, total, exact, milliseconds, sort, partial)


def count(conn: sqlite3.Connection, query: Query, most: int = 10_000) -> int:
    """How many articles a query finds, counted up to `most`."""
    with interruptible():
        search = _Search(conn, query, "newest", AT_REST, typing=False)
        return 0 if search.plan.nothing else len(search.listed.newest(most))


def finds(conn: sqlite3.Connection, query: Query, docid: int) -> bool:
    """Whether an article has all that a query asks for, its last word as the beginning of one."""
    with interruptible():
        search = _Search(conn, query, "newest", TYPING, typing=True)
        return not search.plan.nothing and bool(search.listed.ids("AND {docid} = ?", docid))


class _Search:
    """One search being run."""

    def __init__(self, conn: sqlite3.Connection, query: Query, sort: Sort, caps: _Caps, typing: bool) -> None:
        self.conn = conn
        self.query = query
        self.sort = sort
        self.caps = caps
        self.plan: Plan = Planner(conn, typing=typing).make(query)
        self.listed = Listed(
            conn, self.plan, typing=typing, fetch=caps.fetch, newest_first=sort in {"relevance", "newest"}
        )
        self.question = is_question(query.text)
        enough = 2 if query.text.rstrip().endswith(("؟", "?")) else MANY_WORDS
        deep = sort == "relevance" and not typing
        self.relaxed = deep and len(self.plan.words) >= enough
        self.may_relax = deep and self.plan.only_words and len(self.plan.words) >= SEVERAL_WORDS
        self.of_words: Best | None = None

    def run(self) -> tuple[array[int], array[float] | None, int, bool]:
        """Docids, scores or None, total, whether the total is exact."""
        if self.plan.nothing:
            self.relaxed = self.relaxed or self.may_relax
            return (*self.answering(array("q")), 0, True)
        cap = self.caps.fetch
        found = array("q") if self.relaxed and self.none_has_all() else self.listed.newest(cap + 1)
        all_there = len(found) <= cap
        exact = all_there and self.listed.is_whole
        del found[cap:]
        total = len(found)
        if self.plan.match is None and not exact and not self.plan.where:
            total, exact = articles(self.conn), True
        if self.sort == "newest" or (self.sort == "relevance" and self.plan.match is None):
            return found, None, total, exact
        if self.sort == "oldest":
            return self.listed.oldest(cap), None, total, exact
        if self.sort == "source":
            return by_source(self.conn, found), None, total, exact
        cheap = total <= self.caps.rank and self.plan.cost <= self.caps.postings
        self.relaxed = self.relaxed and not (found and self.plan.to_check)
        self.relaxed = self.relaxed or (self.may_relax and not found)
        if self.relaxed and all_there:
            return (*self.answering(found), total, exact)
        if all_there and (cheap or total <= self.caps.read):
            docids, scores = self.ranked(found)
            return docids, scores, total, exact
        docids = self.broad(found)
        return docids, None, max(total, len(docids)), exact

    def ranked(self, found: array[int]) -> tuple[array[int], array[float]]:
        """All hits, best first."""
        known, first = set(found), list[tuple[int, float]]()
        if many := len(found) > self.caps.read:
            first = [each[:2] for each in self.best(known).answers] or self.rescored(found)
        hits = {docid: score for docid, score in first if docid in known}
        hits |= dict.fromkeys((docid for docid in found if docid not in hits), 0.0)
        if many and len(self.plan.words) == 1 and not self.plan.to_check and self.caps is not TYPING:
            own = in_own_form(self.conn, self.plan.words[0].text)
            hits = dict(sorted(hits.items(), key=lambda hit: hit[0] not in own))
        return self.ordered(hits, self.caps.read)

    def answering(self, found: array[int]) -> tuple[array[int], array[float] | None]:
        """All hits and the articles that have most of the words, best first; behind those read again, hits come first."""
        if not self.relaxed:
            return found, None
        self.of_words = self.of_words or self.best(None)
        answers = [answer for answer in self.of_words.answers if answer.share >= _LEAST_SHARE]
        allowed = self.listed.allowed([answer.docid for answer in answers])
        scores = {answer.docid: answer.score for answer in answers if answer.docid in allowed}
        known = set(found)
        lacking = [docid for docid in scores if docid not in known]
        for docid in lacking[_PARTIAL:]:
            del scores[docid]
        head, behind = list(scores)[:RERANKED_OF_MANY], list(scores)[RERANKED_OF_MANY:]
        whole = [docid for docid in behind if docid in known] + [
            docid for docid in found if docid not in scores
        ]
        listed = dict.fromkeys([*head, *whole, *behind])
        return self.ordered({docid: scores.get(docid, 0.0) for docid in listed}, RERANKED_OF_MANY)

    def none_has_all(self) -> bool:
        """Whether reading the lists of the words shows that none has all of them, which spares FTS5 opening each again."""
        if not self.plan.only_words:
            return False
        self.of_words = self.best(None)
        return self.of_words.none_has_all

    def best(self, within: AbstractSet[int] | None) -> Best:
        """The articles that have most of the words, best first; empty where that can't be told or would be dear."""
        if self.caps is TYPING:
            return _NONE
        spelled = [fold(word.text) for word in self.plan.words]
        told = shares(spelled, question=self.question)
        reached = [
            (reached, joins_only(folded))
            for word, folded, share in zip(self.plan.words, spelled, told, strict=True)
            if share == max(told) and (reached := reaches(self.conn, word.text, open_=word.open))
        ]
        totals = [sum(terms.values()) for terms, _ in reached]
        only_joins = all(joins for _, joins in reached) and not all(map(joins_only, spelled))
        if only_joins or not affordable(totals):
            return _NONE
        words, joining = [list(terms) for terms, _ in reached], [joins for _, joins in reached]
        return best(self.conn, words, totals, within, joining)

    def ordered(self, hits: dict[int, float], read: int) -> tuple[array[int], array[float]]:
        """The docids with their scores, the first `read` of them read again and put in a better order."""
        head = list(hits)[:read]
        query = Query(conjunction(list(self.plan.words))) if self.relaxed else self.query
        top = Reranker(self.conn, query, question=self.question).order(head)
        lowest = top[-1][1] if top else 0.0
        rest = [(docid, min(score, lowest)) for docid, score in list(hits.items())[len(head) :]]
        return array("q", (docid for docid, _ in top + rest)), array("d", (score for _, score in top + rest))

    def rescored(self, found: array[int]) -> list[tuple[int, float]]:
        """The best articles by BM25; while typing one word more the scores are those of the key before."""
        if self.caps is not TYPING or self.plan.score is None:
            return self.scored(found)
        scores = narrowing.known_scores(self.conn, self.plan.score, found)
        if scores is None:
            scores = dict(self.scored(found))
            narrowing.keep_scores(self.conn, self.plan.score, found, scores)
        return sorted(
            ((docid, scores[docid]) for docid in found if docid in scores), key=lambda hit: (-hit[1], hit[0])
        )

    def scored(self, found: array[int]) -> list[tuple[int, float]]:
        """The best articles by BM25."""
        if self.plan.score is None:
            return []
        if len(found) > _NAMED:
            statement = (
                f"SELECT search.rowid, -rank FROM search WHERE search MATCH ? AND {self.listed.where} "  # noqa: S608 - as above
                "AND rank MATCH ? ORDER BY rank LIMIT ?"
            )
            values = (self.plan.score, *self.listed.values, f"bm25({_WEIGHTS})", _ORDERED)
        else:
            # `rank` would score every article with the rarest words; the function is called for those found only.
            statement = (
                f"SELECT search.rowid, -bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? "  # noqa: S608 - as above
                "AND search.rowid BETWEEN ? AND ? AND +search.rowid IN (SELECT value FROM json_each(?)) "
                "ORDER BY score DESC LIMIT ?"
            )
            values = (self.plan.score, min(found), max(found), json.dumps(found.tolist()), _ORDERED)
        return self.conn.execute(statement, values).fetchall()

    def broad(self, found: array[int]) -> array[int]:
        """Too many hits to rank: those with the words in their title first, each half newest first.

        While typing titles are looked for among the hits that were found: rare ones far back would cost a walk through all.
        """
        words = self.plan.wanted
        if self.caps is TYPING and len(words) > 1 and all(isinstance(word, Word) for word in words):
            titled = narrowing.titled(self.conn, found[:_SEVERAL_TITLED], words)[:_TITLED]
            return self.before(titled, found)
        titled_too = f"{{title}} : ({self.plan.match})"
        if self.plan.without:  # what must not be there may stand in the body as well
            titled_too = f"({self.plan.match}) AND {titled_too}"
        several = self.plan.finished is not None
        lowest = min(found[:_SEVERAL_TITLED] if several else found) if self.caps is TYPING else 0
        titled = self.listed.ids(
            "AND {docid} >= ? ORDER BY {docid} DESC LIMIT ?", lowest, _TITLED, match=titled_too
        )
        return self.before(titled, found)

    def before(self, first: array[int], found: array[int]) -> array[int]:
        """All that was found, these first."""
        seen = set(first)
        return first + array("q", (docid for docid in found if docid not in seen))
