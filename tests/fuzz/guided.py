"""Fuzzing led by coverage: an input that reaches new code is kept and changed further. Needs `atheris` (Linux, macOS).

    python -m tests.fuzz.guided SECONDS [TARGET…]

Each target runs in a process of its own, since libFuzzer ends the one it runs in. What it finds stays in the folder that
the run names, as a file that `--again` reads once more:

    python -m tests.fuzz.guided --again FILE TARGET
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_INPUT = 20_000
"""Bytes of the longest input that is tried."""
SLOWEST = 25
"""Seconds after which an input counts as one that hangs the reader."""
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
    """Fuzz each of the targets for its share of the seconds; inputs tried and places in the code reached. Raises `Found`."""
    counts: Counter[str] = Counter()
    for name in names:
        if stop():
            break
        place = folder / re.sub(r"\W", "_", name)
        place.mkdir(parents=True)
        words = [sys.executable, "-m", "tests.fuzz.guided", "--one", name, str(place)]
        options = [f"-max_total_time={max(1, round(seconds / len(names)))}", f"-seed={seed}"]
        done = subprocess.run([*words, *options], cwd=ROOT, capture_output=True, text=True, errors="replace")
        left = sorted(place.glob("found-*"))
        if done.returncode or left:
            raise Found(f"{name}: {left[:1] or place}: {done.stdout[-600:]} {done.stderr[-1500:]}")
        counts["inputs"] += sum(map(int, _RUNS.findall(done.stderr)))
        counts["places reached"] += max(map(int, _REACHED.findall(done.stderr)), default=0)
        counts["targets"] += 1
    return counts


def _one(name: str, place: Path, options: Sequence[str]) -> None:
    """Fuzz one target here; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["store", "importers", "tui"], enable_loader_override=False):
        from tests.fuzz.targets import targets
    target = targets()[name]
    corpus = place / "corpus"
    corpus.mkdir()
    for number, data in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(data)
    fixed = [
        f"-artifact_prefix={place}{os.sep}found-",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SLOWEST}",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *fixed, *options, str(corpus)], target.read)
    atheris.Fuzz()


def main(words: Sequence[str]) -> int:
    """Run all targets, one, or one file again."""
    if words[0] == "--one":
        _one(words[1], Path(words[2]), words[3:])
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
