"""What a row of each table that is kept looks like, so that it is known again wherever it turns up."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from store.salvage.pages import Cell
from store.salvage.records import Value

KEPT = ("local", "original", "revision", "change", "fact", "over", "custody", "redacted", "purged")
"""The tables that are saved, all that is not derived. The rest is made anew."""

_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (16, 32, 64)}
_LOCAL = re.compile(
    "replica|analyser|hlc|custody|copied|looked at search .*|merge (- )?[0-9a-f]*|(waits|reread)( [0-9a-f]{32}){1,2}",
    re.DOTALL,
)
_FORMS: dict[tuple[str, str], re.Pattern[str]] = {
    ("original", "sha256"): _HEX[64],
    ("original", "codec"): re.compile("zlib|raw"),
    ("revision", "sha256"): _HEX[64],
    ("revision", "id"): _HEX[64],
    ("change", "id"): _HEX[32],
    ("change", "replica"): _HEX[16],
    ("fact", "id"): _HEX[32],
    ("fact", "change"): _HEX[32],
    ("over", "fact"): _HEX[32],
    ("over", "by"): re.compile("-?[0-9a-f]{32}"),
    ("custody", "hash"): _HEX[64],
    ("custody", "replica"): _HEX[16],
    ("redacted", "change"): _HEX[32],
    ("redacted", "leaf"): _HEX[64],
    ("purged", "salt"): re.compile("[+]?[0-9a-f]{32}"),
    ("purged", "hash"): _HEX[64],
    ("local", "key"): _LOCAL,
}
_TYPES = {"TEXT": str, "INTEGER": int, "INT": int, "BLOB": bytes}


class Column(NamedTuple):
    """A column: its name, the type of its values, and whether it may be empty, as in a row that is older than it."""

    name: str
    type: type
    empty: bool


class Shape(NamedTuple):
    """The columns of a table in their order; `stored` is the order in which a record holds them.

    `rowid` is the column that stands for the row's own number, if there is one.
    """

    table: str
    columns: tuple[Column, ...]
    stored: tuple[int, ...]
    rowid: str | None
    has_rowid: bool

    def row(self, cell: Cell) -> tuple[Value, ...] | None:
        """The record as a row of this table, in the order of its columns; None where it can't be one."""
        if (cell.rowid is not None) != self.has_rowid or len(cell.values) > len(self.columns):
            return None
        row: list[Value] = [None] * len(self.columns)
        for at, value in zip(self.stored, cell.values, strict=False):
            row[at] = value
        for at, column in enumerate(self.columns):
            if column.name == self.rowid:
                if row[at] is not None:
                    return None
                row[at] = cell.rowid
            elif row[at] is None:
                if not column.empty:
                    return None
            elif type(row[at]) is not column.type or not self._fits(column.name, row[at]):
                return None
        return tuple(row)

    def _fits(self, name: str, value: Value) -> bool:
        form = _FORMS.get((self.table, name))
        return form is None or (isinstance(value, str) and form.fullmatch(value) is not None)


def shapes(conn: sqlite3.Connection) -> dict[str, Shape]:
    """The shapes of the kept tables of this (new, empty) archive, by name."""
    return {table: shape for table in KEPT if (shape := _shape(conn, table)) is not None}


def _shape(conn: sqlite3.Connection, table: str) -> Shape | None:
    rows = conn.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
    if not rows:
        return None
    ((without,),) = conn.execute(
        "SELECT wr FROM pragma_table_list WHERE name = ? AND schema = 'main'", (table,)
    )
    alone = sum(1 for row in rows if row[3]) == 1
    rowid = next((row[0] for row in rows if row[3] and alone and row[1] == "INTEGER" and not without), None)
    columns = tuple(
        Column(name, _TYPES.get(kind, bytes), not (required or key)) for name, kind, required, key in rows
    )
    order = list(range(len(rows)))
    if without:
        order.sort(key=lambda at: (rows[at][3] == 0, rows[at][3]))
    return Shape(table, columns, tuple(order), rowid, not without)
