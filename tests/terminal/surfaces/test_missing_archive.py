"""Where there is no archive yet, under a path that tries to steer, and what is imported there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import Start

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.rows import shows
from tests.terminal.surfaces.walk import ENTER, SIZES, Walk
from tui.terminals.sample import SAMPLE

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_way_to_an_archive(
    start: Start, files: Path, tmp_path: Path, speak: Callable[[str], None], language: str
) -> None:
    speak(language)
    size = SIZES[("ar", "fr", "en").index(language)]
    path = tmp_path / "أرشيف \x1b[31m\u202e.db"
    program = start(size, "-m", "tui", "--db", str(path), "--lang", language, "--bidi", "app")
    walk = Walk(program, language, size, path.name, SAMPLE)
    walk.go("no archive", "", walk.said("There is no archive here yet."))
    if size[1] >= 24:
        assert shows(program.rows, f"│ {SAMPLE} │"), "\n".join(program.rows)
    walk.go("import", "i", walk.said("Import files or a folder"))
    program.type(str(files) + ENTER)
    walk.go("imported", "", lambda rows: any(walk.said("imported") in row and "2" in row for row in rows))
    walk.to_results()
    walk.go("the new archive", "", "2 / 2")
    walk.leave()
