"""How the hits of a search spread over tags, sources, years and languages."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from store.search import Hits, interruptible

MOST_COUNTED = 20_000
"""Hits that are counted (a few milliseconds each thousand); of more, the first in their order."""

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """(value, hits) of each facet: the most frequent first, years the newest first. `complete`: every hit was counted."""

    tags: Counts
    sources: Counts
    years: Counts
    languages: Counts
    complete: bool


_GROUPED = """SELECT {value} AS value, count(*) AS hits FROM json_each(?) AS h CROSS JOIN {table} ON {on}
WHERE {value} IS NOT NULL AND {value} <> '' GROUP BY 1 ORDER BY {order} LIMIT ?"""


def count(conn: sqlite3.Connection, hits: Hits, *, most: int = MOST_COUNTED, values: int = 100) -> Facets:
    """The facets of the hits; at most `values` of each. Raises `Interrupted`."""
    wanted = json.dumps(hits.docids[:most].tolist())

    def grouped(value: str, table: str, on: str, order: str) -> Counts:
        statement = _GROUPED.format(value=value, table=table, on=on, order=order)
        return tuple(conn.execute(statement, (wanted, values)).fetchall())

    listed = ("listing AS l", "l.docid = h.value")
    often = "hits DESC, value"
    with interruptible():
        return Facets(
            tags=grouped(
                "g.name",
                "tagging AS t INDEXED BY tagging_docid CROSS JOIN tag AS g",
                "t.docid = h.value AND g.tag = t.tag",
                often,
            ),
            sources=grouped("l.source", *listed, often),
            years=grouped("substr(l.published, 1, 4)", *listed, "value DESC"),
            languages=grouped("l.language", *listed, often),
            complete=hits.total_is_exact and hits.total <= min(most, len(hits.docids)),
        )
