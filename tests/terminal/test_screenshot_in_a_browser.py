"""An exported screenshot, read from a browser: correct Arabic, which Textual's own export is not."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from emulators.expected import QUERY, expected
from emulators.joining import joined
from emulators.reading import words_read
from emulators.screen import PATIENCE, Photo, missing
from emulators.window import ROOT, Grid
from textual.app import App

from store.archive import Archive
from tui.app import ArchiveApp
from tui.i18n import language, set_language

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

SIZE = (100, 32)
CELL = (12.2, 24.4)
"""Pixels of a cell in the screenshots of Rich, at their own size."""
_FEW = 3
"""Words whose order is right by chance too often: the wrong way round one is in its place, and a hit, drawn apart, is another."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars"),
)


def in_browser(svg: str, folder: Path) -> tuple[Photo, Grid]:
    """How a browser shows it, and where the cells of the terminal are."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    left, top = map(float, re.findall(r'translate\(([\d.]+), ([\d.]+)\)" clip-path', svg)[0])
    page, picture = folder / "screen.svg", folder / "screen.png"
    page.write_text(svg, encoding="utf-8")
    size = f"{round(width)},{round(height)}"
    subprocess.run(
        [
            *(browser, *QUIET, f"--user-data-dir={folder / 'browser'}"),
            *(f"--window-size={size}", f"--screenshot={picture}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=2 * PATIENCE,
    )
    grey = subprocess.run(
        ["convert", str(picture), "-colorspace", "Gray", "-depth", "8", "gray:-"],
        check=True,
        capture_output=True,
    ).stdout
    edges = (left, top, left + SIZE[0] * CELL[0], top + SIZE[1] * CELL[1])
    return Photo(round(width), round(height), grey), Grid(*map(round, edges), *SIZE)


async def test_arabic_is_read_from_a_browser(tmp_path: Path) -> None:
    if wanted := missing():
        pytest.skip(f"screenshots can't be read: {wanted}")
    if not any(map(shutil.which, BROWSERS)):
        pytest.skip("there is no browser to look with: apt-get install chromium")
    path = Path(shutil.copy(ROOT / "archive.db", tmp_path))
    screen = expected(path, tmp_path, *SIZE)
    passages = [place for place in screen.passages if sum(len(word) > 2 for word in place.words) > _FEW][:8]
    before = language()
    set_language("ar")
    try:
        with Archive.open(path) as archive:
            app = ArchiveApp(path, archive, query=QUERY, bidi="kitty", state_folder=tmp_path)
            async with app.run_test(size=SIZE) as pilot:
                async with asyncio.timeout(PATIENCE):
                    while screen.dates[-1].text not in app.export_screenshot():
                        await pilot.pause(0.1)
                await pilot.pause()
                ours, textual = app.export_screenshot(), App.export_screenshot(app)
    finally:
        set_language(before)
    photo, grid = in_browser(ours, tmp_path)
    found, total = words_read(photo, grid, passages)
    assert found >= 0.65 * total, (found, total)
    found, total = joined(photo, grid, screen.passages)
    assert found >= 0.9 * total, (found, total)
    photo, grid = in_browser(textual, tmp_path)
    found, total = words_read(photo, grid, passages)
    assert found <= 0.3 * total, (found, total)
