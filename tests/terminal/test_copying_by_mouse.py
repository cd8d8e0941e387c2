"""The mouse of a real terminal over lines in visual order, and what the terminal is asked to copy."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.bidi.layout import line

if TYPE_CHECKING:
    from tests.terminal.surfaces.program import Program

pytestmark = pytest.mark.terminal
TITLE = "عنوان عن حقوق الإنسان (2019) في المغرب"


@pytest.fixture
def program(root: Path, tmp_path: Path, archive_file: Path) -> Iterator[Program]:
    """The app with the article of this title open."""
    for needed in ("pyte", "pty", "fcntl", "termios"):
        pytest.importorskip(needed, reason=f"{needed} is not there: a POSIX system and make venv")
    from tests.terminal.surfaces.program import Program

    arguments = ("-m", "tui", "--db", str(archive_file), "--lang", "en", "--bidi", "app", "ندوة")
    started = Program(root, tmp_path, (140, 30), arguments)
    yield started
    started.close()


def asked(program: Program) -> list[str]:
    """What the terminal was asked to copy so far."""
    return [
        b64decode(data).decode() for data in re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", program.written)
    ]


def selected(program: Program) -> int:
    """How many cells are shown as selected."""
    return sum(cell.reverse for row in program.screen.buffer.values() for cell in row.values())


def title_at(program: Program) -> Callable[[int], str]:
    """For a character of the title, where it stands in the text pane, as the mouse's sequences count: from one."""
    rows = program.until(lambda rows: any(row.find(line(TITLE).text, 75) > 0 for row in rows))
    row = next(n for n, one in enumerate(rows) if one.find(line(TITLE).text, 75) > 0)
    left = rows[row].rindex(line(TITLE).text)
    return lambda index: f"{left + line(TITLE).caret_x(index) + 1};{row + 1}"


def test_dragging(program: Program) -> None:
    at = title_at(program)
    begin, end = TITLE.index("حقوق"), TITLE.index(")")
    program.type(f"\x1b[<0;{at(begin)}M")
    for index in (begin + 2, end + 4, end - 2, end):
        program.type(f"\x1b[<32;{at(index)}M")
    program.type(f"\x1b[<0;{at(end)}m")
    program.until(lambda _rows: selected(program) == len(line("حقوق الإنسان (2019)").cells))
    program.type("y")
    program.until("The terminal was asked to copy")
    assert list(asked(program)[-1]) == list("حقوق الإنسان (2019)")


def test_two_clicks_take_a_word_whatever_order_it_stands_in(program: Program) -> None:
    at = title_at(program)
    here = at(TITLE.index("غرب"))
    program.type(f"\x1b[<0;{here}M\x1b[<0;{here}m\x1b[<0;{here}M\x1b[<0;{here}m")
    program.until(lambda _rows: selected(program) == len("المغرب"))
    program.type("y")
    program.until("The terminal was asked to copy")
    assert asked(program) == ["المغرب"]


def test_a_click_alone_selects_nothing(program: Program) -> None:
    at = title_at(program)
    program.type(f"\x1b[<0;{at(3)}M\x1b[<0;{at(3)}m")
    program.type("Y")
    program.until("1 citation")
    assert asked(program)[0].startswith(f"«{TITLE}»، ")
