"""What should be on the screen: the same screen in a pty, and the words of the archive's articles.

The rows come from the program itself, but what counts as right does not: a row is only taken where its cells, read from right to
left, are a passage of an article as `archive export` writes it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte

from .screen import PATIENCE
from .window import PROGRAM, ROOT

QUERY = "جمعية"
"""Typed into the app: a word of most articles of the starter archive, so that all three panes are full."""

_QUIET = 2.0
"""Seconds without output after which the screen stands."""
_ARABIC_ROW = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff \u00ab\u00bb():.\u2026\u201c\u201d]+")
_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_GAP = re.compile(f"  +|[\u2500-\u259f]|{_DATE.pattern}")
_MIRRORED = str.maketrans("«»()", "»«)(")
_SPELLINGS = str.maketrans("أإآىة", "اااىه") | {ord("ى"): "ي", 0x640: None}
"""Letters that reading by machine confuses; none of them says anything of order."""


def words(text: str) -> list[str]:
    """The Arabic words of a text, without vowel marks, in letters a machine tells apart."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return re.findall("[\u0621-\u064a]+", bare.translate(_SPELLINGS))


@dataclass(frozen=True)
class Place:
    """Neighbouring cells of one row and what is in them: `cells` from left to right, `words` or `text` as written."""

    row: int
    start: int
    end: int
    cells: str
    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """A screen of the app."""

    rows: tuple[str, ...]
    passages: tuple[Place, ...]
    """Arabic alone, at least two words of which are long enough to be read."""
    dates: tuple[Place, ...]


def source_words(archive: Path, folder: Path) -> str:
    """All titles and bodies, as words with a blank before, between and after."""
    file = folder / "all.jsonl"
    command = [*PROGRAM, "export", "", "--db", str(archive), "-o", str(file)]
    subprocess.run(
        command, cwd=ROOT, env=_environment(folder), check=True, capture_output=True, timeout=PATIENCE
    )
    articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [article["title"] or "" for article in articles] + [article["body"] for article in articles]
    return " " + " ".join(word for text in texts for word in words(text)) + " "


def expected(archive: Path, folder: Path, columns: int, rows: int) -> Expected:
    """The screen of this size with the query typed. Raises AssertionError where too little on it is of the articles."""
    source = source_words(archive, folder)
    screen = _screen(archive, folder, columns, rows)
    passages: list[Place] = []
    dates: list[Place] = []
    for row, line in enumerate(screen.display):
        for start, end in _pieces(line):
            cells = line[start:end]
            read = _passage(cells, source)
            if len([word for word in read if len(word) > 2]) >= 2 and _is_even(screen, row, start, end):
                passages.append(Place(row, start, end, cells, "", read))
        dates += [Place(row, *found.span(), found[0], found[0]) for found in _DATE.finditer(line)]
    if len(passages) < 8 or len(dates) < 4:
        raise AssertionError("\n".join(screen.display))
    return Expected(tuple(screen.display), tuple(passages), tuple(dates))


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Where something is on a row, between wide gaps and borders."""
    start = 0
    for gap in [*_GAP.finditer(line + "  ")]:
        piece = line[start : gap.start()]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), gap.start() - len(piece) + len(piece.rstrip())
        start = gap.end()


def _passage(cells: str, source: str) -> tuple[str, ...]:
    """The words of these cells from right to left, if they follow each other in an article; else none."""
    if not _ARABIC_ROW.fullmatch(cells):
        return ()
    read = words(cells[::-1].translate(_MIRRORED))
    if cells.startswith("…"):
        read = read[:-1]  # cut short
    return tuple(read) if f" {' '.join(read)} " in source else ()


def _is_even(screen: pyte.Screen, row: int, start: int, end: int) -> bool:
    """Whether nothing is marked in these cells: reading by machine wants one ground."""
    return len({(screen.buffer[row][x].bg, screen.buffer[row][x].reverse) for x in range(start, end)}) == 1


def _environment(folder: Path) -> dict[str, str]:
    state = dict.fromkeys(
        ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder / "reference")
    )
    return {"PATH": os.environ["PATH"], **state, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def _screen(archive: Path, folder: Path, columns: int, rows: int) -> pyte.Screen:
    """The app in a pty of this size, when it stands."""
    command = [*PROGRAM, "--db", str(archive), "--lang", "ar", "--bidi", "app", QUERY]
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.chdir(ROOT)
        os.execve(command[0], command, _environment(folder))
    last = time.monotonic()
    end = last + PATIENCE
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([fd], [], [], 0.2)
            if ready:
                try:
                    stream.feed(os.read(fd, 65536))
                except OSError:  # it has ended
                    break
                last = time.monotonic()
            elif time.monotonic() - last > _QUIET and any(_DATE.search(line) for line in screen.display):
                break
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(fd)
        os.waitpid(pid, 0)
    return screen
