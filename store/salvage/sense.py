"""Whether a row that was found makes sense: bytes that have their hash, values that the program can read.

A bit that flips in a row of the log leaves a row that looks like one. What the program can't read there would stop
everything that reads it later, the saved archive's own examination first, so it is left out, and the custody log says that
something of its change is gone.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from store import saved
from store.article import PartialDate, Precision, Provenance
from store.articles import record
from store.articles.unpacking import unpacked
from store.log.changes import Change
from store.safekeeping import custody
from store.salvage.records import Value

_WHERE_AT_MOST = {field.name for field in fields(Provenance)} | {"content"}
_WHERE = {"path", "sha256", "bytes", "importer", "importer_version"}
_DATE = {field.name for field in fields(PartialDate)}
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?", re.ASCII)
_YES = frozenset({"source", "tag", "star", "people", "institutions", "places", "kind", "alias"})
_TEXT = frozenset({"version", "note", "label", "refusal"})


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
                return _is_told(kind, json.loads(summary))
            case "fact", {"slot": str(slot)} if "\0" in slot:
                return False  # SQLite's own functions read no further
            case "fact", {"kind": str(kind), "slot": str(slot), "value": value}:
                return value is None or _is_said(kind, slot, json.loads(str(value)))
            case "custody", _:
                entry = custody.Entry._make(row.values())
                return entry.hashed() == entry.hash
    except (ValueError, TypeError, KeyError, LookupError, zlib.error, RecursionError):
        return False
    return True


def _is_told(kind: str, said: Any) -> bool:
    """Whether there is a sentence for such a change, with all that it names."""
    if not isinstance(said, dict):
        return False
    values = {name: value for name, value in said.items() if name != "count"}
    count = said.get("count", 0)
    return isinstance(count, int) and bool(Change("", kind, values, count).summary)


def _is_said(kind: str, slot: str, said: Any) -> bool:
    """Whether a fact of this kind can say this. See the table in `store.log.facts`."""
    if kind in {"arrival", "path"}:
        return _WHERE <= set(said) <= _WHERE_AT_MOST
    if kind == "edit":
        return slot in record.EDITABLE and (
            said is None or (_is_date(said) if slot in record.DATES else isinstance(said, str))
        )
    if kind == "checked":
        return isinstance(said, list) and all(isinstance(reason, str) for reason in said)
    if kind == saved.KIND:
        return isinstance(said["query"], str) and isinstance(said["place"], int)
    if kind in _YES:
        return said is True
    return kind not in _TEXT or isinstance(said, str)


def _is_date(said: Any) -> bool:
    return (
        {"value", "precision"} <= set(said) <= _DATE
        and _ISO.fullmatch(said["value"]) is not None
        and said["precision"] in get_args(Precision)
        and isinstance(said.get("flags", []), list)
    )
