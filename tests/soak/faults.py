"""Writes that fail: the N-th and all after it (a full disk), or the N-th alone (an error of the disk)."""

from __future__ import annotations

import errno
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.soak.acknowledged import Acknowledged, Broken, rest_of
from tests.soak.recorded import program

TROUBLES = {"NoSpace", "InputOutput"}
STEPS = 4


def run(
    library: Path, folder: Path, rounds: int, seed: int, stop: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """So many runs with a write that fails; how each ended. Raises `Broken`."""
    luck = random.Random(seed)
    counts: Counter[str] = Counter()
    place = folder / "fault"
    for turn in range(rounds):
        if stop():
            break
        full = turn % 2 == 0
        at = luck.randrange(1, 260)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        said, code, errors = program(
            library,
            place,
            ["copy", "1", str(STEPS)],
            FAIL_AT=str(at),
            FAIL_ERRNO=str(errno.ENOSPC if full else errno.EIO),
            FAIL_ON=str(int(full)),
        )
        trouble = said.pop().removeprefix("trouble ") if said and said[-1].startswith("trouble ") else ""
        if (code and not trouble) or "Traceback" in errors or (trouble and trouble not in TROUBLES):
            raise Broken(f"write {at}, {full=}: ended with {code} {trouble} {errors[-400:]}")
        safe = Acknowledged()
        safe.hear(said)
        safe.check(place)
        rest_of(place)
        again, code, errors = program(library, place, ["copy", "2", "1"])
        if code:
            raise Broken(f"write {at}, {full=}: going on failed: {errors[-400:]}")
        safe.hear(again)
        safe.check(place)
        counts["full disk" if full else "failed write"] += 1
        counts[trouble or "not noticed, nothing lost"] += 1
        counts["faults"] += 1
    return counts
