"""Processes of this program's own: its interpreter, with fixed code, asked and answering through two pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def start(code: str, *arguments: str, buffer: int = -1) -> subprocess.Popen[bytes]:
    """Run `code`, which finds the modules that are found here; `buffer` is the bytes of each pipe's buffer.

    Its arguments begin at ``sys.argv[2]``. Raises OSError.
    """
    paths = json.dumps([path for path in sys.path if path])
    find = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    # -I: neither the current folder nor the environment may slip a module in.
    return subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
        [sys.executable, "-I", "-c", find + code, paths, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=buffer,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and close its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def is_busy(pid: int) -> bool:
    """Whether the process computes, waits for a processor, or for a disk; False where the system does not tell (it is Linux that does)."""
    try:
        said = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return said.rpartition(b")")[2].split()[:1] in ([b"R"], [b"D"])
