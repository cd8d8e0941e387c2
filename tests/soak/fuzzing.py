"""Everything that reads what comes from outside, given wounded bytes for so long: by chance, and led by coverage."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.targets import targets
from tests.fuzz.wounds import by_chance
from tests.soak.acknowledged import Broken

SLOWEST = 20.0
"""Seconds that reading one small input may take before it counts as hanging; the worker process has the same limit."""


def run(folder: Path, seconds: float, seed: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """Inputs by chance for each target in turn, all in so many seconds; how many.

    A target that breaks a promise has no further turn, and its input is kept; `Broken`, at the end, names them all.
    """
    counts: Counter[str] = Counter()
    broken = []
    known = targets()
    for number, (name, target) in enumerate(known.items()):
        luck = random.Random(f"{seed} {name}")
        end = time.monotonic() + seconds / len(known)
        while time.monotonic() < end and not stop():
            data = by_chance(target.seeds, luck)
            begin = time.process_time()
            try:
                target.read(data)
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody has words for it
                broken.append(_kept(folder / f"found-{number}", data, f"{name}: {error!r}"))
                break
            if time.process_time() - begin > SLOWEST:
                broken.append(_kept(folder / f"slow-{number}", data, f"{name}: slow"))
                break
            counts["inputs"] += 1
        counts["targets"] += 1
    if broken:
        raise Broken("\n".join(broken))
    return counts


def _kept(path: Path, data: bytes, what: str) -> str:
    path.write_bytes(data)
    return f"{what}; the input is in {path}: {data[:300]!r}"
