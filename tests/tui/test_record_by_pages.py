"""Through the record by pages: on the smallest terminal too, every line of it is on the screen once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.conftest import article, put_in
from tests.tui.test_record_relations import press, screen

Browser = Callable[..., AbstractAsyncContextManager[Pilot[int]]]
Settle = Callable[[Pilot[int]], Awaitable[None]]
LONG = "عنوان طويل جدا عن حقوق الإنسان في كل جهات المغرب " * 12
"""A title of more lines than the pane has."""


def shown(pilot: Pilot[int]) -> range:
    """The lines of the record that are on the screen."""
    record = screen(pilot).record
    at = record.scroll_offset.y
    return range(at, at + record.scrollable_content_region.height)


@pytest.mark.parametrize("keys", [("pagedown",), ("ctrl+d",)])
@pytest.mark.parametrize("title", ["قصير", LONG], ids=["short", "long"])
async def test_no_line_is_passed_over(
    browser: Browser, settle: Settle, archive_path: Path, title: str, keys: tuple[str, ...]
) -> None:
    with Archive.open(archive_path) as archive:
        one = replace(article("x", "نص المقال الجديد.", "هنا", "2031-01-01", "ar"), title=title, section=LONG)
        put_in(archive, [one])
    async with browser(size=(40, 12)) as pilot:
        await press(pilot, settle, "o", "r", "g")
        record = screen(pilot).record
        assert record.row is not None
        seen = set(shown(pilot))
        assert 0 in seen
        for _page in range(60):
            before = (record.cursor, record.scroll_offset.y)
            await press(pilot, settle, *keys)
            seen |= set(shown(pilot))
            if (record.cursor, record.scroll_offset.y) == before:
                break
        assert record.cursor == len(record.rows) - 1
        assert seen >= set(range(record.virtual_size.height))
