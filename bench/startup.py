"""Start-up on a pty, from `exec` to the first whole frame and to the rows of the list, beside an empty Textual app.

Both are started the same way. The runs alternate, so that a busy machine slows both; the median of the ratios is what counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.pty_clock import PtyProgram, painted
from bench.table import Table, middle
from store.archive import Archive
from tui.bidi.layout import line

EMPTY_APP = "from textual.app import App; App().run()"
ROOT = Path(__file__).resolve().parent.parent


def beginning_of_newest(archive: Path, cells: int = 16) -> bytes:
    """The first cells of the title on top of the list, as they are written to a terminal that draws cells as they come."""
    with Archive.open(archive, read_only=True) as opened:
        docids = opened.search("", limit=1).docids
        title = line(opened.hit_rows(docids)[0].title or "")
    beginning = title.text[-cells:] if title.rtl else title.text[:cells]
    return beginning.strip().encode()


def started(argv: Sequence[str], env: Mapping[str, str], *texts: bytes) -> list[float]:
    """Milliseconds until the last row of the first frame is written, then until each of the texts was."""
    program = PtyProgram(argv, env)
    moments: list[Callable[[bytes], bool]] = [painted, *(partial(_holds, text=text) for text in texts)]
    try:
        seconds = [program.wait(moment, 30.0) for moment in moments]
    finally:
        program.close()
    if None in seconds:
        raise RuntimeError(f"{argv} did not paint: {bytes(program.output[-400:])!r}")
    return [one * 1000 for one in seconds if one is not None]


def _holds(output: bytes, text: bytes) -> bool:
    return text in output


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
        module = Path(folder) / "empty" / "__main__.py"
        module.parent.mkdir()
        module.write_text(EMPTY_APP, "utf-8")
        env["PYTHONPATH"] = os.pathsep.join([folder, env.get("PYTHONPATH", "")]).strip(os.pathsep)
        empty = [sys.executable, "-m", "empty"]
        table = Table("Start-up", "ms, median", "empty Textual app", f"{repeats} alternating runs each")
        title = beginning_of_newest(archive)
        runs = [(started(ours, env, title), started(empty, env)[0]) for _ in range(repeats + 1)][1:]
        table.note += "; medians of the paired ratios"
        for index, name in enumerate(("first frame", "rows of the list on the screen")):
            table.add(name, middle([a[index] for a, _ in runs]), middle([b for _, b in runs]))
            table.note += f" {middle([a[index] / b for a, b in runs]):.2f}"
        blank = [sys.executable, "-c", "pass"]
        search = [sys.executable, "-m", "tui", "search", "اتفاقية", "--json", "--db", str(archive)]
        pairs = [(until_exit(search, env), until_exit(blank, env)) for _ in range(repeats + 1)][1:]
        table.add(
            "archive search --json (peer: python -c pass)",
            middle([a for a, _ in pairs]),
            middle([b for _, b in pairs]),
        )
    return table
