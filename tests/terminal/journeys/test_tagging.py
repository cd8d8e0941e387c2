"""Tags: one on the open article, one on all that is found and off again, and a vocabulary that is cleaned without fear."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, all_of, none_of
from tests.tui.conftest import article, put_in

pytestmark = pytest.mark.terminal
TAG = "وساطة"
FOLLOW = "للمتابعة"


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
        archive.tag([archive.article_by_docid(archive.search("اتفاقية").docids[0]).id], [FOLLOW])
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
    person.write(FOLLOW, "on 1 article")
    person.press("Enter", "Tags of 1 article changed")
    hits = found(starter, "اتفاقية")
    assert found(starter, f"tag:{FOLLOW}") == hits
    assert len(hits) == 2, "one of them had it"
    person.press("Esc", none_of("+one -other"))
    person.press("u", "Taken back")
    assert person.keys <= 7
    assert tags_of(starter) == {**before, TAG: before[TAG] + 1}, "one step back takes all of it, and no more"
    assert before[FOLLOW] == 1
    person.leaves()


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("méd", True),
        ("con", True),
        ("وسا", True),
        ("med", True),
        ("وساطه", True),
        ("MÉDIATION", True),
        ("وساطات", False),
    ],
)
def test_a_tag_is_taken_by_any_of_its_names_and_ways_of_writing_it(
    starter: Path, sit_down: SitDown, typed: str, is_taken: bool
) -> None:
    with Archive.open(starter) as archive:
        Thesaurus(archive).name(TAG, labels={"fr": "Médiation", "en": "Conciliation"})
    before = tags_of(starter)
    person = sit_down(starter)
    person.sees("Results 1 / 17")
    person.press("t", "+one -other")
    person.write(typed, "+Conciliation on 1 article" if is_taken else "new tag")
    person.press("Enter", "Tags of 1 article changed")
    assert person.keys == 2
    person.leaves()
    after = tags_of(starter)
    assert (set(after) == set(before)) is is_taken, "two spellings of one tag"
    assert after[TAG if is_taken else typed] == before.get(TAG if is_taken else typed, 0) + 1


def test_five_hundred_articles_are_announced_tagged_and_taken_back(tmp_path: Path, sit_down: SitDown) -> None:
    path = tmp_path / "many.db"
    with Archive.open(path, create=True) as archive:
        put_in(
            archive,
            [
                article(f"بلاغ رقم {number}", f"نص البلاغ {number}.", None, None, "ar")
                for number in range(500)
            ],
        )
    person = sit_down(path)
    person.sees("500 / 500")
    person.press("F5", "500 articles marked")
    person.press("t", "Tags of 500 articles")
    person.write(FOLLOW, "on 500 articles")
    person.press("Enter", "Tags of 500 articles changed")
    assert person.keys == 3
    assert tags_of(path) == {FOLLOW: 500}
    person.press("Esc", none_of("+one -other"))
    person.press("u", "Taken back")
    assert tags_of(path) == {}
    person.leaves()


def chosen_tag(rows: list[str]) -> str:
    """The row of the vocabulary with the cursor."""
    return next((row for row in rows if "│▌" in row), "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_tag_is_renamed_and_called_otherwise_and_each_step_taken_back(
    starter: Path, sit_down: SitDown, layout: Layout
) -> None:
    with Archive.open(starter) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[:3], ["Aa prison"])
        archive.tag(ids[:1], ["Aa once"])
    before = tags_of(starter)
    tagged = found(starter, 'tag:"Aa prison"')
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("F3", "Aa prison")
    person.press("↓", lambda rows: "Aa prison" in chosen_tag(rows))

    person.begin_to_count()
    person.press("r", "Rename Aa prison")
    person.press("Ctrl+U", "Rename Aa prison")
    person.write("Ab jail", all_of("Aa prison", "3 →"))
    person.press("Enter", "renamed to Ab jail on 3 articles")
    assert person.keys <= 3
    renamed = {name: count for name, count in before.items() if name != "Aa prison"}
    assert tags_of(starter) == {**renamed, "Ab jail": 3}
    assert found(starter, 'tag:"Aa prison"') == found(starter, 'tag:"Ab jail"') == tagged, (
        "the old name finds it"
    )
    person.press("u", "Taken back")
    assert tags_of(starter) == before
    assert found(starter, 'tag:"Ab jail"') == set()

    person.begin_to_count()
    person.press("g", lambda rows: "Aa once" in chosen_tag(rows))
    person.press("↓", lambda rows: "Aa prison" in chosen_tag(rows))
    person.press("n", "also called")
    for _box in range(3):
        person.press("Tab", "also called")
    person.write("geôle", "geôle")
    person.press("Enter", none_of("also called"))
    assert person.keys <= 7
    assert found(starter, "tag:geole") == tagged
    assert tags_of(starter) == before, "no count changes"
    person.press("u", "Taken back")
    assert found(starter, "tag:geole") == set()

    person.press("o", all_of("Aa once"))
    person.sees(none_of("Aa prison"))
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
