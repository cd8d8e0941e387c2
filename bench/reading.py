"""A key in the reader: from the key to the last cell it changes on a pty, in long articles beside an ordinary one."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench import corpus
from bench.pty_clock import PtyProgram, painted
from bench.table import Table, middle
from store.archive import Archive

LENGTHS = (
    ("10,000 characters", 10_000),
    ("100,000 in one line", 100_000),
    ("1,000,000 in one line", 1_000_000),
)
KEYS = (
    ("page down", b"\x1b[6~"),
    ("to the end", b"G"),
    ("page up", b"\x1b[5~"),
    ("to the beginning", b"g"),
)
REPEATS = 5
SETTLED = 0.15


def _archive(path: Path, length: int) -> None:
    """An archive of one article whose body is one line of this length."""
    sentence = ". ".join(corpus.sentences()[:40])
    body = (sentence * (length // len(sentence) + 1))[:length]
    with Archive.open(path, create=True, operator="bench") as opened:
        run = opened.start_batch([str(path)])
        made, provenance, data = corpus.article("title", body, date(2020, 1, 1))
        with opened.write():
            opened.add(made, provenance, data, batch=run)
        opened.finish_batch(run)


def _times(path: Path, home: str) -> dict[str, float]:
    """Milliseconds for each key, the median of some."""
    env = dict(os.environ) | {"TERM": "xterm-256color", "HOME": home, "XDG_STATE_HOME": home}
    program = PtyProgram([sys.executable, "-m", "tui", "--db", str(path), "--lang", "en"], env)
    found: dict[str, list[float]] = {name: [] for name, _ in KEYS}
    try:
        if program.wait(painted, 30.0) is None:
            raise RuntimeError("nothing was painted")
        program.quiet(1.0, 20.0)
        program.type(b"\r")
        program.quiet(1.0, 20.0)
        for _ in range(REPEATS):
            for name, key in KEYS:
                known = len(program.output)
                start = time.perf_counter() - program.started
                program.type(key)
                if program.wait(lambda output, known=known: len(output) > known, 2.0) is not None:  # type: ignore[misc]
                    found[name].append((program.quiet(SETTLED, 5.0) - start) * 1000)
    finally:
        program.close()
    return {name: middle(times) for name, times in found.items() if times}


def run() -> Table:
    """The same keys in articles of three lengths."""
    table = Table("A key in the reader", "ms", LENGTHS[0][0])
    ordinary: dict[str, float] = {}
    for name, length in LENGTHS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.db"
            _archive(path, length)
            times = _times(path, folder)
        ordinary = ordinary or times
        for key, taken in times.items():
            table.add(f"{name}: {key}", taken, ordinary.get(key))
    table.note = f"{REPEATS} times each; what an article takes to open is not in it"
    return table
