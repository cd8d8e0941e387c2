"""From the first key to the second start, in tmux: search, read, tag, leave, come back. In Latin and in Arabic letters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.archive import Archive
from tui.bidi.layout import line

if TYPE_CHECKING:
    from conftest import Tmux

pytestmark = pytest.mark.terminal

ARABIC = "عنوان عن حقوق الإنسان (2019) في المغرب"
KEYS = {"latin": {"search": "s", "tag": "t", "undo": "u"}, "arabic": {"search": "س", "tag": "ف", "undo": "ع"}}


def tags(path: Path) -> list[str]:
    """The tags in the file."""
    with Archive.open(path, read_only=True) as archive:
        return [tag.name for tag in archive.tags()]


@pytest.mark.parametrize("letters", ["latin", "arabic"])
@pytest.mark.parametrize(("width", "height"), [(120, 40), (80, 24)])
def test_a_day_of_work(tmux: Tmux, archive_file: Path, letters: str, width: int, height: int) -> None:
    keys = KEYS[letters]
    title = line(ARABIC).text
    start = ("--db", str(archive_file), "--lang", "en", "--bidi", "app")

    tmux.start(width, height, *start)
    tmux.wait(lambda screen: "3 / 3" in screen and line("حقوق").text in screen)
    tmux.text(keys["search"])
    tmux.text("حقوق")
    tmux.wait(lambda screen: "1 / 3" in screen)
    tmux.type("Enter")
    tmux.text(keys["tag"])
    tmux.wait(lambda screen: "a tag, or" in screen)
    tmux.text("شهادات")
    tmux.wait(lambda screen: "new tag" in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: "changed" in screen)
    assert tags(archive_file) == ["شهادات"]
    tmux.type("Escape")
    tmux.wait(lambda screen: "a tag, or" not in screen and "changed" in screen)
    tmux.type("F10")
    tmux.wait(lambda screen: "ended with 0" in screen)

    tmux.start(width, height, *start)
    screen = tmux.wait(lambda screen: "1 / 3" in screen and title in screen)
    assert line("حقوق").text in screen.splitlines()[0]
    assert line("شهادات").text in screen
    tmux.text(keys["undo"])
    tmux.wait(lambda screen: "Taken back" in screen)
    assert tags(archive_file) == []
    tmux.type("Escape")
    tmux.type("Escape")
    tmux.wait(lambda screen: "ended with 0" in screen)


def test_what_was_tagged_is_there_after_a_kill(tmux: Tmux, archive_file: Path) -> None:
    tmux.start(100, 30, "--db", str(archive_file), "--lang", "en", "--bidi", "app")
    tmux.wait(lambda screen: "3 / 3" in screen)
    tmux.text("t")
    tmux.wait(lambda screen: "a tag, or" in screen)
    tmux.text("x")
    tmux.wait(lambda screen: "new tag" in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: "changed" in screen)
    shell = int(tmux.run("display-message", "-p", "#{pane_pid}"))
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(shell)], capture_output=True, text=True
    ).stdout.split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    tmux.wait(lambda screen: "ended with" in screen)
    assert tags(archive_file) == ["x"]
    command = [sys.executable, "-m", "tui", "doctor", "--db", str(archive_file)]
    assert subprocess.run(command, cwd=tmux.root, env=tmux.environment, capture_output=True).returncode == 0


def test_what_is_typed_ahead_is_taken_in_order(tmux: Tmux, archive_file: Path) -> None:
    tmux.start(100, 30, "--db", str(archive_file), "--lang", "en", "--bidi", "app")
    tmux.wait(lambda screen: "3 / 3" in screen)
    tmux.run("send-keys", "s", *"droits", "Enter", "x", "t", *"+asile", "Enter", "Escape", "e", "u", "F10")
    tmux.wait(lambda screen: "ended with 0" in screen)
    with Archive.open(archive_file, read_only=True) as archive:
        found = [archive.article_by_docid(docid) for docid in archive.search("").docids]
    assert [(article.article.language, article.starred) for article in found if article.tags] == [
        ("fr", False)
    ]
