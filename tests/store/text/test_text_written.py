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
