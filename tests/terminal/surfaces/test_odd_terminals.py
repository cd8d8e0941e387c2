"""Tiny terminals, changing sizes, no colours, poor locales: the app goes on, says what it says, and leaves cleanly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import Start

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.corpus import MIXED
from tests.terminal.surfaces.program import Program
from tests.terminal.surfaces.rows import shows
from tests.terminal.surfaces.stream import violations
from tests.terminal.surfaces.walk import F2, F10, known
from tui.bidi.layout import line
from tui.i18n import gettext as _

pytestmark = pytest.mark.terminal
DIALOGS = {"h": "Commands and keys", "i": "Import files or a folder", F2: "Commands"}
_COLOUR = re.compile(rb"\x1b\[(?:[\d;:]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m")
"""An SGR that sets a colour; the default ones (39, 49) are none."""


def words(archive: Path, language: str) -> list[str]:
    return ["-m", "tui", "--db", str(archive), "--lang", language, "--bidi", "app"]


def first_word(message: str) -> str:
    return line(_(message).split()[0]).text


def test_every_dialog_on_twenty_columns_and_five_rows(
    start: Start, archive_file: Path, speak: Callable[[str], None]
) -> None:
    speak("ar")
    texts = known("ar")
    program = start((20, 5), *words(archive_file, "ar"))
    program.until("20 / 20")
    for key, title in DIALOGS.items():
        program.type(key)
        rows = program.until(lambda rows, title=title: first_word(title) in rows[0])
        assert [wrong for row in rows for wrong in texts.wrong(row)] == []
        assert not any("╭" in row for row in rows)
        program.type("\x1b")
        program.until("20 / 20")
        program.type("j")  # two Escapes in one breath lead out
    program.type("t")
    program.until(lambda rows: any(line("سم").text in row or "+" in row for row in rows[1:]))
    program.type(F10)
    assert program.finish() == 0
    assert violations(bytes(program.written)) == []


@pytest.mark.parametrize("key", [*DIALOGS, "t"])
def test_the_terminal_changes_its_size_while_a_dialog_is_open(
    start: Start, archive_file: Path, speak: Callable[[str], None], key: str
) -> None:
    speak("fr")
    program = start((80, 24), *words(archive_file, "fr"))
    program.until("20 / 20")
    program.type(key)
    program.until("╭")
    for columns, rows in ((20, 5), (120, 40), (3, 2), (1, 1), (60, 10), (100, 30)):
        program.resize(columns, rows)
        program.read(0.1)
    program.until(lambda rows: len(rows) == 30 and any("╭" in row for row in rows))
    program.type("\x1b")
    rows = program.until(lambda rows: shows(rows, MIXED[2].title) and not any("╭" in row for row in rows))
    texts = known("fr")
    assert [wrong for row in rows for wrong in texts.wrong(row)] == []
    program.type(F10)
    assert program.finish() == 0
    assert violations(bytes(program.written)) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"TERM": "screen"},
        {"TERM": ""},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"NO_COLOR": "1"},
    ],
    ids=lambda environment: "-".join(f"{name}={value}" for name, value in environment.items()),
)
def test_a_poor_terminal_or_locale_shows_the_same_rows(
    start: Start, archive_file: Path, environment: dict[str, str]
) -> None:
    program = start((80, 24), *words(archive_file, "ar"), **environment)
    program.until("20 / 20")
    program.until(lambda rows: shows(rows, MIXED[2].title))
    program.type(F10)
    assert program.finish() == 0
    data = bytes(program.written)
    assert violations(data) == []
    if "NO_COLOR" in environment:
        assert not _COLOUR.findall(data), "no colour at all (no-color.org)"


def test_without_colours_one_sees_where_one_is(start: Start, archive_file: Path) -> None:
    """What elsewhere is said by a ground too: the pane one is at, the match one is at, what is selected in a box."""
    program = start((100, 24), *words(archive_file, "en"), NO_COLOR="1")
    program.until("20 / 20")
    program.type("\r")
    program.until(lambda rows: "Esc Back" in rows[-1])
    assert "Text" in exchanged(program, 1)
    program.type("\x1b")
    program.until(lambda rows: "Open" in rows[-1])
    title = program.until(lambda _rows: "Results" in exchanged(program, 1))[1]
    assert "Text" in title
    assert "Text" not in exchanged(program, 1)
    program.type("sabc\x01")
    program.until(lambda _rows: "abc" in exchanged(program, 0))
    program.type("\x1b[19;2~")
    program.until("There are no colours")
    program.type(F10)
    assert program.finish() == 0
    assert not _COLOUR.findall(bytes(program.written))


def exchanged(program: Program, row: int) -> str:
    """What of a row has ink and ground exchanged."""
    cells = program.screen.buffer[row]
    return "".join(cells[x].data for x in range(program.screen.columns) if cells[x].reverse)
