"""The mouse of a real terminal, as xterm reports it; and where the terminal's own cursor is for who does not see the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.bidi.layout import line
from tui.sample import copy_of_sample

if TYPE_CHECKING:
    from tests.terminal.surfaces.program import Program

pytestmark = pytest.mark.terminal
COLUMNS = 140
TAG = "#تقارير"
"""A tag of the first article of the sample."""
Start = Callable[..., "Program"]


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the sample archive: `start(language)`."""
    for needed in ("pyte", "pty", "fcntl", "termios"):
        pytest.importorskip(needed, reason=f"{needed} is not there: a POSIX system and make venv")
    from tests.terminal.surfaces.program import Program

    archive = copy_of_sample(tmp_path / "sample.db")
    started: list[Program] = []

    def begin(language: str) -> Program:
        arguments = ("-m", "tui", "--db", str(archive), "--lang", language, "--bidi", "app")
        started.append(Program(root, tmp_path, (COLUMNS, 32), arguments))
        return started[-1]

    yield begin
    for program in started:
        program.close()


def place(program: Program, text: str, least: int, most: int = COLUMNS) -> tuple[int, int]:
    """Column and row, from 0, where this stands on the screen, between these columns."""
    drawn = line(text).text
    rows = program.until(lambda rows: any(drawn in row[least:most] for row in rows))
    return next((row.find(drawn, least), y) for y, row in enumerate(rows) if drawn in row[least:most])


def click(program: Program, at: tuple[int, int], button: int = 0) -> None:
    """Press and let go."""
    x, y = at[0] + 1, at[1] + 1
    program.type(f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m")


def test_a_row_a_filter_a_chip_a_tag_and_the_footer_are_clicked_and_the_wheel_turns(start: Start) -> None:
    program = start("en")
    program.until("Results 1 / 17")
    program.until("archives")
    click(program, (30, 6))
    program.until("Results 3 / 17")
    for ctrl_or_right in (16, 2):
        click(program, (30, 8), button=ctrl_or_right)
        program.until(lambda rows: "●" in rows[8] and "Results 4 / 17" in rows[1])
        click(program, (30, 8), button=2)
        program.until(lambda rows: not any("●" in row for row in rows))
    click(program, (30, 6))
    program.until("Results 3 / 17")

    click(program, place(program, "archives", 0, 24))
    program.until("Results 1 / 3")
    click(program, place(program, "#archives ✕", 24))
    program.until("/ 17 newest first")

    click(program, place(program, "archives", 0, 24), button=2)
    program.until("Results 1 / 14")
    click(program, place(program, "− #archives ✕", 24))
    program.until("/ 17 newest first")

    program.type("g")
    program.until("Results 1 / 17")
    click(program, place(program, TAG, 71))
    program.until(lambda rows: line(TAG).text in rows[2])
    click(program, place(program, TAG, 24, 70))
    program.until("/ 17 newest first")

    before = program.rows[2:20]
    program.type("\x1b[<65;40;10M" * 3)
    program.until(lambda rows: [row[24:70] for row in rows[2:20]] != [row[24:70] for row in before])
    program.type("\x1b[<64;40;10M" * 9)
    program.until(lambda rows: [row[24:70] for row in rows[2:20]] == [row[24:70] for row in before])

    click(program, place(program, "Tags  ", 24))
    program.until("+one -other")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_cursor_of_the_terminal_is_where_one_is(start: Start, language: str) -> None:
    program = start(language)
    edge = "▌" if language == "en" else "▐"

    def at_the_chosen_row(rows: list[str]) -> bool:
        cursor = program.screen.cursor
        return rows[cursor.y][min(cursor.x, COLUMNS - 1)] == edge

    program.until(at_the_chosen_row)
    first = program.screen.cursor.y
    program.type("j")
    program.until(lambda rows: at_the_chosen_row(rows) and program.screen.cursor.y == first + 2)
    program.type("s")
    program.until(lambda _rows: program.screen.cursor.y == 0)
    begin = program.screen.cursor.x
    program.type("archives" if language == "en" else "ماء")
    program.until(lambda _rows: program.screen.cursor.x == begin + (8 if language == "en" else -3))
    program.type("\x1b")
    program.until(at_the_chosen_row)
    program.type("f")
    x = 0 if language == "en" else COLUMNS - 1
    program.until(lambda _rows: abs(program.screen.cursor.x - x) <= 1)
    row = program.screen.cursor.y
    program.type("j")
    program.until(lambda _rows: program.screen.cursor.y > row)
