"""The articles that answer a query of several words best, whether or not they have all of them.

A question or a pasted headline has words that its answer lacks, so that requiring every word finds little: on questions whose
article is known, a mean reciprocal rank of .03 against .57 this way (docs/measurements.md). Terms are taken one word at a time, the rarest
first, as far as `POSTINGS` go; the words left out are those that tell least, and the reading of the best texts (`store.rank`)
counts them after all.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from heapq import nlargest
from typing import NamedTuple

from store import postings
from store.vocabulary import size

POSTINGS = 120_000
"""Articles that the lists of all words together may name; about a tenth of a second."""
POOL = 1_000
"""Articles that are scored with their length."""
ENOUGH = 4_000
"""Articles with the rarest words after which the other words add to these only (the same to four digits on 300 queries)."""
FREQUENT_SHARE = 0.2
"""A word in more of the articles than this tells nothing about their order (leaving such words out costs .007 at most)."""
_K1, _B, _USUAL_WORDS = 1.2, 0.75, 270


def rarity(count: int, articles: int) -> float:
    """What a word that stands in `count` of the articles weighs."""
    return math.log((articles + 1) / (min(count, articles) + 0.5)) + 0.1


def affordable(totals: Sequence[int]) -> bool:
    """Whether the lists of the rarest of the words can be read."""
    return bool(totals) and min(totals) <= POSTINGS


class Answer(NamedTuple):
    """An article with its score, and how much of the query it has: 0 to 1, by the weight of the words."""

    docid: int
    score: float
    share: float


def best(
    conn: sqlite3.Connection,
    words: Sequence[Sequence[str]],
    totals: Sequence[int],
    within: AbstractSet[int] | None = None,
) -> list[Answer]:
    """Up to `POOL` articles, best first; of equal ones the newest first.

    `words` are the terms of each word of the query, `totals` in how many articles they stand; `within` are the only
    articles that count. BM25 with the forms of a word counted together.
    """
    articles = size(conn)
    lists: list[tuple[float, Counter[int]]] = []
    read = 0
    for total, terms in sorted(zip(totals, words, strict=True), key=lambda word: word[0]):
        if lists and (read + total > POSTINGS or total > FREQUENT_SHARE * articles):
            break
        read += total
        found = postings.places(conn, terms)
        lists.append((rarity(len(found), articles), found))
    pool = _pool(lists, within)
    long = postings.lengths(conn, pool)
    all_weights = sum(weight for weight, _ in lists)
    scored = []
    for docid in pool:
        relative = 1 - _B + _B * long.get(docid, _USUAL_WORDS) / _USUAL_WORDS
        score = there = 0.0
        for weight, found in lists:
            count = found[docid]  # of a Counter: 0 where there is none
            if count:
                there += weight
                score += weight * count * (_K1 + 1) / (count + _K1 * relative)
        scored.append(Answer(docid, score, there / all_weights))
    return sorted(scored, key=lambda answer: (-answer.score, -answer.docid))


def _pool(lists: Sequence[tuple[float, Counter[int]]], within: AbstractSet[int] | None) -> list[int]:
    """The `POOL` best articles without regard to their length, of equal ones the newest."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, found in lists:
        most = max(found.values(), default=0)
        gains = [weight * count * (_K1 + 1) / (count + _K1) for count in range(most + 1)]
        wanted: AbstractSet[int] = found.keys() if within is None else within & found.keys()
        if len(scores) > ENOUGH:
            wanted = scores.keys() & wanted
        for docid in wanted:
            scores[docid] += gains[found[docid]]
    if len(scores) <= POOL:
        return list(scores)
    least = nlargest(POOL, scores.values())[-1]
    best_of_all = [docid for docid, score in scores.items() if score > least]
    equal = nlargest(POOL - len(best_of_all), (docid for docid, score in scores.items() if score == least))
    return best_of_all + equal
