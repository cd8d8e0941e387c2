"""The record of an agreement from its article: what is offered, with why, is taken with one key each."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, Person, all_of, drawn, marked, said

pytestmark = pytest.mark.terminal


def found(path: Path, query: str) -> list[int]:
    """What a query finds."""
    with Archive.open(path, read_only=True) as archive:
        return list(archive.search(query).docids)


def shows_where(person: Person, words: str) -> bool:
    """Whether these words are marked in the text on the screen: what the suggestion stands on."""
    rows = range(2, person.program.screen.lines - 2)
    return any(drawn(words) in " ".join(marked(person, row).split()) for row in rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_agreements(starter: Path, sit_down: SitDown, layout: Layout) -> None:
    first, second = "title:الواحات", "ماريسكا"
    assert (
        found(starter, 'kind:"اتفاقية شراكة"')
        == found(starter, "place:الرشيدية")
        == found(starter, "people:أمزوار")
        == []
    )
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("s", "To the results")
    person.write(first, "1 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])

    person.begin_to_count()
    person.press("r", "the text says that it is")
    person.press("+", "+ takes it")
    person.press("Esc", lambda _rows: shows_where(person, "اتفاقية شراكة"))
    person.press("+", said("Suggested", "+ takes it"))
    person.press("+", said("Tags of 1 article changed", "اتفاقية شراكة"))
    person.press("Esc", lambda _rows: shows_where(person, "الرشيدية"))
    person.press("+", said("Suggested", "+ takes it"))
    person.press("+", said("Tags of 1 article changed", "الرشيدية"))
    assert person.keys <= 12
    assert found(starter, 'kind:"اتفاقية شراكة"') == found(starter, "place:الرشيدية") == found(starter, first)

    person.press("Esc", lambda rows: "Next match" in rows[-1])
    person.press("Backspace", "17 / 17")
    person.press("s", "To the results")
    person.write(second, "1 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])

    person.begin_to_count()
    person.press("r", all_of("سعيد أمزوار", "مدير مركز"))
    person.press("+", "+ takes it")
    person.press("+", said("changed", "اتفاقية"))
    person.press("+", said("changed", "سعيد أمزوار"))
    person.press("+", said("changed", "نعيمة الغزراني"))
    assert person.keys <= 20
    assert set(found(starter, second)) < set(found(starter, "kind:اتفاقية")), "an agreement, of whatever kind"
    assert found(starter, "people:أمزوار") == found(starter, "people:الغزراني") == found(starter, second)
    person.leaves()
