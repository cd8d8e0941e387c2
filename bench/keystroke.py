"""A key in the search box: from the key to the last cell it changes on a pty, beside a Textual app that is one Input.

ARCHIVE_BENCH_ARTICLES sets the size of the archive (10,000).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import corpus
from bench.pty_clock import PtyProgram, painted
from bench.search import ARTICLES, queries
from bench.table import Table, percentile

ONE_INPUT = """
from textual.app import App
from textual.widgets import Input
class OneInput(App):
    def compose(self):
        yield Input()
OneInput().run()
"""
SETTLED = 0.15
WORDS = 8


def keys(argv: Sequence[str], env: Mapping[str, str], before: bytes) -> tuple[list[float], list[float]]:
    """Milliseconds from each key to the first and to the last output it causes."""
    program = PtyProgram(argv, env)
    first, last = [], []
    try:
        if program.wait(painted, 30.0) is None:
            raise RuntimeError(f"{argv} painted nothing")
        program.quiet(0.5, 10.0)
        program.type(before)
        program.quiet(0.5, 10.0)
        for word in queries()[:WORDS]:
            for letter in word:
                known = len(program.output)
                start = time.perf_counter() - program.started
                program.type(letter.encode())
                seen = program.wait(lambda output, known=known: len(output) > known, 5.0)  # type: ignore[misc]
                if seen is None:
                    continue
                first.append((seen - start) * 1000)
                last.append((program.quiet(SETTLED, 5.0) - start) * 1000)
            program.type(b"\x15")
            program.quiet(0.3, 5.0)
    finally:
        program.close()
    return first, last


def run() -> Table:
    """Type the same words into both."""
    table = Table(f"A key in the search box, {ARTICLES:,} articles", "ms", "Textual app, one Input")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        corpus.archive(path, ARTICLES)
        env = dict(os.environ) | {"TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder}
        first, last = keys([sys.executable, "-m", "tui", "--db", str(path)], env, b"s")
        peer_first, peer_last = keys([sys.executable, "-c", ONE_INPUT], env, b"")
    for share in (0.5, 0.95):
        table.add(
            f"first change, p{share * 100:.0f}", percentile(first, share), percentile(peer_first, share)
        )
        table.add(
            f"results settled, p{share * 100:.0f}", percentile(last, share), percentile(peer_last, share)
        )
    table.note = f"{len(first)} keys; the peer only echoes the letter"
    return table
