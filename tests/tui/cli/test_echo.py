"""What is typed before the passphrase is asked for is not shown, and the terminal is as it was however the program ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from store.archive import Archive
from store.encryption import files, keys
from tui.cli import echo

pty = pytest.importorskip("pty", reason="only POSIX has terminals that can be asked")
termios = pytest.importorskip("termios")

_WAITS = """
import sys
from tui import cli
from tui.cli import start
run = start.run
def begun(arguments, invocation):
    print("begun", flush=True)
    if arguments[0] == "ask":
        return run(arguments[1:], invocation)
    sys.stdin.readline()
    return 7
start.run = begun
raise SystemExit(cli.main(sys.argv[1:]))
"""
_PATIENCE = 60.0


class Terminal:
    """A program in a terminal: what it shows, whether it shows what is typed, and how it ended."""

    def __init__(self, *words: str | Path, **environ: str) -> None:
        self.shown = b""
        self.pid, self.handle = pty.fork()
        if not self.pid:
            os.environ.update(environ)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has those in the background ignore it
            os.execv(sys.executable, [sys.executable, "-c", _WAITS, *map(str, words)])

    def until(self, wanted: bytes) -> None:
        while wanted not in self.shown:
            piece = os.read(self.handle, 4096)
            assert piece
            self.shown += piece

    def until_true(self, condition: Callable[[], bool]) -> None:
        end = monotonic() + _PATIENCE
        while not condition():
            assert monotonic() < end
            sleep(0.01)

    def type(self, text: str) -> None:
        os.write(self.handle, text.encode())

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.handle)[3] & termios.ECHO)

    def ended(self) -> int:
        """The status it ended with; its terminal can still be looked at."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for name in ("ARCHIVE_PASSPHRASE_FILE", "ARCHIVE_PASSPHRASE_COMMAND"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "archive.db"
    files.begin(path, keys.new_key("كلمة السر"))
    Archive.open(path, create=True).close()
    keys.forget()
    return path


def test_it_is_hidden_from_the_beginning_and_counts(encrypted: Path, root: Path) -> None:
    terminal = Terminal("ask", "tags", "--db", encrypted, "--lang", "en", PYTHONPATH=str(root))
    terminal.until(b"begun")
    assert not terminal.echoes
    terminal.type("كلمة السر\n")
    terminal.until(b"No article has a tag yet")
    terminal.until_true(lambda: terminal.echoes)
    assert terminal.ended() == 0
    assert "كلمة".encode() not in terminal.shown


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "SIGINT", "a line"])
def test_however_it_ends_the_terminal_is_as_it_was(encrypted: Path, root: Path, way: str) -> None:
    terminal = Terminal("tags", "--db", encrypted, "--lang", "en", PYTHONPATH=str(root))
    terminal.until(b"begun")
    assert not terminal.echoes
    if way == "a line":
        terminal.type("x\n")
    else:
        os.kill(terminal.pid, getattr(signal, way))
    terminal.until_true(lambda: terminal.echoes)
    expected = {"a line": 7, "SIGINT": 130}
    assert terminal.ended() == expected.get(way, -getattr(signal, way, 0))


def test_stopped_it_leaves_the_terminal_as_it_was_and_goes_on_hiding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system stops nothing that no shell could continue, so here nothing is."""
    master, slave = pty.openpty()

    def echoes() -> bool:
        return bool(termios.tcgetattr(slave)[3] & termios.ECHO)

    while_stopped: list[bool] = []
    before = signal.getsignal(signal.SIGTSTP)
    with os.fdopen(slave, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(echo.os, "kill", lambda *_: while_stopped.append(echoes()))
        echo.hide()
        assert not echoes()
        echo._end(signal.SIGTSTP, None)
        assert while_stopped == [True]
        assert not echoes()
        echo.show()
        assert echoes()
    os.close(master)
    assert signal.getsignal(signal.SIGTSTP) == before


@pytest.mark.parametrize("words", [("tags", "--db"), ("search", "x", "--db")])
def test_without_a_passphrase_nothing_is_hidden(tmp_path: Path, root: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path, create=True).close()
    terminal = Terminal(*words, path, PYTHONPATH=str(root))
    terminal.until(b"begun")
    assert terminal.echoes
    terminal.type("x\n")
    assert terminal.ended() == 7
