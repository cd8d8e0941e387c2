"""Whether any write of a program holds a word in plain: as text in any encoding or spelling, or compressed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from store.text import fold
from tests.soak.acknowledged import Broken
from tests.soak.private import SECRETS, write_files
from tests.soak.recorded import ROOT, Step, apply, read

_PACKED = re.compile(b"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
"""How zlib's and gzip's data begin."""
_MOST_UNPACKED = 1 << 20


class Leak(NamedTuple):
    """A word in a write: which, the file, and how it is written there."""

    word: str
    file: str
    form: str


def forms(word: str) -> dict[str, bytes]:
    """A word as bytes: in each encoding that a program might write it in, and as the index has it."""
    found = {}
    for name, text in {"as it is": word, "folded": fold(word), "small": word.casefold()}.items():
        for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1256", "cp1252"):
            try:
                found[f"{name}, {code}"] = text.encode(code)
            except UnicodeEncodeError:
                continue
        found[f"{name}, escaped"] = json.dumps(text).strip('"').encode()
    return found


def in_bytes(data: bytes, words: Mapping[str, Mapping[str, bytes]], file: str) -> set[Leak]:
    """The words that stand in these bytes, also in what is compressed in them."""
    found = set()
    for place, piece in [("", data), *((", packed", piece) for piece in _unpacked(data))]:
        for word, written in words.items():
            for form, sought in written.items():
                if sought in piece:
                    found.add(Leak(word, file, form + place))
    return found


def _unpacked(data: bytes) -> Iterable[bytes]:
    for start in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj(47).decompress(data[start.start() :], _MOST_UNPACKED)
        except zlib.error:
            continue


def record(library: Path, folder: Path, *, encrypted: bool) -> list[Step]:
    """Every write of `tests.soak.private`, wherever it goes."""
    write_files(folder / "files")
    home = folder / "somebody"
    home.mkdir()
    env = {**os.environ, "LD_PRELOAD": str(library), "RECORD_ALL": "1", "RECORD_LOG": str(folder / "log")}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home), "ARCHIVE_LANG": "en"}
    env |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    if encrypted:
        (folder / "passphrase").write_text("كلمة سر\n", encoding="utf-8")
        env["ARCHIVE_PASSPHRASE_FILE"] = str(folder / "passphrase")
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.private", str(folder)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode:
        raise Broken(f"the program that was recorded failed: {done.stdout[-500:]} {done.stderr[-3000:]}")
    return [step for step in read(folder / "log", folder) if step.kind != "A"]


def look(steps: list[Step]) -> tuple[set[Leak], Counter[str]]:
    """The words in any write, and in any file as it was after each was written; what was looked at."""
    words = {word: forms(word) for word in SECRETS.values()}
    counts: Counter[str] = Counter()
    found: set[Leak] = set()
    files: dict[str, bytearray] = {}
    for step in steps:
        if step.kind == "W":
            counts["writes"] += 1
            counts["bytes"] += len(step.data)
            found |= in_bytes(step.data, words, step.name)
        elif step.kind in "UR" and step.name in files:  # a word that two writes share shows in the whole
            found |= in_bytes(bytes(files[step.name]), words, step.name)
        apply(files, step)
    for name, data in files.items():
        found |= in_bytes(bytes(data), words, name)
    counts["files"] = len({step.name for step in steps if step.kind == "W"})
    return found, counts


def run(library: Path, folder: Path) -> Counter[str]:
    """Do all of it with an encrypted archive; what was looked at. Raises `Broken` where a word is in a write."""
    found, counts = look(record(library, folder, encrypted=True))
    if found:
        raise Broken(f"in plain: {sorted(found)[:20]}")
    return counts
