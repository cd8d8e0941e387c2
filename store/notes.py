"""The note of an article: one text, written over whole. After a merge of two laptops several may stand; all are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store import changes
from store.changes import Change
from store.errors import BadValue
from store.facts import Fact, Put, dumps, heads

LONGEST = 1_000_000


def write(conn: sqlite3.Connection, ident: str, text: str, operator: str) -> Change:
    """Replace the note; an empty one is no note. Raises `BadValue`."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    clean = clean if clean.strip() else ""
    if len(clean) > LONGEST:
        raise BadValue(value=f"{clean[:20]}…", reason=f"a note is at most {LONGEST} characters")
    try:
        clean.encode()
    except UnicodeEncodeError:
        raise BadValue(value=ascii(clean[:20]), reason="it is not valid Unicode") from None
    standing = heads(conn, [ident], ["note"])
    if notes(standing) == ([clean] if clean else []):
        return Change("", "note")
    value = dumps(clean) if clean else None
    put = Put(ident, "note", "", value, tuple(fact.id for fact in standing))
    return changes.record(conn, "note", {}, [put], operator)


def notes(said: Iterable[Fact]) -> list[str]:
    """The notes that stand, the one that is shown last."""
    return [str(fact.said) for fact in said if fact.kind == "note" and fact.value is not None]
