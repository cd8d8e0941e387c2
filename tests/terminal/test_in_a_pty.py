"""The rows of a terminal are the layout's own rows, and the terminal is left as it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.bidi.layout import fit, line

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.surfaces.program import Program

pytestmark = pytest.mark.terminal
ARABIC = "عنوان عن حقوق الإنسان (2019) في المغرب"
MIXED = "تقرير CNDH لسنة 2019: توصيات"
FRENCH = "Un titre sur les droits de la personne"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_rows_are_what_the_layout_says(root: Path, tmp_path: Path, archive_file: Path, language: str) -> None:
    words = ("-m", "tui", "--db", str(archive_file), "--lang", language, "--bidi", "app")
    terminal = Program(root, tmp_path, (80, 24), words)
    titles = [line(title).text for title in (ARABIC, MIXED, FRENCH)]
    rows = terminal.until(lambda rows: all(any(title in row for row in rows) for title in titles))
    snippet = next(row for row in rows if fit("نظمت الجمعية ندوة", 30).text in row)
    assert snippet.index(line("نظمت").text) > snippet.index(line("ندوة").text)
    terminal.type("\x1b[21~")
    assert terminal.finish() == 0


def test_the_terminal_is_left_as_it_was(root: Path, tmp_path: Path, archive_file: Path) -> None:
    words = ("-m", "tui", "--db", str(archive_file), "--lang", "en")
    terminal = Program(root, tmp_path, (100, 30), words)
    terminal.until("3 / 3")
    terminal.type("\x1b\x1b")
    assert terminal.finish() == 0
    assert terminal.written.index(b"\x1b[8l") < terminal.written.rindex(b"\x1b[8h")
    assert b"\x1b[?1049l" in terminal.written
    assert b"Traceback" not in terminal.written
