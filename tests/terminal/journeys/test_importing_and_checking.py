"""A folder from a stick comes in, comes in again without a double, and what was guessed is gone through."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from store.article import StoredArticle
from tests.terminal.journeys.conftest import SHARE_BAR, SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, none_of, said

pytestmark = pytest.mark.terminal
HEADING = "اتفاقية مع صندوق"


def articles_of(path: Path, query: str = "") -> list[StoredArticle]:
    """What a query finds."""
    with Archive.open(path, read_only=True) as archive:
        return [archive.article_by_docid(docid) for docid in archive.search(query).docids]


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
    person.press("Enter", "3 to be checked")
    person.press("Enter", "2 to be checked")
    assert person.keys <= 3, "one that is as it should be"
    assert len(articles_of(path, "has:review")) == 1

    person.begin_to_count()
    person.press("e", "Enter Save")
    person.press("Enter", "Title: set by a person")
    assert person.keys <= 3, "one whose title is the heading that is offered"
    person.press("Ctrl+R", "1 to be checked")
    person.press("n", "1 to be checked")

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
