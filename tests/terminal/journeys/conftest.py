"""A day's work on the sample archive, or on one that the program itself imports."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.sample import copy_of_sample

if TYPE_CHECKING:
    from tests.terminal.journeys.person import Layout, Person
    from tests.terminal.surfaces.program import Program

SitDown = Callable[..., "Person"]
SHARE_BAR = "شارك هذا المقال على فيسبوك"
"""A line around a text, which importing sets apart."""
_SENTENCE = "نظمت الجمعية المحلية لقاء حول حقوق الإنسان حضره عدد من الفاعلين. "


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A copy of the sample archive: seventeen articles."""
    path = copy_of_sample(tmp_path / "starter.db")
    assert path is not None
    return path


@pytest.fixture
def stick(tmp_path: Path, root: Path) -> Path:
    """A folder with four new texts, two texts without a headline (one with a share bar), and a damaged file."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for number in range(4):
        text = f"ندوة رقم {number} حول حقوق الإنسان بالمغرب\n\n{(_SENTENCE + f'الندوة رقم {number}. ') * 9}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    without = root / "starter" / "captures" / "03_two_conventions.txt"
    shutil.copy(without, folder / "unnamed.txt")
    other = without.read_text("utf-8").replace("نوميس", "الأطلس").replace("ماريسكا", "الواحة")
    (folder / "unnamed too.txt").write_text(f"{other}{_SENTENCE * 20}\n{SHARE_BAR}\n", encoding="utf-8")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.fixture
def sit_down(root: Path, tmp_path: Path) -> Iterator[SitDown]:
    """Starts the program on an archive: `sit_down(path, layout, size)`. Settings and state are the test's own."""
    for needed in ("pyte", "pty", "fcntl", "termios"):
        pytest.importorskip(needed, reason=f"{needed} is not there: a POSIX system and make venv")
    from tests.terminal.journeys.person import Person
    from tests.terminal.surfaces.program import Program

    home = tmp_path / "home of the terminal"
    home.mkdir()
    started: list[Program] = []

    def start(path: Path, layout: Layout = "latin", size: tuple[int, int] = (80, 24)) -> Person:
        arguments = ("-m", "tui", "--db", str(path), "--lang", "en", "--bidi", "app")
        started.append(Program(root, home, size, arguments))
        return Person(started[-1], layout)

    yield start
    for program in started:
        program.close()


@pytest.fixture
def at_a_shell(root: Path, tmp_path: Path) -> Iterator[SitDown]:
    """A shell in a terminal, where `archive` opens this archive: `at_a_shell(path, layout)`."""
    for needed in ("pyte", "pty", "fcntl", "termios"):
        pytest.importorskip(needed, reason=f"{needed} is not there: a POSIX system and make venv")
    from tests.terminal.journeys.person import Person
    from tests.terminal.surfaces.program import Program

    home = tmp_path / "home of the shell"
    home.mkdir()
    command = home / "bin" / "archive"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    command.chmod(0o755)
    started: list[Program] = []

    def start(path: Path, layout: Layout = "latin") -> Person:
        shell = "import os; os.execv('/bin/sh', ['sh'])"
        path_of_commands = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
        words = {"PS1": "ready> ", "ARCHIVE_LANG": "en", "ARCHIVE_DB": str(path), "PATH": path_of_commands}
        started.append(Program(root, home, (80, 40), ("-c", shell), folder=tmp_path, **words))
        return Person(started[-1], layout)

    yield start
    for program in started:
        program.close()
