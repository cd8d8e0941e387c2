"""Dialogs on small screens and with nothing in them: they say what to do, use the room there is, and go a page at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import saved
from store.archive import Archive
from tests.tui.driving import Browser, Seen, Settle, press, screen
from tui.editing.input import BidiInput
from tui.screens.palette import PaletteScreen
from tui.screens.row_dialog import RowDialog
from tui.screens.tag_editor import TagEditor
from tui.widgets.bar import Bar

SMALL = (80, 24)


def remark(pilot: Pilot[int]) -> str:
    """What the dialog says under its list or box."""
    return pilot.app.screen.query(".dialog-remark").last(Bar).text


@pytest.fixture
def many_tags(archive_path: Path) -> Path:
    """An article has thirty tags."""
    with Archive.open(archive_path) as archive:
        (first, *_rest) = archive.hit_rows(archive.search("").docids)
        archive.tag([first.id], [f"tag {number:02}" for number in range(30)])
    return archive_path


@pytest.mark.usefixtures("many_tags")
@pytest.mark.parametrize("opened", ["f2", "t"])
async def test_the_page_keys_go_through_a_list_while_one_types(
    browser: Browser, settle: Settle, opened: str
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, opened, "down")
        dialog = pilot.app.screen
        assert isinstance(dialog, RowDialog)
        begin, page = dialog.row_list.cursor, dialog.row_list.page
        assert page > 5
        await press(pilot, settle, "pagedown")
        assert dialog.row_list.cursor == begin + page
        assert isinstance(dialog.focused, BidiInput)
        await press(pilot, settle, "pageup")
        assert dialog.row_list.cursor == begin


async def test_where_no_command_is_called_so_the_palette_says_so(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "f2")
        assert "No command" not in seen(pilot)
        await press(pilot, settle, *"zzz")
        assert "No command has these words." in seen(pilot)
        assert isinstance(pilot.app.screen, PaletteScreen)
        await press(pilot, settle, "enter", "backspace", "backspace", "backspace")
        assert "No command" not in seen(pilot)
        assert pilot.app.screen.list.cursor == 0


async def test_an_empty_list_of_searches_says_how_one_gets_into_it(browser: Browser, settle: Settle) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "f12")
        assert "Search for something first; \u2066Ins\u2069 then" in remark(pilot)
        await press(pilot, settle, "escape", "s", *"rapport", "enter", "f12")
        assert "A name typed keeps \u2068rapport\u2069" in remark(pilot)
        await press(pilot, settle, *"first", "enter")
        assert "Enter searches for the chosen one" in remark(pilot)


async def test_a_name_that_is_there_is_not_given_to_another_search_without_a_word(
    browser: Browser, settle: Settle
) -> None:
    async with browser("rapport ", size=SMALL) as pilot:
        await press(pilot, settle, "insert", "ctrl+u", *"mine", "enter", *"Mine")
        assert "Enter keeps" in remark(pilot)
        await press(pilot, settle, "escape", "s", "ctrl+u", *"conférence", "enter", "f12", *"Mine")
        assert "Mine\u2069 is there already: Enter puts \u2068conférence" in remark(pilot)
        await press(pilot, settle, "enter")
        with screen(pilot).archive.read() as conn:
            assert [(one.name, one.query) for one in saved.saved(conn)] == [("mine", "conférence")]


async def test_what_was_wrong_with_a_path_is_not_said_of_the_next(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "i")
        begin = remark(pilot)
        assert "merged" in begin
        pilot.app.screen.query_one(BidiInput).value = str(tmp_path / "absent")
        await press(pilot, settle, "enter")
        assert "There is nothing at" in remark(pilot)
        await press(pilot, settle, "x")
        assert remark(pilot) == begin
        await press(pilot, settle, "escape", "I")
        begin = remark(pilot)
        await press(pilot, settle, *"docx", "enter")
        assert "End the name" in remark(pilot)
        await press(pilot, settle, "backspace")
        assert remark(pilot) == begin


async def test_on_a_narrow_screen_a_dialog_leaves_no_strip_of_what_is_under_it(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "f2")
        rows = seen(pilot).splitlines()
        framed = [row for row in rows if "│" in row]
        assert len(framed) > 15
        assert all(row[0] == row[-1] == "│" for row in framed)


@pytest.mark.usefixtures("many_tags")
@pytest.mark.parametrize(("size", "least"), [((30, 8), 3), ((40, 12), 4)])
async def test_on_a_tiny_screen_most_of_the_tag_editor_is_tags(
    browser: Browser, settle: Settle, size: tuple[int, int], least: int
) -> None:
    async with browser(size=size) as pilot:
        await press(pilot, settle, "t")
        assert isinstance(pilot.app.screen, TagEditor)
        assert pilot.app.screen.list.page >= least


async def test_an_article_without_a_title_is_called_by_how_it_begins(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser("اللجوء", size=SMALL) as pilot:
        await press(pilot, settle, "t")
        title = pilot.app.screen.query_one("#tags-title", Bar)
        assert title.text.startswith("(no title) \u2068نص بلا عنوان")
        await press(pilot, settle, "escape", "f4")
        assert pilot.app.screen.query_one("#note-title", Bar).text == title.text


async def test_tab_completes_the_path_that_is_written_to(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "stick" / "reports").mkdir(parents=True)
    (tmp_path / "stick" / "replies").mkdir()
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "I")
        box = pilot.app.screen.query_one(BidiInput)
        box.value = str(tmp_path / "sti")
        await press(pilot, settle, "tab", "r", "tab")
        assert box.value == str(tmp_path / "stick" / "rep")
        assert "reports" in remark(pilot)
        assert "replies" in remark(pilot)
        await press(pilot, settle, "o", "tab", *"out.md", "enter")
        assert (tmp_path / "stick" / "reports" / "out.md").is_file()


async def test_on_a_low_screen_a_sentence_is_whole_where_no_list_needs_the_room(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser(size=(40, 12)) as pilot:
        await press(pilot, settle, "I", *".nothing", "enter")
        assert ".html" in seen(pilot).partition("End the name")[2]
