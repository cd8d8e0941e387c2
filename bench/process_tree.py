"""The memory of a command and of all processes below it, as the system counts it (Linux: /proc).

Two peaks are taken: that of the largest single process (VmHWM, which the system keeps itself), and that of the sum of what all
processes held at one moment (looked at every few milliseconds). Pages that processes share are counted in each of them; but a
process that has just begun and still runs in the memory of the one that starts it (its command line is the same) is none yet.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_APART = 0.004
"""Seconds between two looks."""
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Peak(NamedTuple):
    """What a command took: megabytes (2**20 bytes) of its largest process and of all at once, seconds, and how it ended."""

    process: float
    together: float
    seconds: float
    code: int
    output: str


def can_measure() -> bool:
    """Whether this system tells what other processes hold."""
    return (_PROC / "self" / "statm").exists()


def run(command: Sequence[str], output: Path, environment: Mapping[str, str] | None = None) -> Peak:
    """Run a command to its end, its standard output in the file `output`, and give its peaks."""
    start = time.perf_counter()
    with output.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        together = 0.0
        tops: dict[int, float] = {}
        while process.poll() is None:
            held = 0.0
            for ident in _tree(process.pid):
                if ident != process.pid and _is_beginning(ident, process.pid):
                    continue
                now, top = _resident(ident)
                held += now
                tops[ident] = max(top, tops.get(ident, 0.0))
            together = max(together, held)
            time.sleep(_APART)
    seconds = time.perf_counter() - start
    said = output.read_text("utf-8", "replace")
    return Peak(max(tops.values(), default=0.0), together, seconds, process.returncode, said)


def _tree(top: int) -> list[int]:
    """The process and all below it."""
    found, waiting = [], [top]
    while waiting:
        ident = waiting.pop()
        found.append(ident)
        try:
            tasks = list((_PROC / str(ident) / "task").iterdir())
            waiting += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _is_beginning(ident: int, above: int) -> bool:
    """Whether a process below `above` has not begun its own program: until then all that it holds is what that one holds."""
    try:
        return (_PROC / str(ident) / "cmdline").read_bytes() == (_PROC / str(above) / "cmdline").read_bytes()
    except OSError:
        return True


def _resident(ident: int) -> tuple[float, float]:
    """Megabytes that a process holds now, and held at most; zeros when it is gone."""
    try:
        held = int((_PROC / str(ident) / "statm").read_text().split()[1]) * _PAGE
        status = (_PROC / str(ident) / "status").read_text().split()
        top = int(status[status.index("VmHWM:") + 1]) << 10
    except (OSError, ValueError, IndexError):
        return 0.0, 0.0
    return held / (1 << 20), top / (1 << 20)
