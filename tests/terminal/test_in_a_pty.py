"""The rows of a terminal are the layout's own rows, and the terminal is left as it was found."""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tui.bidi.layout import fit, line

pyte = pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pty = pytest.importorskip("pty", reason="there are no ptys here")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

pytestmark = pytest.mark.terminal
ARABIC = "عنوان عن حقوق الإنسان (2019) في المغرب"
MIXED = "تقرير CNDH لسنة 2019: توصيات"
FRENCH = "Un titre sur les droits de la personne"
PATIENCE = 40.0


class Terminal:
    """The program in a pty, and a screen that obeys what it writes."""

    def __init__(self, root: Path, home: Path, size: tuple[int, int], *arguments: str) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(root)
            os.execve(sys.executable, [sys.executable, "-m", "tui", *arguments], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def read(self) -> bool:
        """Take in what is written within a moment; False at its end."""
        ready, _, _ = select.select([self.fd], [], [], 0.2)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.written += data
        self.stream.feed(data)
        return bool(data)

    def until(self, text: str) -> list[str]:
        """The rows as soon as this text is on one of them."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.read():
            if any(text in row for row in self.screen.display):
                return list(self.screen.display)
        raise AssertionError("\n".join(self.screen.display))

    def type(self, text: str) -> None:
        """Send what a keyboard would."""
        os.write(self.fd, text.encode())

    def finish(self) -> int:
        """Read to the end; the exit code."""
        while self.read():
            pass
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_rows_are_what_the_layout_says(root: Path, tmp_path: Path, archive_file: Path, language: str) -> None:
    terminal = Terminal(
        root, tmp_path, (80, 24), "--db", str(archive_file), "--lang", language, "--bidi", "app"
    )
    rows = terminal.until(line(MIXED).text)
    for title in (ARABIC, MIXED, FRENCH):
        assert any(line(title).text in row for row in rows), title
    snippet = next(row for row in rows if fit("نظمت الجمعية ندوة", 30).text in row)
    assert snippet.index(line("نظمت").text) > snippet.index(line("ندوة").text)
    terminal.type("\x1b[21~")
    assert terminal.finish() == 0


def test_the_terminal_is_left_as_it_was(root: Path, tmp_path: Path, archive_file: Path) -> None:
    terminal = Terminal(root, tmp_path, (100, 30), "--db", str(archive_file), "--lang", "en")
    terminal.until("3 / 3")
    terminal.type("\x1b\x1b")
    assert terminal.finish() == 0
    written: Any = terminal.written
    assert written.index(b"\x1b[8l") < written.rindex(b"\x1b[8h")
    assert b"\x1b[?1049l" in written
    assert b"Traceback" not in written
