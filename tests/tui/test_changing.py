"""Tags, stars and undo from the app: saved at once, named, taken back whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import connection
from store.archive import Archive
from tests.tui.driving import Browser, Settle, press, screen
from tui.screens.tag_editor import TagEditor, is_signed, signed
from tui.widgets.bar import Bar


def stored_tags(path: Path) -> dict[str, int]:
    """The tags in the file, read by another connection."""
    with Archive.open(path, read_only=True) as archive:
        return {tag.name: tag.count for tag in archive.tags()}


async def test_a_tag_is_in_the_file_before_it_is_said(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "t", *"تكوين", "enter")
        assert isinstance(pilot.app.screen, TagEditor)
        assert stored_tags(archive_path) == {"تكوين": 1}
        await press(pilot, settle, "enter")
        article = screen(pilot).reader.article
        assert article is not None
        assert article.tags == ("تكوين",)
        hit = screen(pilot).results.hit(0)
        assert hit is not None
        assert hit.tags == ("تكوين",)


async def test_two_marked_articles_are_tagged_together_and_undone_together(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "x", "x", "t")
        title = pilot.app.screen.query_one("#tags-title", Bar)
        assert "2" in title.text
        await press(pilot, settle, *"+asile -rien", "enter", "escape")
        assert stored_tags(archive_path) == {"asile": 2}
        await press(pilot, settle, "u")
        assert stored_tags(archive_path) == {}
        assert "asile" in screen(pilot).notice.text
        await press(pilot, settle, "U")
        assert stored_tags(archive_path) == {"asile": 2}


async def test_a_few_letters_find_an_existing_tag_whatever_its_spelling(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[3:], add=["أحزاب"])
    async with browser() as pilot:
        await press(pilot, settle, "t", *"احز", "enter")
        assert stored_tags(archive_path) == {"أحزاب": 4}
        await press(pilot, settle, *"+احزاب", "enter")
        assert set(stored_tags(archive_path)) == {"أحزاب"}


async def test_tags_are_taken_away_by_key(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "t", *"a, b", "enter")
        assert stored_tags(archive_path) == {"a": 1, "b": 1}
        await press(pilot, settle, "down", "delete")
        assert stored_tags(archive_path) == {"b": 1}
        await press(pilot, settle, "down", "enter")
        assert stored_tags(archive_path) == {}


async def test_the_whole_job_in_arabic_letters(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "س", *"حقوق", "enter", "ء", "ء", "ف", *"لجوء", "enter", "escape")
        assert len(screen(pilot).results.marked) == 2
        assert stored_tags(archive_path) == {"لجوء": 2}
        await press(pilot, settle, "ع")
        assert stored_tags(archive_path) == {}


async def test_a_star_is_put_on_and_taken_off(
    browser: Browser, settle: Settle, seen: Callable[[Pilot[int]], str]
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "e")
        assert "★" in seen(pilot)
        await press(pilot, settle, "e")
        assert "★" not in seen(pilot)


async def test_marks_survive_another_search(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "x", "s", *"rapport", "enter", "x")
        assert len(screen(pilot).results.marked) == 2
        await press(pilot, settle, "f6")
        assert not screen(pilot).results.marked
        await press(pilot, settle, "backspace", "f5")
        assert len(screen(pilot).results.marked) == 6


async def test_nothing_to_undo_is_said(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "U")
        assert "nothing" in screen(pilot).notice.text.lower()


async def test_an_archive_that_is_locked_is_said_to_be_and_nothing_is_lost(
    browser: Browser, settle: Settle, archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    async with browser() as pilot:
        other = sqlite3.connect(archive_path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, settle, "e")
        assert "Another program" in screen(pilot).notice.text
        assert screen(pilot).notice.has_class("-warning")
        other.execute("ROLLBACK")
        other.close()
        await press(pilot, settle, "e")
        article = screen(pilot).reader.article
        assert article is not None
        assert article.starred


async def test_a_read_only_archive_says_so_and_changes_nothing(browser: Browser, settle: Settle) -> None:
    async with browser(read_only=True) as pilot:
        assert "Read-only" in screen(pilot).notice.text
        await press(pilot, settle, "t")
        assert pilot.app.screen is screen(pilot)
        assert screen(pilot).notice.has_class("-warning")


def test_what_a_signed_text_says() -> None:
    assert signed("+a -b") == (["a"], ["b"])
    assert signed("+حقوق الإنسان -لجوء") == (["حقوق الإنسان"], ["لجوء"])
    assert signed("a, b، c") == (["a", "b", "c"], [])
    assert signed("لجنة-فرعية") == (["لجنة-فرعية"], [])
    assert signed("+#a, ＃ب -#ج") == (["#a", "＃ب"], ["#ج"]), "the vocabulary says what these are"
    assert signed("+#") == (["#"], [])
    assert is_signed("+a")
    assert is_signed("-a")
    assert is_signed("a، b")
    assert not is_signed("a b")
    assert not is_signed("a-b")


def damage_tags(path: Path) -> None:
    """Overwrite the page of the file where the table of tags begins."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'tag'").fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


async def test_tags_that_can_no_longer_be_read_are_said_and_nothing_ends(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        damage_tags(archive_path)
        await press(pilot, settle, "t", *"تك")
        editor = pilot.app.screen
        assert isinstance(editor, TagEditor)
        said = "".join(item.text for item in editor.query_one("#tags-remark", Bar).items)
        assert "archive doctor" in said
        await press(pilot, settle, "escape")
        assert pilot.app.is_running


async def test_a_step_that_fails_unexpectedly_is_told_about(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "t")
        with closing(sqlite3.connect(archive_path)) as conn:
            conn.execute("DROP TABLE over")
        await press(pilot, settle, *"تكوين", "enter")
        said = "".join(item.text for item in screen(pilot).notice.items)
        assert "no such table" in said
        assert pilot.app.is_running
