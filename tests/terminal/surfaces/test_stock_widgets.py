"""Every kind of widget that comes with Textual, on a terminal: Arabic is readable in it, and nothing in it steers."""

from __future__ import annotations

import pytest

from tests.terminal.surfaces.conftest import Start

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.rows import Known
from tests.terminal.surfaces.stock_app import NAMES, TITLE
from tests.terminal.surfaces.stream import violations
from tui.bidi.layout import line

pytestmark = pytest.mark.terminal
SIZE = (70, 26)
_WITHOUT_TEXT = {"Digits", "ProgressBar"}
_POINTED = "\x1b[<35;2;4M"
"""The mouse moves over the widget of a page."""


def pages(start: Start, kind: str, shown: str) -> dict[str, list[str]]:
    """The rows of each page of the app as soon as they show this; after them all bytes are looked at."""
    program = start(SIZE, "-m", "tests.terminal.surfaces.stock_app", kind)
    seen = {}
    for name in NAMES:
        program.until(f"page {name}")
        if name not in _WITHOUT_TEXT:
            program.until(lambda rows: any(shown in row for row in rows[2:]))
        if name == "Border":
            program.type(_POINTED)
            program.until(lambda rows: sum(shown in row for row in rows[2:]) == 3)  # titles and tooltip
        seen[name] = program.rows
        program.type("n" if name != NAMES[-1] else "q")
    assert program.finish() == 0
    assert violations(bytes(program.written)) == []
    return seen


def test_arabic_is_laid_out_in_every_widget(start: Start) -> None:
    known = Known([TITLE, "من CNDH إلى 2019"])
    for name, rows in pages(start, "mixed", line(TITLE).text).items():
        assert [wrong for row in rows for wrong in known.wrong(row)] == [], (name, "\n".join(rows))


def test_hostile_texts_are_harmless_in_every_widget(start: Start) -> None:
    seen = pages(start, "hostile", line("ضار 0").text)
    assert seen.keys() == set(NAMES)
