"""Found words while one reads: where there are none to step to, and within what is selected."""

from __future__ import annotations

import pytest

from tests.tui.driving import Browser, Settle, press, screen


async def test_where_only_filters_narrow_the_results_no_article_is_left_for_a_match(
    browser: Browser, settle: Settle
) -> None:
    async with browser("lang:ar ") as pilot:
        one = screen(pilot)
        assert one.results.count > 1
        await press(pilot, settle, "n")
        assert one.results.cursor == 0
        assert one.notice.text == "The search asks for no word: only filters narrow the results."


@pytest.mark.parametrize("theme", [0, 1, 2, 3])
async def test_a_found_word_that_is_selected_has_the_colours_of_what_is_selected(
    browser: Browser, settle: Settle, theme: int
) -> None:
    async with browser("rapport ") as pilot:
        reader = screen(pilot).reader
        await press(pilot, settle, *["f20"] * theme, "enter", "n", "shift+down", *["shift+down"] * 12)
        assert reader.matches
        turned = [
            segment.style
            for row in range(reader.size.height)
            for segment in reader.render_line(row)
            if segment.style is not None and segment.style.reverse
        ]
        assert any(style.underline for style in turned), "the match that was gone to"
        assert {(style.color, style.bgcolor) for style in turned} == {
            (reader.plain.color, reader.plain.bgcolor)
        }
