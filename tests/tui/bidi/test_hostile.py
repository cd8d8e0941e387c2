"""Texts that want to steer the terminal or to break the layout: right or harmless, whatever is in them."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from unicodedata import category

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.bidi.clusters import MAX_MARKS, clusters
from tui.bidi.drawing import Drawing
from tui.bidi.glyphs import SIMPLE, glyphs
from tui.bidi.layout import VisualLine, fit, layout, line
from tui.bidi.paint import Item, row

FORMAT = [chr(point) for point in range(sys.maxunicode + 1) if category(chr(point)) == "Cf"]
STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def check(text: str, lines: tuple[VisualLine, ...], width: int) -> None:
    """Lines partition the text, fit, and print nothing that steers."""
    assert (lines[0].start, lines[-1].end) == (0, len(text))
    assert all(one.end == following.start for one, following in pairwise(lines))
    for shown in lines:
        assert shown.width == cell_len(shown.text) <= width
        assert not any(category(ch) in ("Cf", "Cc", "Cs", "Zl", "Zp") for ch in shown.text)
        places = [place for cell in shown.cells for place in range(cell.start, cell.end)]
        assert len(places) == len(set(places))


def test_every_format_character_is_harmless_between_letters() -> None:
    for control in FORMAT:
        for text in (
            f"سلا{control}م عليكم",
            f"ab{control}c d",
            f"12{control}34",
            control,
            f"{control}ا",
            f"ا{control}",
        ):
            check(text, layout(text, 5), 5)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=STEERING + "اب12aB .(]«", max_size=60), st.integers(1, 20))
def test_unbalanced_isolates_and_overrides(text: str, width: int) -> None:
    check(text, layout(text, width), width)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=STEERING + "اب12aB .(]«", max_size=40))
def test_unbalanced_isolates_and_overrides_have_the_order_of_python_bidi(text: str) -> None:
    text = "א" + text + "z"  # no blanks at the ends, which python-bidi treats as part of no line
    ours = "".join(text[cell.start] for cell in line(text).cells)
    drawn = [cell.text for cell in line(text).cells]
    assert len(drawn) == len([ch for ch in text if category(ch) != "Cf"])
    assert ours == "".join(ch for ch in get_display(text) if category(ch) != "Cf")


@pytest.mark.parametrize("opening", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
@pytest.mark.parametrize("closed", [True, False])
def test_ten_thousand_nested_embeddings(opening: str, closed: bool) -> None:
    closing = "\u2069" if opening >= "\u2066" else "\u202c"
    text = opening * 10_000 + "سلام abc 12" + closing * 10_000 * closed + " نعم"
    lines = layout(text, 30)
    check(text, lines, 30)
    assert sorted("".join(shown.text for shown in lines).replace(" ", "")) == sorted("ﺳﻼﻡabc12ﻧﻌﻢ")


def test_surrogates_and_unassigned_characters_are_replaced() -> None:
    assert line("\ud83dا\udc00").text == "\ufffdﺍ\ufffd"
    assert line("a\U000e0080b\uffffc", base="ltr").text == "a\ufffdb\ufffdc"


def test_tifinagh_runs_from_the_left_also_inside_arabic() -> None:
    assert line("ⵜⴰⵎⴰⵣⵉⵖⵜ").text == "ⵜⴰⵎⴰⵣⵉⵖⵜ"
    assert line("لغة ⵜⴰⵎⴰⵣⵉⵖⵜ هنا").text == "ﺎﻨﻫ ⵜⴰⵎⴰⵣⵉⵖⵜ ﺔﻐﻟ"


def test_persian_letters_are_joined() -> None:
    assert line("گچپژ").text == "\ufb8b\ufb59\ufb7d\ufb94"
    assert line("ڤيديو").text.endswith("\ufb6c")


def test_digits_of_both_kinds_run_from_the_left() -> None:
    assert "٢٠١٩" in line("سنة ٢٠١٩ م").text
    assert "2019" in line("سنة 2019 م").text
    assert "٣٫٥" in line("نسبة ٣٫٥").text


@pytest.mark.parametrize(
    ("sequence", "cells"),
    [
        ("👨\u200d👩\u200d👧\u200d👦", 2), ("👍🏽", 2), ("🏳\ufe0f\u200d🌈", 1), ("🇲🇦", 2), ("❤\ufe0f", 1), ("1\ufe0f\u20e3", 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 2), ("👨\u200d", 2), ("\u200d👩", 2),
    ],
)  # fmt: skip
def test_emoji_sequences_take_the_cells_all_terminals_agree_on(sequence: str, cells: int) -> None:
    text = f"نعم {sequence} لا"
    shown = line(text)
    assert shown.width == 3 + 1 + cells + 1 + 1 == cell_len(shown.text)
    check(text, layout(text, 4), 4)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from("ابل" + "\u064b\u064e\u0651\u0670\u0653\u0654\u0301\u20dd"), min_size=1, max_size=200
    )
)
def test_piles_of_marks_stay_low_and_lose_no_character(parts: list[str]) -> None:
    text = "".join(parts)
    for marks in (True, False):
        lines = layout(text, 10, marks=marks)
        check(text, lines, 10)
        for cell in (cell for shown in lines for cell in shown.cells):
            assert len([ch for ch in cell.text if category(ch) in ("Mn", "Me")]) <= MAX_MARKS


def test_simple_characters_are_what_a_cluster_alone_would_print() -> None:
    simple = re.compile(f"[{SIMPLE}]")
    for point in range(0x20, 0x10000):
        ch = chr(point)
        if simple.match(ch):
            (cluster,) = clusters(ch)
            blank = category(ch) == "Zs"
            assert (cluster.base, cluster.marks, cluster.width) == (" " if blank else ch, "", 1), hex(point)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ابلاآسو،.1a\u064b\u064e\u0651\u0652\u0670", min_size=1, max_size=20))
def test_hiding_harakat_is_the_same_for_words_with_and_without_other_marks(word: str) -> None:
    # é takes the word another way through the code, and neither joins nor is joined.
    quick = glyphs(word, marks=False, shaped=True)
    slow = glyphs("e\u0301" + word, marks=False, shaped=True)
    if category(word[0]) != "Mn":
        assert slow.shown[2:] == quick.shown
        assert quick.others == {}


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="اب لا12a(«\u064e\u200c漢😀", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_spans_and_places_are_inverse(text: str, first: int, length: int) -> None:
    shown = line(text)
    covered = set()
    for x0, x1 in shown.spans(first, first + length):
        covered.update(range(x0, x1))
    for x in range(shown.width):
        cell = shown.cell_at(x)
        assert cell is not None
        assert (x in covered) == (cell.start < first + length and cell.end > first)
        assert cell.start <= shown.index_at(x) < cell.end


def test_what_is_drawn_does_not_depend_on_what_is_kept_drawn() -> None:
    text = "قال (CNDH) لا 12-34 " * 4000
    drawing = Drawing(text, rtl=True, marks=False, visual=True)
    lines = list(drawing.lines(40))
    assert len(lines) > 600
    first = [shown.text for shown in lines]
    assert [shown.text for shown in reversed(lines)] == first[::-1]


DATES = st.dates().map(str) | st.times().map(lambda time: time.strftime("%H:%M"))
NUMBERS = st.from_regex(r"\A[-+]?[0-9]{1,3}([.,/:-][0-9]{1,4}){0,3}( ?%)?\Z") | st.from_regex(
    r"\A[0-9a-f]{12}\Z"
)


@settings(max_examples=200, deadline=None)
@given(DATES | NUMBERS, st.text(alphabet="ابل «12)-", max_size=12), st.booleans())
def test_dates_numbers_and_ids_are_items_of_their_own_and_never_turn(
    value: str, beside: str, rtl: bool
) -> None:
    for base in ("ltr", "auto"):
        strip = row(
            [Item(beside), Item(value, base=base), Item(beside, flexible=True)],  # type: ignore[arg-type]
            80,
            Style.null(),
            rtl=rtl,
        )
        assert value in strip.text
    assert fit(value, 40).text == value
