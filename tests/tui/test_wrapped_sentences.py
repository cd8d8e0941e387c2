"""Sentences of dialogs: on a small terminal they take more rows, and none of them says half of what it has to say."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui.bidi.layout import line
from tui.i18n import set_language
from tui.widgets.bar import Bar

ARABIC = "المفتاح Enter يعيد الحقل إلى ما كان عليه بعد التغيير المختار من القائمة (2019)"
FRENCH = "Entrée lance la recherche choisie ; un nom tapé enregistre celle du moment"


class Sentences(App[None]):
    """One bar of any height, one of two rows, one of one."""

    CSS = "#any { height: auto; } #two { height: auto; max-height: 2; } #one { height: 1; }"

    def compose(self) -> ComposeResult:
        yield Bar(id="any")
        yield Bar(id="two")
        yield Bar(id="one")


def rows(bar: Bar) -> list[str]:
    return [bar.render_line(y).text for y in range(bar.content_size.height)]


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("fr", FRENCH)])
async def test_a_sentence_takes_the_rows_it_needs_and_is_cut_at_the_last(language: str, text: str) -> None:
    set_language(language)
    try:
        async with Sentences().run_test(size=(30, 12)) as pilot:
            bars = {name: pilot.app.query_one(f"#{name}", Bar) for name in ("any", "two", "one")}
            assert [bar.size.height for bar in bars.values()] == [1, 1, 1]
            for bar in bars.values():
                bar.say(text)
            await pilot.pause()
            whole = rows(bars["any"])
            assert len(whole) >= 3
            assert sorted("".join(whole).replace(" ", "")) == sorted(line(text).text.replace(" ", ""))
            two = rows(bars["two"])
            assert (len(two), two[0]) == (2, whole[0])
            assert "…" in two[1]
            assert len(rows(bars["one"])) == 1
            side = str.rstrip if language == "ar" else str.lstrip
            assert all(side(row) == row for row in whole), "each row begins where the language begins"
            bars["any"].say("")
            await pilot.pause()
            assert bars["any"].size.height == 1
    finally:
        set_language("en")
