"""What is copied holds the characters of the source, and none that a screen needed."""

from __future__ import annotations

from unicodedata import bidirectional, category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.bidi.layout import line
from tui.clipboard.plain_text import plain_text

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_no_direction_mark_leaves() -> None:
    assert plain_text(f"قال {MARKS}CNDH{MARKS} 2019") == "قال CNDH 2019"


def test_harakat_tatweel_joiners_and_no_break_blanks_stay() -> None:
    stored = "مُحَمَّدٌ قـــال لاَ\u00a0إلهَ می\u200cخواهم «\u202fCNDH\u202f» ﷺ ﷲ ﴿١﴾"
    assert plain_text(stored) == stored


@pytest.mark.parametrize(
    ("stored", "copied"),
    [
        ("ﻻ ﻟﺎ", "لا لا"),
        ("ﺣﻘﻮﻕ ﺍﻹﻧﺴﺎﻥ", "حقوق الإنسان"),
        ("ﭘﺎﺭﺱ ﮔﻞ", "پارس گل"),
        ("ﻣﺤﻤﺪﹲ", "محمدٌ"),
    ],
)
def test_letters_come_out_as_letters(stored: str, copied: str) -> None:
    assert plain_text(stored) == copied


def test_what_the_screen_draws_becomes_what_is_stored_letter_by_letter() -> None:
    word = "والمسؤولية"
    drawn = line(word).text
    assert drawn != word
    assert plain_text(drawn[::-1]) == word


def test_controls_do_not_leave_but_lines_do() -> None:
    assert plain_text("a\x1b[201~b\x07\tc\r\nd\re\u2028f\x85g\ud800") == "a[201~b\tc\nd\ne\nf\ng"


def test_every_form_of_a_letter_becomes_letters_and_every_sign_stays() -> None:
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)):
        character = chr(code)
        copied = plain_text(f"ب{character}")
        if 0xFDF0 <= code <= 0xFDFF or "ORNATE" in name(character):
            assert copied == f"ب{character}"
        elif name(character).startswith(("ARABIC LETTER", "ARABIC LIGATURE")) and "FORM" in name(character):
            assert character not in copied, hex(code)
            assert all(0x600 <= ord(one) < 0x700 for one in copied), hex(code)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_comes_out_without_steering(text: str) -> None:
    copied = plain_text(text)
    assert not any(
        bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} for c in copied
    )
    assert not any("ARABIC LETTER" in name(c) and " FORM" in name(c) for c in copied)
    assert not any(category(c) == "Cc" and c not in "\n\t" for c in copied)
    assert plain_text(copied) == copied


def name(character: str) -> str:
    from unicodedata import name

    return name(character, "")
