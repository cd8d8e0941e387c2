"""The input field: what is seen and pressed is visual, what is kept is logical."""

from __future__ import annotations

import random

import pytest
from rich.highlighter import RegexHighlighter
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot
from textual.suggester import SuggestFromList

from tui.bidi.input import BidiInput, typed
from tui.bidi.layout import line


class Field(App[None]):
    """An app with one field."""

    CSS = "BidiInput { border: none; padding: 0; height: 1; }"

    def __init__(
        self,
        value: str = "",
        *,
        rtl: bool = False,
        suggestions: tuple[str, ...] = (),
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self.initial = value
        self.rtl = rtl
        self.placeholder = placeholder
        self.suggester = SuggestFromList(suggestions) if suggestions else None

    def compose(self) -> ComposeResult:
        self.field = BidiInput(
            self.initial,
            self.placeholder,
            rtl=lambda: self.rtl,
            suggester=self.suggester,
            select_on_focus=False,
        )
        self.field.cursor_blink = False
        yield self.field


def shown(field: BidiInput) -> str:
    return field.render_line(0).text


def cursor_columns(field: BidiInput) -> list[int]:
    """The columns drawn in the cursor's style."""
    cursor = field.get_component_rich_style("input--cursor")
    columns, x = [], 0
    for segment in field.render_line(0):
        style = segment.style
        if style is not None and style.bgcolor == cursor.bgcolor and style.color == cursor.color:
            columns += range(x, x + segment.cell_length)
        x += segment.cell_length
    return columns


async def arrows(pilot: Pilot[None], field: BidiInput, key: str, times: int) -> list[int]:
    seen = [field.cursor_position]
    for _ in range(times):
        await pilot.press(key)
        seen.append(field.cursor_position)
    return seen


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


@pytest.mark.parametrize(
    ("value", "after_backspace", "after_delete"),
    [
        ("كُتُبٌ", "كُتُ", "تُبٌ"),
        ("لا", "ل", "ا"),
        ("سلا", "سل", "لا"),
        ("e\u0301te\u0301", "e\u0301t", "te\u0301"),
        ("👩\u200d👧a👩\u200d👧", "👩\u200d👧a", "a👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواه", "ی\u200cخواهم"),
        ("", "", ""),
    ],
)
async def test_backspace_and_delete_take_a_letter_with_its_marks(
    value: str, after_backspace: str, after_delete: str
) -> None:
    app = Field(value)
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("end", "backspace")
        assert app.field.value == after_backspace
        app.field.value = value
        await pilot.press("home", "delete")
        assert app.field.value == after_delete


async def test_a_lam_alef_is_deleted_one_letter_at_a_time() -> None:
    app = Field("لا")
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("home", "delete")
        assert app.field.value == "ا"
        app.field.value = "لا"
        await pilot.press("end", "backspace")
        assert app.field.value == "ل"


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


async def test_a_pasted_text_becomes_one_line() -> None:
    app = Field()
    async with app.run_test(size=(40, 3)) as pilot:
        app.field.post_message(Paste("حقوق\r\nﺍﻹﻧﺴﺎﻥ\n"))
        await pilot.pause()
        assert app.field.value == "حقوق الإنسان"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ﻻ", "لا"),
        ("ﻷ", "لأ"),
        ("ﻹ", "لإ"),
        ("ﻵ", "لآ"),
        ("abc é", "abc é"),
        ("a\nb", "a b"),
        ("\n", ""),
        ("a\tb\x1b", "a b"),
    ],
)
def test_presentation_forms_are_folded_as_they_are_typed(text: str, kept: str) -> None:
    assert typed(text) == kept


async def test_a_key_that_types_a_ligature_gives_two_letters() -> None:
    app = Field()
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.press("س", "ﻻ", "م")
        assert app.field.value == "سلام"


class PlainModel:
    """A value, what is selected from `anchor` to `at`, and all values there were."""

    def __init__(self) -> None:
        self.value, self.anchor, self.at = "", 0, 0
        self.before = [""]

    def replace(self, start: int, end: int, text: str) -> None:
        self.value = self.value[:start] + text + self.value[end:]
        self.anchor = self.at = start + len(text)

    def type(self, text: str) -> None:
        self.replace(min(self.anchor, self.at), max(self.anchor, self.at), text)


@pytest.mark.parametrize("seed", range(4))
async def test_random_editing_agrees_with_a_plain_model(seed: int) -> None:
    rng = random.Random(20190928 + seed)
    app = Field(rtl=True)
    model = PlainModel()
    acts = ["type"] * 5 + [
        "back",
        "delete",
        "word back",
        "word delete",
        "move",
        "word",
        "home",
        "end",
        "all",
        "click",
    ]
    async with app.run_test(size=(24, 3)) as pilot:
        field = app.field
        for _ in range(500):
            act, select = rng.choice(acts), rng.random() < 0.3
            if act == "type":
                text = rng.choice([*"ابتسلماكنو ل12aB(", "لا", "كلمة word", "👩\u200d👧", "ُ"])
                field.replace(text, *field.selection)
                model.type(text)
            elif act in ("back", "delete", "word back", "word delete"):
                {
                    "back": field.action_delete_left,
                    "delete": field.action_delete_right,
                    "word back": field.action_delete_word,
                    "word delete": field.action_delete_next_word,
                }[act]()
                if model.anchor != model.at:
                    model.type("")
                else:
                    # The model knows on which side it goes; that anything does; and that letters go whole.
                    gone = len(model.value) - len(field.value)
                    ahead = "delete" in act
                    assert (gone > 0) == (model.at < len(model.value) if ahead else model.at > 0)
                    start = model.at if ahead else model.at - gone
                    model.replace(start, start + gone, "")
            elif act == "click":
                await pilot.click(offset=(rng.randrange(24), 0))
                model.anchor, model.at = field.selection  # a second click soon after selects a word
            elif act == "all":
                field.action_select_all()
                model.anchor, model.at = 0, len(model.value)
            elif act in ("home", "end"):
                getattr(field, f"action_{act}")(select)
                model.at = 0 if act == "home" else len(model.value)
                model.anchor = model.anchor if select else model.at
            else:
                side = rng.choice(("left", "right"))
                column = field.caret_x(model.at)
                collapses = model.anchor != model.at and not select
                getattr(field, f"action_cursor_{side}{'_word' if act == 'word' else ''}")(select)
                model.at = field.cursor_position
                model.anchor = model.anchor if select else model.at
                moved = field.caret_x(model.at) - column
                assert collapses or moved == 0 or (moved < 0) == (side == "left")
            assert field.value == model.value
            assert tuple(field.selection) == (model.anchor, model.at)
            assert field.render_line(0).cell_length == 24
            if model.before[-1] != model.value:
                model.before.append(model.value)
        await pilot.pause()
        assert len(cursor_columns(field)) in (1, 2)
        back = [field.value]
        while field.value and len(back) <= len(model.before):
            field.action_undo_typing()
            back.append(field.value)
        assert back[-1] == ""
        assert set(back) <= set(model.before)
        for _ in back:
            field.action_redo_typing()
        assert field.value == model.value


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


async def test_typing_is_taken_back_word_by_word_and_done_again() -> None:
    app = Field()
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press(*"حقوق الإنسان", "backspace", "backspace")
        assert app.field.value == "حقوق الإنس"
        seen = []
        for _ in range(4):
            await pilot.press("ctrl+z")
            seen.append((app.field.value, app.field.cursor_position))
        assert seen == [("حقوق الإنسان", 12), ("حقوق ", 5), ("", 0), ("", 0)]
        for _ in range(4):
            await pilot.press("ctrl+y")
        assert app.field.value == "حقوق الإنس"


async def test_what_was_typed_over_is_selected_again_when_it_comes_back() -> None:
    app = Field("سلام عليكم")
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press("home", "ctrl+shift+left", "ctrl+shift+left", "x")
        assert app.field.value == "x"
        await pilot.press("ctrl+z")
        assert app.field.value == "سلام عليكم"
        assert app.field.selected_text == "سلام عليكم"


async def test_a_value_that_was_put_in_is_not_taken_back() -> None:
    app = Field()
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press(*"abc")
        app.field.value = "put"
        await pilot.press("ctrl+z")
        assert app.field.value == "put"
        await pilot.press("end", "!", "ctrl+z", "ctrl+z")
        assert app.field.value == "put"


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


async def test_cut_and_paste_leave_no_marks_and_no_forms() -> None:
    app = Field("\u200fسلام\u202c ﻻ")
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press("ctrl+a", "ctrl+x")
        assert app.field.value == ""
        assert app.clipboard == "سلام لا"
        await pilot.press("ctrl+v", "ctrl+v")
        assert app.field.value == "سلام لاسلام لا"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert app.field.value == "\u200fسلام\u202c ﻻ"


async def test_words_are_deleted_and_the_rest_of_the_line() -> None:
    app = Field("واحد اثنان ثلاثة")
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press("end", "ctrl+w")
        assert app.field.value == "واحد اثنان "
        await pilot.press("home", "ctrl+delete")
        assert app.field.value == "اثنان "
        await pilot.press("left", "left", "ctrl+k")
        assert app.field.value == "اث"
        await pilot.press("left", "ctrl+u")
        assert app.field.value == ""


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
