"""Where words stand in a text: quick ways must say the same as looking at each word."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from store.finding.analysed import AnalysedText
from store.text.analyser import analyse

PIECES = ("  ", "\n\n", " ", "\t", "كتاب", "وَلد", "a", "12ب", "–", "ـ", "l'eau", "\u2003", "\x1c", "x-y")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=100)
@given(TEXTS)
def test_places_are_those_of_the_words(text: str) -> None:
    words = analyse(text)
    quick = AnalysedText(text)
    assert quick.order == [word.term for word in words]
    assert [quick.span(number) for number in range(len(words))] == [(word.start, word.end) for word in words]


@settings(max_examples=100)
@given(TEXTS)
def test_a_word_begins_near_its_piece(text: str) -> None:
    begins = [match.start() for match in re.finditer(r"\S+", text)]
    words = analyse(text)
    for word, begin in zip(words, AnalysedText(text).begins(range(len(words))), strict=True):
        assert begin == max(each for each in begins if each <= word.start)


@settings(max_examples=100)
@given(TEXTS, st.sets(st.sampled_from(["كتاب", "ولد", "a", "12", "eau", "x"])))
def test_the_words_looked_for_are_found_in_order(text: str, wanted: set[str]) -> None:
    quick = AnalysedText(text)
    assert quick.places(wanted) == [at for at, term in enumerate(quick.order) if term in wanted]
