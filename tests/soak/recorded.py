"""What a program did to the files of a folder, recorded, and the files as a power cut at any moment may leave them."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SECTOR = 512
Loss = Literal["all", "some", "torn", "none"]
LOSSES: tuple[Loss, ...] = ("all", "some", "torn", "none")
"""What becomes of the writes that were not yet forced to the disk."""


class Step(NamedTuple):
    """One thing that was done; see `recorder.c`. `name` is the file's in the folder, empty for the folder itself."""

    kind: str
    name: str
    offset: int
    data: bytes


def recorder(folder: Path) -> Path | None:
    """The library that records, made by the C compiler of the system; None where there is none."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl", "-lpthread"], check=True)
    return made


def program(library: Path, folder: Path, words: Sequence[str], **settings: str) -> tuple[list[str], int, str]:
    """Run `work` on the folder with the library before it; what it said, its exit code, and its errors."""
    env = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "RECORD_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        **settings,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.work", words[0], str(folder), *words[1:]],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.stdout.splitlines(), done.returncode, done.stderr


def read(log: Path, folder: Path) -> list[Step]:
    """The steps of a recording."""
    data = log.read_bytes()
    steps = []
    at = 0
    while at < len(data):
        size, offset, length = struct.unpack_from("<IQQ", data, at + 1)
        name = data[at + 21 : at + 21 + size].decode()
        start = at + 21 + size
        inside = os.path.relpath(name, folder) if name.startswith(os.sep) else name
        steps.append(
            Step(chr(data[at]), "" if inside == "." else inside, offset, data[start : start + length])
        )
        at = start + length
    return steps


@dataclass
class Disk:
    """Files as they are on the disk for certain, and what waits to be written."""

    files: dict[str, bytearray] = field(default_factory=dict)
    waiting: list[Step] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def do(self, step: Step) -> None:
        """One more step. Forcing a file takes along what was done to it, and its name; forcing the folder all names."""
        if step.kind == "A":
            self.said += step.data.decode().splitlines()
        elif step.kind == "S":
            self._force(step.name)
        else:
            self.waiting.append(step)

    def _force(self, name: str) -> None:
        left = []
        for step in self.waiting:
            named = step.kind in "CUR"
            if step.name == name or (named and not name):
                apply(self.files, step)
            else:
                left.append(step)
        self.waiting = left

    def cut(self, loss: Loss, luck: random.Random) -> dict[str, bytearray]:
        """The files after the power went, with so much lost of what was waiting."""
        files = {name: bytearray(data) for name, data in self.files.items()}
        for step in self.waiting:
            kept = step
            if loss == "all" or (loss == "some" and luck.random() < 0.5):
                continue
            if loss == "torn" and step.kind == "W" and luck.random() < 0.5:
                whole = luck.randrange(len(step.data) // SECTOR + 1) * SECTOR
                kept = step._replace(data=step.data[:whole])
            apply(files, kept)
        return files


def apply(files: dict[str, bytearray], step: Step) -> None:
    """Do a step to the files."""
    match step.kind:
        case "C":
            files.setdefault(step.name, bytearray())
        case "U":
            files.pop(step.name, None)
        case "R":
            if step.name in files:
                files[Path(step.data.decode()).name] = files.pop(step.name)
        case "W" | "T":
            file = files.setdefault(step.name, bytearray())
            if len(file) < step.offset:
                file.extend(bytes(step.offset - len(file)))
            if step.kind == "T":
                del file[step.offset :]
            else:
                file[step.offset : step.offset + len(step.data)] = step.data
