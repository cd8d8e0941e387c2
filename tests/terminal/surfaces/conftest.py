"""The program in a pty on an archive of mixed and hostile texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal.surfaces.corpus import fill, make_files, tell
from tui.i18n import set_language

if TYPE_CHECKING:
    from tests.terminal.surfaces.program import Program

Start = Callable[..., "Program"]
SetOut = Callable[..., Any]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made once."""
    path = tmp_path_factory.mktemp("surfaces") / "archive.db"
    fill(path)
    return path


@pytest.fixture
def archive_file(filled: Path, tmp_path: Path) -> Path:
    """A copy of it for the test."""
    return Path(shutil.copy(filled, tmp_path / "archive.db"))


@pytest.fixture(scope="session")
def told(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive with a story in it that was told twice, once in two versions; made once."""
    path = Path(shutil.copy(filled, tmp_path_factory.mktemp("told") / "archive.db"))
    tell(path)
    return path


@pytest.fixture
def story_file(told: Path, tmp_path: Path) -> Path:
    """A copy of it for the test."""
    return Path(shutil.copy(told, tmp_path / "archive.db"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder to import."""
    make_files(tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts Python in a terminal: `start(size, *arguments, **environment)`. What runs at the end is ended."""
    for needed in ("pyte", "pty", "fcntl", "termios"):
        pytest.importorskip(needed, reason=f"{needed} is not there: a POSIX system and make venv")
    from tests.terminal.surfaces.program import Program

    home = tmp_path / "terminal-home"
    home.mkdir()
    started: list[Program] = []

    def run(size: tuple[int, int], *arguments: str | bytes, **options: Any) -> Program:
        program = Program(root, home, size, arguments, **options)
        started.append(program)
        return program

    yield run
    for program in started:
        program.close()


@pytest.fixture
def speak() -> Iterator[Callable[[str], None]]:
    """Says messages in a language, so that a test knows what the program says; English again afterwards."""
    yield set_language
    set_language("en")


@pytest.fixture
def set_out(start: Start, speak: Callable[[str], None], tmp_path: Path) -> SetOut:
    """Starts a walk: `set_out(EverydayWalk, language, size, *arguments)`, the arguments being those of `archive`."""

    def begin(walk: type[Any], language: str, size: tuple[int, int], *arguments: str, **options: Any) -> Any:
        speak(language)
        opened = tmp_path / "opened"
        words = ["-m", "tests.terminal.surfaces.opened", str(opened), *arguments]
        program = start(size, *words, "--lang", language, "--bidi", "app")
        return walk(program, language, size, opened, **options)

    return begin
