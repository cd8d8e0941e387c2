"""An archive that somebody else made, to do harm: nothing that stands in its schema is run, and its articles can be had all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import process_time

import pytest
from making import fill, shown

from store import schema
from store.archive import Archive
from store.errors import ArchiveDamaged, ForeignSchema
from store.safekeeping import backup, known_copies
from store.safekeeping.copies import Beside
from store.salvage import making

pytestmark = (
    pytest.mark.plain
)  # what is encrypted was made by somebody who has the passphrase; the way in is the same

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS name, i AS docid, i AS id FROM n"


def _written(conn: sqlite3.Connection, kind: str, name: str, table: str, sql: str) -> None:
    """A row of the schema that SQLite itself would not make."""
    conn.execute("PRAGMA writable_schema=ON")
    conn.execute("INSERT INTO sqlite_master VALUES(?, ?, ?, 0, ?)", (kind, name, table, sql))
    version = conn.execute("PRAGMA schema_version").fetchone()[0]
    conn.execute(f"PRAGMA schema_version={version + 1}")


def _altered(conn: sqlite3.Connection, table: str, old: str, new: str) -> None:
    """The table says something else of itself."""
    conn.execute("PRAGMA writable_schema=ON")
    done = conn.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ? AND instr(sql, ?)",
        (old, new, table, old),
    )
    assert done.rowcount == 1
    version = conn.execute("PRAGMA schema_version").fetchone()[0]
    conn.execute(f"PRAGMA schema_version={version + 1}")


def _view_for_table(conn: sqlite3.Connection) -> None:
    conn.execute("ALTER TABLE listing RENAME TO listed")
    conn.execute(f"CREATE VIEW listing AS SELECT listed.* FROM listed, ({_ENDLESS})")


TRAPS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a view that never ends, where the program looks first": lambda conn: conn.execute(
        f"CREATE VIEW pragma_module_list AS {_ENDLESS}"
    ),
    "a view in the place of a table": _view_for_table,
    "a trigger that throws away what is saved": lambda conn: conn.execute(
        "CREATE TRIGGER quiet BEFORE INSERT ON fact BEGIN SELECT RAISE(IGNORE); END"
    ),
    "a trigger that tells nobody what it does": lambda conn: conn.execute(
        "CREATE TRIGGER forger AFTER INSERT ON change BEGIN DELETE FROM original; END"
    ),
    "a virtual table of another kind": lambda conn: conn.execute(
        "CREATE VIRTUAL TABLE room USING rtree(id, a, b)"
    ),
    "an index of another text": lambda conn: conn.execute(
        "CREATE VIRTUAL TABLE other USING fts5(text, content='fact', content_rowid='hlc')"
    ),
    "the search index over another table": lambda conn: _altered(
        conn, "search", "content=''", "content='local'"
    ),
    "a column that is computed": lambda conn: conn.execute(
        "ALTER TABLE tag ADD COLUMN made TEXT GENERATED ALWAYS AS (printf('%.*c', 900000000, 'x')) VIRTUAL"
    ),
    "a column whose value is computed when it is missing": lambda conn: _altered(
        conn, "local", "value TEXT NOT NULL", "value TEXT NOT NULL DEFAULT (hex(zeroblob(400000000)))"
    ),
    "numbers where texts are read": lambda conn: _altered(conn, "local", " STRICT, WITHOUT", " WITHOUT"),
    "a column that takes anything": lambda conn: _altered(conn, "listing", "title TEXT", "title ANY"),
    "a check that costs memory": lambda conn: _altered(
        conn, "over", "by TEXT NOT NULL", "by TEXT NOT NULL CHECK(length(hex(zeroblob(400000000))))"
    ),
    "a conflict that passes over what is saved": lambda conn: _altered(
        conn, "fact", "id TEXT PRIMARY KEY", "id TEXT PRIMARY KEY ON CONFLICT IGNORE"
    ),
    "facts that are deleted with something else": lambda conn: _altered(
        conn, "fact", "REFERENCES change(id)", "REFERENCES change(id) ON DELETE CASCADE"
    ),
    "an index that computes": lambda conn: conn.execute("CREATE INDEX slow ON fact(length(hex(slot)))"),
    "an index that refuses": lambda conn: conn.execute(
        "CREATE UNIQUE INDEX no ON change(replica, kind, hlc)"
    ),
    "a table with a name that is no word": lambda conn: conn.execute(
        """CREATE TABLE "a"" WHERE 1; --" (b TEXT)"""
    ),
    "the name of SQLite's own table": lambda conn: _written(
        conn, "view", "sqlite_master", "sqlite_master", f"CREATE VIEW sqlite_master AS {_ENDLESS}"
    ),
    "words without end in place of a table": lambda conn: _altered(
        conn, "over", ") STRICT", "a " * 3000 + ") STRICT"
    ),
    "a table that is gone": lambda conn: conn.execute("DROP TABLE over"),
}


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3), ("سجن",))
        archive.set_note(ids[0], "ملاحظة")
    return path


@pytest.mark.parametrize("trap", TRAPS)
def test_what_no_archive_holds_is_not_run_and_the_articles_can_be_saved(
    foreign: Path, tmp_path: Path, trap: str
) -> None:
    with Archive.open(foreign) as archive:
        before = shown(archive)
    with closing(sqlite3.connect(foreign, isolation_level=None)) as conn:
        TRAPS[trap](conn)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_before = foreign.read_bytes()
    began = process_time()
    for read_only in (False, True):
        with pytest.raises(ArchiveDamaged):
            Archive.open(foreign, read_only=read_only)
    with pytest.raises(ArchiveDamaged):
        backup.verify(foreign)
    with pytest.raises(ArchiveDamaged):
        backup.restore(foreign, tmp_path / "restored.db")
    assert not list(tmp_path.glob("restored*"))
    copy = known_copies.Copy(*Beside(foreign, "daily", "", 0)[:3])
    assert known_copies.look(copy).state == "damaged"
    assert process_time() - began < 5
    assert foreign.read_bytes() == bytes_before
    saved = making.save(foreign, tmp_path / "saved.db")
    assert all(check.ok for check in saved.checks), saved.checks
    with Archive.open(saved.path) as archive:
        assert shown(archive) == before


def test_it_is_said_what_stands_there(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign, isolation_level=None)) as conn:
        TRAPS["a trigger that tells nobody what it does"](conn)
    with pytest.raises(ForeignSchema, match=r"trigger forger.*doctor --repair"):
        Archive.open(foreign)


def test_what_another_version_may_make_is_no_trap(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign, isolation_level=None)) as conn:
        conn.execute("ALTER TABLE listing ADD COLUMN place TEXT")
        conn.execute("ALTER TABLE over ADD COLUMN why TEXT NOT NULL DEFAULT ''")
        conn.execute("CREATE TABLE room(id INTEGER PRIMARY KEY, name TEXT, UNIQUE(name, id)) STRICT")
        conn.execute("CREATE INDEX room_name ON room(name, id)")
        conn.execute("CREATE VIRTUAL TABLE older USING fts5(body, title, content='', tokenize='ascii')")
        conn.execute(f"PRAGMA user_version={schema.VERSION - 1}")
        assert not schema.check(conn, foreign)
