"""Tags: one on the open article, one on all that is found and off again, and a vocabulary that is cleaned without fear."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, all_of, none_of

pytestmark = pytest.mark.terminal
TAG = "وساطة"


def tags_of(path: Path) -> dict[str, int]:
    """Every tag with the number of its articles."""
    with Archive.open(path, read_only=True) as archive:
        return {tag.name: tag.count for tag in archive.tags() if tag.count}


def found(path: Path, query: str) -> set[int]:
    """What a query finds."""
    with Archive.open(path, read_only=True) as archive:
        return set(archive.search(query).docids)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_open_article_and_then_all_that_is_found(
    starter: Path, sit_down: SitDown, layout: Layout
) -> None:
    with Archive.open(starter) as archive:
        Thesaurus(archive).name(TAG, labels={"fr": "Médiation"})
    before = tags_of(starter)
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("Enter", "Esc Back")

    person.begin_to_count()
    person.press("t", "+one -other")
    typed = "méd" if layout == "latin" else "وسا"
    person.write(typed, all_of(TAG, typed, "new tag"))
    person.press("Enter", "Tags of 1 article changed")
    assert person.keys + person.letters <= 5
    assert tags_of(starter) == {**before, TAG: before[TAG] + 1}, "the tag that was there, by any of its names"
    person.press("Esc", none_of("+one -other"))

    person.begin_to_count()
    person.press("s", "To the results")
    person.write("اتفاقية", "2 / 17")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("F5", "2 articles marked")
    person.press("t", "Tags of 2 articles")
    person.write("للمتابعة", "on 2 articles")
    person.press("Enter", "Tags of 2 articles changed")
    hits = found(starter, "اتفاقية")
    assert found(starter, "tag:للمتابعة") == hits
    assert len(hits) == 2
    person.press("Esc", none_of("+one -other"))
    person.press("u", "Taken back")
    assert person.keys <= 7
    assert tags_of(starter) == {**before, TAG: before[TAG] + 1}, "one step back takes all of it, and no more"
    person.leaves()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_vocabulary_is_cleaned_and_put_back(starter: Path, sit_down: SitDown, layout: Layout) -> None:
    with Archive.open(starter) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[:3], ["Aa prison"])
        archive.tag(ids[2:4], ["Aa prisons"])
    before = tags_of(starter)
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("F3", "Aa prisons")
    person.press("x", "1 marked")
    person.press("x", "2 marked")
    person.press("c", "3 → 4")
    person.press("Enter", "Tags merged into")
    assert person.keys <= 5
    merged = {name: count for name, count in before.items() if name != "Aa prisons"}
    assert tags_of(starter) == {**merged, "Aa prison": 4}
    person.press("u", "Taken back")
    assert tags_of(starter) == before

    person.press("o", none_of("Aa prisons"))
    person.press("o", "Aa prisons")
    person.leaves()
