"""What lies under a cell, and what a selection copies, compared by code point."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.widgets.paragraphs import Flow, Paragraph, pieces
from tui.widgets.selection import Place, Range, characters, row_range, under, whole

MIXED = "قال CNDH في 2019 (مُحَمَّدٌ) إنَّ حقوق الإنسان «لا تُجزَّأ» – voir l'article 12-34."


def flow_of(text: str, width: int = 20, *, marks: bool = False) -> Flow:
    flow = Flow([piece for line in text.split("\n") for piece in pieces(Paragraph(line))], width, marks)
    flow.settle(len(text) + 1000)
    return flow


def dragged(flow: Flow, begin: tuple[int, int], end: tuple[int, int]) -> str:
    """What is copied when the mouse goes from one (row, column) to another."""
    return characters(flow.paragraphs, under(flow, *begin).joined(under(flow, *end)))


def cells(flow: Flow, row: int) -> list[tuple[int, str]]:
    """The columns of a row and what is printed in them."""
    index, part = flow.at(row)
    line = flow.lines(index)[part]
    x = line.left(flow.width)
    found = []
    for cell in line.cells:
        found.append((x, cell.text))
        x += cell.width
    return found


@pytest.mark.parametrize("marks", [False, True])
def test_harakat_are_copied_whether_they_are_shown_or_not(marks: bool) -> None:
    flow = flow_of("مُحَمَّدٌ", 10, marks=marks)
    columns = [x for x, _ in cells(flow, 0)]
    assert len(columns) == 4
    assert [dragged(flow, (0, x), (0, x)) for x in columns] == ["دٌ", "مَّ", "حَ", "مُ"]
    assert dragged(flow, (0, columns[-1]), (0, columns[0])) == "مُحَمَّدٌ"
    assert dragged(flow, (0, columns[0]), (0, columns[-1])) == "مُحَمَّدٌ"


def test_a_lam_alef_is_two_letters() -> None:
    flow = flow_of("سلاَم", 10)
    assert [dragged(flow, (0, x), (0, x)) for x, _ in cells(flow, 0)] == ["م", "لاَ", "س"]


def test_a_selection_is_a_range_of_the_text_though_it_is_in_pieces_on_the_screen() -> None:
    flow = flow_of("قال CNDH في 2019", 40)
    place = {text: x for x, text in cells(flow, 0)}
    assert dragged(flow, (0, place["C"]), (0, place["9"])) == "CNDH في 2019"
    assert dragged(flow, (0, place["2"]), (0, place["H"])) == "H في 2"
    assert dragged(flow, (0, place["D"]), (0, place["ﻗ"])) == "قال CND"


def test_wrapped_rows_are_one_line_and_paragraphs_are_lines() -> None:
    first, second, third = "حقوق الإنسان في المغرب وفي غيره من البلدان", "", "Les droits humains au Maroc"
    flow = flow_of(f"{first}\n{second}\n{third}")
    assert flow.height > 5
    everything = Range(Place(0, 0), Place(2, len(third)))
    assert characters(flow.paragraphs, everything) == f"{first}\n\n{third}"
    # From the right edge of the first row to the last cell of the last one.
    assert dragged(flow, (0, 19), (flow.height - 1, 19)) == f"{first}\n\n{third}"


def test_beside_a_line_is_its_beginning_or_its_end() -> None:
    flow = flow_of("سلام\nabc", 12)
    assert under(flow, 0, 12) == Range(Place(0, 0), Place(0, 0))
    assert under(flow, 0, 0) == Range(Place(0, 4), Place(0, 4))
    assert under(flow, 1, -3) == Range(Place(1, 0), Place(1, 0))
    assert under(flow, 1, 11) == Range(Place(1, 3), Place(1, 3))
    assert under(flow, 99, 0) == Range(Place(1, 3), Place(1, 3))


def test_words_are_taken_with_their_marks_and_without_their_signs() -> None:
    paragraphs = [Paragraph("قال: «مُحَمَّدٌ» حاضر")]
    inside = paragraphs[0].text.index("ح", 6)
    found = whole(paragraphs, Range(Place(0, inside), Place(0, inside + 1)), "words")
    assert characters(paragraphs, found) == "مُحَمَّدٌ"
    end = paragraphs[0].text.index("حاضر")
    reached = whole(paragraphs, Range(Place(0, inside), Place(0, end + 1)), "words")
    assert characters(paragraphs, reached) == "مُحَمَّدٌ» حاضر"


def test_a_paragraph_in_pieces_is_one_paragraph() -> None:
    long = "كلمة " * 20_000
    flow = flow_of(f"قبل\n{long}\nبعد", 60)
    assert len(flow.paragraphs) > 5
    found = whole(flow.paragraphs, Range(Place(3, 5), Place(3, 6)), "paragraphs")
    assert characters(flow.paragraphs, found) == long
    everything = Range(Place(0, 0), Place(len(flow.paragraphs) - 1, 3))
    assert characters(flow.paragraphs, everything) == f"قبل\n{long}\nبعد"


def test_marks_of_direction_are_not_copied() -> None:
    flow = flow_of("قبل \u202eabc\u202c \u2067بعد\u2069\u200f", 40)
    assert characters(flow.paragraphs, row_range(flow, 0)) == "قبل abc بعد"


def test_rows_together_are_the_text() -> None:
    flow = flow_of(MIXED, 17)
    rows = [row_range(flow, row) for row in range(flow.height)]
    assert all(one.end == next_one.start for one, next_one in pairwise(rows))
    assert characters(flow.paragraphs, rows[0].joined(rows[-1])) == MIXED


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="abé لاأبمحة\u064e\u0651«»(12-٣.\u202e\u2069\n", max_size=60),
    st.integers(4, 30),
    st.data(),
)
def test_from_any_cell_to_any_other_it_is_what_lies_between(
    text: str, width: int, data: st.DataObject
) -> None:
    flow = flow_of(text, width)
    rows = st.integers(0, flow.height - 1)
    columns = st.integers(-2, width + 1)
    one = under(flow, data.draw(rows), data.draw(columns))
    other = under(flow, data.draw(rows), data.draw(columns))
    chosen = one.joined(other)
    source = text.split("\n")
    starts = [sum(len(line) + 1 for line in source[:n]) for n in range(len(source))]
    begin, end = (starts[place.paragraph] + place.offset for place in chosen)
    expected = "".join(c for c in text[begin:end] if c not in "\u202e\u2069")
    assert characters(flow.paragraphs, chosen) == expected
    for place in (one, other):
        assert chosen.start <= place.start <= place.end <= chosen.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab لابم\u064e\u0651«(1-٣.", min_size=1, max_size=40), st.integers(5, 30))
def test_every_character_that_is_drawn_is_under_one_cell(text: str, width: int) -> None:
    flow = flow_of(text, width)
    found: list[Range] = []
    for row in range(flow.height):
        found += [under(flow, row, x) for x, _ in cells(flow, row)]
    covered = sorted(set(found))
    assert all(one.end <= next_one.start for one, next_one in pairwise(covered))
    drawn = {n for one in covered for n in range(one.start.offset, one.end.offset)}
    missing = [text[n] for n in range(len(text)) if n not in drawn]
    assert set(missing) <= {" ", "\u064e", "\u0651"}
