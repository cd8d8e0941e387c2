"""Leave with one key, hide everything with one, prove that the archive is whole, take a copy, come back to it after damage or a power cut."""

from __future__ import annotations

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
from tests.terminal.journeys.person import LAYOUTS, Layout, Person, all_of, none_of

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


def runs(person: Person, line: str, *, code: int = 0) -> list[str]:
    """Write a command and press Enter; what it says until it has ended with this code."""
    person.begin_to_count()
    number = person.program.written.count(b"; echo -n")
    person.write(f"{line}; echo -n code $? {number} ''", f"{number} ''")
    rows = person.press("Enter", lambda rows: any(f"code {code} {number} ready>" in row for row in rows))
    assert person.keys == 1
    return rows[max(at for at, row in enumerate(rows) if f"{line}; echo" in row) :]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_left_by_a_key_and_proved_copied_and_brought_back_by_a_line_each(
    starter: Path, tmp_path: Path, at_a_shell: SitDown, layout: Layout
) -> None:
    before = starred(starter)
    person = at_a_shell(starter, layout)
    person.sees("ready>")
    person.write("archive --bidi app", "archive --bidi app")
    person.press("Enter", "Results 1 / 17")
    person.press("e", "★")

    person.begin_to_count()
    person.press("F10", "ready>")
    assert person.keys == 1, "out, and everything is saved"
    assert b"\x1b[?1049l" in person.program.written, "the screen of the shell comes back"
    person.program.screen.reset()  # which pyte does not do by itself
    assert starred(starter) == before + 1

    rows = runs(person, "archive doctor")
    assert sum(row.startswith("✓") for row in rows) >= 12
    assert not any(row.startswith("✗") for row in rows)
    rows = runs(person, "archive backup copy.db")
    assert any(row.startswith("Copied and checked:") for row in rows)
    assert starred(tmp_path / "copy.db") == before + 1

    with starter.open("r+b") as file:
        file.seek(40_960)
        file.write(b"\xff" * 8192)
    rows = runs(person, "archive doctor", code=4)
    assert any(row.startswith("✗") for row in rows)
    assert "archive restore" in " ".join(" ".join(rows).split()), "what to do is said"
    rows = runs(person, "archive restore copy.db")
    assert any("17 articles" in row for row in rows)
    rows = runs(person, "archive doctor")
    assert not any(row.startswith("✗") for row in rows)
    assert starred(starter) == before + 1

    person.write("archive --bidi app", "archive --bidi app")
    person.press("Enter", all_of("Results 1 / 17", "★"))
    person.press("F10", "ready>")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_key_hides_everything_and_one_brings_it_back(
    starter: Path, sit_down: SitDown, layout: Layout
) -> None:
    person = sit_down(starter, layout)
    person.sees(all_of("Results 1 / 17", "Atlas memory"))
    begun = len(person.program.written)
    person.press("Shift+F9", all_of("Locked."))
    person.sees(none_of("Atlas memory", "17"))
    assert person.keys == 1
    hidden = bytes(person.program.written[begun:]).decode("utf-8", "replace")
    assert "Atlas" not in hidden, "not drawn again either"
    person.press("s", all_of("Locked."))
    person.press("Enter", all_of("Results 1 / 17", "Atlas memory"))
    assert person.keys == 3
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

    person.presses("Enter", lambda rows: shown(rows) > 2)
    os.kill(person.program.pid, signal.SIGKILL)
    told = shown(person.program.rows)
    assert person.program.finish() == -signal.SIGKILL
    with Archive.open(path, read_only=True) as archive:
        there = archive.search("").total
    assert FILES > there >= told - 1, "it was cut short"
    assert command("doctor", "--db", str(path)).returncode == 0
    assert command("import", str(folder), "--db", str(path)).returncode == 0
    with Archive.open(path, read_only=True) as archive:
        assert archive.search("").total == FILES
