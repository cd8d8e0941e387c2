"""What stands on a chosen row and on the title of the pane one is at can be read in each theme that has colours of its own.

The terminal's own sixteen nobody knows: there a chosen row exchanges ink and ground.
"""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.widget import Widget

from tests.tui.driving import Browser, Settle, press, screen
from tui.widgets.bar import Bar

LEAST = 4.5
"""WCAG 2.1, 1.4.3: contrast of small text."""
WRITTEN = {
    "list": ("results--quiet", "results--tag", "results--match", "results--mark", "results--title"),
    "record": ("text--quiet", "text--tags", "text--warning"),
}


def _light(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def contrast(ink: Style, ground: Style) -> float:
    assert ink.color is not None
    assert ground.bgcolor is not None
    bright, dark = sorted(
        (
            0.2126 * _light(colour.red) + 0.7152 * _light(colour.green) + 0.0722 * _light(colour.blue)
            for colour in (ink.color.get_truecolor(), ground.bgcolor.get_truecolor())
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_words_on_coloured_ground_can_be_read(browser: Browser, settle: Settle, theme: str) -> None:
    async with browser() as pilot:
        pilot.app.theme = theme
        await settle(pilot)
        widgets: dict[str, Widget] = {"list": screen(pilot).results, "record": screen(pilot).record}
        pale = {
            f"{name} on {part}--{cursor}": ratio
            for part, widget in widgets.items()
            for cursor in ("cursor", "cursor-blurred")
            for name in WRITTEN[part]
            if (
                ratio := contrast(
                    widget.get_component_rich_style(name),
                    widget.get_component_rich_style(f"{part}--{cursor}"),
                )
            )
            < LEAST
        }
        assert not pale


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_what_is_quiet_on_a_title_follows_the_focus(
    browser: Browser, settle: Settle, theme: str
) -> None:
    async with browser("rapport") as pilot:
        pilot.app.theme = theme
        await settle(pilot)
        for keys in ((), ("enter",), ("escape",)):
            await press(pilot, settle, *keys)
            for pane in ("results", "reader"):
                bar = screen(pilot).query_one(f"#{pane}-title", Bar)
                number = bar.items[1]
                assert contrast(bar.rich_style + number.style, bar.rich_style) >= LEAST, (pane, keys)


async def test_a_chosen_row_in_the_terminal_s_own_colours_exchanges_them(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        pilot.app.theme = "terminal"
        await settle(pilot)
        assert screen(pilot).results.get_component_rich_style("list--cursor").reverse
        assert screen(pilot).record.get_component_rich_style("record--cursor").reverse


async def test_no_ground_of_the_sixteen_colours_has_ink_that_bold_makes_grey(
    browser: Browser, settle: Settle
) -> None:
    """In a title what is found is bold, and xterm's bold black is grey: nobody reads it on green."""
    async with browser("حقوق") as pilot:
        pilot.app.theme = "terminal"
        await settle(pilot)
        for name in ("match", "evidence", "current-match"):
            style = screen(pilot).reader.get_component_rich_style(f"text--{name}")
            assert style.color is not None
            assert style.reverse or style.color.number is None or style.color.number > 7, name
