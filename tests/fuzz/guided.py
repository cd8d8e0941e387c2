"""Fuzzing led by coverage: an input that reaches new code is kept and changed further. Needs `atheris` (Linux, macOS).

    python -m tests.fuzz.guided SECONDS [TARGET…]

One process reads the code in, so that it can be followed, which takes long; each target runs in a child of it, since
libFuzzer ends the process it runs in. What it finds stays in the folder that the run names, as a file that `--again` reads
once more:

    python -m tests.fuzz.guided --again FILE TARGET
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

ROOT = Path(__file__).resolve().parents[2]
LONGEST_INPUT = 20_000
"""Bytes of the longest input that is tried."""
SLOWEST = 25
"""Seconds of processor time after which an input counts as one that hangs the reader."""
_PATIENCE = 20
"""Times as many seconds on the clock: on a busy machine a good input may wait for the others' work."""
_RUNS = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_REACHED = re.compile(r"cov: (\d+)")


class Found(AssertionError):
    """An input broke a promise; the text names the file that holds it."""


def is_installed() -> bool:
    """Whether the fuzzer is there: ``pip install atheris``."""
    return importlib.util.find_spec("atheris") is not None


def run(
    folder: Path, seconds: float, names: Sequence[str], seed: int, stop: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """Fuzz each of the targets for its share of the seconds; inputs tried and places in the code reached.

    Raises `Found` when all had their turn, naming what was found in each.
    """
    counts: Counter[str] = Counter()
    all_found = []
    each = max(1, round(seconds / len(names)))
    words = [sys.executable, "-m", "tests.fuzz.guided", "--serve", str(folder), str(each), str(seed)]
    with (folder / "errors").open("wb") as errors:
        server = subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    with server:
        assert server.stdin is not None
        assert server.stdout is not None
        for name in names:
            if stop():
                break
            server.stdin.write(f"{name}\n")
            server.stdin.flush()
            code = server.stdout.readline().strip()
            place = _place(folder, name)
            said = (place / "said").read_text("utf-8", "replace") if (place / "said").exists() else ""
            if code != "0" or (left := sorted(place.glob("found-*"))):
                found = left[:1] if code == "0" else place
                all_found.append(
                    f"{name}: {found}: {said[-2000:] or (folder / 'errors').read_text()[-2000:]}"
                )
            counts["inputs"] += sum(map(int, _RUNS.findall(said)))
            counts["places reached"] += max(map(int, _REACHED.findall(said)), default=0)
            counts["targets"] += 1
        server.stdin.close()
    if all_found:
        raise Found("\n".join(all_found))
    return counts


def _place(folder: Path, name: str) -> Path:
    return folder / re.sub(r"\W", "_", name)


def _serve(folder: Path, seconds: str, seed: str) -> None:
    """Fuzz each target that is named on a line of the standard input, in a child; answer with the code it ended with."""
    import atheris

    with atheris.instrument_imports(include=["store", "importers", "tui"], enable_loader_override=False):
        from tests.fuzz import targets
    known = targets.targets()
    for target in known.values():
        for data in target.seeds:
            target.read(data)  # what is imported only when it is needed is imported once, and followed too
    targets.afresh()
    options = [f"-max_total_time={seconds}", f"-seed={seed}"]
    for line in sys.stdin:
        name = line.rstrip("\n")
        place = _place(folder, name)
        place.mkdir(parents=True)
        child = os.fork()
        if child == 0:
            tempfile.tempdir = str(place)
            with (place / "said").open("wb") as said:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
            _one(known[name], place, options)
            os._exit(3)  # libFuzzer ends the process itself
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _one(target: Target, place: Path, options: Sequence[str]) -> None:
    """Fuzz one target here; ends the process."""
    import atheris

    corpus = place / "corpus"
    corpus.mkdir()
    for number, data in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(data)
    fixed = [
        f"-artifact_prefix={place}{os.sep}found-",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SLOWEST * _PATIENCE}",
        f"-report_slow_units={SLOWEST * _PATIENCE}",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
    ]

    def read(data: bytes) -> None:
        begin = time.process_time()
        target.read(data)
        if (took := time.process_time() - begin) > SLOWEST:
            raise AssertionError(f"it took {took:.0f} s")

    atheris.Setup([sys.argv[0], *fixed, *options, str(corpus)], read)
    atheris.Fuzz()


def main(words: Sequence[str]) -> int:
    """Run all targets or some, or read one file again."""
    if words[0] == "--serve":
        _serve(Path(words[1]), words[2], words[3])
        return 0
    from tests.fuzz.targets import targets

    if words[0] == "--again":
        targets()[words[2]].read(Path(words[1]).read_bytes())
        return 0
    names = list(words[1:]) or list(targets())
    counts = run(Path(tempfile.mkdtemp(prefix="guided-")), float(words[0]), names, 1)
    sys.stdout.write(f"{dict(counts)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
