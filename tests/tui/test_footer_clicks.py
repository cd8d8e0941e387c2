"""What the footer of a dialog names is done by a click on it, also where the box itself takes the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.text import fold
from tests.tui.driving import Browser, Settle, press, screen
from tui.i18n import is_rtl
from tui.widgets.footer import Footer


async def click(pilot: Pilot[int], settle: Settle, command: str) -> None:
    """Click this command in the footer of the screen on top."""
    footer = pilot.app.screen.query_one(Footer)
    cells = next(cells for cells, name in footer._places if name == command)
    x = cells.start + 1
    await pilot.click(footer, offset=(footer.size.width - 2 - x if is_rtl() else x + 1, 0))
    await settle(pilot)


@pytest.mark.parametrize("language", ["ar", "en"], indirect=True)
async def test_the_box_of_a_dialog_is_done_with_by_a_click(
    browser: Browser, settle: Settle, tmp_path: Path, language: str
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "I", "ctrl+u", *str(tmp_path / "out.md"))
        await click(pilot, settle, "choose")
        assert pilot.app.screen is screen(pilot)
        assert (tmp_path / "out.md").exists()

        await press(pilot, settle, "t", *"ندوات")
        await click(pilot, settle, "choose")
        await click(pilot, settle, "step_back")
        assert [one.count for one in screen(pilot).archive.tags() if fold(one.name) == fold("ندوات")] == [1]

        (tmp_path / "new.txt").write_text(
            "ندوة\n\nنظمت جمعية محلية ندوة حول حقوق الإنسان.\n", encoding="utf-8"
        )
        before = screen(pilot).archive.search("").total
        await press(pilot, settle, "i", *str(tmp_path / "new.txt"))
        await click(pilot, settle, "start_import")
        await click(pilot, settle, "step_back")
        assert screen(pilot).archive.search("").total == before + 1

        await press(pilot, settle, "f2", *"export")
        await click(pilot, settle, "choose")
        assert pilot.app.screen is not screen(pilot)


@pytest.mark.parametrize("language", ["ar", "fr"], indirect=True)
async def test_a_narrow_footer_keeps_what_one_is_here_for_the_way_back_and_the_help(
    browser: Browser, settle: Settle, language: str
) -> None:
    async with browser(size=(60, 24)) as pilot:
        await press(pilot, settle, "f3")
        named = [name for _cells, name in pilot.app.screen.query_one(Footer)._places]
        assert (named[0], *named[-2:]) == ("rename_tag", "step_back", "help")
        assert len(named) < len(pilot.app.screen.query_one(Footer).commands)
