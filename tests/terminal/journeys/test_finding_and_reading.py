"""Start and see work, find by a concept in Arabic, read from hit to hit; come back to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, drawn, marked

pytestmark = pytest.mark.terminal
WORD = "اتفاقية"
SECOND = "جمعية أفق الواحات"


def right_edges(rows: list[str]) -> set[int]:
    """The columns where rows in Arabic letters end."""
    return {len(row[:-1].rstrip()) for row in rows if any("\ufe70" <= char <= "\ufefc" for char in row)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_found_and_read_and_found_again_at_the_next_start(
    starter: Path, sit_down: SitDown, layout: Layout
) -> None:
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    assert person.keys == 0, "work is seen without a key"

    person.press("s", "To the results")
    person.write(WORD, "2 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    assert person.keys <= 2
    assert person.letters == len(WORD)

    person.begin_to_count()
    person.press("Enter", "Text 0/10")
    rows = person.press("n", "Text 1/10")
    assert all(len(row[:-1].strip()) <= 78 for row in rows[2:-1]), "the last column is the scroll bar's"
    assert len(right_edges(rows[3:-2])) <= 2, "Arabic begins at the right, a bullet before it"
    hits = [n for n, row in enumerate(rows) if drawn(WORD) in row and n > 1]
    assert hits
    for row in hits:
        assert marked(person, row).split() in ([drawn(WORD)], [drawn(WORD)] * 2), "whole words"
    person.press("J", SECOND)
    person.press("Esc", "Results 2 / 2")
    assert person.keys <= 4
    person.press("k", "Results 1 / 2")
    person.press("Tab", "Text 0/10")
    person.press("Esc", "Results 1 / 2")
    person.press("j", "Results 2 / 2")
    person.leaves()

    again = sit_down(starter, layout)
    again.sees("Results 2 / 2")
    again.sees(WORD)
    again.leaves()


def test_a_word_nobody_finds_loses_neither_the_box_nor_the_way_out(starter: Path, sit_down: SitDown) -> None:
    person = sit_down(starter)
    person.sees("Results 1 / 17")
    person.press("s", "To the results")
    person.write("ززززز", "0 / 17")
    person.press("Esc", lambda rows: "Open" in rows[-1])
    person.press("Backspace", "17 / 17")
    person.leaves()
