"""What switches the terminal over is written and undone in a real pty, whichever way the app ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from tests.tui.terminals.pty_app import ARABIC, FRENCH
from tui.bidi.layout import layout

APP = Path(__file__).with_name("pty_app.py")
pty = pytest.importorskip("pty", reason="no pty on this platform")
termios = pytest.importorskip("termios", reason="no pty on this platform")


class Session:
    """The small app in a pty of its own."""

    def __init__(self, root: Path) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        env = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "TERM": "xterm-256color",
            "PYTHONPATH": str(root),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(APP)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            start_new_session=True,
            cwd=root,
        )
        os.close(slave)
        self.output = b""

    def read_until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline, self.output[-2000:]
            ready, _, _ = select.select([self.master], [], [], 0.1)
            if ready:
                try:
                    self.output += os.read(self.master, 65536)
                except OSError:  # the other side is closed
                    if self.process.poll() is not None:
                        assert condition(), self.output[-2000:]
                        return

    def press(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def ended(self) -> bool:
        return self.process.poll() is not None and b"\x1b[8h" in self.output

    def stopped(self) -> bool:
        pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
        return pid != 0 and os.WIFSTOPPED(status)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def session(root: Path) -> Iterator[Session]:
    running = Session(root)
    try:
        running.read_until(lambda: b"ready" in running.output)
        yield running
    finally:
        running.close()


def balanced(output: bytes) -> bool:
    """Each switching off is undone, and nothing is drawn between the end and the shell."""
    return output.count(b"\x1b[8l") == output.count(b"\x1b[8h") and output.rindex(b"\x1b[8h") > output.rindex(
        b"\x1b[8l"
    )


@pytest.mark.terminal
def test_it_is_switched_off_at_the_start_and_on_at_the_end(session: Session) -> None:
    assert session.output.index(b"\x1b[8l") < session.output.index(b"ready")
    assert b"\x1b[8h" not in session.output
    session.press(b"q")
    session.read_until(session.ended)
    assert session.process.returncode == 0
    assert balanced(session.output)


@pytest.mark.terminal
def test_the_screen_shows_each_pane_as_it_was_laid_out(session: Session) -> None:
    session.press(b"q")
    session.read_until(session.ended)
    screen = pyte.Screen(80, 24)
    drawn, _, _ = session.output.partition(b"\x1b[?1049l")
    # pyte does not know the sequences of kitty's keyboard protocol.
    pyte.ByteStream(screen).feed(drawn.replace(b"\x1b[<u", b"").replace(b"\x1b[>", b"\x1b[?"))
    rows = screen.display
    assert rows[0].count("╭") == rows[0].count("╮") == 2
    for left, text in ((0, ARABIC), (40, FRENCH)):
        for y, shown in enumerate(layout(text, 38), start=1):
            pane = rows[y][left : left + 40]
            assert pane == "│" + " " * shown.left(38) + shown.text.ljust(38 - shown.left(38)) + "│"


@pytest.mark.terminal
def test_an_exception_gives_the_terminal_back(session: Session) -> None:
    session.press(b"x")
    session.read_until(session.ended)
    assert session.process.returncode != 0
    assert balanced(session.output)


@pytest.mark.terminal
def test_leaving_python_gives_the_terminal_back(session: Session) -> None:
    session.press(b"e")
    session.read_until(session.ended)
    assert balanced(session.output)


@pytest.mark.terminal
def test_sigterm_gives_the_terminal_back(session: Session) -> None:
    session.process.send_signal(signal.SIGTERM)
    session.read_until(session.ended)
    assert session.process.returncode == 143
    assert balanced(session.output)
    assert b"\x1b[?1049l" in session.output


@pytest.mark.terminal
def test_suspending_gives_the_terminal_back_and_resuming_takes_it(session: Session) -> None:
    session.process.send_signal(signal.SIGTSTP)
    session.read_until(session.stopped)
    session.read_until(lambda: b"\x1b[8h" in session.output)
    assert balanced(session.output)
    session.process.send_signal(signal.SIGCONT)
    session.read_until(lambda: session.output.count(b"\x1b[8l") == 2)
    session.press(b"q")
    session.read_until(lambda: session.process.poll() is not None and session.output.count(b"\x1b[8h") == 2)
    assert balanced(session.output)
