"""Properties every laid out line has, whatever the text; and cases people will look at."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.bidi.texts import ALPHABET, SENTENCES
from tui.bidi import layout as layout_module
from tui.bidi.layout import Base, VisualLine, fit, layout, line, set_order

BASES = st.sampled_from(["auto", "ltr", "rtl"])
TEXTS = st.text(alphabet=ALPHABET, max_size=90) | st.text(max_size=40)
_UNSEEN = ("Cf", "Cc", "Mn", "Me", "Zs", "Zl", "Zp")


def _check_line(text: str, shown: VisualLine) -> None:
    assert shown.width == sum(cell.width for cell in shown.cells) == cell_len(shown.text)
    for cell in shown.cells:
        assert cell_len(cell.text) == cell.width in (1, 2)
        assert not any(category(ch) in ("Cf", "Cc", "Cs", "Zl", "Zp") for ch in cell.text)
        assert sum(category(ch) in ("Mn", "Me") for ch in cell.text) <= 4
        assert shown.start <= cell.start < cell.end <= shown.end
    covered = sorted((cell.start, cell.end) for cell in shown.cells)
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    inside = {i for start, end in covered for i in range(start, end)}
    for i in range(shown.start, shown.end):
        if i not in inside:
            ch = text[i]
            assert category(ch) in _UNSEEN or cell_len(ch) == 0 or 0x1F3FB <= ord(ch) <= 0x1F3FF, ascii(text)


def _check_maps(shown: VisualLine) -> None:
    x = 0
    for cell in shown.cells:
        assert shown.cell_at(x) is cell
        assert shown.index_at(x) == shown.index_at(x + cell.width - 1) == cell.start
        assert shown.caret_x(cell.start) == shown.caret_x(cell.end - 1) == x
        assert any(a <= x and x + cell.width <= b for a, b in shown.spans(cell.start, cell.end))
        x += cell.width
    end = shown.content_end
    assert shown.index_at(shown.caret_x(end)) == end
    assert sum(b - a for a, b in shown.spans(shown.start, shown.end)) == shown.width


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.integers(1, 12) | st.integers(1, 60), BASES, st.booleans())
def test_lines_partition_the_text_and_fit(text: str, width: int, base: Base, marks: bool) -> None:
    lines = layout(text, width, base=base, marks=marks)
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(lines))
    for shown in lines:
        assert shown.width <= width
        _check_line(text, shown)
        _check_maps(shown)


@settings(max_examples=200, deadline=None)
@given(TEXTS, BASES)
def test_one_line_keeps_every_blank(text: str, base: Base) -> None:
    shown = line(text, base=base)
    assert (shown.start, shown.end) == (0, len(text))
    _check_line(text, shown)
    _check_maps(shown)
    assert sum(cell.end - cell.start for cell in shown.cells if cell.text.isspace()) >= text.count(" ")


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 30), BASES)
def test_fit_never_exceeds_its_width(text: str, width: int, base: Base) -> None:
    shown = fit(text, width, base=base)
    assert shown.width == cell_len(shown.text) <= width
    whole = line(text, base=base)
    if whole.width <= width:
        assert shown.text == whole.text
    elif width:
        last = max(shown.cells, key=lambda cell: cell.start)
        assert last.text == "…"
        assert last.end == len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(2, 30))
def test_logical_order_shows_the_text_as_it_is_stored(text: str, width: int) -> None:
    set_order("logical")
    try:
        for shown in layout(text, width):
            assert [cell.start for cell in shown.cells] == sorted(cell.start for cell in shown.cells)
            assert not shown.rtl
            _check_line(text, shown)
            _check_maps(shown)
    finally:
        set_order("visual")


def test_an_arabic_word_is_joined_and_runs_from_the_right() -> None:
    (shown,) = layout("الإنسان", 20)
    assert shown.rtl
    assert shown.width == 6
    assert shown.text == "ﻥﺎﺴﻧﻹﺍ"
    ligature = shown.cells[-2]
    assert (ligature.text, ligature.start, ligature.end) == ("ﻹ", 1, 3)
    assert shown.left(20) == 14


def test_brackets_are_mirrored_and_latin_stays_in_order() -> None:
    assert line("قال (CNDH) نعم").text == "ﻢﻌﻧ (CNDH) ﻝﺎﻗ"
    assert line("«نعم»").text == "«ﻢﻌﻧ»"


def test_numbers_keep_their_order() -> None:
    shown = line("في 2019/09/28 عند 12:30 بنسبة 50% و31.13").text
    for number in ("2019/09/28", "12:30", "31.13"):
        assert number in shown
    # W2 makes the number Arabic, to which no sign belongs: it is read first, from the right, as Arabic writes it.
    assert "%50" in shown
    # UAX #9 turns a hyphen between numbers after Arabic; dates of the interface are items of their own.
    assert "34-12" in line("رقم 12-34").text
    assert line("2019-09-28", base="ltr").text == "2019-09-28"


def test_harakat_are_hidden_unless_asked_for() -> None:
    text = "مُحَمَّد"
    assert line(text).text == "ﺪﻤﺤﻣ"
    shown = line(text, marks=True)
    assert shown.width == 4
    assert shown.cells[-1].text == "ﻣ\u064f"
    assert [(cell.start, cell.end) for cell in reversed(shown.cells)] == [(0, 2), (2, 4), (4, 7), (7, 8)]


def test_a_decomposed_hamza_is_never_hidden() -> None:
    assert line("ا\u0654هل").text == line("أهل").text
    assert line("ا\u0653ن").text == line("آن").text
    assert line("لا\u0655").text == "\ufef9"


def test_accents_of_latin_letters_stay() -> None:
    assert line("e\u0301te\u0301").text == "été"
    assert line("s\u0331").text == "s\u0331"


def test_joiners_steer_the_joining_and_are_not_printed() -> None:
    assert line("می\u200cخواهم").text == "ﻢﻫﺍﻮﺧﯽﻣ"
    assert line("ه\u200d").text == "ﻫ"
    assert line("ل\u200cا").text == "ﺍﻝ"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("\u202eabc\u202c", "cba"),
        ("a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308", "á\u0302\u0303\u0304\u0305"),
        ("❤\ufe0f", "❤"),
        ("👨\u200d👩\u200d👧", "👨"),
        ("👍🏽", "👍"),
        ("🇲🇦", "MA"),
        ("\u06dd12", "·12"),
        ("\ud800", "\ufffd"),
        ("a\tb\nc", "a b c"),
        ("a\u00a0b\u3000c", "a b  c"),
    ],
)
def test_only_what_terminals_agree_on_is_printed(text: str, shown: str) -> None:
    assert line(text, base="ltr").text == shown


def test_fit_cuts_at_the_logical_end() -> None:
    shown = fit("حقوق الإنسان في المغرب", 13)
    assert shown.text == "…ﻥﺎﺴﻧﻹﺍ ﻕﻮﻘﺣ"
    assert shown.spans(18, 20) == [(0, 1)]
    assert fit("Conseil national", 8).text == "Conseil…"
    assert fit("abc", 1).text == "…"
    assert fit("abc", 0).text == ""
    assert fit("abc", 3).text == "abc"


def test_caches_hold_a_bounded_number_of_characters() -> None:
    cache = layout_module._cache
    for k in range(60):
        layout(f"{k} " + "حقوق الإنسان " * 400, 80)
    assert 0 < cache.cost <= cache.capacity


def test_a_very_long_paragraph_is_kept_though_not_all_of_it_drawn() -> None:
    text = "حقوق الإنسان " * 80_000
    lines = layout(text, 80)
    assert layout(text, 80) is lines
    for shown in (lines[0], lines[len(lines) // 2], lines[-1]):
        assert shown.text == line(text[shown.start : shown.end].rstrip(), base="rtl").text
        _check_maps(shown)
    assert layout(text, 80) is lines
    assert layout_module._cache.cost <= layout_module._cache.capacity


def test_an_opening_bracket_alone_fills_the_narrowest_line() -> None:
    assert [(shown.start, shown.end) for shown in layout("[ 0", 1)] == [(0, 2), (2, 3)]


def test_the_same_line_is_not_laid_out_twice() -> None:
    for sentence in SENTENCES:
        assert layout(sentence, 33) is layout(sentence, 33)


HOSTILE = {
    "signs": "%" * 40_000 + "ا",
    "isolates": "\u2068" * 40_000 + "ا",
    "nested brackets": "(ا" * 20_000 + ")" * 20_000,
    "brackets": "ا(a)" * 20_000,
    "one word": "ا" * 60_000,
    "marks": "a" + "\u0301" * 40_000,
    "blanks": " " * 40_000 + "ا",
    "breaks": "ا -/" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_lengths_are_laid_out_whole(text: str) -> None:
    lines = layout(text, 80)
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    assert all(cell_len(shown.text) == shown.width <= 80 for shown in lines)
