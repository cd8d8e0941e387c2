"""The palette on the first page, where there is no archive yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from rich.cells import cell_len

from tests.tui.driving import Settle
from tui.app import ArchiveApp
from tui.commands.table import COMMANDS
from tui.i18n import LANGUAGES, language, set_language
from tui.screens.import_files import ImportScreen
from tui.screens.missing import MissingScreen
from tui.screens.palette import _NAME_CELLS, PaletteScreen


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


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_of_a_command_has_room_in_the_palette(code: str) -> None:
    set_language(code)
    assert max(cell_len(normalize("NFC", command.title)) for command in COMMANDS) <= _NAME_CELLS
