"""A dialog that is taken away before it is whole, by a quick key, by leaving or by locking, ends nothing but itself."""

from __future__ import annotations

import pytest

from tests.tui.driving import Browser, Settle, press, screen
from tui.app import ArchiveApp


@pytest.mark.parametrize("command", ["help", "palette", "history"])
async def test_the_app_goes_on(browser: Browser, settle: Settle, command: str) -> None:
    async with browser() as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        await app.run_command(command)
        assert len(app.screen_stack) == 2
        app.pop_screen()
        await settle(pilot)
        assert app._exception is None
        await press(pilot, settle, "s", *"rapport")
        assert screen(pilot).search_box.text == "rapport"


async def test_leaving_is_no_error(browser: Browser) -> None:
    async with browser() as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        await app.run_command("help")
        app.action_leave()
    assert app._exception is None
    assert app.return_code == 0
