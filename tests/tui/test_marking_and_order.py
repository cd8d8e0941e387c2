"""A range of articles is marked at once, and results stand by source."""

from __future__ import annotations

import pytest

from store.finding import search
from tests.tui.driving import Browser, Settle, press, screen
from tui.screens import searching
from tui.widgets.pane_title import PaneTitle
from tui.widgets.wording import ltr


async def test_a_range_is_marked_from_the_last_mark_in_either_direction(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        results = screen(pilot).results
        await press(pilot, settle, "C")
        assert results.marked == {results.docids[0]}
        await press(pilot, settle, "f6", "j", "x", "j", "C")
        assert results.marked == set(results.docids[1:4])
        await press(pilot, settle, "f6", "G", "x", "k", "k", "}")
        assert results.marked == set(results.docids[-3:])


async def test_where_nothing_is_found_no_range_is_marked(browser: Browser, settle: Settle) -> None:
    async with browser("غغغغغغغ") as pilot:
        await press(pilot, settle, "C", "x", "enter")
        assert screen(pilot).results.marked == set()


async def test_results_by_source_have_those_without_one_last(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "d", "d")
        one = screen(pilot)
        assert one.order == "source"
        rows = [one.results.hit(number) for number in range(one.results.count)]
        sources = [row.source for row in rows if row is not None]
        assert sources == ["Le Matin", "Le Matin", "تاكسي نيوز", "موقع\u202e", "هسبريس", None]


async def test_the_number_of_marks_is_seen_as_soon_as_something_is_marked(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "d")
        assert screen(pilot).notice.text == "oldest first"
        await press(pilot, settle, "x")
        assert screen(pilot).notice.text == f"{ltr('1')} article marked"


@pytest.mark.parametrize("query", ["", "lang:ar "])
async def test_all_that_is_found_is_marked_also_while_only_the_first_are_listed(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(searching, "_AT_REST", 3600.0)  # nobody waited for the rest of the list
    monkeypatch.setattr(search, "TYPING", search.TYPING._replace(fetch=2))
    async with browser(query) as pilot:
        one = screen(pilot)
        assert one.results.count == 2
        await press(pilot, settle, "f5")
        assert len(one.results.marked) == one.results.count == one.archive.search(query).total > 2
        await press(pilot, settle, "f6", "f5")
        assert len(one.results.marked) == one.results.count


@pytest.fixture
def few_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody types two hits are all that is answered with, as a thousand are of a large archive."""
    monkeypatch.setattr(search, "TYPING", search.TYPING._replace(fetch=2))
    monkeypatch.setattr(searching, "_AT_REST", 3600)


@pytest.mark.usefixtures("few_at_first")
async def test_an_article_far_down_stays_chosen_in_any_order_and_when_the_search_is_cleared(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        one = screen(pilot)
        await press(pilot, settle, "s", *"اللجوء", "space")
        found = one.results.docid
        assert one.results.count == 1
        await press(pilot, settle, "escape", "backspace")
        assert one.results.count == 6
        assert one.results.docid == found
        for _order in range(4):
            await press(pilot, settle, "d")
            assert one.results.count == 6
            assert one.results.docid == found


@pytest.mark.usefixtures("few_at_first")
async def test_results_by_source_are_those_that_come_first_at_once(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "d", "d", "g")
        one = screen(pilot)
        assert one.results.count == 6
        row = one.results.hit(0)
        assert row is not None
        assert row.source == "Le Matin"


async def test_relevance_is_said_only_of_what_has_some(browser: Browser, settle: Settle) -> None:
    def order() -> str:
        return screen(pilot).query_one("#results-title", PaneTitle).items[-1].text

    async with browser() as pilot:
        assert order() == "newest first"
        await press(pilot, settle, "s", *"اللجوء", "enter")
        assert order() == "by relevance"
        await press(pilot, settle, "backspace")
        assert order() == "newest first"
        await press(pilot, settle, "d")
        assert order() == "oldest first"


async def test_every_order_looks_otherwise_and_begins_with_what_comes_first_in_it(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        one = screen(pilot)

        async def shown(*keys: str) -> tuple[str, int, list[int]]:
            await press(pilot, settle, *keys)
            return one.notice.text, one.results.cursor, list(one.results.docids)

        whole = [await shown("d"), await shown("d"), await shown("d")]
        assert [said for said, _, _ in whole] == ["oldest first", "by source", "newest first"]
        assert [cursor for _, cursor, _ in whole] == [0, 0, 0]
        assert len({tuple(docids) for _, _, docids in whole}) == 3
        found = [
            await shown("s", *"rapport", "enter", "d"),
            await shown("d"),
            await shown("d"),
            await shown("d"),
        ]
        assert [said for said, _, _ in found] == ["newest first", "oldest first", "by source", "by relevance"]


async def test_a_row_one_went_to_is_followed_also_to_the_first_place(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        results = screen(pilot).results
        await press(pilot, settle, "G")
        last = results.docid
        for _order in range(6):
            await press(pilot, settle, "d")
            assert results.docid == last
