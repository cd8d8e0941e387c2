"""The browser: results follow the typing, articles are read, panes are there when there is room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.driving import Browser, Settle, press, screen
from tui.widgets.bar import Bar


def titles(pilot: Pilot[int]) -> list[str | None]:
    results = screen(pilot).results
    return [hit.title if (hit := results.hit(index)) else "?" for index in range(results.count)]


async def test_the_whole_archive_is_there_at_once(browser: Browser) -> None:
    async with browser() as pilot:
        assert screen(pilot).results.count == 6
        assert pilot.app.focused is screen(pilot).results
        assert screen(pilot).reader.article is not None


async def test_results_follow_every_key(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        counts = []
        await press(pilot, settle, "s")
        for key in ("d", "r", "o", "i", "t", "s", "q"):
            await press(pilot, settle, key)
            counts.append(screen(pilot).results.count)
        assert screen(pilot).search_box.text == "droitsq"
        assert counts[-2:] == [1, 0]
        assert counts[:-2] == sorted(counts[:-2], reverse=True)


async def test_the_key_of_lam_alef_types_two_letters(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"ا", "ﻻ", *"تفاقية")
        assert screen(pilot).search_box.text == "الاتفاقية"
        assert titles(pilot) == ["اتفاقية شراكة بين المجلس والجامعة"]


async def test_letters_are_letters_in_the_search_box(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        letters = "etyuiopsdfghjklxcvnفغعهخحسيبلاتنءؤرى"
        await press(pilot, settle, "s")
        await press(pilot, settle, *letters, "space", "colon", "slash", "question_mark")
        assert screen(pilot).search_box.text == letters + " :/?"
        assert pilot.app.screen is screen(pilot)
        assert not screen(pilot).results.marked


async def test_enter_in_the_box_leads_to_the_list_and_then_to_the_text(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"migration", "enter")
        assert pilot.app.focused is screen(pilot).results
        await press(pilot, settle, "enter")
        assert pilot.app.focused is screen(pilot).reader
        article = screen(pilot).reader.article
        assert article is not None
        assert article.article.title == "Migration et asile: un rapport"


async def test_a_wrong_query_is_explained_and_the_results_stay(
    browser: Browser, settle: Settle, seen: Callable[[Pilot[int]], str]
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"date:2019-99-99 ")
        assert screen(pilot).results.count == 6
        assert screen(pilot).search_box.has_class("-refused")
        assert "2019-99-99" in seen(pilot).splitlines()[1]


async def test_a_condition_left_out_while_it_was_typed_is_named_when_the_box_is_left(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "s", *"is:foo")
        assert not screen(pilot).search_box.has_class("-refused")
        assert screen(pilot).results.count == 6
        await press(pilot, settle, "enter")
        assert screen(pilot).search_box.has_class("-refused")
        assert "is:starred" in screen(pilot).search_box.query_one("#query-remark", Bar).text
        await press(pilot, settle, "s", "ctrl+u", *"is:starred", "enter")
        assert not screen(pilot).search_box.has_class("-refused")


async def test_matches_are_marked_as_whole_words_and_walked(browser: Browser, settle: Settle) -> None:
    async with browser("حقوق") as pilot:
        reader = screen(pilot).reader
        assert reader.matches
        text = "\n".join(paragraph.text for paragraph in reader.paragraphs if paragraph.start >= 0)
        assert {text[start:end] for start, end in reader.matches} == {"حقوق"}
        await press(pilot, settle, "n")
        assert "1/" in pilot.app.screen.query_one("#reader-title").text  # type: ignore[attr-defined]
        await press(pilot, settle, "n", "p", "p")
        assert "no match further on" in screen(pilot).notice.text
        first = reader.article
        for _step in range(len(reader.matches)):
            await press(pilot, settle, "n")
        assert reader.article != first
        assert "1/" in pilot.app.screen.query_one("#reader-title").text  # type: ignore[attr-defined]
        await press(pilot, settle, "p")
        assert reader.article == first
        total = len(reader.matches)
        assert f"{total}/{total}" in pilot.app.screen.query_one("#reader-title").text  # type: ignore[attr-defined]


async def test_the_next_article_is_read_without_going_back(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "o")
        first = screen(pilot).reader.article
        await press(pilot, settle, "right")
        second = screen(pilot).reader.article
        await press(pilot, settle, "J", "K", "left")
        assert first is not None
        assert second is not None
        assert second.id != first.id
        assert screen(pilot).reader.article == first
        assert pilot.app.focused is screen(pilot).reader


@pytest.mark.parametrize("language", ["ar"], indirect=True)
async def test_in_arabic_the_next_article_is_on_the_left_and_panes_are_mirrored(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        one = screen(pilot)
        assert one.facets.region.x > one.results.region.x > one.reader.region.x
        await press(pilot, settle, "o", "left")
        assert one.results.cursor == 1


async def test_from_left_to_right_panes_stand_in_reading_order(browser: Browser) -> None:
    async with browser() as pilot:
        one = screen(pilot)
        assert one.facets.region.x < one.results.region.x < one.reader.region.x


async def test_hidden_lines_are_shown_on_request(
    browser: Browser, settle: Settle, seen: Callable[[Pilot[int]], str]
) -> None:
    async with browser() as pilot:
        assert "Accueil" not in seen(pilot)
        await press(pilot, settle, "l")
        assert "Accueil" in seen(pilot)
        await press(pilot, settle, "l")
        assert "Accueil" not in seen(pilot)


async def test_a_facet_narrows_the_results_and_widens_them_again(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "f")
        assert pilot.app.focused is screen(pilot).facets
        await press(pilot, settle, "enter")
        assert screen(pilot).search_box.text == "date:2024 "
        assert screen(pilot).results.count == 1
        await press(pilot, settle, "enter")
        assert screen(pilot).search_box.text == ""
        assert screen(pilot).results.count == 6


async def test_the_order_can_be_chosen(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "d", "g")
        dates = [hit.published for index in range(6) if (hit := screen(pilot).results.hit(index))]
        assert screen(pilot).order == "oldest"
        assert [date for date in dates if date] == sorted(date for date in dates if date)


async def test_narrow_terminals_show_one_pane(browser: Browser, settle: Settle) -> None:
    async with browser(size=(80, 24)) as pilot:
        one = screen(pilot)
        panes = {"results": one.results, "facets": one.facets, "reader": one.reader, "record": one.record}

        def shown() -> list[str]:
            return [name for name, pane in panes.items() if pane.region.width]

        assert shown() == ["results"]
        assert one.results.region.width == 80
        await press(pilot, settle, "enter")
        assert shown() == ["reader"]
        await press(pilot, settle, "r")
        assert shown() == ["record"]
        await press(pilot, settle, "r", "escape")
        assert shown() == ["results"]
        await press(pilot, settle, "f")
        assert shown() == ["facets"]
        await press(pilot, settle, "escape")
        assert shown() == ["results"]


async def test_a_terminal_may_change_its_size(browser: Browser, settle: Settle) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "o")
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert screen(pilot).results.region.width
        assert screen(pilot).reader.region.width
        await pilot.resize_terminal(60, 15)
        await settle(pilot)
        assert screen(pilot).reader.region.width == 60


async def test_hostile_text_draws_harmlessly(
    browser: Browser, settle: Settle, seen: Callable[[Pilot[int]], str]
) -> None:
    async with browser("أحمر") as pilot:
        await press(pilot, settle, "r")
        text = seen(pilot)
        assert "[/red]" in text or "[red/]" in text or "[/red" in text
        assert not {char for char in text if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)}
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\u200e\u061c")
        assert all(pilot.app.screen.query("*"))


async def test_what_another_program_wrote_is_shown(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        article = screen(pilot).reader.article
        assert article is not None
        with Archive.open(archive_path) as other:
            other.tag([article.id], add=["من مكان آخر"])
        screen(pilot)._look_outside()
        await settle(pilot)
        again = screen(pilot).reader.article
        assert again is not None
        assert again.tags == ("من مكان آخر",)
        assert again.id == article.id


async def test_mouse_chooses_opens_and_scrolls(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await pilot.click("#results", offset=(5, 4))
        await settle(pilot)
        assert screen(pilot).results.cursor == 2
        await pilot.double_click("#results", offset=(5, 1))
        await settle(pilot)
        assert screen(pilot).results.cursor == 0
        assert pilot.app.focused is screen(pilot).reader


@pytest.mark.parametrize("key", ["q", "ⵣ", "ж"])
async def test_a_letter_that_is_no_command_says_where_one_learns_more(
    browser: Browser, settle: Settle, key: str
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, key)
        said = screen(pilot).notice.text
        assert key in said
        assert "F1" in said
        assert "F10" in said
        screen(pilot).notice.hush()
        await press(pilot, settle, "j", "ت", "s", key)
        assert screen(pilot).notice.text == ""
        assert screen(pilot).search_box.text == key
