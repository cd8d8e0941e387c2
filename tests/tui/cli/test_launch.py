"""`archive [QUERY]` on a real terminal: the app opens on the archive that is meant, and its way out is the command's end."""

import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.conftest import environment

F10 = b"\x1b[21~"
SECONDS = 60  # until a test gives up; nothing waits so long


@pytest.fixture
def open_app(folder: Path, root: Path) -> Callable[..., tuple[int, str]]:
    """Call `archive` on a terminal, wait until it shows `marker`, press F10; the exit code and all it showed."""
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    import fcntl
    import struct
    import termios

    def call(*words: str, marker: str, lang: str = "ar", term: str = "xterm-256color") -> tuple[int, str]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", *words],
            cwd=folder,
            env=environment(root, lang, {"TERM": term}),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        shown = bytearray()
        pressed = False
        while select.select([ours], [], [], SECONDS)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # Linux says EIO when the other side is closed
                break
            if not pressed and marker.encode() in shown:
                os.write(ours, F10)
                pressed = True
        os.close(ours)
        assert pressed, shown.decode(errors="replace")[-2000:]
        return process.wait(SECONDS), shown.decode(errors="replace")

    return call


def test_the_app_opens_with_the_query_typed(open_app: Callable[..., tuple[int, str]], ids: list[str]) -> None:
    code, shown = open_app("الصحافة", marker="ﺔﻓﺎﺤﺼﻟﺍ")
    assert code == 0
    assert "Traceback" not in shown
    assert shown.index("\x1b[?1049h") < shown.rindex("\x1b[?1049l")


def test_without_an_archive_it_says_where_it_looked(
    open_app: Callable[..., tuple[int, str]], own_home: Path
) -> None:
    code, shown = open_app(marker="archive --db", lang="en")
    assert code == 0
    assert "Traceback" not in shown
    assert not list(own_home.rglob("*.db"))


def test_a_terminal_that_only_prints_gets_a_sentence(open_app: Callable[..., tuple[int, str]]) -> None:
    code, shown = open_app(marker="archive search", lang="en", term="dumb")
    assert code == 2
    assert "This terminal can't show the app." in shown
    assert "\x1b" not in shown
