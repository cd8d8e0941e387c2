"""The tree of a query: what `store.finding.parser` makes of a text, what `store.finding.plan` turns into a search.

`str` of a query is a text that parses to an equal query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

TEXT_FIELDS: frozenset[str] = frozenset({"title", "author", "source"})
"""Fields whose words are in the full-text index."""

DATE_FIELDS: frozenset[str] = frozenset({"date", "event"})

OR_WORDS = frozenset({"OR", "OU", "أو", "او", "ﺃﻭ", "ﺍﻭ"})
AND_WORDS = frozenset({"AND", "ET"})
NOT_WORDS = frozenset({"NOT", "SAUF", "SANS", "بدون"})
OPERATORS = OR_WORDS | AND_WORDS | NOT_WORDS
QUOTES = '"“”„‟«»＂'


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms. `open`: it is still being typed and matches as a beginning too."""

    text: str
    open: bool = False

    def __str__(self) -> str:
        return f"\\{self.text}" if self.text in OPERATORS else self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words beginning so."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words in this order, spelled so. `open`: the last one is a beginning."""

    words: tuple[str, ...]
    open: bool = False

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}{"*" if self.open else ""}"'


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a field that is compared whole: a tag, a language, a section. `open`: values beginning so."""

    text: str
    open: bool = False

    def __str__(self) -> str:
        plain = not self.text.endswith("*") and not any(c.isspace() or c in "()\\" for c in self.text)
        if plain and self.text not in OPERATORS and self.text[0] != "-":
            return f"{self.text}{'*' if self.open else ''}"
        return f'"{self.text}"{"*" if self.open else ""}'


@dataclass(frozen=True, slots=True)
class Named:
    """Words that are together the name of something which has others too (`store.finding.aliases`): either is looked for."""

    asked: tuple[Word, ...]
    others: tuple[str, ...] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.asked))

    @property
    def meant(self) -> Node:
        """What was asked for, without the other names."""
        return And(self.asked) if len(self.asked) > 1 else self.asked[0]


@dataclass(frozen=True, slots=True)
class Field:
    """A word, phrase or value that must stand in one field."""

    name: str
    leaf: Word | Prefix | Phrase | Value

    def __str__(self) -> str:
        return f"{self.name}:{self.leaf}"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published (`date`) or happened (`event`) between two ISO dates, cut to any precision, both included; None is open."""

    name: str
    first: str | None
    last: str | None

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.name}:{self.first}"
        return f"{self.name}:{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Not:
    """Without."""

    child: Node

    def __str__(self) -> str:
        several = isinstance(
            self.child.meant if isinstance(self.child, Named) else self.child, (Not, And, Or)
        )
        return f"-({self.child})" if several else f"-{self.child}"


@dataclass(frozen=True, slots=True)
class And:
    """All of them; at least two, none an And."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({child})" if isinstance(child, Or) else str(child) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; at least two, none an Or."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(str(child) for child in self.children)


Leaf: TypeAlias = Word | Prefix | Phrase
Node: TypeAlias = Word | Prefix | Phrase | Named | Field | DateRange | Not | And | Or


def conjunction(nodes: list[Node]) -> Node | None:
    """All of the nodes as one, nested conjunctions opened."""
    flat = [part for node in nodes for part in (node.children if isinstance(node, And) else (node,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def disjunction(nodes: list[Node]) -> Node | None:
    """Any of the nodes as one, nested disjunctions opened."""
    flat = [part for node in nodes for part in (node.children if isinstance(node, Or) else (node,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. `root` is None for the empty one, which finds everything; `text` is what was typed."""

    root: Node | None = None
    text: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str, typing: bool = False, *, aliases: bool | None = None) -> Query:
        """The query that a person typed; raises BadQuery with the place. `typing`: the end may be unfinished.

        `aliases`: a name in it is also looked for by its other names; None for as the settings have it.
        """
        from store.finding.aliases import used, widened  # noqa: PLC0415 - both build these nodes
        from store.finding.parser import parse  # noqa: PLC0415 - as above

        query = cls(parse(text, typing=typing), text)
        return widened(query) if (used() if aliases is None else aliases) else query

    def __str__(self) -> str:
        return "" if self.root is None else str(self.root)

    @property
    def is_empty(self) -> bool:
        """Whether it finds everything."""
        return self.root is None

    @property
    def constraints(self) -> tuple[Node, ...]:
        """What must all hold: the parts of the outermost conjunction."""
        if self.root is None:
            return ()
        return self.root.children if isinstance(self.root, And) else (self.root,)

    def without(self, index: int) -> Query:
        """The query with one of its `constraints` less."""
        rest = [node for at, node in enumerate(self.constraints) if at != index]
        return Query(conjunction(list(rest)))

    def leaves(self) -> Iterator[tuple[str | None, Leaf | Named]]:
        """Every word, prefix, phrase and name that is asked for (not negated), with its text field or None."""
        if self.root is not None:
            yield from _leaves(self.root)

    @property
    def ranks(self) -> bool:
        """Whether words of texts or titles are asked for, by which one article answers better than another.

        Those of one source or author answer all alike.
        """
        return any(name in {None, "title"} for name, _leaf in self.leaves())

    def alternatives(self) -> frozenset[str]:
        """The words that stand in an OR: an article lacks nothing that has the others instead."""
        return frozenset() if self.root is None else frozenset(_alternatives(self.root, either=False))

    def closed(self) -> Query:
        """The query with its last word finished."""
        return replace(self, root=None if self.root is None else _closed(self.root))


def _leaves(node: Node) -> Iterator[tuple[str | None, Leaf | Named]]:
    if isinstance(node, (Word, Prefix, Phrase, Named)):
        yield None, node
    elif isinstance(node, Field):
        if not isinstance(node.leaf, Value):
            yield node.name, node.leaf
    elif isinstance(node, (And, Or)):
        for child in node.children:
            yield from _leaves(child)


def _alternatives(node: Node, *, either: bool) -> Iterator[str]:
    if isinstance(node, (And, Or)):
        for child in node.children:
            yield from _alternatives(child, either=either or isinstance(node, Or))
    elif either and isinstance(node, Word):
        yield node.text
    elif either and isinstance(node, Named):
        yield from (word.text for word in node.asked)


def _closed(node: Node) -> Node:
    if isinstance(node, (And, Or)):
        return replace(node, children=tuple(_closed(child) for child in node.children))
    if isinstance(node, Not):
        return Not(_closed(node.child))
    if isinstance(node, Field):
        return replace(node, leaf=replace(node.leaf, open=False)) if isinstance(node.leaf, Word) else node
    if isinstance(node, Named):
        return replace(node, asked=tuple(replace(word, open=False) for word in node.asked))
    return replace(node, open=False) if isinstance(node, Word) else node
