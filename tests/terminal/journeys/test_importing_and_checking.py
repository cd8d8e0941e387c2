"""A folder from a stick comes in, comes in again without a double, and what was guessed is gone through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from store.article import StoredArticle
from tests.terminal.journeys.conftest import SHARE_BAR, SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, drawn, none_of, said

pytestmark = pytest.mark.terminal
HEADING = "اتفاقية مع صندوق"
FILES = 900
"""So many that the import is still going on when somebody stops it, below the thousand that is written in groups."""


def articles_of(path: Path, query: str = "") -> list[StoredArticle]:
    """What a query finds."""
    with Archive.open(path, read_only=True) as archive:
        return [archive.article_by_docid(docid) for docid in archive.search(query).docids]


def chosen(rows: list[str]) -> list[str]:
    """The row with the cursor in a list that stands over others."""
    return [row for row in rows if "│▌" in row]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_from_the_stick_to_the_last_article_that_is_checked(
    tmp_path: Path, stick: Path, sit_down: SitDown, layout: Layout
) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path, create=True).close()
    person = sit_down(path, layout)
    person.sees("0 / 0")

    person.press("i", "Import files or a folder")
    person.write(str(stick), "stick")
    person.press("Enter", "imported 6 · here already 0 · skipped 0 · failed 1 · to be checked 2")
    assert person.keys <= 2
    assert person.letters == len(str(stick))
    person.sees("damaged.docx")
    assert len(articles_of(path)) == 6

    person.begin_to_count()
    person.write(str(stick), "stick")
    person.press("Enter", "imported 0 · here already 6")
    assert len(articles_of(path)) == 6

    person.begin_to_count()
    rows = person.press("Enter", "3 to be checked")
    first = chosen(rows)
    rows = person.press("n", lambda rows: chosen(rows) != first)
    assert len(articles_of(path, "has:review")) == 2, "what is left for later stays"
    person.press("Enter", "2 to be checked")
    assert person.keys <= 3, "one that is as it should be"
    assert len(articles_of(path, "has:review")) == 1

    person.begin_to_count()
    person.press("k", lambda rows: chosen(rows) == first)
    person.press("e", "Enter Save")
    person.press("Enter", "Title: set by a person")
    assert person.keys <= 3, "one whose title is the heading that is offered"
    person.press("Ctrl+R", "1 to be checked")

    # What was set apart while importing is to be seen.
    person.press("Esc", "Title: set by a person")
    person.press("s", "To the results")
    person.write("الواحة", "1 / 6")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("Enter", "Esc Back")
    person.press("G", none_of(SHARE_BAR))
    person.press("l", said("All lines are shown."))
    person.press("G", SHARE_BAR)
    person.leaves()

    titles = [one.article.title for one in articles_of(path)]
    assert sum(title is not None and title.startswith(HEADING) for title in titles) == 1
    assert titles.count(None) == 1, "accepted as it is"
    assert all(one.article.published is None for one in articles_of(path)), "no date is invented"


def test_what_came_in_is_told_while_it_comes_and_escape_keeps_it(tmp_path: Path, sit_down: SitDown) -> None:
    folder, path = tmp_path / "stick", tmp_path / "archive.db"
    folder.mkdir()
    for number in range(FILES):
        heading = "" if number % 5 == 0 else f"بلاغ رقم {number}\n\n"
        text = f"اجتمعت اللجنة رقم {number} ودرست الملف {number * 7}. " * 20
        (folder / f"{number:03}.txt").write_text(heading + text, encoding="utf-8")
    (folder / "000a.docx").write_bytes(b"PK\x03\x04")
    (folder / "001a.txt").write_bytes((folder / "001.txt").read_bytes())
    Archive.open(path, create=True).close()
    person = sit_down(path)
    person.sees("0 / 0")
    person.press("i", "Import files or a folder")
    person.write(str(folder), "stick")

    person.begin_to_count()
    rows = person.presses("Enter", lambda rows: told(rows).get("to be checked", 0) > 0)
    assert any(f" / {FILES + 2} " in row for row in rows), "it goes on"
    so_far = told(rows)
    assert so_far["imported"] > so_far["to be checked"] > 0
    assert so_far["here already"] == so_far["failed"] == 1, "one bad file stops nothing"
    person.press("Esc", "Stopped. What was saved before stays saved.")
    assert person.keys == 2
    there = told(person.program.rows)["imported"]
    assert so_far["imported"] <= there < FILES
    assert len(articles_of(path)) == there
    person.press("Enter", f"imported {FILES - there}")
    assert person.keys == 3, "the same path goes on"
    assert len(articles_of(path)) == FILES
    person.press("Esc", f"{FILES} / {FILES}")
    person.leaves()


def told(rows: list[str]) -> dict[str, int]:
    """What is said to have become of the files; nothing as long as nothing is said."""
    for row in rows:
        found = re.findall(r"(imported|here already|failed|to be checked) (\d+)", row)
        if len(found) == 4:
            return {name: int(number) for name, number in found}
    return {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_site_slogan_is_taken_for_a_headline(
    root: Path, tmp_path: Path, sit_down: SitDown, layout: Layout
) -> None:
    capture = root / "starter" / "captures" / "04_social_protection_study_day.txt"
    slogan = capture.read_text("utf-8").split("\n")[0]
    assert slogan.startswith("جريدة إلكترونية")
    path = tmp_path / "archive.db"
    Archive.open(path, create=True).close()
    person = sit_down(path, layout)
    person.sees("0 / 0")
    person.press("i", "Import files or a folder")
    person.write(str(capture), "captures")
    person.press("Enter", "imported 1")
    headline = drawn("كلميم: يوم دراسي حول")
    rows = person.press("Esc", lambda rows: "Open" in rows[-1] and any(headline in row for row in rows[2:4]))
    assert not any(drawn("جريدة إلكترونية جهوية") in row for row in rows)
    person.leaves()
