"""The notes editor: saved in one step, asked about before it is lost, kept through a crash."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import connection
from store.archive import Archive
from tests.store.making import union
from tests.tui.driving import Browser, Settle, press, screen
from tui import ordered_keys
from tui.draft import Draft, DraftKeeper, draft_file, drafts_folder, read_draft
from tui.screens.note_editor import NoteEditor
from tui.screens.question import Question
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer

NOWHERE = Path("nowhere.db")
"""An archive that is not encrypted, as far as its drafts are concerned."""


def editor(pilot: Pilot[int]) -> NoteEditor:
    assert isinstance(pilot.app.screen, NoteEditor)
    return pilot.app.screen


def remark(pilot: Pilot[int]) -> str:
    return editor(pilot).query_one("#note-remark", Bar).text


def first(path: Path) -> str:
    """The id of the article the browser begins on."""
    with Archive.open(path, read_only=True) as archive:
        return archive.hit_rows(archive.search("").docids)[0].id


def stored_note(path: Path) -> str:
    """Its note in the file, read by another connection."""
    with Archive.open(path, read_only=True) as archive:
        return archive.article(first(path)).note


def shared(path: Path) -> bool:
    """Whether anybody else may read the file or look into its folder."""
    return os.name == "posix" and bool((path.stat().st_mode | path.parent.stat().st_mode) & 0o077)


@pytest.fixture
def draft(tmp_path: Path, archive_path: Path) -> Path:
    """The file of the first article's draft."""
    return draft_file(drafts_folder(tmp_path / "state"), archive_path, first(archive_path))


async def test_a_note_is_written_saved_shown_and_taken_back(
    browser: Browser, settle: Settle, archive_path: Path, seen: Callable[[Pilot[int]], str]
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"شاهد: hm", "enter", *"2019", "f4")
        assert pilot.app.screen is screen(pilot)
        assert stored_note(archive_path) == "شاهد: hm\n2019"
        article = screen(pilot).reader.article
        assert article is not None
        assert article.note == "شاهد: hm\n2019"
        await press(pilot, settle, "u")
        assert stored_note(archive_path) == ""
        await press(pilot, settle, "U")
        assert stored_note(archive_path) == "شاهد: hm\n2019"


async def test_the_key_answers_under_the_arabic_layout_too(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "ة", *"نص", "ctrl+س")
        assert not editor(pilot).unsaved
        assert "1" in remark(pilot)


async def test_saving_goes_on_with_writing(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "m", *"one", "ctrl+s")
        assert stored_note(archive_path) == "one"
        assert "written" in remark(pilot)
        await press(pilot, settle, " ")
        assert "Not saved" in remark(pilot)
        await press(pilot, settle, *"two", "ctrl+s", "escape")
        assert stored_note(archive_path) == "one two"
        assert pilot.app.screen is screen(pilot)


async def test_escape_asks_and_saves(
    browser: Browser, settle: Settle, archive_path: Path, draft: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, settle, "enter")
        assert pilot.app.screen is screen(pilot)
        assert stored_note(archive_path) == "typed"
        assert read_draft(draft, NOWHERE) is None


async def test_escape_asks_and_throws_away(
    browser: Browser, settle: Settle, archive_path: Path, draft: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "escape", "down", "enter")
        assert pilot.app.screen is screen(pilot)
        assert stored_note(archive_path) == ""
    assert read_draft(draft, NOWHERE) is None


async def test_escape_asks_and_goes_on(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "escape", "down", "down", "enter")
        assert editor(pilot).area.text == "typed"
        await press(pilot, settle, "escape", "escape", "!")
        assert editor(pilot).area.text == "typed!"


async def test_a_click_answers_the_question(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "escape")
        question = pilot.app.screen
        assert isinstance(question, Question)
        await pilot.click(question.list, offset=(3, 0))
        await settle(pilot)
        assert stored_note(archive_path) == "typed"


async def test_a_click_on_the_footer_saves(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed")
        footer = editor(pilot).query_one(Footer)
        await pilot.click(footer, offset=(footer.text.index("Ctrl+S") + 1, 0))
        await settle(pilot)
        assert stored_note(archive_path) == "typed"
        assert isinstance(pilot.app.screen, NoteEditor)


async def test_leaving_the_program_asks_first(browser: Browser, settle: Settle, archive_path: Path) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "f10")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, settle, "enter")
        assert stored_note(archive_path) == "typed"
        assert pilot.app.return_code == 0


async def test_the_question_stays_until_it_is_answered(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F10 is obeyed before the keys it waits behind when that takes long; one that was obeyed at once is not obeyed again."""
    monkeypatch.setattr(ordered_keys, "_LONGEST", 0.05)
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed", "f10")
        assert isinstance(pilot.app.screen, Question)
        assert not pilot.app._exit


async def test_a_note_that_can_t_be_saved_stays_on_the_screen_with_the_reason(
    browser: Browser, settle: Settle, archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed")
        with closing(sqlite3.connect(archive_path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, settle, "f4")
            assert "Another program" in remark(pilot)
            assert editor(pilot).area.text == "typed"
            other.execute("ROLLBACK")
        await press(pilot, settle, "f4")
        assert stored_note(archive_path) == "typed"
        assert pilot.app.screen is screen(pilot)


async def test_a_failure_nobody_foresaw_is_said_over_the_text(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed")
        with closing(sqlite3.connect(archive_path)) as conn:
            conn.execute("DROP TABLE over")
        await press(pilot, settle, "ctrl+s")
        assert "no such table" in remark(pilot)
        assert editor(pilot).area.text == "typed"
        await press(pilot, settle, "!")
        assert editor(pilot).area.text == "typed!"


async def test_a_note_someone_else_wrote_meanwhile_is_not_replaced_without_a_word(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"mine")
        with Archive.open(archive_path) as other:
            other.set_note(first(archive_path), "theirs")
        await press(pilot, settle, "f4")
        assert "elsewhere" in remark(pilot)
        assert stored_note(archive_path) == "theirs"
        await press(pilot, settle, "f4")
        assert stored_note(archive_path) == "mine"
        await press(pilot, settle, "u")
        assert stored_note(archive_path) == "theirs"


async def test_notes_of_two_people_become_one_text(
    browser: Browser, settle: Settle, archive_path: Path, tmp_path: Path
) -> None:
    other_path = tmp_path / "other.db"
    with closing(sqlite3.connect(archive_path)) as conn, closing(sqlite3.connect(other_path)) as copy:
        conn.backup(copy)
    for path, note in ((archive_path, "من الأول"), (other_path, "du second")):
        with Archive.open(path) as archive:
            archive.set_note(first(path), note)
    union(archive_path, other_path)
    async with browser() as pilot:
        await press(pilot, settle, "f4")
        assert set(editor(pilot).area.text.split("\n\n")) == {"من الأول", "du second"}
        assert "Several" in remark(pilot)
        await press(pilot, settle, "f4")
        assert set(stored_note(archive_path).split("\n\n")) == {"من الأول", "du second"}
        with Archive.open(archive_path, read_only=True) as archive:
            assert archive.disagreements(first(archive_path)) == []


async def test_what_was_typed_is_there_after_a_crash(
    browser: Browser, settle: Settle, archive_path: Path, draft: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"saved", "ctrl+s", *" typed")
        # The timer's own callback, now rather than in a second; then the app goes without a word, as in a crash.
        editor(pilot)._keep_soon()
        await settle(pilot)
        assert read_draft(draft, NOWHERE) == Draft("saved typed", "saved")
        assert not shared(draft)
    assert stored_note(archive_path) == "saved"
    async with browser() as pilot:
        assert "not saved" in screen(pilot).notice.text
        await press(pilot, settle, "f4")
        assert editor(pilot).area.text == "saved typed"
        assert "last time" in remark(pilot)
        await press(pilot, settle, "ctrl+z")
        assert editor(pilot).area.text == "saved"
        assert read_draft(draft, NOWHERE) is None
        await press(pilot, settle, "ctrl+y", "f4")
        assert stored_note(archive_path) == "saved typed"
        assert read_draft(draft, NOWHERE) is None


async def test_an_app_that_ends_keeps_the_last_second_too(
    browser: Browser, settle: Settle, draft: Path
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f4", *"typed")
    assert read_draft(draft, NOWHERE) == Draft("typed", "")


async def test_an_article_without_a_draft_says_nothing_of_one(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await settle(pilot)
        assert screen(pilot).reader.article is not None
        assert "not saved" not in screen(pilot).notice.text


async def test_a_read_only_archive_has_no_notes_editor(browser: Browser, settle: Settle) -> None:
    async with browser(read_only=True) as pilot:
        await press(pilot, settle, "f4")
        assert pilot.app.screen is screen(pilot)
        assert screen(pilot).notice.has_class("-warning")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text": 1, "base": ""}', '{"text": "a"}'])
def test_a_damaged_draft_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "draft.json"
    path.write_text(content, encoding="utf-8")
    assert read_draft(path, NOWHERE) is None


def test_a_draft_that_is_forgotten_is_not_written_by_a_late_thread(tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path / "drafts" / "one.json", "base", NOWHERE)
    assert keeper.keep("text")
    assert json.loads(keeper.path.read_text("utf-8")) == {"text": "text", "base": "base"}
    keeper.forget()
    assert keeper.keep("late")
    assert not keeper.path.exists()
    keeper.want()
    assert keeper.keep("again")
    assert keeper.path.exists()


def test_a_draft_that_can_t_be_kept_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file where the folder would be", encoding="utf-8")
    assert not DraftKeeper(tmp_path / "drafts" / "one.json", "", NOWHERE).keep("text")
