"""A question is answered by one click, and so is what is offered where nothing is found."""

from __future__ import annotations

from tests.tui.driving import Browser, Settle, press, screen
from tui.screens.question import Answer, Question


async def test_a_click_gives_the_answer_it_is_on(browser: Browser, settle: Settle) -> None:
    given: list[str | None] = []
    answers = (Answer("save", "Save it"), Answer("discard", "Throw it away"), Answer("", "Go on"))
    async with browser(size=(80, 24)) as pilot:
        asking = Question("What now?", answers)
        pilot.app.push_screen(asking, given.append)
        await settle(pilot)
        await pilot.click(asking.list, offset=(3, 1))
        await settle(pilot)
        assert given == ["discard"]
        assert pilot.app.screen is screen(pilot)


async def test_what_is_offered_where_nothing_is_found_is_taken_by_one_click(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"rapporr", "space", "enter")
        offers = screen(pilot).offers
        assert offers.count
        wanted = offers.offers[0]
        await pilot.click(offers, offset=(3, 0))
        await settle(pilot)
        assert screen(pilot).results.count == wanted.total
