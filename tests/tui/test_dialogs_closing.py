"""A dialog that is closed twice, or under another one, takes no other screen away."""

from __future__ import annotations

from tests.tui.driving import Browser, Settle, press, screen
from tui.screens.history import ArticleNamed, HistoryScreen


async def test_what_comes_late_closes_nothing_else(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f7")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        article = screen(pilot).archive.article_by_docid(screen(pilot).results.docids[1]).id
        history.post_message(ArticleNamed(article))
        history.post_message(ArticleNamed(article))
        await settle(pilot)
        assert pilot.app.screen is screen(pilot)


async def test_a_dialog_at_its_end_waits_for_the_one_over_it(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f7")
        history = pilot.app.screen
        await press(pilot, settle, "f1")
        over = pilot.app.screen
        assert over is not history
        history.dismiss(None)
        await settle(pilot)
        assert pilot.app.screen is over
        await press(pilot, settle, "escape")
        assert pilot.app.screen_stack == [screen(pilot)]
