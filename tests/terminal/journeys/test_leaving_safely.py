"""Leave with one key, prove that the archive is whole, take a copy, and come back to it after damage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout

pytestmark = pytest.mark.terminal
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def command(root: Path) -> Command:
    """Runs `archive` with these arguments."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "tui", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(root), "LANG": "C.UTF-8"}
        return subprocess.run(
            line, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    return run


def starred(path: Path) -> int:
    """How many articles have a star."""
    with Archive.open(path, read_only=True) as archive:
        return archive.search("is:starred").total


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_done_before_f10_is_in_the_copy_that_comes_back(
    starter: Path, tmp_path: Path, sit_down: SitDown, command: Command, layout: Layout
) -> None:
    before = starred(starter)
    person = sit_down(starter, layout)
    person.sees("Results 1 / 17")
    person.press("e", "★")
    person.leaves()
    assert starred(starter) == before + 1

    checked = command("doctor", "--db", str(starter), "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["ok"] is True
    copy = tmp_path / "copy.db"
    assert command("backup", str(copy), "--db", str(starter)).returncode == 0

    with starter.open("r+b") as file:
        file.seek(40_960)
        file.write(b"\xff" * 8192)
    checked = command("doctor", "--db", str(starter), "--json")
    assert checked.returncode != 0
    assert command("restore", str(copy), "--db", str(starter)).returncode == 0
    checked = command("doctor", "--db", str(starter), "--json")
    assert json.loads(checked.stdout)["ok"] is True
    assert starred(starter) == before + 1
