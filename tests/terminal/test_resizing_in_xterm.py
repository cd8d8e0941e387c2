"""A window whose size changes many times, fast, shows correct Arabic when it has its size again."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from emulators.expected import QUERY, expected
from emulators.joining import joined
from emulators.programs import emulator
from emulators.reading import dates_read, words_read
from emulators.screen import Photo, missing, x_server
from emulators.window import ROOT, window

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

SIZES = [(1100, 704), (300, 200), (1300, 880), (200, 880), (1300, 60), (700, 500), (60, 60), (1200, 300)]
"""Pixels: wide, narrow, low, and next to nothing."""


def test_many_sizes(tmp_path: Path) -> None:
    xterm = emulator("xterm")
    if wanted := missing() or xterm.missing():
        pytest.skip(f"xterm can't be photographed: {wanted}")
    if shutil.which("xdotool") is None:
        pytest.skip("windows can't be resized: apt-get install xdotool")
    archive = Path(shutil.copy(ROOT / "archive.db", tmp_path))
    with x_server(tmp_path) as display, window(xterm, display, tmp_path) as opened:
        grid = opened.grid
        screen = expected(archive, tmp_path, grid.columns, grid.rows)

        def stands(photo: Photo) -> bool:
            found, total = joined(photo, grid, screen.passages)
            return found >= 0.9 * total

        def xdotool(*words: object) -> str:
            environment = {**os.environ, **display.environment()}
            command = ["xdotool", *map(str, words)]
            return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

        opened.start("--db", str(archive), "--lang", "ar", QUERY, state="resized")
        display.settled(stands)
        number = opened.environment["WINDOWID"]
        geometry = dict(
            line.split("=") for line in xdotool("getwindowgeometry", "--shell", number).splitlines()
        )
        for width, height in SIZES * 5:
            xdotool("windowsize", number, width, height)
        xdotool("windowsize", number, geometry["WIDTH"], geometry["HEIGHT"])
        after = display.settled(stands)
        found, total = dates_read(after, grid, screen.dates)
        assert found >= 0.75 * total, (found, total)
        found, total = words_read(after, grid, screen.passages[:8])
        assert found >= 0.65 * total, (found, total)
        assert opened.stop() == 128 + 15
