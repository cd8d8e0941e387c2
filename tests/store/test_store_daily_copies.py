"""The copy of the day: made on leaving when something was done, whole, and only the last ones kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import fill, sample, visible

from store import errors
from store.archive import Archive
from store.safekeeping import backup, copies, custody

HOUR = 3600.0
NOW = 1_800_000_000.0


def test_nothing_done_is_nothing_to_copy(archive: Archive) -> None:
    assert copies.keep_daily(archive, NOW) is None
    fill(archive, range(3))
    first = copies.keep_daily(archive, NOW)
    assert first is not None
    assert copies.keep_daily(archive, NOW + 100 * HOUR) is None
    with Archive.open(first) as copy:
        assert visible(copy) == visible(archive)


def test_one_a_day_and_the_last_three_stay(archive: Archive, tmp_path: Path) -> None:
    ids = fill(archive, range(3))
    stranger = tmp_path / "archive.db.daily-notes.bak"
    stranger.touch()
    made = []
    for hour in range(0, 24 * 6, 5):
        archive.tag(ids[:1], [f"t{hour}"])
        if (copy := copies.keep_daily(archive, NOW + hour * HOUR)) is not None:
            made.append(copy)
    assert len(made) == 8  # every 20 hours
    kept = copies.beside(archive.path)
    assert {copy.path for copy in kept} == set(made[-3:])
    assert {copy.why for copy in kept} == {"daily"}
    assert stranger.exists()
    assert list(tmp_path.glob("*.part")) == []


def test_a_clock_that_was_set_back_does_not_stop_them(archive: Archive) -> None:
    ids = fill(archive, range(1))
    assert copies.keep_daily(archive, NOW)
    archive.star(ids)
    assert copies.keep_daily(archive, NOW - 1000 * HOUR)


def test_without_room_there_is_none_and_it_is_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive, range(1))
    usage = type("Usage", (), {"free": 10})()
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(errors.NoSpace):
        copies.keep_daily(archive, NOW)
    assert copies.beside(archive.path) == []


def test_what_was_handed_out_and_what_was_restored_is_in_the_custody_log(
    archive: Archive, tmp_path: Path
) -> None:
    ids = fill(archive, range(2))
    target = tmp_path / "stick.db"
    backup.hand_out(archive, target)
    (entry,) = custody.last(archive.connection(), 1)
    assert (entry.kind, entry.values["path"], entry.operator) == ("backup", str(target), "ليلى")
    archive.tag(ids, ["سجن"])
    path = archive.path
    archive.close()
    made = backup.restore(target, path, "سعيد")
    with Archive.open(path) as back:
        (entry,) = custody.last(back.connection(), 1)
        assert (entry.kind, entry.values, entry.operator) == ("restore", {"name": "stick.db"}, "سعيد")
        assert custody.examine(back.connection()).sound
        assert back.article(sample(0)[1].sha256).tags == ()
    assert [copy.why for copy in copies.beside(path)] == ["replaced"]
    assert copies.beside(path)[0].path == made.replaced
