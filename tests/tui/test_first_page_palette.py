"""The palette on the first page, where there is no archive yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.driving import Settle
from tui.app import ArchiveApp
from tui.i18n import language, set_language
from tui.screens.import_files import ImportScreen
from tui.screens.missing import MissingScreen
from tui.screens.palette import PaletteScreen


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def app(tmp_path: Path) -> ArchiveApp:
    """The app without an archive."""
    return ArchiveApp(tmp_path / "archive.db", None, bidi="app", state_folder=tmp_path / "state")


async def test_the_palette_names_what_the_first_page_can_do_and_does_it(
    app: ArchiveApp, settle: Settle
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MissingScreen)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, PaletteScreen)
        offered = {command.id for command in app.screen.list.commands}
        assert {"import_files", "change_language", "change_theme", "help", "leave"} <= offered
        assert offered.isdisjoint({"lock", "edit_tags", "search"})
        await pilot.press(*"import", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)


async def test_the_language_changes_from_it(app: ArchiveApp, settle: Settle) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = language()
        await pilot.press("f2", *"change_language", "enter")
        await settle(pilot)
        assert isinstance(app.screen, MissingScreen)
        assert language() != before
