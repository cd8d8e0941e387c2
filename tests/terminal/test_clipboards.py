"""Real clipboards, read back character by character: X11, Wayland, tmux, screen, and a terminal that is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.bidi.layout import line
from tui.clipboard import ways
from tui.clipboard.osc52 import sequence

if TYPE_CHECKING:
    from conftest import Tmux

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="needs an X server of the test's own"),
]
ARABIC = "عنوان عن حقوق الإنسان (2019) في المغرب"
PATIENCE = 40.0
TEXT = "مُحَمَّدٌ قـال: «لا إلهَ» – CNDH (2019)، l’État\u00a0!\nسطر ثان\tمی\u200cخواهم ﷺ 🙂"


def need(*commands: str) -> None:
    for command in commands:
        if shutil.which(command) is None:
            package = {"wl-copy": "wl-clipboard", "Xvfb": "xvfb"}.get(command, command)
            pytest.skip(f"{command} is not installed: apt-get install {package}")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server without a screen."""
    need("Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def wayland(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a Wayland compositor, itself on the X server."""
    need("weston")
    folder = tmp_path_factory.mktemp("wayland")
    folder.chmod(0o700)
    env = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(folder)}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            ["weston", "--backend=x11-backend.so", "--socket=test", "--width=320", "--height=200"],
            env={**env, "DISPLAY": display, "HOME": str(folder)},
            stdout=log,
            stderr=log,
        )
    end = time.monotonic() + PATIENCE
    while b"desktop-shell" not in (folder / "log").read_bytes() and time.monotonic() < end:
        time.sleep(0.1)
    yield {**env, "WAYLAND_DISPLAY": "test"}
    server.terminate()
    server.wait()


def pasted(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def offered(command: list[str], env: dict[str, str], begins: str) -> str:
    """What is pasted as soon as a text that begins so is there to be pasted."""
    end = time.monotonic() + PATIENCE
    while True:
        done = subprocess.run(command, env=env, capture_output=True, timeout=PATIENCE)
        if done.stdout.decode().startswith(begins) or time.monotonic() > end:
            return done.stdout.decode()
        time.sleep(0.02)


def only(program: str, folder: Path) -> str:
    """A PATH on which this program is the only one."""
    folder = folder / f"only-{program}"
    folder.mkdir()
    found = shutil.which(program)
    assert found
    (folder / program).symlink_to(found)
    return str(folder)


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_x11(program: str, display: str, tmp_path: Path) -> None:
    need(program)
    env = {"PATH": only(program, tmp_path), "DISPLAY": display, "HOME": str(tmp_path)}
    text = f"{program}: {TEXT}"  # what another test has left there is something else
    assert ways.send(text, "auto", env, "linux") == ways.Sent((program,))
    reading = ["xclip", "-selection", "clipboard", "-out"] if program == "xclip" else ["xsel", "-bo"]
    # The program that was called ends before the one it leaves behind has asked for the selection.
    assert list(offered(reading, {**env, "PATH": os.environ["PATH"]}, program)) == list(text)


def test_wayland(wayland: dict[str, str]) -> None:
    need("wl-copy")
    assert ways.send(TEXT, "system", wayland, "linux") == ways.Sent(("wl-copy",))
    assert list(pasted(["wl-paste", "--no-newline"], wayland)) == list(TEXT)
    assert "text/plain;charset=utf-8" in pasted(["wl-paste", "--list-types"], wayland)


def test_a_display_that_is_gone_is_passed_over(display: str) -> None:
    need("wl-copy", "xclip")
    env = {
        "PATH": os.environ["PATH"],
        "DISPLAY": display,
        "WAYLAND_DISPLAY": "gone",
        "XDG_RUNTIME_DIR": "/nonexistent",
    }
    sent = ways.send(TEXT, "auto", env, "linux")
    assert sent.taken_by == ("xclip",)
    assert sent.failures[0].startswith("wl-copy:")
    gone = ways.send(TEXT, "auto", {**env, "DISPLAY": ":9999"}, "linux")
    assert not gone.taken_by
    assert gone.to_terminal
    assert len(gone.failures) == 3


def test_the_settings_forbid_ways(display: str) -> None:
    need("xclip")
    env = {"PATH": os.environ["PATH"], "DISPLAY": display}
    assert ways.send("x", "off", env, "linux") == ways.Sent()
    assert ways.send("x", "osc52", env, "linux").to_terminal == sequence("x", env)
    remote = {**env, "SSH_TTY": "/dev/pts/9"}
    assert ways.send("x", "system", remote, "linux") == ways.Sent()
    assert ways.send("x", "auto", remote, "linux").to_terminal


def test_the_app_fills_the_buffer_of_tmux(tmux: Tmux, archive_file: Path) -> None:
    tmux.start(140, 30, "--db", str(archive_file), "--lang", "en")
    tmux.wait(lambda screen: line(ARABIC).text in screen)
    tmux.type("s")
    tmux.text("ندوة")
    tmux.type("Enter", "o", "Y")
    tmux.wait(lambda screen: "Copied: 1 citation" in screen and "tmux" in screen)
    assert tmux.run("show-buffer").startswith(f"«{ARABIC}»، ")
    tmux.type("y")
    tmux.wait(lambda screen: "the text of the article" in screen)
    shown = [sys.executable, "-m", "tui", "search", "ندوة", "--db", str(archive_file), "--ids"]
    found = subprocess.run(shown, cwd=tmux.root, env=tmux.environment, capture_output=True, text=True)
    body = [sys.executable, "-m", "tui", "show", found.stdout.strip(), "--text", "--db", str(archive_file)]
    printed = subprocess.run(body, cwd=tmux.root, env=tmux.environment, capture_output=True, text=True)
    assert list(tmux.run("show-buffer").strip()) == list(printed.stdout.strip())


def test_tmux_takes_the_sequence_where_it_is_set_to(tmux: Tmux, archive_file: Path, tmp_path: Path) -> None:
    settings = tmp_path / "archive" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('clipboard = "osc52"\n')
    tmux.start(140, 30, "--db", str(archive_file), "--lang", "en")
    tmux.run("set-option", "-g", "set-clipboard", "on")
    tmux.wait(lambda screen: line(ARABIC).text in screen)
    tmux.type("s")
    tmux.text("ندوة")
    tmux.type("Enter", "o", "Y")
    tmux.wait(lambda screen: "The terminal was asked" in screen)
    assert tmux.run("show-buffer").startswith(f"«{ARABIC}»، ")


def test_screen_hands_the_sequence_to_the_terminal_around_it(tmp_path: Path) -> None:
    need("screen")
    pty = pytest.importorskip("pty")
    text = TEXT * 20
    (tmp_path / "sequence").write_bytes(sequence(text, {"STY": "inside"}).encode())
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    pid, fd = pty.fork()
    if pid == 0:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SCREENDIR": str(sockets), "TERM": "xterm"}
        os.execvpe("screen", ["screen", "-c", os.devnull, "cat", str(tmp_path / "sequence")], env)
    written = b""
    try:
        while chunk := os.read(fd, 65536):
            written += chunk
    except OSError:  # the end of a pty
        pass
    os.close(fd)
    os.waitpid(pid, 0)
    (asked,) = re.findall(b"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", written)
    assert list(b64decode(asked).decode()) == list(text)
