"""A bit that flips anywhere in what the pages of an archive hold is noticed, and a repair gives back what it did not hit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from making import fill

from store.archive import Archive
from store.safekeeping import doctor
from store.salvage import making
from tests.soak import flips
from tests.soak.acknowledged import Broken

pytestmark = pytest.mark.plain
FLIPS = 12


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


def test_flipped_bits_are_noticed_and_what_was_not_hit_comes_back(tmp_path: Path) -> None:
    counts = flips.run(tmp_path, FLIPS, 11)
    assert counts["flips"] == FLIPS


def test_an_article_that_does_not_come_back_would_be_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness itself: a repair that forgets the notes."""
    whole = making.makes_sense
    monkeypatch.setattr(
        making, "makes_sense", lambda table, row: row.get("kind") != "note" and whole(table, row)
    )
    with pytest.raises(Broken, match="were not hit"):
        flips.run(tmp_path, 1, 11)


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
