"""An archive that can't be used, as the app tells it: what is wrong stays on the screen, and nothing is made by mistake."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import FolderMissing
from tests.tui.conftest import TEXTS, article, put_in
from tests.tui.driving import Settle
from tui.app import ArchiveApp, run


def test_a_stick_that_is_not_plugged_in(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        run(tmp_path / "stick" / "archive.db")
    assert not (tmp_path / "stick").exists()


async def test_damage_that_shows_in_a_text_is_told_and_stays_told(
    tmp_path: Path, settle: Settle, language: str
) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        put_in(archive, [article(*text) for text in TEXTS])
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE listing SET title = CAST(x'D8FF41' AS TEXT)")
    app = ArchiveApp(path, Archive.open(path), bidi="app", state_folder=tmp_path / "state")
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        assert app.browser is not None
        app.browser.notice.hush()
        assert "archive doctor" in app.browser.notice.text
    assert app.archive is not None
    app.archive.close()
