"""Typing the keys of every command under QWERTY, AZERTY and the Arabic layout does the same things."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Browser, escapes_lead_out
from tui.app import ArchiveApp
from tui.commands.command import Command
from tui.commands.table import COMMANDS
from tui.keys import ARABIC, ARABIC_SHIFTED, AZERTY

FOCUS = {
    "browse": "results",
    "list": "results",
    "results": "results",
    "facets": "facets",
    "text": "reader",
    "reader": "reader",
    "record": "record",
}


def typed(key: str, layout: str) -> str | None:
    """What a terminal reports when the physical key is pressed that QWERTY calls `key`; None where it can't be typed."""
    if key.startswith("ctrl+") and layout == "arabic":
        return f"ctrl+{ARABIC[key[5:]]}"
    if len(key) > 1:
        return key
    if layout == "azerty":
        return AZERTY.get(key, key)
    if layout == "arabic":
        return ARABIC_SHIFTED.get(key, ARABIC.get(key, key))[0]
    return key


def of_place(place: str) -> list[Command]:
    return [command for command in COMMANDS if place in command.places]


@pytest.mark.parametrize("layout", ["qwerty", "azerty", "arabic"])
async def test_the_same_physical_keys_give_the_same_commands(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    async with browser("conférence") as pilot:
        for place in FOCUS:
            with monkeypatch.context() as replaced:
                await type_all_of(pilot, replaced, place, layout)


async def type_all_of(pilot: Pilot[int], replaced: pytest.MonkeyPatch, place: str, layout: str) -> None:
    """Press every key of the place's commands, each of which does nothing but say that it was asked for."""
    pane = pilot.app.screen.query_one(f"#{FOCUS[place]}")
    done: list[str] = []
    for command in of_place(place):
        owner = next(node for node in pane.ancestors_with_self if hasattr(node, f"action_{command.id}"))
        replaced.setattr(owner, f"action_{command.id}", lambda command=command: done.append(command.id))
    pane.focus()
    await pilot.pause()
    for command in of_place(place):
        for key in command.keys:
            unstable = layout == "azerty" and len(key) == 1 and key.lower() in AZERTY
            press = typed(key, layout)
            if press is None or unstable:
                continue
            done.clear()
            await pilot.press(press)
            assert done == [command.id], (place, key, press)


@pytest.mark.parametrize("at", ["results", "search", "reader", "help", "palette", "tags", "import"])
async def test_every_way_out_leads_out_from_everywhere(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    async with browser() as pilot:
        await go(pilot, at)
        ways = ["f10", "ctrl+q", "ctrl+ض", "ctrl+ش"]
        with monkeypatch.context() as kept_in:
            left: list[str] = []
            for key in ways:
                kept_in.setattr(pilot.app, "exit", lambda *_result, key=key, **_more: left.append(key))
                await pilot.press(key)
            assert left == ways
        await pilot.press("f10")
        assert pilot.app._exit


async def test_escape_twice_quickly_leads_out_where_nothing_is_open(browser: Browser) -> None:
    async with browser() as pilot:
        assert isinstance(pilot.app, ArchiveApp)
        pilot.app.clock = lambda: 1.0
        await pilot.press("escape", "escape")
        assert pilot.app._exit


@pytest.mark.parametrize("at", ["search", "reader", "facets", "help", "palette", "tags", "import"])
async def test_the_escape_that_closes_something_is_not_the_first_of_two(browser: Browser, at: str) -> None:
    async with browser() as pilot:
        await go(pilot, at)
        await escapes_lead_out(pilot, 1)


async def test_escapes_lead_out_from_a_dialog_over_an_article(browser: Browser) -> None:
    async with browser() as pilot:
        await go(pilot, "reader")
        await go(pilot, "tags")
        await escapes_lead_out(pilot, 2)


async def test_escape_with_another_key_between_does_not_lead_out(browser: Browser) -> None:
    async with browser() as pilot:
        assert isinstance(pilot.app, ArchiveApp)
        pilot.app.clock = lambda: 1.0
        await go(pilot, "reader")
        await pilot.press("escape", "f", "escape", "o", "escape", "s", "escape")
        assert not pilot.app._exit


@pytest.mark.parametrize("at", ["results", "search", "reader", "help", "palette", "tags", "import"])
async def test_escape_slowly_never_leaves(browser: Browser, at: str) -> None:
    async with browser() as pilot:
        assert isinstance(pilot.app, ArchiveApp)
        ticks = iter(range(0, 1000, 10))
        pilot.app.clock = lambda: float(next(ticks))
        await go(pilot, at)
        await pilot.press(*["escape"] * 6)
        assert not pilot.app._exit
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "results"


async def go(pilot: Pilot[int], at: str) -> None:
    """Go there by keys."""
    key = {
        "results": "",
        "search": "s",
        "reader": "o",
        "facets": "f",
        "help": "f1",
        "palette": "f2",
        "tags": "t",
        "import": "i",
    }[at]
    if key:
        await pilot.press(key)
    for _round in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
