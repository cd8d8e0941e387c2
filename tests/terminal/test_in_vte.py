"""VTE, which reorders by itself until it is told to stop, shows correct Arabic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from emulators.examination import examine
from emulators.programs import emulator
from emulators.screen import missing, x_server
from emulators.window import ROOT

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


def test_arabic_is_read_from_the_screen_of_vte(tmp_path: Path) -> None:
    vte = emulator("vte")
    if wanted := missing() or vte.missing():
        pytest.skip(f"VTE can't be photographed: {wanted}")
    archive = Path(shutil.copy(ROOT / "archive.db", tmp_path))
    with x_server(tmp_path) as display:
        finding = examine(vte, display, archive, tmp_path, passages=20)
    assert finding.mode == "app"
    assert finding.seen.is_right, finding
    assert finding.control.is_wrong, finding
