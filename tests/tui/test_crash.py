"""An error that nobody foresaw ends the app with a sentence, and without the texts that were being worked on."""

from __future__ import annotations

from tests.tui.driving import Browser


async def test_what_is_printed_holds_no_values(browser: Browser) -> None:
    async with browser() as pilot:
        text_of_an_article = "شهادة لا يجوز أن تظهر"
        try:
            raise ValueError(text_of_an_article)
        except ValueError:
            pilot.app._fatal_error()
        shown = "".join(map(str, pilot.app._exit_renderables))
    assert "ValueError, test_crash.py:" in shown
    assert text_of_an_article not in shown
