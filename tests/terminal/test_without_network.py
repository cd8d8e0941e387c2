"""The whole program with the network forbidden: whoever opens a connection, asks for a name or listens is ended at once."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import PATIENCE, environment

pytestmark = pytest.mark.terminal
pty = pytest.importorskip("pty", reason="there are no ptys here")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

CAUGHT = 97
GUARD = f"""
import os, sys

FORBIDDEN = {{"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
             "socket.gethostbyname", "socket.gethostbyaddr"}}

def harmless(event, arguments):
    # A path, not a pair of host and port, is a socket in the file system: no network. With this address and no port
    # urllib3, which the reader of pages brings, asks the system whether it knows IPv6; nothing is reached by it.
    named = event in ("socket.connect", "socket.bind") and arguments[1]
    return isinstance(named, (str, bytes)) or (event, named) == ("socket.bind", ("::1", 0))

def watch(event, arguments):
    if event in FORBIDDEN and not harmless(event, arguments):
        os.write(2, f"network: {{event}} {{arguments[1:]}}".encode())
        os._exit({CAUGHT})

sys.addaudithook(watch)
"""


_REAL_SOCKET = """
import importlib.util, sysconfig

found = importlib.util.spec_from_file_location("socket", os.path.join(sysconfig.get_path("stdlib"), "socket.py"))
sys.modules["socket"] = importlib.util.module_from_spec(found)
found.loader.exec_module(sys.modules["socket"])
"""


@pytest.fixture
def guarded(tmp_path: Path, root: Path) -> dict[str, str]:
    """An environment in which every Python, those that ours starts too, is watched."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    # Our own processes are started without the folder of the moment and without sitecustomize, but with our paths.
    (folder / "socket.py").write_text(f"{GUARD}\n{_REAL_SOCKET}", encoding="utf-8")
    return {**environment(tmp_path), "PYTHONPATH": f"{folder}{os.pathsep}{root}", "ARCHIVE_LANG": "en"}


def test_the_guard_catches(guarded: dict[str, str]) -> None:
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://localhost:9')",
    ):
        done = subprocess.run([sys.executable, "-c", code], env=guarded, capture_output=True, timeout=60)
        assert done.returncode == CAUGHT


def test_the_guard_catches_in_the_process_that_reads_files_too(guarded: dict[str, str], root: Path) -> None:
    asks = "import socket; socket.create_connection(('127.0.0.1', 9))"
    start = f"from store import own_process; raise SystemExit(own_process.start({asks!r}).wait())"
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=root, env=guarded, capture_output=True, timeout=60
    )
    assert done.returncode == CAUGHT


PAGE = """<html><head><title>عنوان</title><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<script src="http://127.0.0.1:9/a.js"></script></head><body><img src="http://127.0.0.1:9/a.png"><article><h1>عنوان الصفحة</h1>
<p>{text}</p></article></body></html>"""


def test_no_command_touches_it(guarded: dict[str, str], tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = "نص طويل عن حقوق الإنسان في المدينة والقرية. " * 30
    (files / "page.html").write_text(PAGE.format(text=text), encoding="utf-8")
    (files / "feed.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss version="2.0"><channel><title>t</title>'
        f"<item><title>خبر</title><link>http://127.0.0.1:9/x</link><description>{text}</description></item></channel></rss>",
        encoding="utf-8",
    )
    (files / "text.txt").write_text(f"عنوان الخبر\n\n{text}", encoding="utf-8")
    database = str(tmp_path / "a.db")
    for words in (
        ("import", str(files), "--json"),
        ("search", "حقوق", "--json"),
        ("tags",),
        ("export", "-o", str(tmp_path / "out.html")),
        ("backup", str(tmp_path / "copy.db")),
        ("doctor",),
        ("paths",),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "tui", *words, "--db", database],
            cwd=tmp_path,
            env=guarded,
            capture_output=True,
            timeout=120,
        )
        assert done.returncode in {0, 1}, (words, done.stderr.decode())
        assert b"network" not in done.stderr


def test_the_app_does_not_either(guarded: dict[str, str], archive_file: Path, root: Path) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "--db", str(archive_file), "--bidi", "app"],
        cwd=root,
        env=guarded,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        for expected, keys in ((b"3 / 3", b"sdroits"), (b"1 / 3", b"\r\rr"), (b"Language", b"\x1b[21~")):
            seen = _read_until(ours, lambda seen, expected=expected: expected in seen)
            assert expected in seen, seen[-2000:]
            os.write(ours, keys)
        _read_until(ours, lambda _seen: process.poll() is not None)
        assert process.poll() == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read_until(fd: int, enough: Callable[[bytes], bool]) -> bytes:
    """What the terminal is sent until it is enough, the program has gone, or patience is at its end."""
    seen = b""
    until = time.monotonic() + PATIENCE
    while not enough(seen) and time.monotonic() < until:
        if select.select([fd], [], [], 0.2)[0]:
            try:
                seen += os.read(fd, 65536)
            except OSError:  # the other end is closed
                time.sleep(0.1)
    return seen
