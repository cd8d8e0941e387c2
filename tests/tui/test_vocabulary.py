"""The vocabulary in the app: read, searched, changed with the numbers first, taken back; by the same keys everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.driving import Browser, Seen, Settle, press
from tests.tui.test_layouts import of_place, typed
from tui.app import ArchiveApp
from tui.bidi.layout import line
from tui.keys import AZERTY
from tui.screens.tag_step import TagStep
from tui.screens.vocabulary import VocabularyScreen
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer


@pytest.fixture
def tagged(archive_path: Path) -> Path:
    """Six articles: two have journal, two journaux (one both), one a slip."""
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[:2], ["journal"])
        archive.tag(ids[1:3], ["journaux"])
        archive.tag(ids[3:4], ["presse/locale"])
        Thesaurus(archive).name("presse", labels={"ar": "صحافة", "en": "Press"})
    return archive_path


def stored(path: Path) -> dict[str, int]:
    with Archive.open(path, read_only=True) as archive:
        return {tag.name: tag.count for tag in archive.tags()}


def vocabulary(pilot: Pilot[int]) -> VocabularyScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, VocabularyScreen))


def remark(pilot: Pilot[int]) -> str:
    return vocabulary(pilot).query_one("#vocabulary-remark", Bar).text


def listed(pilot: Pilot[int]) -> list[str]:
    return [entry.name for entry in vocabulary(pilot).list.entries]


async def test_two_tags_are_merged_in_five_keys_and_taken_back_in_one(
    browser: Browser, settle: Settle, seen: Seen, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3")
        assert listed(pilot) == ["journal", "journaux", "presse", "presse/locale"]
        await press(pilot, settle, "x", "x", "c")
        assert isinstance(pilot.app.screen, TagStep)
        shown = seen(pilot)
        assert "2 → 0" in shown
        assert "2 → 3" in shown
        assert stored(tagged) == {"journal": 2, "journaux": 2, "presse/locale": 1}
        await press(pilot, settle, "enter")
        assert stored(tagged) == {"journal": 3, "presse/locale": 1}
        assert "journal" in remark(pilot)
        assert vocabulary(pilot).list.marked == set()
        await press(pilot, settle, "u")
        assert stored(tagged) == {"journal": 2, "journaux": 2, "presse/locale": 1}
        assert "Taken back" in remark(pilot)
        await press(pilot, settle, "U", "escape")
        assert stored(tagged) == {"journal": 3, "presse/locale": 1}
        assert pilot.app.screen is cast("ArchiveApp", pilot.app).browser


async def test_a_name_that_can_not_be_is_said_before_anything_is_done(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "r", "+", "home", "+", "enter")
        step = pilot.app.screen
        assert isinstance(step, TagStep)
        assert "begin with +" in step.query_one("#step-remark", Bar).text
        await press(pilot, settle, "ctrl+a", *"né", "enter")
        assert stored(tagged) == {"né": 2, "journaux": 2, "presse/locale": 1}
        assert vocabulary(pilot).list.chosen.name == "né"  # type: ignore[union-attr]


async def test_tags_go_under_another_that_is_found_by_any_name_and_to_the_top(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "x", "x", "v", *"صحا", "enter")
        assert stored(tagged) == {"presse/journal": 2, "presse/journaux": 2, "presse/locale": 1}
        assert listed(pilot)[0] == "presse"
        await press(pilot, settle, "j", "v", "enter")
        assert stored(tagged)["journal"] == 2


async def test_deleting_shows_what_goes_and_escape_leaves_all_as_it_is(
    browser: Browser, settle: Settle, seen: Seen, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "d")
        assert "is deleted" in seen(pilot)
        await press(pilot, settle, "escape")
        assert "journal" in stored(tagged)
        await press(pilot, settle, "d", "enter")
        assert "journal" not in stored(tagged)


async def test_names_in_three_languages_find_the_tag_and_show_it(
    browser: Browser, settle: Settle, seen: Seen, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(
            pilot,
            settle,
            "f3",
            "n",
            *"جر",
            "tab",
            "tab",
            *"Nw",
            "tab",
            *"ca, qu",
            "enter",
        )
        with Archive.open(tagged, read_only=True) as archive:
            names = next(one.names for one in Thesaurus(archive).entries() if one.name == "journal")
            assert archive.search("tag:qu").total == 2
        assert (names.labels, names.aliases) == ({"ar": "جر", "en": "Nw"}, ("ca", "qu"))
        await press(pilot, settle, "s", *"جر", "enter")
        assert listed(pilot) == ["journal"]
        assert "Nw" in seen(pilot)
        await press(pilot, settle, "enter")
        browser_screen = cast("ArchiveApp", pilot.app).browser
        assert browser_screen is not None
        assert browser_screen.search_box.text.strip() == 'tag:"journal"'
        assert browser_screen.results.count == 2


async def test_the_footer_names_what_keys_do_in_the_box_while_one_types_there(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3")
        footer = vocabulary(pilot).query_one(Footer)
        assert "rename_tag" in [command.id for command in footer.commands]
        await press(pilot, settle, "s")
        assert [command.id for command in footer.commands] == ["choose", "step_back"]
        await press(pilot, settle, "enter")
        assert "rename_tag" in [command.id for command in footer.commands]


async def test_used_once_and_escape_one_level_at_a_time(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "o")
        assert listed(pilot) == ["presse/locale"]
        await press(pilot, settle, "x", "s", "l", "enter", "escape", "j")
        assert listed(pilot) == ["presse/locale"]
        await press(pilot, settle, "escape", "j")
        assert len(listed(pilot)) == 4
        await press(pilot, settle, "escape", "j", "escape")
        assert pilot.app.screen is cast("ArchiveApp", pilot.app).browser


async def test_the_starter_vocabulary_fills_an_empty_one(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3")
        assert "starter" in remark(pilot)
        await press(pilot, settle, "i", "enter")
        assert len(listed(pilot)) > 150
        assert stored(archive_path) == {}
        await press(pilot, settle, "escape", "t", *"expre", "enter")
        assert stored(archive_path) == {"حقوق/حرية التعبير": 1}


async def test_a_read_only_archive_is_read_and_not_changed(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24), read_only=True) as pilot:
        await press(pilot, settle, "f3", "d")
        assert isinstance(pilot.app.screen, VocabularyScreen)
        assert "read-only" in remark(pilot)


@pytest.mark.parametrize("layout", ["qwerty", "azerty", "arabic"])
async def test_the_same_physical_keys_give_the_same_commands(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch, layout: str, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3")
        screen = vocabulary(pilot)
        done: list[str] = []
        for command in of_place("vocabulary"):
            monkeypatch.setattr(
                screen, f"action_{command.id}", lambda command=command: done.append(command.id)
            )
        for command in of_place("vocabulary"):
            for key in command.keys:
                press_key = typed(key, layout)
                if press_key is None or (layout == "azerty" and len(key) == 1 and key.lower() in AZERTY):
                    continue
                done.clear()
                await pilot.press(press_key)
                assert done == [command.id], (key, press_key)


async def test_deleting_a_tag_that_only_has_others_under_it_says_why_nothing_goes(
    browser: Browser, settle: Settle, seen: Seen, tagged: Path
) -> None:
    with Archive.open(tagged) as archive:
        archive.tag([archive.hit_rows(archive.search("").docids)[0].id], ["archives/orales"])
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3")
        assert listed(pilot)[0] == "archives"
        await press(pilot, settle, "d")
        shown = " ".join(seen(pilot).split())
        assert "Delete archives" in shown
        assert "No article has the tag itself" in shown
        await press(pilot, settle, "enter", "escape")
    assert "archives/orales" in stored(tagged)


def chosen(pilot: Pilot[int]) -> str:
    entry = vocabulary(pilot).list.chosen
    return entry.name if entry is not None else ""


async def test_the_place_in_the_list_is_kept_by_each_step_and_its_undo(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(120, 36)) as pilot:
        await press(pilot, settle, "f3", "j", "d", "enter")
        assert chosen(pilot) == "presse", "what came after the deleted tag"
        await press(pilot, settle, "G", "u")
        assert chosen(pilot) == "journaux", "it is there again"
        await press(pilot, settle, "r", "ctrl+a", *"zeta", "enter")
        assert chosen(pilot) == "zeta"
        await press(pilot, settle, "g", "u")
        assert chosen(pilot) == "journaux"
        await press(pilot, settle, "g", "U")
        assert chosen(pilot) == "zeta"
        await press(pilot, settle, "v", *"presse", "enter")
        assert listed(pilot)[-1] == "presse/zeta"
        await press(pilot, settle, "g", "u")
        assert chosen(pilot) == "zeta"
        await press(pilot, settle, "g", "U")
        assert chosen(pilot) == "presse/zeta"
        await press(pilot, settle, "v", "enter", "g", "u", "g", "U")
        assert chosen(pilot) == "zeta", "at the top again"


async def test_a_search_for_a_tag_that_is_not_there_loses_no_place(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(120, 36)) as pilot:
        await press(pilot, settle, "f3", "j", "s", *"qqq")
        assert listed(pilot) == []
        await press(pilot, settle, "escape", "escape")
        assert chosen(pilot) == "journaux"


async def test_a_tag_that_only_has_others_under_it_is_offered_before_them(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[:2], ["جهات/الشرق"])
        archive.tag(ids[1:3], ["تقارير", "جهة"])
    async with browser(size=(120, 36)) as pilot:
        await press(pilot, settle, "f3", "v", *"جهات")
        step = pilot.app.screen
        assert isinstance(step, TagStep)
        assert [one.name for one in step.list.rows] == ["جهات", "جهات/الشرق"]
        await press(pilot, settle, "enter")
        assert stored(archive_path) == {"جهات/الشرق": 2, "جهات/تقارير": 2, "جهة": 2}


@pytest.mark.usefixtures("tagged")
async def test_where_the_stored_name_is_another_than_the_one_that_is_seen_the_box_says_so(
    browser: Browser, settle: Settle
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "j", "j", "r")
        said = pilot.app.screen.query_one("#step-remark", Bar).text
        assert "Press" in said
        assert "n / ن" in said or "n / ى" in said
        await press(pilot, settle, "escape", "g", "r")
        assert pilot.app.screen.query_one("#step-remark", Bar).text == "Nothing would change."


@pytest.mark.parametrize("language", ["ar", "fr"], indirect=True)
async def test_where_there_is_no_tag_the_way_to_some_is_read_to_its_end(
    browser: Browser, settle: Settle, seen: Seen, language: str
) -> None:
    async with browser(size=(60, 20)) as pilot:
        await press(pilot, settle, "f3")
        said = remark(pilot)
        shown = seen(pilot)
        last = line(said.split()[-1].rstrip(".")).text
        assert last in shown
        await press(pilot, settle, "i", "enter")
        assert vocabulary(pilot).query_one("#vocabulary-remark", Bar).size.height == 1


async def test_a_step_names_its_only_tag_and_the_list_says_what_its_figures_mean(
    browser: Browser, settle: Settle, tagged: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f3", "v")
        step = pilot.app.screen
        assert step.query_one("#step-title", Bar).text == "Move \u2068journal\u2069 under"
        await press(pilot, settle, "escape", "c")
        assert pilot.app.screen.query_one("#step-title", Bar).text == "Merge \u2068journal\u2069 into"
        await press(pilot, settle, "escape", "x", "x", "v")
        assert "2\u2069 tags" in pilot.app.screen.query_one("#step-title", Bar).text
        await press(pilot, settle, "escape")
        assert listed(pilot)[vocabulary(pilot).list.cursor] == "presse"
        assert "Press\u2069 · \u20660\u2069 articles · \u20661\u2069 more under it · " in remark(pilot)
