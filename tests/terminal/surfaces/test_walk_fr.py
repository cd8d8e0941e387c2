"""Every screen in French, row by row, on a wide, a usual and a small terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import SetOut

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.everyday import EverydayWalk
from tests.terminal.surfaces.walk import SIZES

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_every_day_in_french(set_out: SetOut, archive_file: Path, files: Path, size: tuple[int, int]) -> None:
    set_out(EverydayWalk, "fr", size, "--db", str(archive_file)).all(files)
