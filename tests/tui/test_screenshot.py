"""Exported screenshots: the cells as they are meant, whatever is sent to the terminal, and nothing from a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from tui.app import ArchiveApp
from tui.terminals.modes import Mode

OVERRIDE = "unicode-bidi: bidi-override"


async def exported(path: Path, mode: Mode) -> str:
    """A screenshot of an archive, which is made where there is none."""
    with Archive.open(path, create=True) as archive:
        app = ArchiveApp(path, archive, query="عنوان: بحث (2019)", bidi=mode, state_folder=path.parent)
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            return app.export_screenshot()


@pytest.mark.parametrize("mode", ["lro", "kitty", "kitty-fallback"])
async def test_a_screenshot_is_the_same_in_every_terminal(tmp_path: Path, mode: Mode) -> None:
    path = tmp_path / "archive.db"
    plain, written_for_a_terminal = await exported(path, "app"), await exported(path, mode)
    assert "ﻥﺍﻮﻨﻋ" in plain
    assert OVERRIDE in plain
    assert written_for_a_terminal == plain


async def test_a_screenshot_in_logical_order_is_left_to_the_browser(tmp_path: Path) -> None:
    svg = await exported(tmp_path / "archive.db", "terminal")
    assert OVERRIDE not in svg
    assert "عنوان" in svg


@pytest.mark.parametrize("mode", ["app", "terminal"])
async def test_a_screenshot_asks_no_server_for_anything(tmp_path: Path, mode: Mode) -> None:
    svg = await exported(tmp_path / "archive.db", mode)
    assert "url(http" not in svg
    assert "DejaVu Sans Mono" in svg


async def test_the_terminal_gets_its_own_order_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        app = ArchiveApp(path, archive, query="عنوان", bidi="lro", state_folder=tmp_path)
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            app.export_screenshot()
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
    assert any("\u202d" in strip.text for strip in strips)
