"""Saved searches in the app: kept by one key, listed with what is new, searched, moved and forgotten."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from store import saved
from tests.tui.conftest import article, put_in
from tests.tui.driving import Browser, Seen, Settle
from tests.tui.test_browse import press, screen
from tui.screens.saved_searches import SavedSearches


def dialog(pilot: Pilot[int]) -> SavedSearches:
    assert isinstance(pilot.app.screen, SavedSearches)
    return pilot.app.screen


def names(pilot: Pilot[int]) -> list[str]:
    archive = screen(pilot).archive
    with archive.read() as conn:
        return [one.name for one in saved.saved(conn)]


async def test_a_search_is_kept_found_again_and_forgotten(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser("حقوق") as pilot:
        await press(pilot, settle, "insert", "enter")
        assert names(pilot) == ["حقوق"]
        await press(pilot, settle, *"droits", "enter")
        assert names(pilot) == ["حقوق", "droits"]
        await press(pilot, settle, "down", "shift+up")
        assert names(pilot) == ["droits", "حقوق"]
        await press(pilot, settle, "delete")
        assert names(pilot) == ["حقوق"]
        await press(pilot, settle, "escape", "u")
        assert names(pilot) == ["droits", "حقوق"]


async def test_what_came_in_since_is_new_until_it_is_looked_at(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser("lang:fr ") as pilot:
        archive = screen(pilot).archive
        await press(pilot, settle, "insert", "enter", "escape")
        put_in(archive, [article("Un nouveau", "Un texte.", None, None, "fr")])
        await press(pilot, settle, "backspace", "f12")
        assert dialog(pilot).list.found["lang:fr"] == (3, 1, None)
        assert "1 new" in seen(pilot)
        await press(pilot, settle, "enter")
        assert screen(pilot).search_box.text == "lang:fr "
        assert screen(pilot).results.count == 3
        await press(pilot, settle, "f12")
        assert dialog(pilot).list.found["lang:fr"] == (3, 0, None)


async def test_only_what_is_new_is_searched_for(browser: Browser, settle: Settle, seen: Seen) -> None:
    async with browser("lang:fr OR lang:en ") as pilot:
        archive = screen(pilot).archive
        await press(pilot, settle, "insert", *["delete"] * 40, *'en "fr"', "enter", "escape")
        put_in(archive, [article("Un nouveau", "Un texte.", None, None, "fr")])
        await press(pilot, settle, "f12", "f5")
        assert screen(pilot).search_box.text == '(lang:fr OR lang:en) new:"en fr" '
        assert screen(pilot).results.count == 1
        assert "new in en fr" in seen(pilot)
        await press(pilot, settle, "f12", "f5")
        assert "Nothing came in" in dialog(pilot).query_one("#saved-remark").text  # type: ignore[attr-defined]
        await press(pilot, settle, "enter")
        assert screen(pilot).results.count == 3


async def test_what_came_in_since_the_last_time_is_the_first_filter(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        archive = screen(pilot).archive
        before = screen(pilot).results.count
        assert "newly arrived" not in seen(pilot)
        put_in(archive, [article("Un nouveau", "Un texte.", None, None, "fr")])
        screen(pilot).search()
        await settle(pilot)
        assert "newly arrived" in seen(pilot)
        await press(pilot, settle, "f", "g", "enter")
        assert screen(pilot).search_box.text == "is:new "
        assert screen(pilot).results.count == 1
        await press(pilot, settle, "-")
        assert screen(pilot).results.count == before


@pytest.mark.parametrize("language", ["ar"], indirect=True)
async def test_a_value_half_typed_is_kept_as_the_beginning_it_was(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "t", *"هجرة", "enter", "escape", "s", *"tag:هج")
        assert screen(pilot).results.count == 1
        await press(pilot, settle, "escape", "f12", *"هجرة", "enter")
        with screen(pilot).archive.read() as conn:
            assert [one.query for one in saved.saved(conn)] == ["tag:هج*"]


async def test_nothing_is_kept_where_nothing_is_searched_for(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "insert")
        assert pilot.app.screen is screen(pilot)
        await press(pilot, settle, "f12", *"x", "enter")
        assert names(pilot) == []
        assert "could be kept" in dialog(pilot).query_one("#saved-remark").text  # type: ignore[attr-defined]
