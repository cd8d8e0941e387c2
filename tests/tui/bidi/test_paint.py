"""Strips: their width, their styles, the characters their cells answer for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.tui.bidi.texts import ALPHABET
from tui.bidi.layout import layout, line
from tui.bidi.paint import Item, Span, paint, row

PLAIN = Style(color="white")
BOLD = Style(bold=True)
RED = Style(color="red")
TEXTS = st.text(alphabet=ALPHABET, max_size=40)


def bold_text(strip: object) -> str:
    return "".join(s.text for s in strip if s.style is not None and s.style.bold)  # type: ignore[attr-defined]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 30), st.sampled_from(["start", "left", "right", "center"]), st.booleans())
def test_a_strip_has_exactly_its_width(text: str, width: int, align: str, fine: bool) -> None:
    strip = paint(line(text), width, PLAIN, align=align, offset_row=0 if fine else None)  # type: ignore[arg-type]
    assert strip.cell_length == width == cell_len(strip.text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=4), st.integers(0, 50), st.booleans())
def test_a_row_has_exactly_its_width(parts: list[tuple[str, bool]], width: int, rtl: bool) -> None:
    strip = row([Item(text, flexible=flexible) for text, flexible in parts], width, PLAIN, rtl=rtl)
    assert strip.cell_length == width == cell_len(strip.text)


def test_right_to_left_lines_begin_at_the_right_edge() -> None:
    assert paint(line("نعم"), 6, PLAIN).text == "   ﻢﻌﻧ"
    assert paint(line("oui"), 6, PLAIN).text == "oui   "
    assert paint(line("نعم"), 6, PLAIN, align="left").text == "ﻢﻌﻧ   "
    assert paint(line("oui"), 7, PLAIN, align="center").text == "  oui  "


def test_what_does_not_fit_is_cropped_at_the_logical_end() -> None:
    assert paint(line("نعم"), 2, PLAIN).text == "ﻌﻧ"
    assert paint(line("oui"), 2, PLAIN).text == "ou"


def test_styles_follow_their_letters() -> None:
    text = "حقوق الإنسان CNDH"
    strip = paint(line(text), 30, PLAIN, [Span(0, 4, BOLD), Span(13, 17, BOLD)])
    assert bold_text(strip) == "CNDHﻕﻮﻘﺣ"
    assert len(list(strip)) <= 5
    over = paint(line("ab"), 2, PLAIN, [Span(0, 2, BOLD), Span(1, 2, RED)])
    assert [(s.text, s.style.color.name) for s in over if s.style and s.style.color] == [
        ("a", "white"),
        ("b", "red"),
    ]


def test_fine_segments_carry_the_logical_index_of_each_cell() -> None:
    shown = layout("حقوق CNDH", 12)[0]
    strip = paint(shown, 12, PLAIN, offset_row=7)
    offsets = [segment.style.meta["offset"] for segment in strip if segment.style]
    assert offsets == [(9, 7)] * 3 + [(5, 7), (6, 7), (7, 7), (8, 7), (4, 7), (3, 7), (2, 7), (1, 7), (0, 7)]


def test_a_row_keeps_each_item_s_own_order() -> None:
    items = [Item("حقوق الإنسان", flexible=True), Item("2019-09-28", base="ltr")]
    assert row(items, 26, PLAIN, rtl=True).text == "2019-09-28     ﻥﺎﺴﻧﻹﺍ ﻕﻮﻘﺣ"
    assert row(items, 26, PLAIN, rtl=False).text == "ﻥﺎﺴﻧﻹﺍ ﻕﻮﻘﺣ     2019-09-28"
    assert row(items, 18, PLAIN, rtl=True).text == "2019-09-28 …ﺍ ﻕﻮﻘﺣ"


def test_a_column_of_fixed_width_is_padded_on_the_row_s_far_side() -> None:
    items = [Item("12", base="ltr", width=4), Item("نعم")]
    assert row(items, 10, PLAIN, rtl=True).text == "  ﻢﻌﻧ   12"
    assert row(items, 10, PLAIN, rtl=False).text == "12   ﻢﻌﻧ  "


def test_matches_in_a_row_keep_their_style() -> None:
    item = Item("حقوق الإنسان", spans=[Span(5, 12, BOLD)], flexible=True)
    assert bold_text(row([item], 20, PLAIN, rtl=True)) == "ﻥﺎﺴﻧﻹﺍ"
