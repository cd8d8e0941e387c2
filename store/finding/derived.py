"""Fields that only this copy of the archive, or the gazetteer, can answer: what is new, and in which region it happened."""

from __future__ import annotations

import sqlite3

from store import newness
from store.finding.query import Field, Value


def condition(conn: sqlite3.Connection, node: Field) -> tuple[str, list[object]] | None:
    """The condition on `{docid}` with its values; None for other fields."""
    if not isinstance(node.leaf, Value):
        return None
    name, value = node.name, node.leaf
    if name == "is" and value.text == "new":
        return newness.condition(conn, newness.mark(conn, newness.ARCHIVE))
    if name == "new":
        from store import saved  # noqa: PLC0415 - it counts by searching

        return newness.condition(conn, saved.new_mark(conn, value.text))
    if name == "region":
        from store.finding import regions  # noqa: PLC0415 - the gazetteer is read where it is asked for

        regions.teach(conn)
        return regions.condition(value.text, beginning=value.open)
    return None
