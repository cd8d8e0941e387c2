"""xterm, which draws cells as they come, shows correct Arabic; and no other order would have passed for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from emulators.examination import examine
from emulators.programs import emulator
from emulators.screen import missing, x_server
from emulators.window import ROOT

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


def test_arabic_is_read_from_the_screen_of_xterm(tmp_path: Path) -> None:
    xterm = emulator("xterm")
    if wanted := missing() or xterm.missing():
        pytest.skip(f"xterm can't be photographed: {wanted}")
    archive = Path(shutil.copy(ROOT / "archive.db", tmp_path))
    with x_server(tmp_path) as display:
        finding = examine(xterm, display, archive, tmp_path, passages=20)
    assert finding.mode == "app"
    assert finding.seen.is_right, finding
    assert finding.control.is_wrong, finding
