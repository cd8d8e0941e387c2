"""Another theme is put on while the app runs: what stands on the screen already is in its colours too."""

from __future__ import annotations

from rich.style import Style
from textual.pilot import Pilot

from tests.tui.driving import Browser, Settle
from tests.tui.test_browse import press, screen
from tui.widgets.bar import Bar


def inks(pilot: Pilot[int]) -> dict[str, set[object]]:
    """The foregrounds that footer, titles and chips draw with, beside their own."""

    def colours(bar: Bar) -> set[object]:
        return {item.style.color for item in bar.items if item.style != Style.null()} - {None}

    browser = screen(pilot)
    found = {"footer": colours(browser.footer), "chips": colours(browser.chips)}
    return found | {
        f"{pane} title": colours(browser.query_one(f"#{pane}-title", Bar)) for pane in ("results",)
    }


async def test_footer_titles_and_chips_follow(browser: Browser, settle: Settle) -> None:
    async with browser("lang:ar ") as pilot:
        await settle(pilot)
        dark = inks(pilot)
        assert all(dark.values())
        await press(pilot, settle, "shift+f8")
        light = inks(pilot)
        for name, colours in dark.items():
            assert light[name] != colours, name
