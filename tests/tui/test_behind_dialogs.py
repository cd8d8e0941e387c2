"""What is seen behind a dialog stands as it stood before."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from tui.app import ArchiveApp
from tui.terminals.modes import Mode

ARABIC = "عنوان: بحث (2019)"


@pytest.mark.parametrize("mode", ["app", "lro", "kitty", "kitty-fallback"])
async def test_the_screen_behind_is_encoded_once(tmp_path: Path, mode: Mode) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        app = ArchiveApp(path, archive, query=ARABIC, bidi=mode, state_folder=tmp_path)
        async with app.run_test(size=(60, 24)) as pilot:
            await pilot.pause()
            before = app.screen._compositor.render_strips()[0].text
            await app.run_action("help")
            await pilot.pause()
            behind = app.screen._compositor.render_strips()[0].text
    assert any("\ufb50" <= character <= "\ufeff" for character in before)
    assert behind == before
