"""From the tree of a query to what SQLite is asked.

Words, prefixes and phrases that must all hold become one FTS5 expression; everything else becomes conditions on the docid.
Terms reach FTS5 quoted and are letters and digits only; all of SQL is bound.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from itertools import accumulate, islice, product

from store import subjects
from store.finding import aliases, derived, filters
from store.finding.asked import must_check, phrase_of, without_lone_clitics, words_of
from store.finding.intersection import all_of, reach
from store.finding.query import (
    And,
    DateRange,
    Field,
    Named,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Value,
    Word,
)
from store.finding.vocabulary import (
    MOST_COMPLETIONS,
    Forms,
    bases_of,
    beginnings_of,
    completions,
    forms,
    size,
)
from store.finding.waiting import frequencies
from store.text import arabic, fold
from store.text.analyser import readings
from store.text.arabic import Doubt

NOWHERE = ""
"""An FTS5 expression that finds nothing (FTS5 itself takes an empty phrase for no constraint)."""
_DEEPEST = 8
_NOT_AMONG = "{docid} NOT IN (SELECT value FROM json_each(?))"
_BROAD_BEGINNING = 30_000
_SCORED = 30_000
"""Postings that ranking reads at a key; more is read only for a single word."""
_FREQUENT_SHARE, _LEAST_FREQUENT = 0.2, 5_000
"""A word in more of the articles, and in more than so many, tells nothing about them."""
_SCANNED_WHILE_TYPING = 5_000
"""Postings that a beginning reads at a key; of more frequent ones only the completions are looked for."""
_FORMS_WHILE_TYPING, _GROWN_WHILE_TYPING = 8, 12
"""Terms of a word, and of each beginning, that are looked for at a key, the most frequent: each makes a key dearer."""
_MOST_WAYS = 64
"""Ways of writing the other names of something that are looked for."""


@dataclass(slots=True)
class Plan:
    """What to ask: `match` for FTS5 (None: nothing in the text is asked for), `where` with its `values` on `{docid}`.

    `score` is the expression whose BM25 orders the hits; it finds more or less the same. `cost` estimates the postings that
    ranking reads, `to_check` are phrases whose spelling FTS5 can't tell, `forms` what the words mean, `nothing` that no article
    can be found, `exact` that nothing was left out to be quick. `words` are the words asked for, those of phrases too, where
    nothing else is asked of the text, `only_words` that each of them is a whole word by itself; `without` is the FTS5 expression of what must not be there.
    """

    match: str | None = None
    score: str | None = None
    where: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    cost: int = 0
    to_check: list[tuple[str | None, Phrase]] = field(default_factory=list)
    forms: dict[str, Forms] = field(default_factory=dict)
    nothing: bool = False
    exact: bool = True
    words: tuple[Word, ...] = ()
    only_words: bool = False
    without: str = NOWHERE
    finished: str | None = None
    last: Node | None = None
    """The FTS5 expression of all words but the last, and this word."""
    wanted: list[Node] = field(default_factory=list)
    """What `match` asks for, without what must not be there."""


class Planner:
    """Makes plans on one connection. `typing` keeps beginnings cheap."""

    def __init__(self, conn: sqlite3.Connection, *, typing: bool = False) -> None:
        self.conn = conn
        self.typing = typing
        self.plan = Plan()
        self.frequent = max(_LEAST_FREQUENT, size(conn) * _FREQUENT_SHARE)

    def make(self, query: Query) -> Plan:
        """The plan of a whole query."""
        positive: list[str] = []
        negative: list[str] = []
        wanted: list[Node] = []
        for node in self.telling(without_lone_clitics(query.constraints)):
            if isinstance(node, Not) and self.is_text(node.child):
                negative.append(self.text(node.child))
            elif self.is_text(node):
                positive.append(self.text(node))
                wanted.append(node)
            elif (phrase := phrase_of(node)) is not None:
                positive.append(self.text(node))
                wanted.append(node)
                self.plan.to_check.append(phrase)
            else:
                self.condition(node)
        if NOWHERE in positive:
            self.plan.nothing = True
        negative = [expression for expression in negative if expression != NOWHERE]
        self.plan.without = " OR ".join(negative)
        self.plan.words = words_of(wanted)
        self.plan.only_words = all(isinstance(node, Word) and not node.open for node in wanted)
        if positive:
            without = f" NOT ({self.plan.without})" if negative else ""
            parts = [(reach(self.conn, node), text) for node, text in zip(wanted, positive, strict=True)]
            self.plan.match = f"({all_of(parts)}){without}"
            self.plan.wanted = wanted
            if len(wanted) > 1 and isinstance(wanted[-1], Word):
                self.plan.finished, self.plan.last = f"({all_of(parts[:-1])}){without}", wanted[-1]
            score = " AND ".join(f"({each})" for each in self.scores(wanted))
            self.plan.score = f"({score}){without}" if score else None
        else:
            for expression in negative:
                self.where("{docid} NOT IN (SELECT rowid FROM search WHERE search MATCH ?)", expression)
        return self.plan

    def telling(self, nodes: list[Node]) -> list[Node]:
        """The nodes without those that cost a key much and tell little.

        That is a word of which only a letter or two are typed that begin words in most articles, and, beside rarer words, one
        that is in many of the articles: those that lack it are found as well until nobody types.
        """
        if not self.typing or len(nodes) < 2:
            return nodes
        last = nodes[-1].meant if isinstance(nodes[-1], Named) else nodes[-1]
        kept = nodes
        if isinstance(last, Word) and last.open:
            totals = (
                completions(self.conn, beginning, MOST_COMPLETIONS)[1]
                for beginning in beginnings_of(last.text)
            )
            if max(totals) > max(_BROAD_BEGINNING, 5 * self.frequent):
                kept = nodes[:-1]
        rare = [node for node in kept if not self.is_frequent(node)]
        if any(isinstance(node, (Word, Named, Phrase)) for node in rare):
            kept = rare
        self.plan.exact &= len(kept) == len(nodes)
        return kept

    def where(self, condition: str, *values: object) -> None:
        """Adds a condition on `{docid}` with its values."""
        self.plan.where.append(condition)
        self.plan.values += values

    def condition(self, node: Node) -> None:
        """Adds a node as a condition."""
        condition, values = self.sql(node)
        self.where(condition, *values)

    # Text

    def is_text(self, node: Node, depth: int = 0) -> bool:
        """Whether FTS5 alone can answer: no filter, no phrase to check, no negation, not nested too deep for its parser."""
        if isinstance(node, (Word, Prefix, Named)):
            return True
        if isinstance(node, Phrase):
            return not must_check(node)
        if isinstance(node, Field):
            return not isinstance(node.leaf, Value) and self.is_text(node.leaf)
        if isinstance(node, (And, Or)):
            return depth < _DEEPEST and all(self.is_text(child, depth + 1) for child in node.children)
        return False

    def text(self, node: Node) -> str:
        """The FTS5 expression of a node."""
        if isinstance(node, Word):
            return self.word(node)
        if isinstance(node, Prefix):
            return self.beginning(node.text)
        if isinstance(node, Phrase):
            return self.phrase(node)
        if isinstance(node, Named):
            return self.named(node)
        if isinstance(node, Field):
            inner = NOWHERE if isinstance(node.leaf, Value) else self.text(node.leaf)
            return f"{{{node.name}}} : ({inner})" if inner else NOWHERE
        if isinstance(node, (And, Or)):
            parts = [self.text(child) for child in node.children]
            if isinstance(node, And):
                return NOWHERE if NOWHERE in parts else " AND ".join(f"({part})" for part in parts)
            return " OR ".join(f"({part})" for part in parts if part)
        raise TypeError(node)

    def named(self, node: Named) -> str:
        """Words that are a name, or one of its others."""
        words = [self.text(word) for word in node.asked]
        words[0] = " OR ".join((*filter(None, words[:1]), *map(_quoted, aliases.beginnings(self.conn, node))))
        asked = " AND ".join(f"({word})" for word in words) if all(words) else NOWHERE
        return " OR ".join(f"({part})" for part in (asked, *self.others(node)) if part)

    def others(self, node: Named) -> list[str]:
        """The FTS5 expressions of the other names of what is asked for."""
        ways = [way for each in aliases.phrases(self.conn, node, quick=self.typing) for way in product(*each)]
        return [_quoted(" ".join(way)) for way in ways[:_MOST_WAYS]]

    def forms(self, word: str) -> Forms:
        """What a word means in this archive, looked up once."""
        if word not in self.plan.forms:
            self.plan.forms[word] = forms(self.conn, word)
        return self.plan.forms[word]

    def word(self, node: Word) -> str:
        """The terms that a word reaches."""
        reached = self.forms(node.text).df
        parts = [_quoted(term) for term in islice(reached, _FORMS_WHILE_TYPING if self.typing else None)]
        self.plan.exact &= len(parts) == len(reached)
        if node.open:
            growing = self.beginning(node.text)
            parts += [growing] if growing else []
        return " OR ".join(parts)

    # Scoring: FTS5 weighs each term of an OR by its own rarity, so that forms which hardly ever occur would outweigh the word.
    # The beginning that the forms share is one phrase with one weight.

    def is_frequent(self, node: Node) -> bool:
        """Whether a word is in so many articles that it tells nothing about their order."""
        return isinstance(node, Word) and not node.open and self.forms(node.text).total > self.frequent

    def scores(self, wanted: list[Node]) -> list[str]:
        """The expressions that order the hits; sets the plan's cost. While typing, of the rarest words as many as are cheap."""
        telling = [node for node in wanted if not self.is_frequent(node)] or wanted
        found: list[tuple[int, str]] = []
        for node in telling:
            self.plan.cost = 0
            if expression := self.scoring(node):
                found.append((self.plan.cost, expression))
        if self.typing:
            found.sort(key=lambda each: each[0])
            sums = accumulate(cost for cost, _ in found)
            found = [
                each
                for at, (each, cost) in enumerate(zip(found, sums, strict=True))
                if not at or cost <= _SCORED
            ]
        self.plan.cost = sum(cost for cost, _ in found)
        return [expression for _, expression in found]

    def scoring(self, node: Node) -> str:
        """The expression whose BM25 stands for a node."""
        if isinstance(node, Field) and isinstance(node.leaf, Word):
            inner = self.scoring(node.leaf)
            return f"{{{node.name}}} : ({inner})" if inner else NOWHERE
        if isinstance(node, Named):
            # Other names come behind the one that was asked for; scoring them too would read as many lists again.
            return self.scoring(node.meant) or " OR ".join(self.others(node))
        if isinstance(node, (And, Or)):
            telling = [child for child in node.children if not self.is_frequent(child)] or node.children
            parts = [part for child in telling if (part := self.scoring(child))]
            return (" AND " if isinstance(node, And) else " OR ").join(f"({part})" for part in parts)
        if not isinstance(node, Word):
            return self.text(node)
        found = self.forms(node.text)
        if node.open and not found.df:
            return self.text(node)
        own = [base for base in found.bases if base in found.df] or list(found.df)[:1]
        if not own:
            return NOWHERE
        parts = [_quoted(term) for term in own]
        self.plan.cost += sum(found.df[term] for term in own)
        shared = _shared_beginning(own[0])
        _, total = completions(self.conn, shared, 0)
        if total <= (_BROAD_BEGINNING if self.typing else 10 * _BROAD_BEGINNING):
            parts.append(f"{_quoted(shared)}*")
            self.plan.cost += 2 * total
        else:
            for term in list(found.df)[len(own) : len(own) + 6]:
                if not self.typing or self.plan.cost + found.df[term] <= _SCORED:
                    parts.append(_quoted(term))
                    self.plan.cost += found.df[term] if self.typing else 0
        return " OR ".join(parts)

    def beginning(self, word: str) -> str:
        """Terms that begin so; while typing only the most frequent where there are many."""
        parts: dict[str, None] = {}
        for beginning in beginnings_of(word):
            best, total = completions(self.conn, beginning, MOST_COMPLETIONS)
            if not best:
                continue
            few = len(best) < MOST_COMPLETIONS
            if few or (self.typing and total > _SCANNED_WHILE_TYPING):
                most = _GROWN_WHILE_TYPING if self.typing else None
                parts |= dict.fromkeys(map(_quoted, islice(best, most)))
                self.plan.cost += sum(best.values())
                self.plan.exact &= few and not (most and len(best) > most)
            else:
                parts[f"{_quoted(beginning)}*"] = None
                self.plan.cost += 2 * total
        return " OR ".join(parts)

    def is_broad(self, beginning: str) -> bool:
        """Whether words that begin so are in too many articles to be looked for at a key."""
        return self.typing and any(
            completions(self.conn, each, MOST_COMPLETIONS)[1] > _BROAD_BEGINNING
            for each in beginnings_of(beginning)
        )

    def phrase(self, node: Phrase) -> str:
        """The terms of a phrase side by side, in every way its words may be indexed."""
        choices = [bases_of(word)[1] for word in node.words]
        open_ = node.open
        if open_ and len(choices) > 1 and fold(node.words[-1]) in arabic.ARTICLES:
            choices.pop()
            open_ = False
        elif open_ and self.is_broad(node.words[-1]):
            if len(choices) == 1:
                return self.beginning(node.words[-1])
            choices.pop()
            open_ = self.plan.exact = False
        elif open_:
            choices[-1] = beginnings_of(node.words[-1])
        ways = list(product(*choices)) if _count(choices) <= 16 else [tuple(each[0] for each in choices)]
        self.plan.cost += sum(frequencies(self.conn, {term for each in choices for term in each}).values())
        return " OR ".join(f"{_quoted(' '.join(way))}{'*' if open_ else ''}" for way in ways)

    # Conditions

    def sql(self, node: Node) -> tuple[str, list[object]]:
        """Any node as a condition on `{docid}` with its values."""
        if isinstance(node, Not):
            inner, values = self.sql(node.child)
            return f"NOT ({inner})", values
        if isinstance(node, DateRange):
            return filters.dates(node)
        if isinstance(node, Field) and isinstance(node.leaf, Value):
            if (here := derived.condition(self.conn, node)) is not None:
                return here
            if node.name in filters.SUBJECTS:
                subjects.teach_folding(self.conn)
            return filters.compared(node.name, node.leaf)
        if self.is_text(node):
            return self.matching(self.text(node))
        phrase = phrase_of(node)
        if phrase is not None:
            return self.checked_phrase(node, *phrase)
        if isinstance(node, (And, Or)):
            parts = [self.sql(child) for child in node.children]
            joined = (" AND " if isinstance(node, And) else " OR ").join(f"({part})" for part, _ in parts)
            return joined, [value for _, values in parts for value in values]
        raise TypeError(node)

    def matching(self, expression: str) -> tuple[str, list[object]]:
        """An FTS5 expression as a condition."""
        if not expression:
            return "0", []
        return "{docid} IN (SELECT rowid FROM search WHERE search MATCH ?)", [expression]

    def checked_phrase(self, node: Node, name: str | None, phrase: Phrase) -> tuple[str, list[object]]:
        """A phrase that is not simply required: those articles are taken out in which it is spelled otherwise."""
        from store.finding.phrases import rejected  # noqa: PLC0415 - it reads texts, plans do not

        condition, values = self.matching(self.text(node))
        if not values:
            return condition, values
        wrong, _ = rejected(self.conn, str(values[0]), [(name, phrase)], typing=self.typing)
        return f"({condition}) AND {_NOT_AMONG}", [*values, json.dumps(wrong)]


def _shared_beginning(term: str) -> str:
    """The shortest stem that the term begins with: the beginning of most of its forms."""
    stems = [
        stem for stem, doubt in readings(term).items() if doubt is Doubt.ENDING and term.startswith(stem)
    ]
    return min(stems, key=len, default=term)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _count(choices: list[tuple[str, ...]]) -> int:
    count = 1
    for choice in choices:
        count *= len(choice)
    return count
