"""What an archive's own schema may hold, looked at before anything of it is run.

A file that comes from somebody else says itself what its tables are. A view in the place of a table may never end, a trigger may
throw away what is saved and say nothing, and SQLite runs both for whoever asks. The program makes neither. So a file that holds
something else than plain tables and indexes is not opened; `store.salvage` reads it without SQLite, by its rows.

A later version may have added a column to a table, so a table need not be word for word what this version would make: it may be
any that has columns and a key, and nothing that is computed, checked, or done on conflict. One of a name of ours has our columns as
we make them, and is STRICT: else a number or bytes could stand wherever a text is read.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from store.errors import ArchiveDamaged, ForeignSchema

_OBJECTS = "SELECT type, name, substr(sql, 1, 4001) FROM sqlite_master"
"""By its first name: one that is made is hidden by nothing, and a file that has two of them is malformed to SQLite."""
_NAME = r"""(?:\w++|"\w*+"|'\w*+')"""
_LIST = rf"{_NAME}(?: {_NAME})*(?: ?, ?{_NAME}(?: {_NAME})*)*"
_TABLE = re.compile(
    rf"CREATE TABLE {_NAME} ?\( ?(?:{_NAME}| |,|\( ?{_LIST} ?\))*\)(?: (?:STRICT|WITHOUT ROWID)(?: ?, ?(?:STRICT|WITHOUT ROWID))?)?"
)
_TEXT_INDEX = re.compile(
    r"CREATE VIRTUAL TABLE \w++ USING fts5\((?:\w++, )+content=''(?:, (?:detail|columnsize|tokenize)=(?:\w++|'ascii'))*\)"
)
"""One that keeps no texts and reads no table: that of this version, or of one before."""
_INDEX = re.compile(rf"CREATE INDEX {_NAME} ON {_NAME} ?\( ?{_LIST} ?\)")
_MORE_THAN_PLAIN = re.compile(r"\b(?:AS|CHECK|COLLATE|GENERATED|ON)\b", re.IGNORECASE)
_COMMA = re.compile(r",(?![^(]*\))")
"""One that is not in brackets."""
_MIGRATIONS = "_sqlite_migrations"
"""The table in which sqlite-utils keeps which steps were taken, with an index of its own."""
_MADE_BY_OTHERS = (
    f'CREATE UNIQUE INDEX "idx_{_MIGRATIONS}_migration_set_name" ON "{_MIGRATIONS}" ("migration_set", "name")',
)
_SHOWN = 60
"""Characters of a name in a message."""


def look(conn: sqlite3.Connection, path: Path, statements: Iterable[str], *, complete: bool) -> None:
    """See to it that the file at `path` holds plain tables and indexes and what `statements` make; if `complete`, all their tables.

    Raises `ForeignSchema`, `ArchiveDamaged`.
    """
    ours = {_on_one_line(statement) for statement in (*statements, *_MADE_BY_OTHERS)}
    found: set[str] = set()
    for kind, name, sql in conn.execute(_OBJECTS):
        found.add(name)
        if sql is None and kind == "index":
            continue  # of a PRIMARY KEY or UNIQUE, made by SQLite
        if not isinstance(sql, str) or not _is_harmless(kind, _on_one_line(sql), ours):
            raise ForeignSchema(path=path, name=f"{kind} {name}"[:_SHOWN])
        if kind == "table" and complete and not _is_ours(name, _on_one_line(sql), ours):
            raise ForeignSchema(path=path, name=f"{kind} {name}"[:_SHOWN])
    if complete and (lacking := sorted(_tables(ours) - found)):
        raise ArchiveDamaged(path=path, detail=f"no table {', '.join(lacking)}")


def _is_harmless(kind: str, sql: str, ours: set[str]) -> bool:
    if sql in ours:
        return True
    if kind == "table":
        plain = _TABLE.fullmatch(sql) is not None and not _MORE_THAN_PLAIN.search(sql)
        return plain or _TEXT_INDEX.fullmatch(sql) is not None
    return kind == "index" and _INDEX.fullmatch(sql) is not None


def _is_ours(name: str, sql: str, ours: set[str]) -> bool:
    """Whether a table of this name has at least the columns that we give it, if we do."""
    if sql in ours:
        return True
    own = next((one for one in ours if one.startswith(f"CREATE TABLE {name}(")), None)
    if own is None:
        return True
    (columns, kind), (its_columns, its_kind) = _parts(own), _parts(sql)
    return kind == its_kind and columns <= its_columns


def _parts(sql: str) -> tuple[set[str], str]:
    """The columns and keys of a table as they are written, and what stands behind them."""
    columns, _, kind = sql.partition("(")[2].rpartition(")")
    return {part.strip() for part in _COMMA.split(columns)}, kind.strip()


def _tables(ours: set[str]) -> set[str]:
    return {words[-1] for sql in ours if (words := sql.partition("(")[0].split())[1] == "TABLE"} | {
        sql.split()[3] for sql in ours if sql.startswith("CREATE VIRTUAL")
    }


def _on_one_line(sql: str) -> str:
    return " ".join(sql.split())
