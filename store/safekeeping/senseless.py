"""The rows of the log that make no sense: values that the program can't have written. See `store.log.stated`.

They are passed over by whoever reads them, so nothing else would ever say that they are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.log import changes, stated

_FACTS = "SELECT id, kind, slot, value FROM fact WHERE value IS NOT NULL ORDER BY id"
_STEPS = "SELECT id, kind, summary FROM change ORDER BY id"
_ACTS = "SELECT hash FROM custody WHERE CASE WHEN json_valid(said) THEN json_type(said) END IS NOT 'object' ORDER BY seq"


def rows(conn: sqlite3.Connection) -> Iterator[str]:
    """The table of each, and the id or hash by which it is found there."""
    for ident, kind, slot, value in conn.execute(_FACTS):
        try:
            stated.of_fact(kind, slot, value)
        except stated.Senseless:
            yield f"fact {ident}"
    for ident, kind, summary in conn.execute(_STEPS):
        try:
            changes.told(kind, summary)
        except stated.Senseless:
            yield f"change {ident}"
    for (digest,) in conn.execute(_ACTS):
        yield f"custody {digest}"
