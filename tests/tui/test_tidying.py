"""The index is tidied while nobody types, and what is shown stays as it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from textual.pilot import Pilot

from store.archive import Archive
from store.finding import tidying
from tests.tui.conftest import article, put_in
from tests.tui.driving import Browser
from tui.screens.browse import BrowseScreen


async def test_the_index_is_tidied_when_no_search_began_meanwhile(
    browser: Browser, settle: Callable[[Pilot[int]], Awaitable[None]]
) -> None:
    async with browser() as pilot:
        screen = cast("BrowseScreen", pilot.app.screen)
        conn = screen.archive.connection()
        with screen.archive.write():
            conn.execute("INSERT INTO search(search, rank) VALUES('automerge', 0)")
        for number in range(6):
            put_in(screen.archive, [article(f"مقال {number}", f"نص {number}", None, None, "ar")])
        screen.look_again()
        await settle(pilot)
        many = len(tidying.segments(conn))
        assert many > 3
        screen.tidy_when_idle()
        await settle(pilot)
        assert len(tidying.segments(conn)) == many, "a search began since it was asked last"
        number = screen._number
        screen.tidy_when_idle()
        await settle(pilot)
        assert len(tidying.segments(conn)) == 1
        screen._look_outside()
        await settle(pilot)
        assert screen._number == number, "nothing is searched again because the index is tidier"


async def test_what_others_wrote_meanwhile_is_shown(
    browser: Browser, settle: Callable[[Pilot[int]], Awaitable[None]]
) -> None:
    async with browser() as pilot:
        screen = cast("BrowseScreen", pilot.app.screen)
        screen.tidy_when_idle()
        screen.tidy_when_idle()
        with Archive.open(screen.archive.path) as other:
            put_in(other, [article("جديد", "نص جديد", None, None, "ar")])
        number = screen._number
        await settle(pilot)
        screen._look_outside()
        await settle(pilot)
        assert screen._number > number
        assert screen.total == 7
