"""An archive whose tables are as they should be, and whose values nobody would write: told as damage, without bombs going off."""

from __future__ import annotations

import sqlite3
import tracemalloc
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from making import fill, shown

from store.archive import Archive
from store.articles import unpacking
from store.errors import ArchiveDamaged
from store.log import clock
from store.safekeeping import copies, doctor, dump
from store.salvage import making
from store.similar import known

pytestmark = pytest.mark.plain


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3), ("سجن",))
        assert copies.keep_daily(archive) is not None
    return path


def _set(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


def test_times_that_no_calendar_has_can_be_read(foreign: Path) -> None:
    for hlc in (-(2**63), 2**63 - 1, 0):
        assert clock.iso(hlc)[:4].isdecimal()
    _set(foreign, f"UPDATE change SET hlc = {-(2**63)}", f"UPDATE fact SET hlc = {2**63 - 1}")
    with Archive.open(foreign) as archive:
        assert len(list(dump.lines(archive.connection()))) == 3
        assert len(shown(archive)) == 3


@pytest.mark.parametrize("value", ["99999999999999999999999", "x", "-1", str(2**63 - 1)])
def test_a_clock_that_is_none_is_damage(foreign: Path, value: str) -> None:
    _set(foreign, f"UPDATE local SET value = '{value}' WHERE key = 'hlc'")
    with Archive.open(foreign) as archive, pytest.raises(ArchiveDamaged):
        archive.tag([next(iter(shown(archive)))], ["x"])


def test_marks_that_are_none_are_passed_over(foreign: Path) -> None:
    _set(
        foreign,
        "UPDATE local SET value = 'x y' WHERE key = 'copied'",
        f"UPDATE local SET value = '{known.VERSION} x' WHERE key = 'likeness'",
    )
    with Archive.open(foreign) as archive:
        assert known.taken_in(archive.connection()) == 0
        assert copies.is_due(archive)


def test_a_bomb_is_damage_and_never_in_memory(foreign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zlib.compress(bytes(64 << 20), 9)
    with closing(sqlite3.connect(foreign)) as conn, conn:
        conn.execute("UPDATE original SET codec = 'zlib', data = ?", (bomb,))
        conn.execute("UPDATE revision SET data = ?", (bomb,))
    monkeypatch.setattr(unpacking, "MOST", 1 << 20)
    monkeypatch.setattr(unpacking.unpacked, "__defaults__", (1 << 20,))
    with Archive.open(foreign) as archive:
        (ident, *_) = (row[0] for row in archive.connection().execute("SELECT id FROM listing"))
        tracemalloc.start()
        try:
            for read in (archive.article, archive.original):
                with pytest.raises(ArchiveDamaged):
                    read(ident)
            failed = {check.name for check in doctor.examine(archive) if not check.ok}
            assert tracemalloc.get_traced_memory()[1] < 32 << 20
        finally:
            tracemalloc.stop()
    assert {"originals", "articles"} <= failed


def test_a_text_that_is_nested_without_end_is_damage(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign)) as conn, conn:
        conn.execute("UPDATE revision SET data = ?", (zlib.compress(b"[" * 200_000),))
    with Archive.open(foreign) as archive:
        (ident, *_) = (row[0] for row in archive.connection().execute("SELECT id FROM listing"))
        with pytest.raises(ArchiveDamaged):
            archive.article(ident)


def test_steps_that_were_taken_and_are_not_noted_are_damage(foreign: Path) -> None:
    _set(foreign, "DELETE FROM _sqlite_migrations", "PRAGMA user_version = 1")
    with pytest.raises(ArchiveDamaged):
        Archive.open(foreign)


def test_an_index_of_no_known_format_is_damage(foreign: Path) -> None:
    _set(foreign, "UPDATE search_config SET v = 0")
    with Archive.open(foreign) as archive, pytest.raises(ArchiveDamaged):
        archive.search("سجن")


@pytest.mark.parametrize(
    "values",
    [
        "UPDATE fact SET value = '{' WHERE kind = 'arrival'",
        "UPDATE fact SET slot = 'a' || char(0) || 'b' WHERE kind = 'tag'",
    ],
)
def test_what_cannot_be_brought_to_this_version_is_damage_and_can_be_saved(
    foreign: Path, tmp_path: Path, values: str
) -> None:
    _set(foreign, values, "UPDATE local SET value = '0' WHERE key = 'analyser'")
    before = foreign.read_bytes()
    with pytest.raises(ArchiveDamaged):
        Archive.open(foreign)
    assert foreign.read_bytes() == before
    saved = making.save(foreign, tmp_path / "saved.db")
    assert saved.articles == 3
    with Archive.open(saved.path) as archive:
        assert len(shown(archive)) == 3
