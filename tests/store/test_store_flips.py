"""A bit that flips anywhere in what the pages of an archive hold is noticed by an examination."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from making import fill

from store import doctor, errors
from store.archive import Archive
from store.salvage.pages import Pages

pytestmark = pytest.mark.plain
FLIPS = 40
NOTICED = 0.95


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two hundred articles with some work on them; it has no free pages."""
    path = tmp_path_factory.mktemp("flips") / "whole.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(200), ("سجن",))
        archive.tag(ids[:100], ["presse"])
        archive.set_note(ids[0], "ملاحظة " * 50)
        archive.edit(ids[1], "title", "غيره")
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        assert archive.connection().execute("PRAGMA freelist_count").fetchone()[0] == 0
    return path


def is_noticed(path: Path) -> bool:
    """Whether an examination, or opening the archive already, says that something is wrong."""
    try:
        with Archive.open(path) as archive:
            return not all(check.ok for check in doctor.examine(archive))
    except errors.ArchiveError:
        return True


def flip(whole: Path, target: Path, luck: random.Random) -> tuple[int, int]:
    """Copy the archive with one bit of what is in use the other way round; its place and number."""
    data = bytearray(whole.read_bytes())
    with Pages(whole) as pages:
        while True:
            place, bit = luck.randrange(len(data)), luck.randrange(8)
            unused = pages.unused(place // pages.size + 1)
            if not any(place % pages.size in room for room in unused):
                break
    data[place] ^= 1 << bit
    target.write_bytes(data)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return place, bit


def test_nearly_all_flipped_bits_are_noticed(whole: Path, tmp_path: Path) -> None:
    luck = random.Random(11)
    path = tmp_path / "a.db"
    missed = []
    for _ in range(FLIPS):
        where = flip(whole, path, luck)
        if not is_noticed(path):
            missed.append(where)
    assert len(missed) <= (1 - NOTICED) * FLIPS, missed


def test_an_index_that_says_other_words_than_the_text(whole: Path, tmp_path: Path) -> None:
    """FTS5's own check holds only its structure together."""
    path = Path(shutil.copy(whole, tmp_path / "a.db"))
    with Archive.open(path) as archive:
        conn = archive.connection()
        blocks = conn.execute("SELECT id, block FROM search_data WHERE id > 10 ORDER BY id").fetchall()
        ident, block = max(blocks, key=lambda row: len(row[1]))
        other = bytearray(block)
        other[len(other) // 2] ^= 2
        conn.execute("UPDATE search_data SET block = ? WHERE id = ?", (bytes(other), ident))
        wrong = [check.name for check in doctor.examine(archive) if not check.ok]
        assert wrong == ["index"]
        assert [check for check in doctor.repair(archive) if not check.ok] == []


def test_a_clock_that_was_ahead_is_told_of(whole: Path, tmp_path: Path) -> None:
    with Archive.open(shutil.copy(whole, tmp_path / "a.db")) as archive:
        with archive.write() as conn:
            conn.execute("UPDATE local SET value = value + (3600000 * 50 << 16) WHERE key = 'hlc'")
        wrong = [check for check in doctor.examine(archive) if not check.ok]
        assert [check.name for check in wrong] == ["clock"]
        assert not doctor.needs_saving(wrong)
