"""Where words begin and end."""

from __future__ import annotations

import pytest

from tui.editing.words import begins, last_begin, next_begin, word_at

TEXT = "قال (CNDH): مُحَمَّد  می\u200cخواهم"


def test_words_begin_after_blanks_and_signs_and_marks_are_inside() -> None:
    assert [TEXT[k] for k in range(len(TEXT)) if begins(TEXT, k)] == ["ق", "C", "م", "م"]


def test_one_word_further_and_back() -> None:
    starts = [0, 5, 12, TEXT.index("می")]
    forward = [0]
    while forward[-1] < len(TEXT):
        forward.append(next_begin(TEXT, forward[-1]))
    assert forward == [*starts, len(TEXT)]
    back = [len(TEXT)]
    while back[-1]:
        back.append(last_begin(TEXT, back[-1]))
    assert back == [len(TEXT), *reversed(starts)]


@pytest.mark.parametrize(
    ("index", "word"),
    [
        (0, "قال"),
        (2, "قال"),
        (3, " "),
        (4, "("),
        (6, "CNDH"),
        (9, "):"),
        (14, "مُحَمَّد"),
        (20, "  "),
        (99, "می\u200cخواهم"),
    ],
)
def test_the_word_at_an_index(index: int, word: str) -> None:
    first, last = word_at(TEXT, index)
    assert TEXT[first:last] == word


def test_there_is_no_word_in_nothing() -> None:
    assert word_at("", 0) == (0, 0)
    assert next_begin("", 0) == last_begin("", 0) == 0
    assert not begins("", 0)
