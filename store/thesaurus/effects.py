"""What a change of many tags will do, in numbers, before it is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from store.log.facts import dumps

Becomes = Mapping[str, str | None]


class Row(NamedTuple):
    """A tag and the number of its articles before and after; `into` is what it becomes, None where it is deleted.

    A tag that others become has its own name as `into`.
    """

    name: str
    before: int
    after: int
    into: str | None


class Effect(NamedTuple):
    """What becomes of each tag concerned; `articles` is the number of articles whose tags change."""

    rows: tuple[Row, ...]
    articles: int

    @property
    def is_nothing(self) -> bool:
        """Whether none of the tags exists."""
        return not self.rows


_COUNT = """
SELECT count(DISTINCT t.docid) FROM json_each(?) AS n CROSS JOIN tag AS g CROSS JOIN tagging AS t
WHERE g.name = n.value AND t.tag = g.tag
"""


def articles_with(conn: sqlite3.Connection, tags: Iterable[str]) -> int:
    """How many visible articles have any of these tags; sub-tags are not counted along."""
    number: int = conn.execute(_COUNT, (dumps(list(tags)),)).fetchone()[0]
    return number


def of(conn: sqlite3.Connection, becomes: Becomes) -> Effect:
    """The effect of each tag becoming another, or nothing (None)."""
    targets = [name for name in dict.fromkeys(becomes.values()) if name is not None]
    rows = []
    for name in dict.fromkeys([*becomes, *targets]):
        after = [source for source, target in becomes.items() if target == name]
        if name not in becomes:
            after.append(name)
        rows.append(
            Row(name, articles_with(conn, [name]), articles_with(conn, after), becomes.get(name, name))
        )
    return Effect(tuple(rows), articles_with(conn, becomes))
