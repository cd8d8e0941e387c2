"""Start and see work, find by a concept in Arabic, read from hit to hit; come back to where one was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, drawn, marked
from tui.bidi.layout import line

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


@pytest.mark.parametrize("size", [(80, 24), (140, 30)])
def test_the_next_start_is_at_the_line_one_was_reading(
    starter: Path, sit_down: SitDown, size: tuple[int, int]
) -> None:
    person = sit_down(starter, "latin", size)
    first = person.sees("Results 1 / 17")
    person.press("j", "Results 2 / 17" if size[0] > 80 else lambda rows: rows != first)
    top = person.press("Enter", "Esc Back")
    left = person.press("Space", lambda rows: rows[4:-2] != top[4:-2])
    person.leaves()
    again = sit_down(starter, "latin", size)
    assert again.sees(lambda rows: rows[2:-2] == left[2:-2])
    assert again.keys == 0
    again.leaves()


def titles_of(path: Path) -> list[str]:
    """The titles of an archive."""
    with Archive.open(path, read_only=True) as archive:
        return [hit.title for hit in archive.hit_rows(archive.search("").docids) if hit.title]


def test_a_word_that_is_seen_in_a_title_is_found(starter: Path, sit_down: SitDown) -> None:
    titles = titles_of(starter)
    person = sit_down(starter)
    first = person.sees("Results 1 / 17")
    seen = [title for title in titles if any(drawn(beginning(title)) in row for row in first)]
    assert len(seen) > 8, "a screen of headlines, their letters joined"
    for title in seen:
        word = max(re.findall(r"\w+", beginning(title)), key=len)
        person.press("s", "To the results")
        person.write(word, beginning(title))
        person.press("Enter", lambda rows: "Open" in rows[-1])
        person.press("Backspace", "17 / 17")
    person.leaves()


def beginning(title: str) -> str:
    """Its first words, which are of one direction and which every row has room for."""
    return " ".join(title.split()[:3]).rstrip(":،,")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_lines_are_of_78_columns_at_most_and_end_between_words(
    starter: Path, sit_down: SitDown, size: tuple[int, int]
) -> None:
    person = sit_down(starter, "latin", size)
    person.sees("1 / 17")
    person.press("s", "To the results")
    person.write("ماريسكا", "1 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    rows = person.press("Enter", "Text 0/")
    with Archive.open(starter, read_only=True) as archive:
        (docid,) = archive.search("ماريسكا").docids
        body = archive.article_by_docid(docid).article.body
    words = {line(word, base="rtl").text for word in body.split()}
    lines = [row.rpartition("▕")[2].rstrip("▁▂▃▄▅▆▇█").strip() for row in rows[4:-3]]
    lines = lines[lines.index("") + 1 :]  # under what stands above every text
    drawn_words = [word for one in lines for word in one.split()]
    assert len(drawn_words) > 60
    assert [word for word in drawn_words if word not in words] == []
    widest = max(map(len, lines))
    assert 60 <= widest <= 78 if size[0] != 120 else 40 <= widest <= 78


def test_a_word_nobody_finds_loses_neither_the_box_nor_the_way_out(starter: Path, sit_down: SitDown) -> None:
    person = sit_down(starter)
    person.sees("Results 1 / 17")
    person.press("s", "To the results")
    person.write("ززززز", "0 / 17")
    person.press("Esc", lambda rows: "Open" in rows[-1])
    person.press("Backspace", "17 / 17")
    person.leaves()
