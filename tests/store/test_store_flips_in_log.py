"""A bit that flips in the log: what the repair makes of it can be used, and most of it is as it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from making import fill, shown

from store.archive import Archive
from store.log import clock
from store.safekeeping import custody
from store.salvage import making
from store.salvage.sense import makes_sense
from tests.soak import flips, flips_in_log

pytestmark = pytest.mark.plain
FLIPS = 12


def test_an_archive_is_usable_whatever_bit_of_its_log_flipped(tmp_path: Path) -> None:
    counts = flips_in_log.run(tmp_path, FLIPS, 3)
    assert counts["flips"] == FLIPS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of three articles; the second has an edited date, and a tag that was taken back and given again."""
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3))
        archive.edit(ids[1], "published", "2019-09")
        archive.tag(ids[1:2], ["سجن"])
        archive.undo()
        archive.redo()
    return path


@pytest.mark.parametrize("table", ["fact", "change"])
@pytest.mark.parametrize("column", ["hlc", "id"])
@pytest.mark.parametrize("bit", [1, 17, 50, 62])
def test_a_wrong_reading_of_the_clock_is_put_right(path: Path, table: str, column: str, bit: int) -> None:
    with Archive.open(path) as archive:
        seen = shown(archive)
        rows = archive.connection().execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    with closing(sqlite3.connect(path)) as conn, conn:
        ident, hlc = rows[-2][0], clock.of_id(rows[-2][0])
        other = hlc ^ 1 << bit
        value = other if column == "hlc" else f"{other:016x}{ident[16:]}"
        conn.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, ident))
    saved = making.save(path, path.with_name("saved.db"))
    assert flips.doubted(saved) == ""
    with Archive.open(saved.path) as archive:
        assert archive.connection().execute(f"SELECT * FROM {table} ORDER BY id").fetchall() == rows
        assert shown(archive) == seen
        assert custody.examine(archive.connection()).sound
    assert not saved.lost


@pytest.mark.parametrize(
    ("kind", "slot", "value"),
    [
        ("edit", "published", {"walue": "2019-09", "precision": "month"}),
        ("edit", "published", {"value": "2019-09", "precision": "mouth"}),
        ("edit", "publishee", {"value": "2019-09", "precision": "month"}),
        ("edit", "title", 7),
        ("search", "x", {"query": "x"}),
        ("checked", "title", "no list"),
        ("arrival", "/a", {"path": "/a"}),
        ("tag", "x", False),
        ("note", "", ["x"]),
    ],
)
def test_a_fact_that_nothing_can_read_makes_no_sense(kind: str, slot: str, value: object) -> None:
    assert not makes_sense("fact", {"kind": kind, "slot": slot, "value": json.dumps(value)})


def test_a_step_without_a_sentence_makes_no_sense() -> None:
    assert makes_sense("change", {"kind": "rename-tag", "summary": '{"old":"a","new":"b","count":1}'})
    assert not makes_sense("change", {"kind": "rename-tag", "summary": '{"ole":"a","new":"b","count":1}'})
    assert not makes_sense("change", {"kind": "rename-tao", "summary": '{"old":"a","new":"b","count":1}'})
    assert not makes_sense("change", {"kind": "tag", "summary": "[]"})
    assert not makes_sense("change", {"kind": "undo", "summary": '{"of":"tah","values":{}}'})


def test_a_step_that_can_not_be_read_is_still_a_step(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE change SET kind = 'tah' WHERE kind = 'tag'")
    saved = making.save(path, path.with_name("saved.db"))
    assert flips.doubted(saved) == ""
    assert len(saved.lost.changes) == 1
    now = flips_in_log.use(saved.path)
    assert len(now) == 3
    with Archive.open(saved.path) as archive:
        assert [change.kind for change in archive.history()].count("recovered") == 1
