"""From everything the record and the lists of changes open, every way out leads out, in every layout, and at once."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.driving import Browser, escapes_lead_out
from tui.commands.table import at
from tui.keys import ARABIC, ARABIC_SHIFTED
from tui.screens.browse import BrowseScreen
from tui.screens.history import HistoryScreen

WAYS = {
    "field": ("r", "enter"),
    "find": ("o", "F", "a"),
    "history": ("f7",),
    "history box": ("f7", "s", "a"),
}


async def go(pilot: Pilot[int], where: str) -> None:
    for key in WAYS[where]:
        await pilot.press(key)
        for _round in range(2):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()


@pytest.mark.parametrize("where", ["field", "find", "history box"])
async def test_f10_leads_out_from_everywhere(browser: Browser, where: str) -> None:
    async with browser() as pilot:
        await go(pilot, where)
        await pilot.press("f10")
        assert pilot.app._exit


@pytest.mark.parametrize(("where", "levels"), [("field", 2), ("history", 1)])
async def test_escapes_lead_out(browser: Browser, where: str, levels: int) -> None:
    async with browser() as pilot:
        await go(pilot, where)
        await escapes_lead_out(pilot, levels)


async def test_leaving_asks_about_a_field_that_is_not_saved(browser: Browser) -> None:
    async with browser() as pilot:
        await go(pilot, "field")
        await pilot.press(*"abc", "f10")
        await pilot.pause()
        assert not pilot.app._exit
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app._exit


async def test_what_is_typed_is_kept_when_another_article_is_opened(browser: Browser) -> None:
    async with browser() as pilot:
        browse = cast("BrowseScreen", pilot.app.screen)
        await go(pilot, "field")
        await pilot.press("ctrl+a", *"abc")
        browse.results.move(1)
        for _round in range(4):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert browse.editor is None
        browse.results.move(-1)
        for _round in range(4):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert browse.editor is not None
        assert browse.editor.text == "abc"


@pytest.mark.parametrize("layout", ["qwerty", "arabic"])
async def test_the_keys_of_the_list_of_changes_hold_in_every_layout(
    browser: Browser, archive_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    with Archive.open(archive_path) as archive:
        archive.star([archive.article_by_docid(archive.search("").docids[0]).id])
    async with browser() as pilot:
        await go(pilot, "history")
        assert isinstance(pilot.app.screen, HistoryScreen)
        done: list[str] = []
        for command in at("history"):
            monkeypatch.setattr(
                HistoryScreen,
                f"action_{command.id}",
                lambda _self, command=command: done.append(command.id),
            )
        for command in at("history"):
            for key in command.keys:
                pressed = ARABIC_SHIFTED.get(key, ARABIC.get(key, key))[:1] if len(key) == 1 else key
                await pilot.press(pressed if layout == "arabic" else key)
                await pilot.pause()
                assert done[-1:] == [command.id], key
