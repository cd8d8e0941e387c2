"""Leave with one key, hide everything with one, prove that the archive is whole, take a copy, come back to it after damage or a power cut."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, all_of, none_of

pytestmark = pytest.mark.terminal
FILES = 240
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


def test_one_key_hides_everything_and_one_brings_it_back(starter: Path, sit_down: SitDown) -> None:
    person = sit_down(starter)
    person.sees(all_of("Results 1 / 17", "Atlas memory"))
    person.press("Shift+F9", all_of("Locked."))
    person.sees(none_of("Atlas memory", "17"))
    person.press("Enter", all_of("Results 1 / 17", "Atlas memory"))
    assert person.keys == 2
    person.leaves()


def test_a_power_cut_while_importing_loses_one_file_at_most_and_the_rest_comes_in_after_it(
    tmp_path: Path, sit_down: SitDown, command: Command
) -> None:
    folder, path = tmp_path / "stick", tmp_path / "archive.db"
    folder.mkdir()
    for number in range(FILES):
        text = f"بلاغ رقم {number}\n\n" + f"اجتمعت اللجنة رقم {number} ودرست الملف {number * 7}. " * 20
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    Archive.open(path, create=True).close()
    person = sit_down(path)
    person.sees("0 / 0")
    person.press("i", "Import files or a folder")
    person.write(str(folder), "stick")
    done = re.compile(rf"(\d+) / {FILES} ")

    def shown(rows: list[str]) -> int:
        return max((int(found[1]) for row in rows if (found := done.search(row))), default=0)

    person.press("Enter", lambda rows: shown(rows) > 2)
    os.kill(person.program.pid, signal.SIGKILL)
    told = shown(person.program.rows)
    assert person.program.finish() == -signal.SIGKILL
    with Archive.open(path, read_only=True) as archive:
        there = archive.search("").total
    assert there >= told - 1
    assert command("doctor", "--db", str(path)).returncode == 0
    assert command("import", str(folder), "--db", str(path)).returncode == 0
    with Archive.open(path, read_only=True) as archive:
        assert archive.search("").total == FILES
