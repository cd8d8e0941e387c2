"""A note that is being written when the program is killed is there the next time, in a real terminal."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.archive import Archive
from tui.bidi.layout import line
from tui.draft import read_draft

if TYPE_CHECKING:
    from conftest import Tmux

pytestmark = pytest.mark.terminal

FIRST, SECOND = "شاهد قال (CNDH)", "Vu le rapport حقوق p. 12"


def notes(path: Path) -> list[str]:
    """The notes in the file."""
    with Archive.open(path, read_only=True) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        return [note for note in (archive.article(ident).note for ident in ids) if note]


def drafts(folder: Path) -> list[str]:
    """What is kept of notes that are not saved."""
    found = [read_draft(path, Path("nowhere.db")) for path in folder.glob("archive/drafts/*.json")]
    return [draft.text for draft in found if draft is not None]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX's")
def test_a_note_survives_the_kill_of_the_program(tmux: Tmux, archive_file: Path, tmp_path: Path) -> None:
    start = ("--db", str(archive_file), "--lang", "en", "--bidi", "app")
    tmux.start(100, 30, *start)
    tmux.wait(lambda screen: "3 / 3" in screen)
    tmux.type("F4")
    tmux.wait(lambda screen: "What you know" in screen)
    tmux.text(FIRST)
    tmux.type("Enter")
    tmux.text(SECOND)
    tmux.wait(lambda screen: line(FIRST).text in screen and line(SECOND).text in screen)
    tmux.wait(lambda _: drafts(tmp_path) == [f"{FIRST}\n{SECOND}"])
    shell = tmux.run("display-message", "-p", "#{pane_pid}").strip()
    children = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout.split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    tmux.wait(lambda screen: "ended with 137" in screen)
    assert notes(archive_file) == []

    tmux.start(100, 30, *start)
    tmux.wait(lambda screen: "not saved: F4" in screen)
    tmux.type("F4")
    tmux.wait(lambda screen: line(FIRST).text in screen and line(SECOND).text in screen)
    tmux.type("F4")
    tmux.wait(lambda screen: "written" in screen)
    assert notes(archive_file) == [f"{FIRST}\n{SECOND}"]
    assert drafts(tmp_path) == []
