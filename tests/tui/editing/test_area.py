"""The box of several lines on a screen: what is drawn, where the cursor is, what keys and mouse do."""

from __future__ import annotations

import random

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Paste

from tui.bidi.layout import layout, line
from tui.editing.area import BidiTextArea
from tui.editing.area_text import Place

WIDTH, HEIGHT = 24, 6


class Page(App[None]):
    """An app with one box and nothing else."""

    CSS = "BidiTextArea { scrollbar-size-vertical: 0; }"

    def __init__(
        self, text: str = "", *, rtl: bool = False, placeholder: str = "", read_only: bool = False
    ) -> None:
        super().__init__()
        self.area = BidiTextArea(text, rtl=lambda: rtl, placeholder=placeholder, read_only=read_only)
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield self.area

    @on(BidiTextArea.Changed)
    def _count(self, event: BidiTextArea.Changed) -> None:
        assert event.control is self.area
        self.changes += 1


def shown(area: BidiTextArea) -> list[str]:
    return [area.render_line(y).text for y in range(HEIGHT)]


def cells_like(area: BidiTextArea, component: str) -> list[tuple[int, int]]:
    """Column and row of the cells drawn in a style of the box."""
    wanted = area.get_component_rich_style(component)
    found = []
    for y in range(HEIGHT):
        x = 0
        for segment in area.render_line(y):
            style = segment.style
            if style is not None and (style.bgcolor, style.color) == (wanted.bgcolor, wanted.color):
                found += [(column, y) for column in range(x, x + segment.cell_length)]
            x += segment.cell_length
    return found


async def test_each_paragraph_stands_on_its_own_side() -> None:
    app = Page("سلام عليكم\nbonjour\n\n12")
    async with app.run_test(size=(WIDTH, HEIGHT)):
        assert shown(app.area)[:4] == [
            line("سلام عليكم").text.rjust(WIDTH),
            "bonjour".ljust(WIDTH),
            " " * WIDTH,
            "12".ljust(WIDTH),
        ]
        assert cells_like(app.area, "area--cursor") == [(WIDTH - 1, 0)]


async def test_long_paragraphs_are_wrapped_and_keep_a_cell_for_the_cursor() -> None:
    text = "نظمت الجمعية ندوة حول حقوق الإنسان في الدار البيضاء"
    app = Page(text)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        lines = layout(text, WIDTH - 1)
        assert [row.strip() for row in shown(app.area)[: len(lines)]] == [one.text for one in lines]
        await pilot.press("ctrl+end")
        assert cells_like(app.area, "area--cursor") == [(WIDTH - lines[-1].width - 1, len(lines) - 1)]


async def test_an_empty_box_begins_on_the_interface_s_side() -> None:
    for rtl, column in ((True, WIDTH - 1), (False, 0)):
        app = Page(rtl=rtl)
        async with app.run_test(size=(WIDTH, HEIGHT)):
            assert cells_like(app.area, "area--cursor") == [(column, 0)]


async def test_a_placeholder_is_shown_until_something_is_typed() -> None:
    app = Page(rtl=True, placeholder="ما تعرفه")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        assert shown(app.area)[0] == line("ما تعرفه").text.rjust(WIDTH)
        assert cells_like(app.area, "area--cursor") == [(WIDTH - 1, 0)]
        await pilot.press("x")
        assert shown(app.area)[0] == "x".ljust(WIDTH)


async def test_letters_that_are_commands_elsewhere_are_typed() -> None:
    app = Page()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("h", "q", "question_mark", "enter", "ﻻ")
        assert app.area.text == "hq?\nلا"
        assert app.changes == 5


async def test_a_drag_over_wrapped_rows_selects_what_lies_between_in_the_text() -> None:
    text = "نظمت الجمعية ندوة حول حقوق الإنسان"
    app = Page(text)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.mouse_down(offset=(WIDTH - 6, 0))
        await pilot.hover(offset=(WIDTH - 6, 1))
        await pilot.mouse_up(offset=(WIDTH - 6, 1))
        second = layout(text, WIDTH - 1)[1]
        assert app.area.selected_text == text[5 : second.start + 5]
        # Everything that is selected is drawn so, but where the cursor is.
        assert len(cells_like(app.area, "area--selection")) == sum(
            len(one.spans(5, second.start + 5)) and sum(b - a for a, b in one.spans(5, second.start + 5))
            for one in layout(text, WIDTH - 1)
        ) + len(text[5 : second.start]) - len(text[5 : second.start].rstrip())
        await pilot.press("x")
        assert app.area.text == text[:5] + "x" + text[second.start + 5 :]


async def test_a_click_twice_selects_the_word_and_three_times_the_paragraph() -> None:
    app = Page("قال المجلس\nle CNDH dit")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.click(offset=(4, 1), times=2)
        assert app.area.selected_text == "CNDH"
        await pilot.click(offset=(WIDTH - 6, 0), times=2)
        assert app.area.selected_text == "المجلس"
        await pilot.click(offset=(WIDTH - 6, 0), times=3)
        assert app.area.selected_text == "قال المجلس"


async def test_the_clipboard_holds_the_text_in_logical_order() -> None:
    app = Page("قال المجلس\n\u200fle CNDH")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == "قال المجلس\nle CNDH"
        await pilot.press("ctrl+x")
        assert app.area.text == ""
        await pilot.press("ctrl+v", "ctrl+v")
        assert app.area.text == "قال المجلس\nle CNDHقال المجلس\nle CNDH"


async def test_what_is_pasted_keeps_its_lines() -> None:
    app = Page()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.area.post_message(Paste("ﺳﻼﻡ\r\nb\tc\x1b[2J"))
        await pilot.pause()
        assert app.area.text == "سلام\nb c[2J"


async def test_a_text_that_may_only_be_read_can_be_walked_and_copied() -> None:
    app = Page("نص للقراءة", read_only=True)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("x", "backspace", "delete", "enter", "ctrl+a", "ctrl+x", "ctrl+z")
        assert app.area.text == "نص للقراءة"
        assert app.clipboard == "نص للقراءة"
        assert app.changes == 0


async def test_the_cursor_stays_on_the_screen() -> None:
    app = Page("\n".join(f"سطر {number} من النص الطويل الذي يلتف" for number in range(200)))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for key in (
            "ctrl+end",
            "up",
            "pageup",
            "pageup",
            "up",
            "home",
            "home",
            "ctrl+home",
            "pagedown",
            "down",
        ):
            await pilot.press(key)
            assert len(cells_like(app.area, "area--cursor")) == 1
        before = app.area.editor.seat(app.area.editor.cursor)
        await pilot.press("pagedown", "pageup")
        assert app.area.editor.seat(app.area.editor.cursor) == before


async def test_what_is_on_the_screen_stays_while_the_rest_is_laid_out() -> None:
    app = Page()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.area.put("\n".join("كلمة قصيرة " * (number % 7) for number in range(600)))
        before = shown(app.area)
        assert not app.area.editor.rows.measure(0)
        while not app.area.editor.rows.measure(0):
            await pilot.pause(0.01)
        await pilot.pause()
        assert shown(app.area) == before
        assert app.area.scroll_offset.y == app.area.editor.rows.total - HEIGHT


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_leave_one_cursor_and_the_rows_of_the_layout(seed: int) -> None:
    rng = random.Random(seed)
    app = Page("قال (CNDH) إن 31.13\n\nword 👩‍👧 كُتُب", rtl=True)
    keys = [*"ابتلا الAB1(", "enter", "backspace", "delete", "left", "right", "up", "down", "home", "end", "ctrl+left",
            "ctrl+right", "shift+left", "shift+down", "ctrl+z", "ctrl+y", "ctrl+w", "pageup", "ctrl+end"]  # fmt: skip
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        area = app.area
        for _ in range(120):
            await pilot.press(rng.choice(keys))
            cursor = cells_like(area, "area--cursor")
            assert len({y for _, y in cursor}) == 1
            assert len(cursor) in (1, 2)
            x, y = area.editor.seat(area.editor.cursor)
            assert cursor[0] == (x, y - area.scroll_offset.y)
        rows = area.editor.rows
        for y, row in enumerate(shown(area)):
            assert len(row.strip()) <= WIDTH
            if y + area.scroll_offset.y < rows.total:
                number, part = rows.at(y + area.scroll_offset.y)
                assert row.strip() == rows.line(number, part).text.strip()


async def test_a_narrower_box_wraps_anew_and_keeps_its_place() -> None:
    app = Page("نظمت الجمعية ندوة حول حقوق الإنسان في الدار البيضاء")
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("ctrl+end")
        await pilot.resize_terminal(12, HEIGHT)
        await pilot.pause()
        assert app.area.editor.rows.width == 12
        assert app.area.editor.cursor == app.area.editor.document.end
        assert len(cells_like(app.area, "area--cursor")) == 1
        assert app.area.editor.place_at(11, 0) == Place(0, 0)
