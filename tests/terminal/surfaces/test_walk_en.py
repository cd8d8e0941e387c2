"""Every screen in English, row by row, on a wide, a usual and a small terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import Start

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.walk import SIZES, Walk

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_every_screen_in_english(
    start: Start, archive_file: Path, files: Path, speak: Callable[[str], None], size: tuple[int, int]
) -> None:
    speak("en")
    program = start(size, "-m", "tui", "--db", str(archive_file), "--lang", "en", "--bidi", "app")
    Walk(program, "en", size).all(files)
