"""The order of the best hits: BM25 of FTS5 first, then the top read again word by word.

FTS5 scores every form of a word as a word of its own. On the top of its list the forms are counted together, and what it can't
see is added: the spelling that was typed (exact above folded above stemmed), words side by side, words close together.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from store.finding import analysed
from store.finding.analysed import AnalysedText
from store.finding.best import rarity
from store.finding.closeness import beside_years, narrowest, side_by_side
from store.finding.matches import matcher
from store.finding.query import Query
from store.finding.telling import asks_when, shares
from store.finding.vocabulary import size

RERANKED = 60
"""Hits read again (60 and 100 gave the same quality, 40 a little less)."""
RERANKED_OF_MANY = 30
"""The same where a query has many words (25 gave the same quality as 60, 15 a little less)."""
RERANKED_WHILE_TYPING = 12
"""The same at a key: little more than a screen shows, whose texts are read anyway (20 gave keywords .004 MRR more, 10 takes .02)."""
TITLE_WEIGHT = 1.5
"""A word in the title counts as so many in the body (1 to 2 are equal within .006 MRR, 4 costs .02)."""
BASE, EXACT, SHORT = 0.15, 0.25, 0.75
"""What the form with its clitics off and the exact spelling add, in shares of a word's weight; and how much more the exact
spelling counts for each word that a query has less than 4.5: keywords are meant as they are typed, questions are not."""
EARLY, COMPLETE = 1.2, 0.3
"""What words add that stand early in the text, and what an article gains that has all of the query. Chosen by 750 queries, where
all together are worth .07 MRR for keywords and for headlines and .01 for questions; each may be halved or doubled for .01."""
AS_TYPED = 0.05
"""What a word adds that the text has in the very letters that were typed, hamza and accents too: of equal articles it comes first."""
TIER = 100.0
"""What an article gains for a query of one word that it has as it is spelled, and again without clitics: more than all else together."""
BESIDE_YEAR = 0.6
"""What words of a question about a time add that stand beside a year."""


class _Mix(NamedTuple):
    """The weights of one kind of query.

    `k1` and `b` are BM25's: how much it tells that a word stands often in a text, and that the text is long. `adjacent`, `run` and
    `near` are what words add that stand side by side in the query's order, in the longest run of such words, within a short stretch.
    """

    k1: float
    b: float
    adjacent: float
    run: float
    near: float


_USUAL = _Mix(k1=0.7, b=0.85, adjacent=0.25, run=0.0, near=0.8)
_QUESTION = _Mix(k1=1.0, b=1.0, adjacent=0.4, run=0.3, near=0.5)
"""The weights of a question, which is answered in a few lines: the same as other queries' cost it .01 to .02 MRR. Queries that had
no part in the choice give the same figures (docs/measurements.md)."""
_NOTHING = AnalysedText("")
_USUAL_WORDS = 270
_EARLY_WORDS = 50


def _saturated(count: float, k1: float, length: float) -> float:
    """BM25's response to how often a word stands in a text of relative length `length`."""
    return count * (k1 + 1) / (count + k1 * length) if count else 0.0


def _times(phrase: tuple[str, ...], spelled: list[str]) -> int:
    """How often the first words of a phrase, all but a last one that may be unfinished, stand in a text."""
    known = list(phrase[:-1] or phrase)
    return sum(spelled[at : at + len(known)] == known for at, word in enumerate(spelled) if word == known[0])


def _as_typed(word: str) -> tuple[str, ...]:
    """A word as it may stand in a text in the same letters: as it is, and at the beginning of a sentence."""
    plain = unicodedata.normalize("NFC", word)
    return tuple(dict.fromkeys((plain, plain[:1].upper() + plain[1:])))


class Reranker:
    """Scores articles for one query. `question`: it asks, so that what asks in it counts for nothing."""

    def __init__(self, conn: sqlite3.Connection, query: Query, *, question: bool = False) -> None:
        self.conn = conn
        self.matcher = matcher(conn, query)
        articles = size(conn)
        self.mix = _QUESTION if question else _USUAL
        spelled = [part.exact for part in self.matcher.parts]
        self.typed = [_as_typed(part.asked) for part in self.matcher.parts]
        self.one_word = len(spelled) == 1 and not any(part.phrase or part.open for part in self.matcher.parts)
        self.about_time = question and asks_when(spelled)
        told = shares(spelled, question=question)
        self.weights = [
            rarity(part.df, articles) * share for part, share in zip(self.matcher.parts, told, strict=True)
        ]

    def order(self, docids: Sequence[int]) -> list[tuple[int, float]]:
        """(docid, score) of the articles, best first; of equal ones the newest first."""
        texts = analysed.read(self.conn, docids)
        people = dict(
            self.conn.execute(
                "SELECT docid, coalesce(author, '') || ' ' || coalesce(source, '') FROM listing "
                "WHERE docid IN (SELECT value FROM json_each(?))",
                (json.dumps(list(docids)),),
            ).fetchall()
        )
        scored = []
        for docid in docids:
            title, body = texts.get(docid, (_NOTHING, _NOTHING))
            scored.append((docid, self.score(title, body, analysed.line(people.get(docid, "")))))
        return sorted(scored, key=lambda hit: (-hit[1], -hit[0]))

    def score(self, title: AnalysedText, body: AnalysedText, people: AnalysedText) -> float:
        """The score of one article; `people` are author and source."""
        parts = self.matcher.parts
        any_form, base, exact_form = [[0.0] * len(parts) for _ in range(3)]
        places: list[tuple[int, int]] = []
        earliest: dict[int, int] = {}
        first = 0
        for text, times in ((title, TITLE_WEIGHT), (body, 1), (people, 1)):
            matched = self.matcher.answers(text)
            for at, term, numbers, spelled, _ in matched:
                for number in numbers:
                    part = parts[number]
                    if part.field == "title" and text is not title:
                        continue
                    any_form[number] += times
                    if term in part.bases:
                        base[number] += times
                    if spelled == part.exact:
                        exact_form[number] += times
                    places.append((first + at, number))
                    if number not in earliest:
                        earliest[number] = first + at
            first += text.length
        if any(part.phrase for part in parts):
            words = [*title.spelled, *body.spelled, *people.spelled]
            for number, part in enumerate(parts):
                if part.phrase:
                    any_form[number] = base[number] = exact_form[number] = _times(part.phrase, words)
        k1, b = self.mix.k1, self.mix.b
        relative = 1 - b + b * first / _USUAL_WORDS
        exactness = EXACT * (1 + SHORT * max(0.0, 4.5 - len(parts)))
        total = there = 0.0
        for number, weight in enumerate(self.weights):
            if not any_form[number]:
                continue
            there += weight
            total += weight * _saturated(any_form[number], k1, relative)
            total += weight * BASE * _saturated(base[number], k1, relative)
            total += weight * exactness * _saturated(exact_form[number], k1, relative)
            if exact_form[number] and any(
                one in text.text for text in (title, body) for one in self.typed[number]
            ):
                total += weight * AS_TYPED
        for number, at in earliest.items():
            total += EARLY * self.weights[number] / (1 + at / _EARLY_WORDS)
        total += self._together(places, there)
        if self.about_time and places:
            total += BESIDE_YEAR * beside_years(places, [*title.spelled, *body.spelled], self.weights)
        total *= 1 + COMPLETE * there / max(sum(self.weights), 0.1)
        if self.one_word:
            total += TIER * (bool(exact_form[0]) + bool(base[0]))
        return total

    def _together(self, places: list[tuple[int, int]], there: float) -> float:
        """What words of the query add that stand side by side in its order, and all of them within a few words.

        `there` is the weight of all words that the article has.
        """
        wanted = len({number for _, number in places})
        if wanted < 2:
            return 0.0
        together, run = side_by_side(places, self.weights)
        total = self.mix.adjacent * together + self.mix.run * run
        return total + self.mix.near * there * wanted * wanted / (
            narrowest(places, wanted) * len(self.weights)
        )
