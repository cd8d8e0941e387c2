"""The tutor, taken from the first step to the last on the sample; the page that a new user sees first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.conftest import article, put_in
from tests.tui.driving import Settle
from tui.app import ArchiveApp
from tui.sample import copy_of_sample
from tui.screens.missing import MissingScreen
from tui.tutor.screen import TutorScreen
from tui.tutor.steps import END, STEPS, Seen
from tui.widgets.bar import Bar

LESSON = (
    ("j",),
    ("s", *"جمعية"),
    ("enter",),
    ("enter",),
    ("n",),
    ("r",),
    ("escape",),
    ("t", *"مراقبة", "enter", "escape"),
    ("u",),
    ("x", "x"),
    ("e",),
    ("f", "down", "enter"),
    ("escape", "backspace"),
    ("f2",),
)
"""What a person presses at each step."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Archive]:
    path = copy_of_sample(tmp_path / "sample" / "archive.db")
    assert path is not None
    with Archive.open(path) as archive:
        yield archive


async def _taught(pilot: Pilot[int], settle: Settle) -> None:
    await settle(pilot)
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, TutorScreen))
    screen._follow()


@pytest.mark.parametrize("language", ["ar", "fr"], indirect=True)
async def test_every_step_is_done_by_doing_what_it_says(
    sample: Archive, settle: Settle, tmp_path: Path, language: str
) -> None:
    assert len(LESSON) == len(STEPS)
    app = ArchiveApp(sample.path, sample, bidi="app", tutor=True, state_folder=tmp_path / "state")
    async with app.run_test(size=(120, 40)) as pilot:
        await _taught(pilot, settle)
        screen = app.browser
        assert isinstance(screen, TutorScreen)
        for number, keys in enumerate(LESSON):
            assert screen.step == number, STEPS[number].text
            await pilot.press(*keys)
            await _taught(pilot, settle)
        assert screen.step == len(STEPS)
        assert END.sentence() in str(screen._panel.render())


def test_a_word_that_is_in_each_article_once_leads_on_too() -> None:
    step = next(step for step in STEPS if "next_match" in step.keys)
    here = Seen("reader", 3, "جمعية", True, 0, 0, 0, 0, False, "")
    assert not step.done(here, here)
    assert step.done(here, here._replace(match=1))
    assert step.done(here, here._replace(row=4))


@pytest.mark.parametrize(
    ("language", "word"), [("ar", "جمعية"), ("fr", "association")], indirect=["language"]
)
async def test_the_word_to_type_is_on_the_keyboard_of_the_language_and_found(
    sample: Archive, settle: Settle, tmp_path: Path, language: str, word: str
) -> None:
    step = next(step for step in STEPS if "search" in step.keys)
    assert word in step.sentence()
    assert sample.search(word).total > 1
    app = ArchiveApp(sample.path, sample, bidi="app", tutor=True, state_folder=tmp_path / "state")
    async with app.run_test(size=(120, 40)) as pilot:
        await _taught(pilot, settle)
        await pilot.press("j")
        await _taught(pilot, settle)
        await pilot.press("s", *"zzzz")
        await _taught(pilot, settle)
        assert isinstance(app.browser, TutorScreen)
        assert app.browser.step == 1, "nothing to open was found: the lesson waits"
        await pilot.press("ctrl+u", *word)
        await _taught(pilot, settle)
        assert app.browser.step == 2


def test_the_search_is_cleared_where_the_sentence_says() -> None:
    """In the filters the same key takes off one filter only."""
    step = next(step for step in STEPS if "clear_search" in step.keys)
    assert step.keys == ("step_back", "clear_search")


@pytest.mark.parametrize("step", [*STEPS, END])
def test_a_step_names_the_keys_that_commands_have(step: object) -> None:
    assert "{" not in step.sentence()  # type: ignore[attr-defined]


async def test_the_language_changes_without_starting_again(
    sample: Archive, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("tui.preferring.settings_path", lambda: tmp_path / "settings.toml")
    app = ArchiveApp(sample.path, sample, bidi="app", tutor=True, state_folder=tmp_path / "state")
    async with app.run_test(size=(100, 30)) as pilot:
        await _taught(pilot, settle)
        await pilot.press("j")
        await _taught(pilot, settle)
        await pilot.press("f8")
        await _taught(pilot, settle)
        assert isinstance(app.browser, TutorScreen)
        assert app.browser.step == 1


async def test_a_new_user_can_begin_with_the_sample(
    settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("tui.screens.missing.state_folder", lambda: tmp_path / "state" / "sessions")
    app = ArchiveApp(tmp_path / "own" / "archive.db", None, bidi="app", state_folder=tmp_path / "state")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.browser, TutorScreen)
        assert app.browser.results.count > 10
    assert not (tmp_path / "own").exists()
    assert app.archive is not None
    app.archive.close()


async def test_a_new_user_can_begin_with_nothing(settle: Settle, tmp_path: Path, language: str) -> None:
    path = tmp_path / "own" / "archive.db"
    app = ArchiveApp(path, None, bidi="app", state_folder=tmp_path / "state")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MissingScreen)
        assert not path.exists()
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert app.browser is not None
        assert path.exists()
        assert "The archive is empty. i / ه imports" in app.browser.notice.text.replace("\u2066", "").replace(
            "\u2069", ""
        )
        assert app.browser.footer.commands[0].id == "import_files"
        await pilot.press("t")
        await settle(pilot)
        assert app.browser.notice.text == "There are no results."
        await pilot.press("f7")
        await settle(pilot)
        assert "Nothing was changed yet" in app.screen.query_one("#history-remark", Bar).text
        assert app.archive is not None
        put_in(app.archive, [article("One", "A text.", None, None, "en")])
        await pilot.press("escape")
        app.browser.look_again()
        await settle(pilot)
        assert app.browser.footer.commands[0].id == "open"
    assert app.archive is not None
    app.archive.close()
