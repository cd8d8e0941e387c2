"""The words of a whole text at once are those that are read one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.text import written
from store.text.analyser import pairs

LETTERS = "اأإآٱٲءبتةىيئوؤلمنهكگپaéœßLd'’_12٣²½\u064e\u0651\u0654\u0640\u200fﻷﻹﻻﷲﷺ \n\t\xa0-،.«»…/Ωж中ⴰ😀"
TEXTS = st.one_of(st.text(LETTERS, max_size=40), st.text(max_size=30))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_all_words_at_once_are_the_words_one_by_one(text: str) -> None:
    found = written.written(text).split()
    assert [(written.spelled(word), written.term(word)) for word in found] == pairs(text)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_word_is_among_the_spellings_of_its_term(text: str) -> None:
    for exact, term in pairs(text):
        assert exact in written.spellings(term)
        assert exact.startswith(tuple(written.begun(term[:2])))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_a_line_break_stands_wherever_the_text_has_whitespace(text: str) -> None:
    pieces = [piece for piece in written.written(text).split("\n") if piece]
    assert len(pieces) == sum(not written.leaves_nothing(piece) for piece in text.split())


BESIDE_THE_PAGE = [
    chr(code)
    for first, last in ((0x80, 0x250), (0x600, 0x700), (0x2000, 0x2070), (0xFB50, 0xFF00))
    for code in range(first, last)
]


def test_a_character_beside_the_code_page_is_read_as_by_itself() -> None:
    for char in BESIDE_THE_PAGE:
        text = f"كتاب{char}قلم أ{char} {char}12 l'{char}été"
        found = written.written(text)
        assert [(written.spelled(word), written.term(word)) for word in found.split()] == pairs(text), char
        pieces = [piece for piece in found.split("\n") if piece]
        assert len(pieces) == sum(not written.leaves_nothing(piece) for piece in text.split()), char


def test_letters_stand_where_they_stood_behind_other_digits_and_pictograms() -> None:
    text = "عام ٢٠١٩ في گلمیم 😀 وأكادير"
    found, aligned = written.read(text)
    assert aligned
    assert found.split() == ["عام", "2019", "في", "كلميم", "وأكادير"]
    assert found.index("وأكادير") == text.index("وأكادير")


def test_a_ligature_and_a_dropped_mark_are_no_letters_in_place() -> None:
    assert written.read("ﻻ\u200b") == ("لا", False)
