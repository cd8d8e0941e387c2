"""xterm, which draws cells as they come, and VTE, which reorders until it is told to stop, show correct Arabic; no other order would pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from emulators.examination import examine
from emulators.programs import emulator
from emulators.screen import missing, x_server
from emulators.window import ROOT

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


@pytest.mark.parametrize("name", ["xterm", "vte"])
def test_arabic_is_read_from_the_screen(name: str, tmp_path: Path) -> None:
    terminal = emulator(name)
    if wanted := missing() or terminal.missing():
        pytest.skip(f"{name} can't be photographed: {wanted}")
    archive = Path(shutil.copy(ROOT / "archive.db", tmp_path))
    with x_server(tmp_path) as display:
        finding = examine(terminal, display, archive, tmp_path, passages=20)
    assert finding.mode == "app"
    assert finding.seen.is_right, finding
    assert finding.control.is_wrong, finding
