"""An import that is stopped says so, and the same path goes on with what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.report import Progress
from tests.tui.driving import Browser, Settle, press
from tui.app import ArchiveApp
from tui.editing.input import BidiInput
from tui.screens.import_files import ImportScreen
from tui.widgets.selectable_text import SelectableText

NUMBER = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts to import."""
    path = tmp_path / "texts"
    path.mkdir()
    for number in range(NUMBER):
        (path / f"{number:02}.txt").write_text(
            f"عنوان {number}\n\n" + f"نص المقال رقم {number}. " * 20, "utf-8"
        )
    return path


def _report(dialog: ImportScreen) -> str:
    return "\n".join(one.text for one in dialog.query_one("#import-report", SelectableText).paragraphs)


async def test_it_is_said_and_enter_goes_on(
    browser: Browser, settle: Settle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser() as pilot:
        app = pilot.app
        assert isinstance(app, ArchiveApp)
        await press(pilot, settle, "i")
        dialog = app.screen
        assert isinstance(dialog, ImportScreen)
        tell = ImportScreen._tell

        def and_stop(self: ImportScreen, progress: Progress) -> None:
            tell(self, progress)
            if progress.done < progress.total:
                app.call_from_thread(self.action_step_back)

        with monkeypatch.context() as for_now:
            for_now.setattr(ImportScreen, "_tell", and_stop)
            dialog.query_one("#import-box", BidiInput).value = str(folder)
            await press(pilot, settle, "enter")
        assert "Stopped." in _report(dialog)
        assert dialog.query_one("#import-box", BidiInput).value == str(folder)
        assert app.archive is not None
        assert app.archive.count() < 6 + NUMBER
        await press(pilot, settle, "enter")
        assert "Stopped." not in _report(dialog)
        assert app.archive.count() == 6 + NUMBER
        assert dialog.query_one("#import-box", BidiInput).value == ""
