"""The real program in a real terminal: in a pty that pyte reads, or in tmux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ARABIC = "عنوان عن حقوق الإنسان (2019) في المغرب"
FRENCH = "Un titre sur les droits de la personne"
MIXED = "تقرير CNDH لسنة 2019: توصيات"
PATIENCE = 150.0
"""Seconds after which a screen that does not come is given up: only a test that fails ever waits so long."""


@pytest.fixture
def archive_file(tmp_path: Path, root: Path) -> Path:
    """An archive imported by the program itself from three texts."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, (title, sentence) in enumerate(
        (
            (ARABIC, "نظمت الجمعية ندوة عن حقوق الإنسان حضرها باحثون من المغرب. "),
            (FRENCH, "Le rapport sur les droits de la personne a été publié par le conseil. "),
            (MIXED, "أصدر المجلس تقريرا عن سنة كاملة من العمل في مجال الهجرة واللجوء. "),
        )
    ):
        (texts / f"{number}.txt").write_text(f"{title}\n\n{sentence * 12}\n", encoding="utf-8")
    path = tmp_path / "archive.db"
    command = [sys.executable, "-m", "tui", "import", str(texts), "--db", str(path)]
    subprocess.run(command, cwd=root, env=environment(tmp_path), check=True, capture_output=True, timeout=120)
    return path


def environment(home: Path) -> dict[str, str]:
    """The environment of a terminal of its own, with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR"}}
    names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    return {**kept, **dict.fromkeys(names, str(home)), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


class Tmux:
    """A program in a tmux of its own."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.socket = folder / "tmux"
        self.root = root
        self.environment = environment(folder)
        self.started = False

    def run(self, *arguments: str) -> str:
        """One tmux command; what it prints."""
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), "-f", os.devnull, *arguments],
            env=self.environment,
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def start(self, width: int, height: int, *arguments: str) -> None:
        """Start the program with these arguments; the shell around it says when it has ended."""
        command = " ".join([sys.executable, "-m", "tui", *arguments]) + "; echo ended with $?; sleep 60"
        if self.started:
            self.run("respawn-pane", "-k", command)
        else:
            self.run("new-session", "-d", "-x", str(width), "-y", str(height), command)
        self.started = True

    def type(self, *keys: str) -> None:
        """Press keys by tmux's names, or type text letter by letter."""
        for key in keys:
            self.run("send-keys", key)

    def text(self, text: str) -> None:
        """Type a text."""
        self.run("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What is on the screen, in visual order."""
        return self.run("capture-pane", "-p")

    def wait(self, shown: Callable[[str], bool]) -> str:
        """The first screen for which this holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.screen
            if shown(screen):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"never shown; the last screen was:\n{self.screen}")

    def close(self) -> None:
        """End it."""
        self.run("kill-server")


@pytest.fixture
def tmux(tmp_path: Path, root: Path) -> Iterator[Tmux]:
    """A tmux of the test's own."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: apt-get install tmux")
    found = Tmux(tmp_path, root)
    yield found
    found.close()
