"""A verified quotation with its source, and what is new in a saved search as a file to pass on."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from unicodedata import normalize

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, Person, all_of
from tests.tui.conftest import article, put_in

pytestmark = pytest.mark.terminal
PHRASE = "شبكة ماريسكا للنساء القرويات"


def copied(person: Person) -> str:
    """What the terminal was asked last to put into the clipboard."""
    return b64decode(re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)", person.program.written)[-1]).decode()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_quotation_with_its_source_in_three_keys(starter: Path, sit_down: SitDown, layout: Layout) -> None:
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("s", "To the results")
    person.write("ماريسكا", "1 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("Enter", "Text 0/")

    person.begin_to_count()
    person.press("n", "Text 1/")
    person.press("Shift+↓", "Text 1/")
    person.press("Y", "The terminal was asked to copy")
    assert person.keys <= 3
    person.leaves()

    quoted, source = copied(person).split("\n")
    with Archive.open(starter, read_only=True) as archive:
        (docid,) = archive.search("ماريسكا").docids
        stored = archive.article_by_docid(docid)
    assert PHRASE in quoted
    assert quoted in stored.article.body, "letter by letter as it is stored"
    assert normalize("NFKC", quoted) == quoted, "no letter in the form it has on the screen"
    assert source.endswith(f"[{stored.id[:12]}]")
    assert stored.article.title is None or stored.article.title in source
    assert normalize("NFKC", source) == source
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", quoted + source), (
        "nothing that turns a line round in Word"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("named", ["", "~/week.md"])
def test_what_is_new_in_a_saved_search_in_four_keys(
    starter: Path, tmp_path: Path, sit_down: SitDown, layout: Layout, named: str
) -> None:
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("s", "To the results")
    person.write("اتفاقية", "2 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("Ins", "Saved searches")
    person.press("Enter", "saved")
    person.press("Esc", lambda rows: "Open" in rows[-1])
    person.press("i", "Import files or a folder")
    new = tmp_path / "new.txt"
    new.write_text(
        "اتفاقية جديدة بين جمعيتين\n\n" + "وقعت جمعيتان اتفاقية حول الأرشيف. " * 9, encoding="utf-8"
    )
    person.write(str(new), "new.txt")
    person.press("Enter", "imported 1")
    person.press("Esc", "3 / 18")

    person.begin_to_count()
    person.press("F12", "1 new")
    person.press("F5", "Results 1 / 1 ")
    person.press("I", all_of("Write 1 article to a file", ".html"))
    if named:
        person.write(named, lambda rows: any(f"│ {named}  " in row for row in rows))
    person.press("Enter", "Written to")
    assert person.keys <= 4
    assert person.letters == len(named)
    person.press("F12", all_of("Saved searches", "اتفاقية"))
    person.press("F5", "Nothing came in since")
    person.press("Enter", "3 / 18")
    person.leaves()

    (page,) = (tmp_path / "home of the terminal").glob("*.md" if named else "archive-*.html")
    text = page.read_text("utf-8")
    assert text.count("اتفاقية جديدة بين جمعيتين") >= 1
    assert text.count("وقعت جمعيتان اتفاقية حول الأرشيف.") == 9, "all of it"
    if named:
        assert [line for line in text.splitlines() if line.startswith("#")] == ["# اتفاقية جديدة بين جمعيتين"]
    else:
        assert text.count("<article") == 1, "nothing is read twice"
        assert 'dir="auto"' in text or 'dir="rtl"' in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_came_in_since_the_last_time_is_found_at_the_next(
    starter: Path, tmp_path: Path, sit_down: SitDown, layout: Layout
) -> None:
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.leaves()
    with Archive.open(starter) as archive:
        put_in(archive, [article("بلاغ جديد", "نص البلاغ الجديد.", None, None, "ar")])
    for _time in range(2):  # looking twice loses nothing
        person = sit_down(starter, layout)
        person.sees(" / 18 newest first")
        person.begin_to_count()
        person.press("f", all_of("New", "newly arrived"))
        person.press("Enter", " 1 / 18")
        person.press("Esc", all_of("Results 1 / 1 ", "بلاغ جديد"))
        assert person.keys <= 4
        person.press("Backspace", " / 18 newest first")
        person.leaves()
