"""Facts: single things a person (or an import) said about an article, each naming the facts it supersedes.

A fact is about an article (`about`, its id), of a `kind`, in a `slot`, and says `value` as JSON; a value of None takes
back what stood in the slot. Facts are never changed or deleted. A *head* is a fact that no other supersedes; what is
visible are the heads with a value. Two laptops that knew nothing of each other leave two heads: both are kept.

| kind | slot | value |
|---|---|---|
| arrival | path | provenance, and `content`: the hash of the revision that came |
| path | path | provenance of the same bytes seen at another place |
| source | article | true; about `source:` and the id of bytes that belong to that article (`store.similar.sources`) |
| version | "" | the hash of the revision that a person chose to be shown |
| tag | name | true |
| star | "" | true |
| note | "" | text |
| edit | field | the value, or null when the field was emptied |
| people, institutions, places, kind | name | true |
| checked | field | the reasons for a review of it that a person found no fault behind (`store.checking`) |
| refusal | tag | see `store.suggestions` |
| label, alias | see `store.thesaurus.names`: they are about a tag |
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

from store.errors import ArchiveDamaged
from store.log import stated


class Fact(NamedTuple):
    """A stored fact; `value` is JSON text or None, `restores` the id of the fact that it says again, if it does."""

    id: str
    hlc: int
    about: str
    kind: str
    slot: str
    value: str | None
    restores: str | None

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        """The fact in a row of the table. One that makes no sense says nothing, as one that takes back what stood there.

        But an arrival, without which there would be no article, stays, and `said` tells of the damage.
        """
        fact = cls._make(row)
        if fact.value is None or fact.kind in stated.UNDERSTOOD_WITHOUT or fact.kind == "arrival":
            return fact
        try:
            stated.of_fact(fact.kind, fact.slot, fact.value)
        except stated.Senseless:
            return fact._replace(value=None)
        return fact

    @property
    def root(self) -> str:
        """The id of the fact that said this first."""
        return self.restores or self.id

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is about, and where in it."""
        return self.about, self.kind, self.slot

    @property
    def makes_sense(self) -> bool:
        """Whether `said` can be had."""
        try:
            self.said  # noqa: B018 - it raises
        except ArchiveDamaged:
            return False
        return True

    @property
    def said(self) -> Any:
        """The value as Python data; only where there is one. Raises `ArchiveDamaged` where it makes no sense."""
        if self.value is None:
            return None
        try:
            return stated.of_fact(self.kind, self.slot, self.value)
        except stated.Senseless:
            raise ArchiveDamaged(path=self.about) from None


class Put(NamedTuple):
    """A fact to be written; `over` are the ids of the facts it supersedes: those that the person had seen."""

    about: str
    kind: str
    slot: str
    value: str | None
    over: tuple[str, ...] = ()
    restores: str | None = None
    waits: str = ""
    """A fact without which it shows nothing here (`store.log.waiting`)."""


def is_article(about: str) -> bool:
    """Whether facts with this `about` are about an article; those about something else begin with a word and a colon."""
    return ":" not in about


def dumps(value: object) -> str:
    """JSON as it is stored: no escapes, no blanks, keys in order, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_HEADS = """
SELECT f.id, f.hlc, f.about, f.kind, f.slot, f.value, f.restores
FROM json_each(?1) AS k CROSS JOIN json_each(?2) AS a CROSS JOIN fact AS f
WHERE f.about = a.value AND f.kind = k.value AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
ORDER BY f.hlc, f.id
"""


def heads(conn: sqlite3.Connection, abouts: Iterable[str], kinds: Sequence[str]) -> list[Fact]:
    """The heads of these kinds about these articles, retractions included, oldest first."""
    bound = (dumps(list(kinds)), dumps(list(abouts)))
    return [Fact.read(row) for row in conn.execute(_HEADS, bound)]


_OF_CHANGE = "SELECT id, hlc, about, kind, slot, value, restores FROM fact WHERE change = ? ORDER BY hlc, id"


def of_change(conn: sqlite3.Connection, change: str) -> list[Fact]:
    """The facts that this change put, in order, whatever they say."""
    return [Fact._make(row) for row in conn.execute(_OF_CHANGE, (change,))]
