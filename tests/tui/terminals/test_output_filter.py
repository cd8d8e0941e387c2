"""What leaves for the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.tui.bidi.texts import ALPHABET
from tui.bidi.clean import harmless, plain
from tui.bidi.layout import line
from tui.bidi.paint import paint
from tui.terminals.modes import MODES, Mode
from tui.terminals.output_filter import OutputFilter

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)
RED = Style(color="red")
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f\ud800-\udfff]")


def written(segments: list[Segment], mode: Mode = "app") -> list[Segment]:
    return OutputFilter(mode).apply(segments, BLACK)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=30) | st.text(max_size=20))
def test_nothing_that_steers_a_terminal_gets_out_and_the_cells_stay(text: str) -> None:
    out = "".join(segment.text for segment in written([Segment(text, BOLD)]))
    assert not _BAD.search(out)
    assert cell_len(out) == cell_len(text)
    assert cell_len(harmless(text)) == cell_len(text)
    assert not _BAD.search(plain(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a\x1b]52;c;YQ==\x07\n b ", "a]52;c;YQ== b"),
        ("\u202eabc\u202c", "abc"),
        ("حقوق\u200f", "حقوق"),
        ("a" + "\u0301" * 30, "a" + "\u0301" * 4),
    ],
)
def test_plain_text_is_one_harmless_line(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_segments_of_one_style_are_merged_whatever_character_they_answer_for() -> None:
    strip = paint(line("حقوق الإنسان"), 20, BOLD, offset_row=3)
    out = written(list(strip))
    assert len(out) == 1
    assert out[0].text == strip.text


def test_actions_and_links_survive() -> None:
    click = Style.from_meta({"@click": "app.bell", "offset": (1, 2)}) + Style(bold=True)
    out = written([Segment("a", click), Segment("b", Style(link="x:y"))])
    assert out[0].style is not None
    assert out[0].style.meta == {"@click": "app.bell"}
    assert out[0].style.bold
    assert out[1].style is not None
    assert out[1].style.link == "x:y"


def test_control_segments_pass() -> None:
    control = Segment("\x1b[2J", None, [(2,)])  # type: ignore[list-item]
    assert control in written([Segment("a"), control, Segment("b")])


def test_overrides_enclose_each_arabic_run_and_take_no_cell() -> None:
    (segment,) = written([Segment("abc ﻢﻌﻧ ﻻ│")], "lro")
    assert segment.text == "abc \u202dﻢﻌﻧ\u202c \u202dﻻ\u202c│"
    assert cell_len(segment.text) == 10


def test_kitty_gets_each_run_from_its_end_with_colours_in_place() -> None:
    out = written([Segment("ab ﻢﻌ"), Segment("ﻧ)", RED), Segment("│x")], "kitty")
    assert [(segment.text, segment.style) for segment in out] == [("ab (ﻧ", None), ("ﻌﻢ", RED), ("│x", None)]


def test_for_kitty_a_run_ends_where_letters_grow_bold_or_slanted() -> None:
    for face in (BOLD, Style(italic=True)):
        out = written([Segment("…ﺓ"), Segment("ﻌﻤﺟ", face), Segment("ﺎﻣ…")], "kitty")
        assert [segment.text for segment in out] == ["ﺓ…", "ﺟﻤﻌ", "…ﻣﺎ"]
    underlined = written([Segment("…ﺓ"), Segment("ﻌﻤﺟ", Style(underline=True))], "kitty")
    assert "".join(segment.text for segment in underlined) == "ﺟﻤﻌﺓ…"


def test_for_kitty_with_a_font_for_arabic_only_arabic_is_turned() -> None:
    (segment,) = written([Segment("(2019 ﻱﺎﻣ) :ﺲﻠﺠﻤﻟﺍ")], "kitty-fallback")
    assert segment.text == "(2019 ﻣﺎﻱ) :ﺍﻟﻤﺠﻠﺲ"
    (segment,) = written([Segment("(2019 ﻱﺎﻣ) :ﺲﻠﺠﻤﻟﺍ")], "kitty")
    assert segment.text == "(2019 (ﻣﺎﻱ ﺍﻟﻤﺠﻠﺲ:"


@pytest.mark.parametrize(
    ("shown", "sent"),
    [
        ("(CNDH)", "(CNDH)"),
        ("،CNDH)", "،CNDH)"),  # read from left to right, because of its letters
        ("٢٠١٩", "٩١٠٢"),  # digits are Arabic for it
        ("٢٠،", "،٠٢"),
        ("CNDHـﻟﺍﻭ", "ﻭﺍﻟـHDNC"),
    ],
)
def test_what_kitty_turns_round(shown: str, sent: str) -> None:
    (segment,) = written([Segment(shown)], "kitty")
    assert segment.text == sent


@pytest.mark.parametrize("mode", MODES)
def test_latin_is_the_same_in_every_encoding(mode: Mode) -> None:
    assert "".join(segment.text for segment in written([Segment("Conseil (2019)")], mode)) == "Conseil (2019)"
