"""The note of an article: one text, written over whole. After a merge of two laptops several may stand; all are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.errors import BadValue
from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads

LONGEST = 1_000_000


def write(conn: sqlite3.Connection, ident: str, text: str, operator: str) -> Change:
    """Replace the note; an empty one is no note. Raises `BadValue`."""
    clean = checked(text)
    standing = heads(conn, [ident], ["note"])
    if notes(standing) == ([clean] if clean else []):
        return Change("", "note")
    value = dumps(clean) if clean else None
    put = Put(ident, "note", "", value, tuple(fact.id for fact in standing))
    return changes.record(conn, "note", {}, [put], operator)


def puts_for(conn: sqlite3.Connection, ident: str, text: str) -> list[Put]:
    """The fact of a note that comes with an article; none where one stands, and none that could not be kept."""
    clean = _clean(text)[:LONGEST].encode("utf-8", "ignore").decode()
    if not clean:
        return []
    standing = heads(conn, [ident], ["note"])
    if notes(standing):
        return []
    return [Put(ident, "note", "", dumps(clean), tuple(fact.id for fact in standing))]


def checked(text: str) -> str:
    """The note as it is kept. Raises `BadValue`."""
    clean = _clean(text)
    if len(clean) > LONGEST:
        raise BadValue(value=f"{clean[:20]}…", reason=f"a note is at most {LONGEST} characters")
    try:
        clean.encode()
    except UnicodeEncodeError:
        raise BadValue(value=ascii(clean[:20]), reason="it is not valid Unicode") from None
    return clean


def _clean(text: str) -> str:
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return clean if clean.strip() else ""


def notes(said: Iterable[Fact]) -> list[str]:
    """The notes that stand, the one that is shown last."""
    return [str(fact.said) for fact in said if fact.kind == "note" and fact.value is not None]
