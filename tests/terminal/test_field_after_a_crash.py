"""What is being typed into a field of the record when the program is killed is there the next time, in a real terminal."""

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
TYPED = "عنوان جديد"


def drafts(folder: Path) -> list[str]:
    """What is kept of what is not saved."""
    found = [read_draft(path, Path("nowhere.db")) for path in folder.glob("archive/drafts/*.json")]
    return [draft.text for draft in found if draft is not None]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX's")
def test_a_field_survives_the_kill_of_the_program(tmux: Tmux, archive_file: Path, tmp_path: Path) -> None:
    start = ("--db", str(archive_file), "--lang", "en", "--bidi", "app")
    tmux.start(100, 30, *start)
    tmux.wait(lambda screen: "3 / 3" in screen)
    tmux.type("r")
    tmux.wait(lambda screen: "Enter Edit" in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: "Enter Save" in screen)
    tmux.type("C-a")
    tmux.text(TYPED)
    tmux.wait(lambda screen: line(TYPED).text in screen)
    tmux.wait(lambda _: any(TYPED in text for text in drafts(tmp_path)))
    shell = tmux.run("display-message", "-p", "#{pane_pid}").strip()
    children = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout.split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    tmux.wait(lambda screen: "ended with 137" in screen)

    tmux.start(100, 30, *start)
    tmux.wait(lambda screen: "not saved: Title" in screen)
    tmux.wait(lambda screen: "Enter Edit" in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: line(TYPED).text in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: "Title of 1 article changed" in screen)
    with Archive.open(archive_file, read_only=True) as archive:
        titles = [
            archive.article(hit.id).article.title for hit in archive.hit_rows(archive.search("").docids)
        ]
    assert TYPED in titles
    assert drafts(tmp_path) == []
