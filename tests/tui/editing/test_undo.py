"""Steps of typing: what goes back together, and how much is kept."""

from __future__ import annotations

import pytest

from tui.editing import undo
from tui.editing.undo import Edit, History


def typed(history: History[int], text: str, at: int = 0) -> None:
    """Record a text as it is typed letter by letter."""
    for number, letter in enumerate(text, at):
        history.record(Edit(number, "", letter, (number, number), number + 1))


def taken_back(history: History[int]) -> list[str]:
    """The texts of all steps, the last one first."""
    steps = []
    while edits := history.undo():
        steps.append("".join(edit.inserted or f"-{edit.removed}" for edit in reversed(edits)))
    return steps


def test_a_word_goes_with_the_blanks_after_it() -> None:
    history: History[int] = History()
    typed(history, "قال  إن.")
    assert taken_back(history) == ["إن.", "قال  "]


def test_typing_elsewhere_is_another_step() -> None:
    history: History[int] = History()
    typed(history, "ab")
    typed(history, "cd", at=7)
    assert taken_back(history) == ["cd", "ab"]


def test_letters_taken_away_one_after_the_other_are_one_step() -> None:
    history: History[int] = History()
    typed(history, "abc")
    history.record(Edit(2, "c", "", (3, 3), 2))
    history.record(Edit(1, "b", "", (2, 2), 1))
    assert taken_back(history) == ["-c-b", "abc"]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(3, "", "a long paste", (3, 3), 15),
        Edit(3, "", "\n", (3, 3), 4),
        Edit(0, "abc", "x", (0, 3), 1),
        Edit(0, "abc", "", (0, 3), 0),
    ],
)
def test_anything_else_is_a_step_of_its_own(edit: Edit[int]) -> None:
    history: History[int] = History()
    typed(history, "abc")
    history.record(edit)
    assert history.undo() == [edit]
    assert len(history.undo()) == 3


def test_what_is_typed_after_undoing_ends_what_could_be_done_again() -> None:
    history: History[int] = History()
    typed(history, "ab cd")
    assert [edit.inserted for edit in history.undo()] == ["d", "c"]
    typed(history, "x", at=3)
    assert history.redo() == []
    assert taken_back(history) == ["x", "ab "]


def test_the_oldest_steps_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "STEPS", 3)
    history: History[int] = History()
    typed(history, "a b c d e ")
    assert taken_back(history) == ["e ", "d ", "c "]
    monkeypatch.setattr(undo, "CHARACTERS", 100)
    for size in (80, 60, 30):
        history.record(Edit(0, "", "x" * size, (0, 0), size))
    assert [len(step) for step in taken_back(history)] == [30, 60]
