"""The real command in a process of its own, on real archives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Run = Callable[..., "Done"]


class Done(NamedTuple):
    """What a process left: its exit code and the bytes of both streams."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode("utf-8")

    @property
    def err(self) -> str:
        return self.stderr.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder the command is called in; nothing is in it."""
    path = tmp_path / "here"
    path.mkdir()
    return path


@pytest.fixture
def run(folder: Path, root: Path) -> Run:
    """Call `archive` with these words and wait for it; `lang` en unless the call says otherwise."""

    def call(
        *words: str | Path, lang: str | None = "en", env: dict[str, str] | None = None, stdin: bytes = b""
    ) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *map(str, words)],
            cwd=folder,
            env=environment(root, lang, env),
            input=stdin,
            capture_output=True,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


def environment(root: Path, lang: str | None, extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of the test with the checkout importable."""
    env = {**os.environ, "PYTHONPATH": str(root), **(extra or {})}
    if lang is not None:
        env["ARCHIVE_LANG"] = lang
    return env


@pytest.fixture
def on_terminal(folder: Path, root: Path) -> Run:
    """Call `archive` with stdout and stderr on a terminal of 80 columns; `out` is everything the terminal got."""
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    import fcntl
    import struct
    import termios

    def call(*words: str | Path, lang: str | None = "en", env: dict[str, str] | None = None) -> Done:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", *map(str, words)],
            cwd=folder,
            env=environment(root, lang, {"TERM": "xterm-256color", **(env or {})}),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        got = bytearray()
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says EIO when the other side is closed
                break
            if not piece:
                break
            got += piece
        os.close(ours)
        return Done(process.wait(60), bytes(got), b"")

    return call
