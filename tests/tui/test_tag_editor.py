"""The tag editor: a tag is found by any of its names, a near copy is not made by mistake, numbers come first."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.driving import Browser, Settle, press
from tui.screens.tag_editor import TagEditor
from tui.widgets.bar import Bar

SMALL = (80, 24)


@pytest.fixture
def tagged(archive_path: Path) -> Path:
    """Six articles; the last two have اتفاقية, which is called so in French and English."""
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[4:], ["اتفاقية"])
        Thesaurus(archive).name("اتفاقية", labels={"fr": "Accord", "en": "Agreement"}, aliases=["convention"])
    return archive_path


def editor(pilot: Pilot[int]) -> TagEditor:
    assert isinstance(pilot.app.screen, TagEditor)
    return pilot.app.screen


def remark(pilot: Pilot[int]) -> str:
    return editor(pilot).query_one("#tags-remark", Bar).text


def stored(path: Path) -> dict[str, int]:
    with Archive.open(path, read_only=True) as archive:
        return {tag.name: tag.count for tag in archive.tags()}


@pytest.mark.parametrize("typed", ["agre", "Accord", "CONV", "اتفاقيه", "#accord", "+#اتفاقية"])
async def test_any_name_of_a_tag_finds_it(browser: Browser, settle: Settle, tagged: Path, typed: str) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "t", *typed, "enter")
        assert stored(tagged) == {"اتفاقية": 3}


async def test_a_near_copy_offers_the_tag_there_is_and_says_so(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "t", *"agrement")
        assert [(row.name, row.count) for row in editor(pilot).list.rows] == [
            ("اتفاقية", 2),
            ("agrement", None),
        ]
        assert "nearly so" in remark(pilot)
        await press(pilot, settle, "enter")
        assert stored(tagged) == {"اتفاقية": 3}
        await press(pilot, settle, *"agrement", "down")
        assert "nearly so" not in remark(pilot)
        await press(pilot, settle, "enter")
        assert stored(tagged) == {"اتفاقية": 3, "agrement": 1}


async def test_the_numbers_come_first_and_several_go_in_one_step(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "f5", "t", *"accor")
        assert "+\u2068Agreement\u2069 on \u20664\u2069 articles" in remark(pilot)
        await press(pilot, settle, "ctrl+a", *"+neuf -acc")
        assert [row.name for row in editor(pilot).list.rows] == ["اتفاقية"], "nothing new can be taken away"
        await press(pilot, settle, *"ord")
        assert "+\u2068neuf\u2069 on \u20666\u2069 articles" in remark(pilot)
        assert "on \u20662\u2069 articles" in remark(pilot)
        await press(pilot, settle, "enter")
        assert stored(tagged) == {"neuf": 6}
        await press(pilot, settle, "escape", "u")
        assert stored(tagged) == {"اتفاقية": 2}


async def test_several_at_once_tell_near_copies_too_and_a_sign_alone_is_no_name(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "t", *"+agrement +neuf -")
        assert "agrement\u2069 is new; nearly the same is there: \u2068Agreement" in remark(pilot)
        await press(pilot, settle, "enter")
        assert stored(tagged) == {"اتفاقية": 2, "agrement": 1, "neuf": 1}


async def test_tab_takes_the_chosen_tag_into_the_box(browser: Browser, settle: Settle, tagged: Path) -> None:
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "t", *"conv", "tab")
        assert editor(pilot).box.value == "+اتفاقية "
        await press(pilot, settle, *"+x -ag", "tab")
        assert editor(pilot).box.value == "+اتفاقية +x -اتفاقية "
        await press(pilot, settle, "ctrl+a", *"conv", "tab", *"+x", "enter")
        assert stored(tagged) == {"اتفاقية": 3, "x": 1}


async def test_what_was_used_last_is_offered_first(browser: Browser, settle: Settle, tagged: Path) -> None:
    with Archive.open(tagged) as archive:
        archive.tag([hit.id for hit in archive.hit_rows(archive.search("").docids)][:1], ["نادر"])
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "j", "t")
        assert [row.name for row in editor(pilot).list.rows if not row.suggested] == ["نادر", "اتفاقية"]


async def test_what_the_article_says_is_suggested_first(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser("اتفاقية شراكة", size=SMALL) as pilot:
        await press(pilot, settle, "t")
        first = editor(pilot).list.rows[0]
        assert first.suggested
        assert "شراكة" in first.name
        await press(pilot, settle, "down", "enter")
        assert stored(archive_path) == {first.name: 1}
        with Archive.open(archive_path, read_only=True) as archive:
            assert archive.history()[0].values["why"]
        assert first.name not in [row.name for row in editor(pilot).list.rows if row.suggested]


async def test_it_is_said_of_one_article_too_whether_enter_adds_or_takes_away(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=SMALL) as pilot:
        how = (await press(pilot, settle, "t"), remark(pilot))[1]
        await press(pilot, settle, *"accor")
        assert remark(pilot).startswith("+")
        await press(pilot, settle, "enter")
        changed = remark(pilot)
        await press(pilot, settle, *"accor")
        assert remark(pilot).startswith("−"), "it has it now"
        await press(pilot, settle, "ctrl+u")
        assert remark(pilot) == how, "nothing is typed: nothing is foretold"
        assert changed not in {how, ""}
        assert stored(tagged) == {"اتفاقية": 3}


async def test_a_tag_that_would_begin_with_the_step_is_said_to_be_new(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        archive.tag([archive.hit_rows(archive.search("").docids)[0].id], ["presse/locale", "journal"])
    async with browser(size=SMALL) as pilot:
        await press(pilot, settle, "t", *"+journal +neuf")
        assert remark(pilot).endswith(" · New: \u2068neuf\u2069")
        await press(pilot, settle, "ctrl+u", *"+locale")
        assert "nearly the same is there: \u2068presse/locale\u2069" in remark(pilot)
