"""Where there is no archive yet, under a path that tries to steer, and what is imported there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import SetOut

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.first import FirstWalk
from tui.terminals.sample import SAMPLE

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize(
    ("language", "size"),
    [("ar", (120, 40)), ("ar", (40, 12)), ("fr", (80, 24)), ("fr", (40, 12)), ("en", (40, 12))],
    ids=["ar-120x40", "ar-40x12", "fr-80x24", "fr-40x12", "en-40x12"],
)
def test_the_way_to_an_archive(
    set_out: SetOut, files: Path, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    path = tmp_path / "أرشيف \x1b[31m\u202e.db"
    set_out(FirstWalk, language, size, "--db", str(path), more=(path.name, SAMPLE)).all(files)
