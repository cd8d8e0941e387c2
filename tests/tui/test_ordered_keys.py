"""Keys stay in order on a machine that stands still for a while: what counts is what was done meanwhile, not the clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widget import Widget

from tests.tui.driving import Browser, Settle, press, screen
from tui import ordered_keys
from tui.app import ArchiveApp
from tui.editing.input import BidiInput


async def test_a_key_that_takes_long_on_its_way_is_not_overtaken(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The `r` after `s` is a letter for the box, and not the command that shows the record."""
    monkeypatch.setattr(
        ordered_keys, "_LOST", 1e-4
    )  # at once; of a timer of 0 seconds Textual divides by zero
    async with browser() as pilot:
        app = pilot.app
        for letter in "srapport":
            app.post_message(events.Key(letter, letter))
        await press(pilot, settle, "x")
        assert screen(pilot).search_box.text == "rapportx"
        assert not screen(pilot).shows_record


async def test_a_key_waits_while_the_machine_stands_still(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds in which nothing at all is done are no seconds of waiting for what was begun."""
    async with browser() as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        begun, goes_on = threading.Event(), threading.Event()
        found = app.archive.search if app.archive is not None else None
        assert found is not None

        def held_back(*asked: Any, **how: Any) -> object:
            begun.set()
            goes_on.wait(60)
            return found(*asked, **how)

        _held(monkeypatch, app, held_back)
        screen(pilot).search_box.put("rapport")
        screen(pilot).search()
        while not begun.is_set():
            await pilot.pause(0.01)
        app.post_message(events.Key("enter", None))
        monkeypatch.setattr(ordered_keys, "monotonic", lambda: time.monotonic() + 10 * ordered_keys._LONGEST)
        await pilot.pause(5 * ordered_keys._LOOK)
        assert screen(pilot).focused_pane == "results"
        goes_on.set()
        await settle(pilot)
        assert screen(pilot).focused_pane == "reader"


def _held(monkeypatch: pytest.MonkeyPatch, app: ArchiveApp, instead: Callable[..., object]) -> None:
    monkeypatch.setattr(app.archive, "search", instead)


async def test_a_key_lost_with_its_screen_holds_up_no_other(browser: Browser, settle: Settle) -> None:
    """Escape takes the dialog away while the key is in its queues; the next one is obeyed all the same."""
    async with browser() as pilot:
        app = pilot.app
        for _time in range(5):
            app.post_message(events.Key("f1", None))
            app.post_message(events.Key("escape", None))
        for letter in "sa":
            app.post_message(events.Key(letter, letter))
        await press(pilot, settle, "b")
        assert screen(pilot).search_box.text == "ab"


def _press_at(app: ArchiveApp, widget: Widget) -> None:
    """A button pressed and let go in the middle of a widget, as the terminal tells it."""
    x, y = widget.region.center
    for kind in (events.MouseDown, events.MouseUp):
        at = (int(x), int(y))
        app.post_message(kind(None, *at, 0, 0, 1, False, False, False, *at, None))


async def test_a_click_neither_overtakes_letters_nor_is_overtaken_by_them(
    browser: Browser, settle: Settle
) -> None:
    """On a slow machine the last letters of a name went into the box that was clicked after them."""
    async with browser(size=(120, 36)) as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        await press(pilot, settle, "t", *"presse", "enter", "escape", "f3", "n")
        boxes = list(app.screen.query(BidiInput))
        for letter in "publications":
            app.post_message(events.Key(letter, letter))
        _press_at(app, boxes[2])
        for letter in "papers":
            app.post_message(events.Key(letter, letter))
        await press(pilot, settle, "x")
        assert [box.value for box in boxes][:3] == ["publications", "", "papersx"]


async def test_what_a_click_began_is_done_before_the_next_letter(browser: Browser, settle: Settle) -> None:
    """The letters after a click on the footer's search are for the box, and no commands."""
    async with browser(size=(120, 36)) as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        footer = screen(pilot).footer
        cells = next(cells for cells, command in footer._places if command == "search")
        at = (footer.region.x + 1 + cells.start, footer.region.y)
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, *at, 0, 0, 1, False, False, False, *at, None))
        for letter in "rapport":
            app.post_message(events.Key(letter, letter))
        await press(pilot, settle, "x")
        assert screen(pilot).search_box.text == "rapportx"
        assert not screen(pilot).shows_record


async def test_who_uses_the_mouse_is_there(browser: Browser) -> None:
    """The archive locks itself when nobody is there; a wheel that turns is somebody."""
    async with browser(size=(120, 36)) as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        for turn in (
            events.MouseScrollDown(None, 40, 10, 0, 1, 0, False, False, False, 40, 10, None),
            events.MouseDown(None, 40, 10, 0, 0, 1, False, False, False, 40, 10, None),
        ):
            app.typed_at = 0.0
            await app.on_event(turn)
            assert app.typed_at == turn.time
