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


ARTICLES = (
    (
        "حقوق الإنسان في المغرب",
        "حقوق الإنسان بالمغرب موضوع مهم.\nتقرير Amnesty لسنة 2019.",
        "hespress",
        "ar",
        "2019-09-29T11:38",
    ),
    (
        "La grève à Rabat",
        "La grève des enseignants à Rabat.\nLes droits des enseignants.",
        "telquel",
        "fr",
        "2020-01-02",
    ),
    ("حرية الصحافة", "حرية الصحافة وحقوق الصحفيين في الرباط.", "hespress", "ar", "2021-05"),
)
HOSTILE = (
    "red \x1b[31m \x1b]52;c;YQ==\x07 \u202eevil\u202c \x9b2J \x90q",
    "حقوق \x1b]0;title\x07 \u2067 nothing \x85 more",
    "=cmd|' /C calc'!A0\x1b[2J",
    "ar",
    "2022",
)


def fill(path: Path, articles: tuple[tuple[str, str, str, str, str], ...]) -> list[str]:
    """Make an archive of these articles (title, body, source, language, date); their ids."""
    from hashlib import sha256

    from store.archive import Archive
    from store.article import Article, Line, PartialDate, Provenance

    precision = {4: "year", 7: "month", 10: "day", 16: "minute"}
    ids = []
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["captures"])
        with archive.write():
            for number, (title, body, source, language, date) in enumerate(articles):
                data = body.encode()
                article = Article(
                    lines=tuple(Line(line) for line in body.split("\n")),
                    title=title,
                    source=source,
                    language=language,
                    published=PartialDate(date, precision[len(date)]),  # type: ignore[arg-type]
                    url=f"https://example.org/{number}",
                )
                where = Provenance(
                    f"captures/{number}.txt", sha256(data).hexdigest(), len(data), "capture", "1"
                )
                ids.append(archive.add(article, where, data, batch=batch).id)
        archive.finish_batch(batch)
    return ids


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """The ids of the three articles of `archive.db` in the folder of the call."""
    return fill(folder / "archive.db", ARTICLES)


@pytest.fixture
def hostile(folder: Path) -> str:
    """The id of the one article of `archive.db`, whose texts try to take the terminal over."""
    return fill(folder / "archive.db", (HOSTILE,))[0]
