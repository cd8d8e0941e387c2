"""A toast is laid out like everything else, and what it says is never markup."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from tui.app import ArchiveApp
from tui.bidi.layout import line


async def test_a_toast_is_laid_out_with_its_title_and_its_brackets(
    make_app: Callable[..., ArchiveApp],
    settle: Callable[[Pilot[int]], Awaitable[None]],
    seen: Callable[[Pilot[int]], str],
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = "حقوق الإنسان [red]في[/] [@click=app.leave]المغرب"
        app.notify(text, title="خبر [/]", timeout=60)
        await settle(pilot)
        rows = seen(pilot)
        assert line(text).text in rows
        assert line("خبر [/]").text in rows


async def test_what_is_wrong_in_the_settings_does_not_hide_the_archive(
    make_app: Callable[..., ArchiveApp],
    settle: Callable[[Pilot[int]], Awaitable[None]],
    seen: Callable[[Pilot[int]], str],
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.say_of_settings([f"sentence number {number}." for number in range(1, 8)], 60)
        await settle(pilot)
        rows = seen(pilot)
        assert [number for number in range(1, 8) if f"number {number}" in rows] == [1, 2]
        assert "5 more things" in rows
        assert len(app._notifications) == 3
