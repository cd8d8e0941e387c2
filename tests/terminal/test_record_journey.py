"""Putting a date right with the Arabic layout on, in a real pty: seven keys and the date; what it was is two keys away."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.surfaces.program import Program

pytestmark = pytest.mark.terminal
F7, F10, ESCAPE = "\x1b[18~", "\x1b[21~", "\x1b"
RECORD, DOWN, UNDO = "ق", "ت", "ع"


def published(path: Path) -> list[str]:
    with Archive.open(path, read_only=True) as archive:
        articles = [archive.article_by_docid(docid).article for docid in archive.search("").docids]
        return [one.published.value for one in articles if one.published]


def test_a_date_is_put_right_seen_in_its_history_and_taken_back(
    root: Path, tmp_path: Path, archive_file: Path
) -> None:
    assert published(archive_file) == []
    words = ("-m", "tui", "--db", str(archive_file), "--lang", "en", "--bidi", "app")
    terminal = Program(root, tmp_path, (80, 24), words)
    terminal.until("1 / 3")
    terminal.type(RECORD)
    terminal.until("Published")
    for _step in range(4):
        terminal.type(DOWN)
    terminal.until("Published: not stated")
    terminal.type("\r")
    terminal.until("empty: the source does not state it")
    terminal.type("28 شتنبر 2019")
    terminal.until("read as 2019-09-28")
    terminal.type("\r")
    terminal.until("set by a person")
    assert published(archive_file) == ["2019-09-28"]
    terminal.type(F7)
    terminal.until("before: empty")
    terminal.type(ESCAPE)
    terminal.until("Published: set by a person")
    terminal.type(UNDO)
    terminal.until("Taken back")
    assert published(archive_file) == []
    terminal.type(F10)
    assert terminal.finish() == 0
