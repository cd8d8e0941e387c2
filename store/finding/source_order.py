"""Hits by source: folded names in their order, within one source the newest first, articles without a source last."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence

_BY_SOURCE = """
SELECT l.docid FROM json_each(?) AS hit CROSS JOIN listing AS l ON l.docid = hit.value
ORDER BY l.source_folded IS NULL, l.source_folded, l.docid DESC
"""


def by_source(conn: sqlite3.Connection, docids: Sequence[int]) -> array[int]:
    """These docids in the order of their sources; those that are gone are left out."""
    return array("q", (docid for (docid,) in conn.execute(_BY_SOURCE, (json.dumps(list(docids)),))))
