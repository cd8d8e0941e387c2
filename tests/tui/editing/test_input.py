"""The input field: what is seen and pressed is visual, what is kept is logical."""

from __future__ import annotations

from rich.highlighter import RegexHighlighter

from tests.tui.editing.fields import Field, arrows, cursor_columns, shown
from tui.bidi.layout import line


async def test_typed_arabic_is_joined_at_the_right_edge() -> None:
    app = Field(rtl=True)
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press(*"سلام")
        assert app.field.value == "سلام"
        assert shown(app.field) == "ﻡﻼﺳ".rjust(20)
        assert cursor_columns(app.field) == [16]
        assert app.cursor_position.x == 16


async def test_an_empty_field_begins_on_the_interface_side() -> None:
    for rtl, column in ((True, 19), (False, 0)):
        app = Field(rtl=rtl)
        async with app.run_test(size=(20, 3)):
            assert cursor_columns(app.field) == [column]


async def test_latin_in_an_arabic_interface_runs_from_the_left() -> None:
    app = Field("CNDH", rtl=True)
    async with app.run_test(size=(20, 3)):
        assert shown(app.field) == "CNDH".ljust(20)
        assert cursor_columns(app.field) == [4]


async def test_a_placeholder_is_drawn_with_the_cursor_on_its_first_letter() -> None:
    app = Field(rtl=True, placeholder="ابحث")
    async with app.run_test(size=(20, 3)):
        assert shown(app.field) == "ﺚﺤﺑﺍ".rjust(20)
        assert cursor_columns(app.field) == [19]


async def test_a_placeholder_that_has_no_room_ends_with_an_ellipsis() -> None:
    app = Field(rtl=True, placeholder="كلمات مما تبحث عنه")
    async with app.run_test(size=(13, 3)):
        assert shown(app.field) == line("كلمات مما تب…").text
        assert cursor_columns(app.field) == [12]


async def test_arrows_move_as_the_eye_expects() -> None:
    app = Field("سلام CNDH")
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.press("home")
        # From the right: س, لا (one stop), م, blank, then the Latin word from its end, then behind everything.
        assert await arrows(pilot, app.field, "left", 9) == [0, 1, 3, 4, 8, 7, 6, 5, 9, 9]
        assert await arrows(pilot, app.field, "right", 9) == [9, 5, 6, 7, 8, 4, 3, 1, 0, 0]


async def test_every_arrow_moves_the_cursor_one_letter_in_its_direction() -> None:
    app = Field("قال (CNDH) إن 31.13 abc لا")
    async with app.run_test(size=(60, 3)) as pilot:
        await pilot.press("home")
        before = cursor_columns(app.field)
        for _ in range(len(app.field.visual_line.cells)):
            await pilot.press("left")
            after = cursor_columns(app.field)
            assert after[-1] == before[0] - 1
            before = after


async def test_words_are_passed_in_the_arrow_s_direction() -> None:
    app = Field("مُحَمَّد في الرباط")
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press("home")
        assert await arrows(pilot, app.field, "ctrl+left", 3) == [0, 9, 12, 18]
        assert await arrows(pilot, app.field, "ctrl+right", 3) == [18, 12, 9, 0]


async def test_clicks_find_the_letter_under_the_mouse() -> None:
    app = Field("سلام CNDH")
    async with app.run_test(size=(20, 3)) as pilot:
        found = []
        for x in range(10, 20):
            await pilot.click(offset=(x, 0))
            found.append(app.field.cursor_position)
        assert found == [9, 9, 5, 6, 7, 8, 4, 3, 1, 0]


async def test_selection_is_logical() -> None:
    app = Field("سلام عليكم")
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("home", "shift+left", "shift+left")
        assert app.field.selected_text == "سلا"
        await pilot.press("left")
        assert app.field.cursor_position == 3
        await pilot.press("shift+home")
        assert app.field.selected_text == "سلا"
        await pilot.press("shift+end")
        await pilot.mouse_down(offset=(19, 0))
        await pilot.hover(offset=(15, 0))
        await pilot.mouse_up(offset=(15, 0))
        assert app.field.selected_text == "سلام "


async def test_a_completion_continues_to_the_left_and_is_taken_with_the_left_arrow() -> None:
    app = Field(suggestions=("الرباط",))
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press(*"الر")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shown(app.field) == line("الرباط").text.rjust(20)
        assert cursor_columns(app.field) == [16]
        await pilot.press("right", "left", "left")
        assert app.field.value == "الرباط"
        assert app.field.cursor_position == 6


async def test_a_long_value_scrolls_to_the_cursor_at_both_ends() -> None:
    value = " ".join(f"كلمة{k}" for k in range(12))
    app = Field(value, rtl=True)
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("end")
        assert cursor_columns(app.field) == [0]
        assert shown(app.field)[1:] == line(value).text[:19]
        await pilot.press("home")
        assert cursor_columns(app.field) == [19]
        assert shown(app.field) == line(value).text[-20:]
        columns = []
        for _ in range(30):
            await pilot.press("left")
            columns += cursor_columns(app.field)
        assert len(columns) == 30
        assert all(0 <= x < 20 for x in columns)


async def test_a_password_shows_neither_letters_nor_direction() -> None:
    app = Field("سر")
    async with app.run_test(size=(10, 3)):
        app.field.password = True
        assert shown(app.field) == "••".ljust(10)


async def test_highlighting_follows_the_letters() -> None:
    app = Field("tag:حقوق")
    async with app.run_test(size=(12, 3)):
        app.field.highlighter = RegexHighlighter()
        app.field.highlighter.highlights = [r"(?P<bold>tag:)"]
        bold = [s.text for s in app.field.render_line(0) if s.style is not None and s.style.bold]
        assert "".join(bold) == "tag:"


async def test_a_click_twice_selects_a_word_and_three_times_all() -> None:
    app = Field("قال (CNDH) مُحَمَّد")
    async with app.run_test(size=(30, 3)) as pilot:
        for word in ("CNDH", "مُحَمَّد"):
            app.field.cursor_position = app.field.value.index(word) + 2
            await pilot.click(offset=app.field.cursor_screen_offset, times=2)
            assert app.field.selected_text == word
        await pilot.click(offset=app.field.cursor_screen_offset, times=3)
        assert app.field.selected_text == app.field.value


async def test_shift_and_a_click_select_up_to_the_mouse() -> None:
    app = Field("سلام عليكم")
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("home")
        await pilot.mouse_down(offset=(15, 0), shift=True)
        await pilot.mouse_up(offset=(15, 0), shift=True)
        assert app.field.selected_text == "سلام "


async def test_a_mixed_line_is_passed_word_by_word_as_the_eye_reads_it() -> None:
    app = Field("تقرير Human Rights Watch عن")
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press("home")
        # On the screen, from the right: تقرير, then Watch, Rights, Human, and عن.
        assert await arrows(pilot, app.field, "ctrl+left", 5) == [0, 19, 12, 6, 25, 27]
        assert await arrows(pilot, app.field, "ctrl+right", 5) == [27, 25, 6, 12, 19, 0]


async def test_a_scrolled_value_shows_text_on_both_sides_of_the_cursor() -> None:
    for value in (" ".join(f"كلمة{k}" for k in range(12)), " ".join(f"word{k}" for k in range(12))):
        app = Field(value)
        async with app.run_test(size=(20, 3)) as pilot:
            await pilot.press("home")
            ahead = "left" if "ك" in value else "right"
            seen = []
            for key in [ahead] * 40 + ["left" if ahead == "right" else "right"] * 20:
                await pilot.press(key)
                seen += cursor_columns(app.field)
            # Away from both ends of the value, four cells of text are seen on either side.
            inner = seen[16:60]
            assert len(seen) == 60
            assert all(4 <= x <= 15 for x in inner)


async def test_a_click_leaves_the_text_where_it_is() -> None:
    app = Field(" ".join(f"كلمة{k}" for k in range(12)))
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("home", *["left"] * 30)
        before = shown(app.field)
        await pilot.click(offset=(1, 0))
        assert shown(app.field) == before
        assert cursor_columns(app.field) == [1]
