"""Whether a row that was found makes sense: bytes that have their hash, values that the program can read.

A bit that flips in a row of the log leaves a row that looks like one. What the program can't read there would stop
everything that reads it later, the saved archive's own examination first, so it is left out, and the custody log says that
something of its change is gone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from store.articles.unpacking import unpacked
from store.log import changes, stated
from store.safekeeping import custody
from store.salvage.records import Value


def makes_sense(table: str, row: Mapping[str, Value]) -> bool:
    """Whether the program can read this row, by the names of its columns, and its bytes are those they are said to be."""
    try:
        match table, row:
            case "original", {"sha256": sha256, "bytes": size, "codec": codec, "data": bytes(data)}:
                data = unpacked(data) if codec == "zlib" else data
                return len(data) == size and hashlib.sha256(data).hexdigest() == sha256
            case "revision", {"sha256": sha256, "data": bytes(data)}:
                return hashlib.sha256(unpacked(data)).hexdigest() == sha256
            case "change", {"kind": str(kind), "summary": str(summary)}:
                changes.told(kind, summary)
            case "fact", {"slot": str(slot)} if "\0" in slot:
                return False  # SQLite's own functions read no further
            case "fact", {"kind": str(kind), "slot": str(slot), "value": value}:
                if value is not None:
                    stated.of_fact(kind, slot, str(value))
            case "custody", _:
                entry = custody.Entry._make(row.values())
                return entry.hashed() == entry.hash
    except (ValueError, TypeError, KeyError, LookupError, zlib.error, RecursionError):
        return False
    return True
