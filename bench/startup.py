"""Start-up: from the shell's `exec` to the first whole frame on a pty, beside an empty Textual app started the same way.

The runs alternate, so that a busy machine slows both; the median of the ratios is what counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.pty_clock import PtyProgram, painted
from bench.table import Table, middle

EMPTY_APP = "from textual.app import App; App().run()"
ROOT = Path(__file__).resolve().parent.parent


def first_frame(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """Milliseconds until the last row of the first frame is written."""
    program = PtyProgram(argv, env)
    try:
        seconds = program.wait(painted, 30.0)
    finally:
        program.close()
    if seconds is None:
        raise RuntimeError(f"{argv} painted nothing: {bytes(program.output[-400:])!r}")
    return seconds * 1000


def until_exit(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """Milliseconds a command takes from start to exit."""
    start = time.perf_counter()
    subprocess.run(argv, env=dict(env), stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def run(repeats: int = 9) -> Table:
    """Measure on a copy of the starter archive, with bytecode present, after one unmeasured run of each."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.db"
        shutil.copy(ROOT / "archive.db", archive)
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        env |= {"TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}
        ours = [sys.executable, "-m", "tui", "--db", str(archive)]
        empty = [sys.executable, "-c", EMPTY_APP]
        table = Table("Start-up", "ms, median", "empty Textual app", f"{repeats} alternating runs each")
        pairs = [(first_frame(ours, env), first_frame(empty, env)) for _ in range(repeats + 1)][1:]
        table.add("first frame", middle([a for a, _ in pairs]), middle([b for _, b in pairs]))
        table.note += f"; median of the paired ratios {middle([a / b for a, b in pairs]):.2f}"
        blank = [sys.executable, "-c", "pass"]
        search = [sys.executable, "-m", "tui", "search", "اتفاقية", "--json", "--db", str(archive)]
        pairs = [(until_exit(search, env), until_exit(blank, env)) for _ in range(repeats + 1)][1:]
        table.add(
            "archive search --json (peer: python -c pass)",
            middle([a for a, _ in pairs]),
            middle([b for _, b in pairs]),
        )
    return table
