"""Power cuts: what a real program wrote is replayed up to any point, and what was not yet forced to the disk is lost."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.soak.acknowledged import Acknowledged, Broken
from tests.soak.recorded import LOSSES, Disk, Step, program, read


def record(library: Path, folder: Path, steps: int) -> list[Step]:
    """What the program did that changes and copies an archive for so many steps."""
    place = folder / "recorded"
    place.mkdir()
    log = folder / "recording"
    _said, code, errors = program(library, place, ["copy", "0", str(steps)], RECORD_LOG=str(log))
    if code:
        raise Broken(f"the program that was recorded failed: {errors}")
    return read(log, place)


def run(
    folder: Path, steps: Sequence[Step], cuts: int, seed: int, stop: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """So many cuts at random points of a recording; how many with each loss. Raises `Broken`."""
    luck = random.Random(seed)
    counts: Counter[str] = Counter()
    disk = Disk()
    done = 0
    place = folder / "cut"
    for at in sorted(luck.choices(range(1, len(steps) + 1), k=cuts)):
        if stop():
            break
        while done < at:
            disk.do(steps[done])
            done += 1
        loss = luck.choice(LOSSES)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, data in disk.cut(loss, luck).items():
            (place / name).write_bytes(data)
        safe = Acknowledged()
        safe.hear(disk.said)
        try:
            safe.check(place, whole=luck.random() < 0.2)
        except Exception as error:
            raise Broken(f"cut {at} of {len(steps)}, lost: {loss}, seed {seed}: {error!r}") from error
        counts[f"lost {loss}"] += 1
        counts["cuts"] += 1
    return counts
