"""The search box helps: completions, earlier queries, the place of an error, other queries where nothing is found, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from store.finding import reindex
from tests.tui.driving import Browser, Seen, Settle
from tests.tui.test_browse import press, screen, titles
from tui import query_history
from tui.bidi.layout import fit
from tui.i18n import gettext
from tui.query_history import QueryHistory
from tui.widgets.pane_title import PaneTitle
from tui.widgets.query_offers import QueryOffers


async def test_tab_takes_what_is_offered_and_otherwise_leads_to_the_results(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        box = screen(pilot).search_box
        await press(pilot, settle, "s", *"sour")
        assert box.input._suggestion == "source:"
        await press(pilot, settle, "tab")
        assert box.text == "source:"
        await press(pilot, settle, "m")
        assert '"Le Matin" (2)' in seen(pilot)
        await press(pilot, settle, "tab")
        assert box.text == 'source:"Le Matin" '
        assert screen(pilot).results.count == 2
        assert not box.offers
        await press(pilot, settle, "tab")
        assert pilot.app.focused is screen(pilot).results


async def test_what_is_offered_is_shown_while_typing_only(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"source:m")
        assert '"Le Matin" (2)' in seen(pilot)
        await press(pilot, settle, "enter")
        assert '"Le Matin" (2)' not in seen(pilot)
        await press(pilot, settle, "s")
        assert '"Le Matin" (2)' in seen(pilot)


@pytest.mark.parametrize("language", ["ar"], indirect=True)
async def test_the_arrow_takes_what_stands_behind_the_cursor(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"مصد", "left")
        assert screen(pilot).search_box.text == "مصدر:"


async def test_earlier_queries_come_back_and_what_was_typed_is_not_lost(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    async with browser() as pilot:
        box = screen(pilot).search_box
        await pilot.press("s", *"migr", "enter", "s", "ctrl+u", *"dro", "enter", "s", "ctrl+u", *"xyz", "up")
        assert box.text == "dro"
        await press(pilot, settle, "up", "up")
        assert (box.text, titles(pilot)) == ("migr", ["Migration et asile: un rapport"])
        await pilot.press("down", "down")
        assert box.text == "xyz"
        await press(pilot, settle, "down")
        assert pilot.app.focused is screen(pilot).results
        assert QueryHistory(screen(pilot).archive.path, tmp_path / "state").queries == ["migr", "dro", "xyz"]
        await pilot.press("shift+f12", "s", "ctrl+u", "up")
        assert box.text == ""


def test_queries_are_kept_in_a_file_unless_that_is_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "a.db"
    history = QueryHistory(archive, tmp_path)
    for query in ("أول", "ثان", "أول ", ""):
        history.add(query)
    assert QueryHistory(archive, tmp_path).queries == ["ثان", "أول"]
    monkeypatch.setattr(query_history, "_kept", False)
    off = QueryHistory(archive, tmp_path)
    assert off.queries == []
    off.add("ثالث")
    assert off.queries == ["ثالث"]
    monkeypatch.undo()
    assert QueryHistory(archive, tmp_path).queries == []


@pytest.mark.parametrize("stored", ["", "{", "{}", '[1, "x"]', "[" * 100_000])
def test_a_damaged_file_of_queries_is_passed_over(tmp_path: Path, stored: str) -> None:
    history = QueryHistory(tmp_path / "a.db", tmp_path)
    history.add("x")
    (file,) = tmp_path.glob("*.json")
    file.write_text(stored)
    assert QueryHistory(tmp_path / "a.db", tmp_path).queries in ([], ["x"])


async def test_the_wrong_part_of_a_query_is_marked_in_the_box(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        box = screen(pilot).search_box
        await press(pilot, settle, "s", *"a date:2019-99 b")
        assert box.text[slice(*box._wrong.span)] == "2019-99"
        strip = box.input.render_line(0)
        marked = "".join(segment.text for segment in strip if segment.style and segment.style.underline)
        assert marked == "2019-99"
        await press(pilot, settle, "ctrl+u", "a")
        assert box._wrong.span == (0, 0)


async def test_where_nothing_is_found_another_query_is_chosen_by_arrows_and_enter(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"migration zzzz", "space", "enter")
        offers = screen(pilot).offers
        assert screen(pilot).results.count == 0
        assert [offer.query for offer in offers.offers] == ["migration"]
        assert "migration" in seen(pilot)
        await press(pilot, settle, "j", "k", "enter")
        assert screen(pilot).search_box.text == "migration "
        assert titles(pilot) == ["Migration et asile: un rapport"]
        assert not offers.offers


async def test_a_word_of_the_other_keyboard_is_offered_in_its_place(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"hgjuh,k ", "enter")
        assert screen(pilot).offers.offers == ()
        await press(pilot, settle, "s", "ctrl+u", *"شراكة hghjthrdm ", "enter")
        assert screen(pilot).offers.offers[0].query == "شراكة الاتفاقية"


async def test_a_hit_says_why(browser: Browser, settle: Settle, seen: Seen) -> None:
    async with browser("اتفاقية CNDH OR شراكة") as pilot:
        await press(pilot, settle, "f11")
        assert dict(pilot.app.screen.list.reasons)["اتفاقية"]  # type: ignore[attr-defined]
        assert "شراكة" in dict(pilot.app.screen.list.reasons)  # type: ignore[attr-defined]
        await press(pilot, settle, "escape")
        assert pilot.app.screen is screen(pilot)


async def test_an_index_that_is_being_built_is_built_on_and_it_is_said(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive, archive.write() as conn:
        reindex.begin(conn)
        reindex.step(conn, 2)
    async with browser("rapport") as pilot:
        await settle(pilot)
        assert reindex.progress(screen(pilot).archive.connection()) is None
        assert titles(pilot) == ["Migration et asile: un rapport"]
        assert screen(pilot).found is not None
        assert screen(pilot).found.total_is_exact  # type: ignore[union-attr]
        assert not screen(pilot).remarks_at_rest()


@pytest.mark.parametrize("language", ["en", "ar"], indirect=True)
async def test_a_click_takes_an_offer_under_the_box(browser: Browser, settle: Settle, language: str) -> None:
    async with browser(size=(120, 36)) as pilot:
        await press(pilot, settle, "s", *"source:")
        box = screen(pilot).search_box
        shown = box.query_one(QueryOffers)
        assert len(box.offers) > 1
        wanted = box.offers[1]
        first = fit(box.offers[0].shown, 30).width + len(f"({box.offers[0].articles}) ") + 2
        column = 1 + len("Tab ") + first
        if language == "ar":
            column = shown.size.width - 1 - column
        await pilot.click(shown, offset=(column, 0))
        await settle(pilot)
        assert box.text == wanted.query
        assert screen(pilot).results.count == wanted.articles
        assert pilot.app.focused is box.input, "one goes on typing"
        await pilot.click(shown, offset=(shown.size.width // 2, 0))
        assert box.text == wanted.query


@pytest.mark.parametrize("language", ["en", "ar"], indirect=True)
async def test_a_click_on_a_title_goes_to_the_pane_and_on_the_order_to_the_next(
    browser: Browser, settle: Settle, language: str
) -> None:
    async with browser(size=(120, 36)) as pilot:
        for pane in ("reader", "facets", "results"):
            await pilot.click(f"#{pane}-title", offset=(2, 0))
            assert screen(pilot).focused_pane == pane
        title = screen(pilot).query_one("#results-title", PaneTitle)
        column = 1 + sum(fit(item.text, 80).width + 1 for item in title.items[:-1]) + 1
        await pilot.click(title, offset=(title.size.width - 1 - column if language == "ar" else column, 0))
        await settle(pilot)
        assert screen(pilot).order == "oldest"
        assert title.items[-1].text == gettext("oldest first")


async def test_where_nothing_is_found_nor_anything_near_it_is_said_how_to_go_on(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"zzqqxx", "space")
        assert "In the list, Backspace shows the whole archive again." in seen(pilot)
        await press(pilot, settle, "enter", "backspace")
        assert screen(pilot).results.count == 6
