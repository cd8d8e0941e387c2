"""Changing a line of input: letters, words, undo, the clipboard; at random beside a plain model."""

from __future__ import annotations

import random

import pytest
from textual.events import Paste

from tests.tui.editing.fields import Field, cursor_columns
from tui.editing.input import typed


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
