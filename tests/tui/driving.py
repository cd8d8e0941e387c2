"""How the tests work the app: what they are given, the browser behind everything, keys that have been obeyed when they go on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import cast

from textual.pilot import Pilot

from tui.app import ArchiveApp
from tui.screens.browse import BrowseScreen

Browser = Callable[..., AbstractAsyncContextManager[Pilot[int]]]
"""Runs the app until the block is left; its first results are there."""

Settle = Callable[[Pilot[int]], Awaitable[None]]
"""Waits until what was begun is done."""

Seen = Callable[[Pilot[int]], str]
"""What is on the screen, row by row."""


def screen(pilot: Pilot[int]) -> BrowseScreen:
    """The browser, also while a dialog stands over it."""
    found = cast("ArchiveApp", pilot.app).browser
    assert found is not None
    return found


async def escapes_lead_out(pilot: Pilot[int], levels: int) -> None:
    """Press Escape once for each level and once more, all at one moment: the app stays, and the next Escape leaves it."""
    assert isinstance(pilot.app, ArchiveApp)
    pilot.app.clock = lambda: 1.0
    await pilot.press(*["escape"] * (levels + 1))
    assert not pilot.app._exit
    await pilot.press("escape")
    assert pilot.app._exit


async def press(pilot: Pilot[int], settle: Settle, *keys: str) -> None:
    """Press these, and wait until what they began is done."""
    await pilot.press(*keys)
    await settle(pilot)
