"""Cleaning the vocabulary with the Arabic layout on, in a real pty: five keys merge two tags, one takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.surfaces.program import Program

pytestmark = pytest.mark.terminal
F3, F10 = "\x1bOR", "\x1b[21~"


def stored(path: Path) -> dict[str, int]:
    with Archive.open(path, read_only=True) as archive:
        return {tag.name: tag.count for tag in archive.tags()}


def test_two_tags_become_one_in_five_keys_and_two_again_in_one(
    root: Path, tmp_path: Path, archive_file: Path
) -> None:
    with Archive.open(archive_file) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag(ids[:2], ["journal"])
        archive.tag(ids[1:], ["journaux"])
    before = stored(archive_file)
    words = ("-m", "tui", "--db", str(archive_file), "--lang", "en", "--bidi", "app")
    terminal = Program(root, tmp_path, (80, 24), words)
    terminal.until("journaux")
    keys = [F3, "ء", "ء", "ؤ", "\r"]
    for key, seen in zip(keys, ("2 tags", "1 marked", "2 marked", "2 → 3", "Tags merged into"), strict=True):
        terminal.type(key)
        terminal.until(seen)
    assert stored(archive_file) == {"journal": 3}
    terminal.type("ع")
    terminal.until("Taken back")
    assert stored(archive_file) == before
    terminal.type(F10)
    assert terminal.finish() == 0
