"""The articles that answer a query of several words best, whether or not they have all of them.

A question or a pasted headline has words that its answer lacks, so that requiring every word finds little: on questions whose
article is known, a mean reciprocal rank of .03 against .57 this way (docs/measurements.md). Terms are taken one word at a time, the rarest
first, as far as `POSTINGS` go; the words left out are those that tell least, and the reading of the best texts (`store.finding.rank`)
counts them after all.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from store.finding import postings
from store.finding.vocabulary import forms, size

POSTINGS = 120_000
"""Articles that the lists of all words together may name; about a tenth of a second."""
POOL = 600
"""Articles that are scored with their length."""
ENOUGH = 4_000
"""Articles with the rarest words after which the other words add to these only (the same to four digits on 300 queries)."""
COUNTED = 5_000
"""Articles with a word up to which it is counted how often each has it; of more frequent words it is only known where they stand."""
FORMS_OF_FREQUENT = 12
"""Forms of a more frequent word that are looked for."""
FEW_WORDS = 3
"""Up to so many words each is counted, however frequent: there is little else to tell the articles by."""
FREQUENT_SHARE = 0.2
"""A word in more of the articles than this, and than are `COUNTED`, tells nothing about their order (leaving such words out costs .007
at most)."""
_K1, _B, _USUAL_WORDS = 1.2, 0.75, 270


def rarity(count: int, articles: int) -> float:
    """What a word that stands in `count` of the articles weighs."""
    return math.log((articles + 1) / (min(count, articles) + 0.5)) + 0.1


def affordable(totals: Sequence[int]) -> bool:
    """Whether the lists of the rarest of the words can be read."""
    return bool(totals) and min(totals) <= POSTINGS


def in_own_form(conn: sqlite3.Connection, word: str) -> AbstractSet[int]:
    """The articles that have a word in no other form than with clitics, which come before others where only it is asked for.

    Empty for a word so frequent that nearly all that is ranked has it.
    """
    known = forms(conn, word)
    bases = [base for base in known.bases if base in known.df]
    total = sum(known.df[base] for base in bases)
    return frozenset(postings.articles(conn, bases)) if 0 < total <= POSTINGS else frozenset()


class Answer(NamedTuple):
    """An article with its score, and how much of the query it has: 0 to 1, by the weight of the words that tell something."""

    docid: int
    score: float
    share: float


class Best(NamedTuple):
    """The best articles, best first, and whether it was seen that none has all of the words."""

    answers: list[Answer]
    none_has_all: bool


def best(
    conn: sqlite3.Connection,
    words: Sequence[Sequence[str]],
    totals: Sequence[int],
    within: AbstractSet[int] | None = None,
    joining: Sequence[bool] = (),
) -> Best:
    """Up to `POOL` articles, best first; of equal ones the newest first.

    `words` are the terms of each word of the query, `totals` in how many articles they stand, `joining` says which of them
    only join others (none without it); `within` are the only articles that count. BM25 with the forms of a word counted together.
    """
    joining = joining if len(joining) == len(words) and not all(joining) else [False] * len(words)
    articles = size(conn)
    gathered = _Gathered(articles, within)
    read = 0
    for total, terms, joins in sorted(zip(totals, words, joining, strict=True), key=lambda word: word[0]):
        if read and (read + total > POSTINGS or total > max(COUNTED, FREQUENT_SHARE * articles)):
            break
        if read and total > COUNTED and len(words) > FEW_WORDS:
            gathered.add(postings.articles(conn, terms[:FORMS_OF_FREQUENT]), tells=not joins)
        else:
            gathered.count(postings.places(conn, terms), tells=not joins)
        read += total
    return Best(gathered.answers(conn), gathered.whole is not None and not gathered.whole)


class _Gathered:
    """What the lists of the words say together, taken one after the other."""

    def __init__(self, articles: int, within: AbstractSet[int] | None) -> None:
        self.articles = articles
        self.within = within
        self.scores: defaultdict[int, float] = defaultdict(float)
        self.lists: list[tuple[float, Mapping[int, int], bool]] = []
        """The weight of each word, the articles that have it, and whether it tells anything."""
        self.whole: AbstractSet[int] | None = None
        """The articles with every word that was counted."""

    def add(self, listed: array[int], *, tells: bool) -> None:
        """A word that stands in these articles."""
        known = self.scores.__contains__ if len(self.scores) > ENOUGH else None
        if self.within is not None:
            known = self.within.__contains__
        weight = rarity(len(listed), self.articles)
        found = dict.fromkeys(listed if known is None else filter(known, listed), 1)
        self.lists.append((weight, found, tells))
        for docid in found:
            self.scores[docid] += weight

    def count(self, found: Counter[int], *, tells: bool) -> None:
        """A word that stands so often in each of these articles."""
        weight = rarity(len(found), self.articles)
        self.lists.append((weight, found, tells))
        self.whole = found.keys() if self.whole is None else self.whole & found.keys()
        most = max(found.values(), default=0)
        gains = [weight * count * (_K1 + 1) / (count + _K1) for count in range(most + 1)]
        wanted: AbstractSet[int] = found.keys() if self.within is None else self.within & found.keys()
        if len(self.scores) > ENOUGH:
            wanted = self.scores.keys() & wanted
        for docid in wanted:
            self.scores[docid] += gains[found[docid]]

    def pool(self) -> list[int]:
        """The `POOL` best articles without regard to their length, of equal ones the newest."""
        scores = self.scores
        if len(scores) <= POOL:
            return list(scores)
        least = sorted(scores.values())[-POOL]
        best_of_all = [docid for docid, score in scores.items() if score > least]
        equal = sorted(docid for docid, score in scores.items() if score == least)
        return best_of_all + equal[len(best_of_all) - POOL :]

    def answers(self, conn: sqlite3.Connection) -> list[Answer]:
        """The best articles with their scores, best first."""
        pool = self.pool()
        long = postings.lengths(conn, pool)
        all_weights = sum(weight for weight, _, tells in self.lists if tells) or 1.0
        relative = {
            docid: _K1 * (1 - _B + _B * long.get(docid, _USUAL_WORDS) / _USUAL_WORDS) for docid in pool
        }
        scores, shares = dict.fromkeys(pool, 0.0), dict.fromkeys(pool, 0.0)
        for weight, found, tells in self.lists:
            for docid in relative.keys() & found.keys():
                count = found[docid]
                scores[docid] += weight * count * (_K1 + 1) / (count + relative[docid])
                shares[docid] += tells * weight / all_weights
        scored = [Answer(docid, scores[docid], shares[docid]) for docid in pool]
        return sorted(scored, key=lambda answer: (-answer.score, -answer.docid))
