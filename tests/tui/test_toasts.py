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
