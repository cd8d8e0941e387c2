"""Editing several lines without a screen: random keys agree with a plain model, moves go where they point."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.bidi.layout import layout
from tui.editing.area_editor import AreaEditor
from tui.editing.area_rows import Rows
from tui.editing.area_text import AreaText, Place

MIXED = "قال (CNDH) إن 31.13 مادة\nThe word حقوق means rights\n\nمُحَمَّد سلام لا 👩‍👧 نص\n123 - 456\nسطر أخير"


def flat(editor: AreaEditor, place: Place) -> int:
    """The place as a number of characters from the beginning."""
    return sum(len(text) + 1 for text in editor.document.paragraphs[: place.paragraph]) + place.offset


def rows_of(editor: AreaEditor) -> list[str]:
    """The text of all rows."""
    return [
        editor.rows.line(number, row).text
        for number in range(len(editor.document.paragraphs))
        for row in range(editor.rows.height(number))
    ]


class PlainModel:
    """A text with anchor and cursor as numbers, and every state there was."""

    def __init__(self, text: str) -> None:
        self.text, self.anchor, self.cursor = text, len(text), len(text)

    def replace(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.anchor = self.cursor = start + len(text)

    def type(self, text: str) -> None:
        self.replace(min(self.anchor, self.cursor), max(self.anchor, self.cursor), text)


LETTERS = "ابتسلماكنولإ ل12aB(). \néق"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(4, 40))
def test_random_editing_agrees_with_a_plain_model(seed: int, width: int) -> None:
    rng = random.Random(seed)
    editor = AreaEditor(MIXED.replace("\u064e", ""), width)
    editor.go(editor.document.end)
    model = PlainModel(editor.document.text)
    states = [model.text]
    for _ in range(60):
        act = rng.choice(
            ["type"] * 4 + ["back", "delete", "move", "word", "rows", "home", "end", "click", "word back"]
        )
        select = rng.random() < 0.3
        if act == "type":
            text = rng.choice([*LETTERS, "كلمة\nword"])
            editor.insert(text)
            model.type(text)
        elif act in ("back", "delete", "word back"):
            before = flat(editor, editor.cursor)
            {
                "back": editor.delete_before,
                "delete": editor.delete_after,
                "word back": editor.delete_word_before,
            }[act]()
            if model.anchor != model.cursor:
                model.type("")
            else:
                # Of what goes, the model knows only on which side of the cursor it was, and that it went whole.
                gone = len(model.text) - editor.document.length
                assert (gone > 0) == (before > 0 if act != "delete" else before < len(model.text))
                start = before if act == "delete" else before - gone
                model.replace(start, start + gone, "")
        else:
            if act in ("move", "word"):
                {"move": editor.move, "word": editor.move_word}[act](rng.choice((-1, 1)), select=select)
            elif act == "rows":
                editor.move_rows(rng.choice((-9, -1, 1, 9)), select=select)
            elif act == "home":
                editor.row_start(select=select)
            elif act == "end":
                editor.row_end(select=select)
            else:
                place = editor.place_at(rng.randrange(width), rng.randrange(editor.rows.total))
                editor.go(place, select=select)
            model.cursor = flat(editor, editor.cursor)
            model.anchor = flat(editor, editor.anchor) if select else model.cursor
        assert editor.document.text == model.text
        assert flat(editor, editor.cursor) == model.cursor
        assert flat(editor, editor.anchor) == model.anchor
        x, y = editor.seat(editor.cursor)
        assert 0 <= x < editor.rows.width
        assert 0 <= y < editor.rows.total
        if states[-1] != model.text:
            states.append(model.text)
    assert rows_of(editor) == rows_of(AreaEditor(model.text, width))
    # Everything can be taken back, through states there were, and done again.
    back = [editor.document.text]
    while editor.undo():
        back.append(editor.document.text)
    assert back[-1] == states[0]
    assert set(back) <= set(states)
    while editor.redo():
        pass
    assert editor.document.text == states[-1]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="سلام لامABC 12.(\n\u064e", max_size=80), st.integers(4, 30))
def test_clicking_on_the_cursor_s_cell_leaves_it_there(text: str, width: int) -> None:
    editor = AreaEditor(text, width)
    for number, paragraph in enumerate(text.split("\n")):
        for offset in range(len(paragraph) + 1):
            x, y = editor.seat(Place(number, offset))
            found = editor.place_at(x, y)
            assert editor.seat(found) == (x, y)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="سلام لامABC 12.(", max_size=60), st.integers(4, 30))
def test_an_arrow_moves_to_the_next_cell_in_its_direction(text: str, width: int) -> None:
    editor = AreaEditor(text, width)
    editor.rows.measure(len(text) + 99)
    for direction, first in ((-1, 1), (1, -1)):
        for row in range(editor.rows.total):
            line, places = editor.row_line(0, row)
            editor.go(Place(0, places[-1 if direction < 0 else 0].offset))
            seen = [editor.seat(editor.cursor)]
            for _ in places[1:]:
                editor.move(direction)
                seen.append(editor.seat(editor.cursor))
            assert {y for _, y in seen} == {row}
            assert all((after[0] - before[0]) * direction > 0 for before, after in pairwise(seen))
            assert first * direction == -1
            assert line.start <= editor.cursor.offset <= line.end


def test_the_column_is_kept_over_short_rows() -> None:
    editor = AreaEditor("سطر طويل من الكلام هنا\nقصير\nسطر طويل آخر من الكلام", 30)
    editor.go(Place(0, 15))
    x, _ = editor.seat(editor.cursor)
    editor.move_rows(1)
    assert editor.cursor == Place(1, 4)
    editor.move_rows(1)
    assert editor.seat(editor.cursor) == (x, 2)
    editor.move_rows(-2)
    assert editor.cursor == Place(0, 15)
    editor.move_rows(-1)
    assert editor.cursor == Place(0, 0)


def test_home_and_end_go_to_the_row_s_ends_and_then_to_the_paragraph_s() -> None:
    editor = AreaEditor("one two three four five six", 12)
    editor.go(Place(0, 10))
    assert rows_of(editor) == ["one two ", "three four ", "five six"]
    editor.row_start()
    assert editor.cursor.offset == 8
    editor.row_start()
    assert editor.cursor.offset == 0
    editor.go(Place(0, 10))
    editor.row_end()
    assert editor.cursor.offset == 18  # on the blank the row ends with
    assert editor.seat(editor.cursor) == (10, 1)
    editor.row_end()
    assert editor.cursor == editor.document.end


def test_blanks_typed_at_the_end_move_the_cursor() -> None:
    for text, columns in (("نص", [7, 6, 5]), ("ab", [2, 3, 4])):
        editor = AreaEditor(text, 10)
        editor.go(editor.document.end)
        seen = []
        for _ in range(3):
            seen.append(editor.seat(editor.cursor)[0])
            editor.insert(" ")
        assert seen == columns


def test_paragraphs_without_a_direction_run_as_the_one_before() -> None:
    editor = AreaEditor("123\n\nنص\n\n- 1\nab\n", 10, neutral=lambda: "rtl")
    assert [editor.rows.base(number) for number in range(7)] == [
        "rtl",
        "rtl",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    ]
    assert editor.seat(Place(1, 0)) == (9, 1)
    assert editor.seat(Place(6, 0)) == (0, 6)
    editor.go(Place(2, 0))
    editor.insert("a")  # the paragraph turns, and what takes its direction from it
    assert editor.seat(Place(3, 0)) == (0, 3)


def test_a_word_beyond_a_row_s_edge_is_found() -> None:
    editor = AreaEditor("سلام عليكم ورحمة\nword نص", 8)
    seen = []
    for _ in range(4):
        seen.append(tuple(editor.cursor))
        editor.move_word(-1)
    assert seen == [(0, 0), (0, 5), (0, 11), (0, 16)]
    assert tuple(editor.cursor) == (1, 0)


def test_deleting_at_the_ends_of_paragraphs_joins_them() -> None:
    editor = AreaEditor("ab\ncd", 20)
    editor.go(Place(1, 0))
    editor.delete_before()
    assert (editor.document.text, editor.cursor) == ("abcd", Place(0, 2))
    editor.undo()
    assert (editor.document.text, editor.cursor) == ("ab\ncd", Place(1, 0))
    editor.go(Place(0, 2))
    editor.delete_to_end()
    assert editor.document.text == "abcd"
    editor.delete_to_start()
    assert editor.document.text == "cd"


def test_what_may_only_be_read_stays() -> None:
    editor = AreaEditor("نص", 20)
    editor.read_only = True
    editor.select_all()
    editor.insert("x")
    editor.delete_before()
    assert not editor.undo()
    assert editor.document.text == "نص"
    assert editor.selected == "نص"


def test_what_is_typed_is_cleaned() -> None:
    editor = AreaEditor("", 20)
    editor.insert("\u200fﻻ\x1b[31m\r\nb\tc\u202e\ud800")
    assert editor.document.text == "لا[31m\nb c"


@pytest.mark.parametrize("feeds", [0, 400])
def test_a_key_lays_out_only_what_it_touches(feeds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    words = ["".join(rng.choices("ابتثجحخدذرز", k=rng.randint(2, 9))) for _ in range(17_000)]
    text = " ".join(words)
    if feeds:
        text = "\n".join(" ".join(words[k : k + 40]) for k in range(0, len(words), 40))
    assert len(text) > 100_000
    laid_out: list[int] = []

    def counted(piece: str, *arguments: object, **options: object) -> object:
        laid_out.append(len(piece))
        return layout(piece, *arguments, **options)  # type: ignore[arg-type]

    editor = AreaEditor(text, 70)
    while not editor.rows.measure(10_000):
        pass
    middle = len(editor.document.paragraphs) // 2
    editor.go(Place(middle, len(editor.document.paragraphs[middle]) // 2))
    total = editor.rows.total
    seen = set()
    monkeypatch.setattr("tui.editing.area_rows.layout", counted)
    for letter in "كلمة جديدة":
        laid_out.clear()
        editor.insert(letter)
        seen |= set(laid_out)
    assert max(seen) < 4_000
    assert abs(editor.rows.total - total) <= 1
    fresh = Rows(AreaText(editor.document.text), 70, lambda: "ltr")
    assert fresh.line(0, 0).text == editor.rows.line(0, 0).text
    assert (
        "".join(
            editor.document.paragraphs[middle][
                editor.rows.line(middle, row).start : editor.rows.line(middle, row).end
            ]
            for row in range(editor.rows.height(middle))
        )
        == editor.document.paragraphs[middle]
    )
