"""The real program in tmux and screen, in terminals that are told apart by what they set and reply."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="no pty on this platform")

from tests.tui.terminals.pty_terminal import PATIENCE, VTE, PtyTerminal

pytestmark = pytest.mark.terminal

KONSOLE = {"KONSOLE_VERSION": "221203"}
OFF, ON = b"\x1b]50;BidiRenderingEnabled=false\x07", b"\x1b]50;BidiRenderingEnabled=true\x07"
F10 = b"\x1b[21~"
Start = Callable[..., PtyTerminal]


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """Call a program in a terminal with these variables."""
    running: list[PtyTerminal] = []

    def call(*words: str, replies: bytes = b"", **env: str) -> PtyTerminal:
        more = {
            "TERM": "xterm-256color",
            "PYTHONPATH": str(root),
            "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh",
            **env,
        }
        running.append(PtyTerminal(words, more, tmp_path, replies))
        return running[-1]

    yield call
    for one in running:
        one.close()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """The words that call a tmux of the test's own."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: apt-get install tmux")
    words = ("tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null")
    yield words
    subprocess.run([*words, "kill-server"], capture_output=True)


APP = f"{sys.executable} -m tui --lang ar"


def said(words: tuple[str, ...], *more: str) -> str:
    return subprocess.run([*words, *more], capture_output=True, text=True).stdout.strip()


def test_over_konsole_tmux_hands_the_switch_on_and_then_no_more(start: Start, tmux: tuple[str, ...]) -> None:
    terminal = start(*tmux, "new", APP, **KONSOLE)
    terminal.wait_for(OFF)
    assert said(tmux, "show-options", "-p", "-v", "allow-passthrough") == "on"
    assert said(tmux, "show-options", "-g", "-w", "-v", "allow-passthrough") == "off"
    said(tmux, "set-option", "-p", "remain-on-exit", "on")
    terminal.wait_for("F10")
    terminal.type(F10)
    terminal.wait_for(ON)
    terminal.read_until(lambda: said(tmux, "display-message", "-p", "#{pane_dead}") == "1")
    assert said(tmux, "show-options", "-p", "-v", "allow-passthrough") == ""


def test_over_vte_tmux_gets_overrides(start: Start, tmux: tuple[str, ...]) -> None:
    terminal = start(*tmux, "new", APP, VTE_VERSION="7006")
    terminal.wait_for("\u202d")
    terminal.read_until(
        lambda: terminal.output.count("\u202d".encode()) <= terminal.output.count("\u202c".encode())
    )
    assert b"\x1b[8l" not in terminal.output  # nothing is left behind where tmux is detached


def test_the_terminal_that_is_attached_counts_not_the_one_tmux_was_started_in(
    start: Start, tmux: tuple[str, ...]
) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("the environment of other processes is only seen on Linux")
    first = start(*tmux, "new", "-s", "one", VTE_VERSION="7006")
    first.wait_for("[one]")
    said(tmux, "detach-client")
    first.read_until(lambda: first.ended)
    second = start(*tmux, "attach", **KONSOLE)
    second.wait_for("[one]")
    second.type(f"{APP}\r".encode())
    second.wait_for(OFF)
    second.wait_for("F10")  # the screen stands
    assert "\u202d".encode() not in second.output


def test_a_detached_tmux_asks_nobody(tmux: tuple[str, ...]) -> None:
    # The server is started with no variable that names a terminal, and nobody is attached.
    subprocess.run(
        [*tmux, "new", "-d", f"{sys.executable} -m tui --lang en"],
        env=_bare(),
        cwd=Path(tmux[2]).parent,
        check=True,
    )
    end = time.monotonic() + PATIENCE
    while "archive --db" not in (shown := said(tmux, "capture-pane", "-p")):
        assert time.monotonic() < end, shown
        time.sleep(0.1)


def _bare() -> dict[str, str]:
    import os

    kept = ("PATH", "HOME", "PYTHONPATH")
    root = str(Path(__file__).resolve().parents[3])
    names = {n: v for n, v in os.environ.items() if n in kept or n.startswith("XDG_")}
    return {**names, "PYTHONPATH": root, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


def test_screen_hands_questions_and_switches_on(start: Start, tmp_path: Path) -> None:
    if shutil.which("screen") is None:
        pytest.skip("screen is not installed: apt-get install screen")
    folder = tmp_path / "screens"
    folder.mkdir(mode=0o700)
    words = ("screen", "-U", "-c", "/dev/null", "-S", "archive-test", *APP.split())
    terminal = start(*words, replies=VTE, SCREENDIR=str(folder))
    terminal.wait_for(b"\x1b[8l")
    assert terminal.output.index(b"\x1b[8$p") < terminal.output.index(b"\x1b[8l")
    terminal.wait_for("archive --db")
    assert b"Type the number" not in terminal.output
    terminal.type(F10)
    terminal.wait_for(b"\x1b[8h")
    terminal.read_until(lambda: terminal.ended)
