"""Older archives become those of today: once, whole, and never without a copy of what was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from making import fill, visible
from sqlite_utils import Database

from store import schema
from store.archive import Archive
from store.errors import ArchiveReadOnly, NoSpace
from store.safekeeping.backup import verify


def _second(db: Database) -> None:
    db.execute("ALTER TABLE listing ADD COLUMN place TEXT")


def _failing(db: Database) -> None:
    db.execute("CREATE TABLE half(made)")
    raise RuntimeError("the power went")


def _as_newer(monkeypatch: pytest.MonkeyPatch, step: object) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("second", step)))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as conn:
        return {name for (name,) in conn.execute("SELECT name FROM sqlite_schema")}


def test_an_older_archive_is_copied_and_then_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(5), ("سجن",))
        before = visible(archive)
    _as_newer(monkeypatch, _second)
    with pytest.raises(ArchiveReadOnly):
        Archive.open(path, read_only=True)
    with Archive.open(path) as archive:
        assert archive.connection().execute("SELECT place FROM listing").fetchall() == [(None,)] * 5
        assert archive.connection().execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert archive.count() == 5
    (copy,) = tmp_path.glob("a.db.v*.bak")
    monkeypatch.undo()
    assert verify(copy)["listing"] == 5
    with Archive.open(copy) as archive:
        assert visible(archive) == before


@pytest.mark.plain
def test_a_migration_that_fails_leaves_the_archive_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(5))
        before = visible(archive)
    tables = _tables(path)
    with monkeypatch.context() as newer:
        _as_newer(newer, _failing)
        with pytest.raises(RuntimeError):
            Archive.open(path)
    assert _tables(path) == tables
    with Archive.open(path) as archive:
        assert visible(archive) == before


_OPEN = """
import sys
from store.archive import Archive
sys.stdin.readline()
with Archive.open(sys.argv[1], create=True) as archive:
    archive.count()
    print(archive.connection().execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0])
"""


def test_only_the_last_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "[a]*.db"
    Archive.open(path, create=True).close()
    other = tmp_path / "a.db.v1.bak"
    other.touch()
    for _ in range(schema.KEPT_BACKUPS + 2):
        with Archive.open(path) as archive, monkeypatch.context() as newer:
            _as_newer(newer, lambda _db: None)
            schema.migrate(archive.connection(), path)
            archive.connection().execute("DELETE FROM _sqlite_migrations WHERE name = 'second'")
            archive.connection().execute("PRAGMA user_version = 1")
    assert (
        len([name for name in tmp_path.iterdir() if name.name.startswith("[a]*.db.v")]) == schema.KEPT_BACKUPS
    )
    assert other.exists()


def test_three_programs_may_make_an_archive_at_once(tmp_path: Path) -> None:
    path = tmp_path / "raced.db"
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    assert [program.communicate(timeout=60)[0].strip() for program in programs] == [str(schema.VERSION)] * 3
    assert [program.returncode for program in programs] == [0, 0, 0]
    with Archive.open(path) as archive:
        fill(archive, range(2))
        assert archive.count() == 2


def test_an_index_of_another_analyser_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(5))
        before = visible(archive)
        with archive.write() as conn:
            conn.execute("UPDATE local SET value = '-1' WHERE key = 'analyser'")
            conn.execute("DELETE FROM terms")
    with Archive.open(path) as archive:
        assert visible(archive) == before


@pytest.mark.plain
def test_without_room_for_the_copy_before_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(5))
    before = path.read_bytes()
    _as_newer(monkeypatch, _second)
    room = shutil.disk_usage(tmp_path)._replace(free=path.stat().st_size)
    monkeypatch.setattr(schema.shutil, "disk_usage", lambda _path: room)
    with pytest.raises(NoSpace):
        Archive.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob("a.db*")) == [path]
