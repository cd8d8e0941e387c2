"""From a key to what it changes on a pty, for the keys of a day, beside the echo of a Textual app that is one Input.

`ARCHIVE_REPAINT_DB` is the archive, which is copied; without it one of `ARCHIVE_BENCH_ARTICLES` articles is made. The first change is
when the key is seen to be taken (the letter in the box, the cursor on its row), the last when everything stands that it changes:
results, filters, the article beside them. Processor time is the program's own, threads included, to the first change and altogether, so
that others on the machine do not count. Escape is counted by itself, wherever it was pressed: a terminal tells it by waiting. Linux only, for the times and the memory.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus
from bench.keystroke import ONE_INPUT
from bench.pty_clock import PtyProgram, painted
from bench.search import ARTICLES
from bench.startup import EMPTY_APP, beginning_of_newest, started
from bench.table import Table, middle, percentile
from store.archive import Archive

SETTLED = 0.15
"""Seconds without output after which a key has changed all it changes."""
RESTED = 0.8
"""Seconds in which also the search at rest is done."""
TEXTS = ("حقوق الانسان", "اتفاقية", "التكوين", "tag:", "مجلس النواب", "droits")
ROUNDS = 12
STARTS = 7
DOWN, UP, ENTER, ESCAPE = b"j", b"k", b"\r", b"\x1b"
BACK = "back with Escape"
WAYS: dict[str, tuple[bytes, ...]] = {
    "a row down": (DOWN,) * ROUNDS,
    "a row up": (UP,) * ROUNDS,
    "a page down": (b"\x1b[6~",) * ROUNDS,
    "to the last row and the first": (b"G", b"g") * (ROUNDS // 2),
    "the next article": (b"J",) * ROUNDS,
    "opening an article": (ENTER, ESCAPE) * (ROUNDS // 2),
    "filters and back": (b"f", b"f") * (ROUNDS // 2),
    "a row in the filters": (b"f", *(DOWN,) * ROUNDS, b"f"),
    "a filter put in and taken off": (b"f", *(ENTER, ENTER) * (ROUNDS // 2), b"f"),
    "record shown and hidden": (b"r", b"r") * (ROUNDS // 2),
    "tag editor": (b"t", ESCAPE) * (ROUNDS // 2),
    "a letter in the tag editor": (b"t", *(letter.encode() for letter in "التربية"), ESCAPE),
    "marking": (b"x",) * ROUNDS,
    "palette": (b":", ESCAPE) * (ROUNDS // 2),
    "help": (b"h", ESCAPE) * (ROUNDS // 2),
}
"""What is measured: the keys of each, pressed one after another from the list on."""


@dataclass(slots=True)
class Keys:
    """Milliseconds for each key of a kind: to the first change, to the last, and of processor time until both."""

    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def add(self, other: Keys) -> None:
        """Count these too."""
        self.first += other.first
        self.last += other.last
        self.taken += other.taken
        self.busy += other.busy


def spent(pid: int) -> float:
    """Milliseconds of processor time of all threads of a process."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def resident(pid: int) -> float:
    """The most memory that was resident, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM")


def press(program: PtyProgram, key: bytes) -> Keys:
    """One key and what came of it; nothing where it changed nothing."""
    known, busy = len(program.output), spent(program.pid)
    start = time.perf_counter() - program.started
    program.type(key)
    seen = program.wait(lambda output: len(output) > known, 1.0)
    if seen is None:
        return Keys()
    taken = spent(program.pid) - busy
    last = program.quiet(SETTLED, 5.0)
    return Keys([(seen - start) * 1000], [(last - start) * 1000], [taken], [spent(program.pid) - busy])


def typed(program: PtyProgram, texts: Sequence[str]) -> Keys:
    """Every letter of these texts, each typed into an empty box."""
    found = Keys()
    for text in texts:
        for letter in text:
            found.add(press(program, letter.encode()))
        program.quiet(RESTED, 5.0)
        program.type(b"\x15")
        program.quiet(RESTED, 5.0)
    return found


def echo(env: Mapping[str, str]) -> Keys:
    """The same letters in a Textual app that is one Input."""
    program = PtyProgram([sys.executable, "-c", ONE_INPUT], env)
    try:
        program.wait(painted, 30.0)
        program.quiet(0.5, 10.0)
        return typed(program, TEXTS)
    finally:
        program.close()


def walk(argv: Sequence[str], env: Mapping[str, str]) -> tuple[dict[str, Keys], float]:
    """Every kind of key in the app, and the memory in MB it came to."""
    program = PtyProgram(argv, env)
    found: dict[str, Keys] = {}
    try:
        program.wait(painted, 60.0)
        program.quiet(RESTED, 20.0)
        program.type(b"s")
        program.quiet(RESTED, 10.0)
        found["a letter in the search box"] = typed(program, TEXTS)
        program.type("التربية\r".encode())
        program.quiet(RESTED, 10.0)
        for name, keys in WAYS.items():
            for key in keys:
                kind = BACK if key == ESCAPE else name
                found.setdefault(kind, Keys()).add(press(program, key))
            program.quiet(RESTED, 5.0)
        return found, resident(program.pid)
    finally:
        program.close()


def run() -> str:
    """Measure: the start, then every kind of key."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        path = Path(folder) / "archive.db"
        if source := os.environ.get("ARCHIVE_REPAINT_DB"):
            shutil.copyfile(source, path)
        else:
            corpus.archive(path, ARTICLES)
        with Archive.open(path) as archive:
            while archive.tidy():
                pass
            size = archive.count()
        env = dict(os.environ) | {"TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        ours = [sys.executable, "-m", "tui", "--db", str(path)]
        empty = [sys.executable, "-c", EMPTY_APP]
        title = beginning_of_newest(path)
        starts = [(started(ours, env, title), started(empty, env)[0]) for _ in range(STARTS + 1)][1:]
        begin = Table(f"First paint, {size:,} articles", "ms, median", "empty Textual app")
        for index, name in enumerate(("first frame", "rows of the list")):
            begin.add(name, middle([a[index] for a, _ in starts]), middle([b for _, b in starts]))
        begin.note = "medians of the paired ratios: " + ", ".join(
            f"{middle([a[index] / b for a, b in starts]):.2f}" for index in (0, 1)
        )
        peer = echo(env)
        found, memory = walk(ours, env)
        return "\n".join((str(begin), *_tables(found, peer), f"memory at its most: {memory:.0f} MB\n"))


def _tables(found: Mapping[str, Keys], peer: Keys) -> list[str]:
    tables = []
    for share in (0.5, 0.95):
        name = f"p{share * 100:.0f}"
        for what, pick in (
            ("first change", "first"),
            ("last change", "last"),
            ("processor time to the first change", "taken"),
            ("processor time", "busy"),
        ):
            table = Table(f"{what}, {name}", "ms", "one Input's echo")
            for kind, keys in {**found, "all keys": _together(found)}.items():
                if getattr(keys, pick):
                    table.add(
                        kind, percentile(getattr(keys, pick), share), percentile(getattr(peer, pick), share)
                    )
            tables.append(str(table))
    return tables


def _together(found: Mapping[str, Keys]) -> Keys:
    whole = Keys()
    for keys in found.values():
        whole.add(keys)
    return whole
