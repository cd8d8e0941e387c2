"""What is pasted takes its turn among the keys that were typed before and after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import cast

from textual import events
from textual.pilot import Pilot

from tui.app import ArchiveApp


async def test_a_paste_does_not_overtake_letters(
    browser: Callable[..., AbstractAsyncContextManager[Pilot[int]]],
    settle: Callable[[Pilot[int]], Awaitable[None]],
) -> None:
    async with browser() as pilot:
        app = cast("ArchiveApp", pilot.app)
        for letter in "sab cd ":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Paste("حقوق"))
        for letter in "ef":
            app.post_message(events.Key(letter, letter))
        await pilot.press("g")
        await settle(pilot)
        assert app.browser is not None
        assert app.browser.search_box.text == "ab cd حقوقefg"
