"""Questions: what asks in them counts for nothing, what they ask for counts; how their words stand in a text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.finding.closeness import beside_years, narrowest, side_by_side
from store.finding.telling import FUNCTION_SHARE, asks_when, is_question, shares
from store.text import words

Library = Callable[..., Archive]


def best(archive: Archive, query: str) -> str:
    return archive.article_by_docid(archive.search(query).docids[0]).article.body


def test_asking_words_count_for_nothing_in_a_question() -> None:
    spelled = words("متى تأسست المنظمة في المغرب")
    assert shares(spelled, question=True) == [0.0, 1.0, 1.0, FUNCTION_SHARE, 1.0]
    assert shares(spelled, question=False) == [1.0] * 5
    assert shares(words("متى وكيف"), question=True) == [1.0, 1.0]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("متى تأسست المنظمة", True),
        ("المنظمة الدولية؟", True),
        ("Quand le comité fut-il créé", True),
        ("المنظمة التي سألت متى", False),
        ("من تونس إلى المغرب", False),
        ("", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_first_word(text: str, asks: bool) -> None:
    assert is_question(text) is asks


@pytest.mark.parametrize(
    ("text", "when"),
    [("متى تأسست", True), ("في أي عام ولد", True), ("In which year was it", True), ("من أسس المنظمة", False)],
)
def test_a_question_about_a_time_is_known(text: str, when: bool) -> None:
    assert asks_when(words(text)) is when


def test_the_answer_is_above_a_text_that_asks_the_same(library: Library) -> None:
    filler = " ".join(f"كلام{number}" for number in range(60))
    answer = f"{filler} تأسست جمعية المهاجرين بمبادرة من طلبة."
    archive = library(
        "متى تأسست جمعية الفنانين؟ متى؟ متى؟",
        answer,
        *(f"خبر رقم {number} عن مباراة في كرة القدم." for number in range(20)),
    )
    assert best(archive, "متى تأسست جمعية المهاجرين؟") == answer


def test_of_two_texts_the_one_with_a_year_says_when(library: Library) -> None:
    dated = "تأسست جمعية الريف للهجرة عام 1998 في طنجة."
    undated = "تأسست جمعية الريف للهجرة قديما جدا في طنجة."
    archive = library(dated, undated)
    assert best(archive, "متى تأسست جمعية الريف؟") == dated
    assert best(library(undated, dated), "متى تأسست جمعية الريف؟") == dated


places = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), min_size=1, max_size=9).map(sorted)


@given(places)
@settings(max_examples=100, deadline=None)
def test_the_narrowest_stretch_has_every_part(found: list[tuple[int, int]]) -> None:
    wanted = len({number for _, number in found})
    slow = min(
        max(at for at, _ in some) - min(at for at, _ in some) + 1
        for some in combinations(found, wanted)
        if len({number for _, number in some}) == wanted
    )
    assert narrowest(found, wanted) == slow


def test_neighbours_and_the_longest_run_of_them() -> None:
    weights = [1.0, 2.0, 3.0, 4.0, 5.0]
    apart = [(0, 0), (1, 1), (9, 3), (11, 4), (20, 2)]
    assert side_by_side(apart, weights) == (5.0, 4.0)
    assert side_by_side([(0, 0), (1, 1), (2, 2)], weights) == (3.0, 3.0)
    assert side_by_side([(0, 1), (1, 0)], weights) == (0.0, 0.0)
    assert side_by_side([(0, 0), (3, 1)], weights) == (0.0, 0.0)


def test_only_words_beside_a_year_count() -> None:
    spelled = ["تاسست", "سنه", "1998", *["كلمه"] * 20, "مدينه", "12"]
    assert beside_years([(0, 0), (23, 1)], spelled, [2.0, 3.0]) == 2.0
    assert beside_years([(0, 0), (0, 0)], spelled, [2.0]) == 2.0
    assert beside_years([(23, 0)], spelled, [2.0]) == 0.0
    assert beside_years([(0, 0)], ["تاسست"], [2.0]) == 0.0
