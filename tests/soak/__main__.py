"""`python -m tests.soak [PART…]`: the long runs, all or some, and a table of what was asked for and what was done.

SOAK          how much of each, 1 if not set: 0.2 for a fifth, 3 for a night
SOAK_MINUTES  after so many it ends, each part within its share; what was not done is in the table
SOAK_SEED     repeats a run
SOAK_KEEP     a folder for what broke; else nothing stays
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.fuzz import guided
from tests.fuzz.targets import targets
from tests.soak import faults, flips, flips_in_log, fuzzing, imports, kills, power, together
from tests.soak.acknowledged import Broken
from tests.soak.recorded import recorder

RECORDED_STEPS = 40
LEAST_GUIDED = 13
"""Seconds that a target is fuzzed at least, led by coverage; where there are too few for all, chance picks the targets."""
Stop = Callable[[], bool]
Run = Callable[[Path, int, int, Stop], Counter[str]]


class LeftOut(Exception):
    """A part can't be run here; the text says what it needs."""


class Part(NamedTuple):
    """A part of a long run: so many of what it counts, in at most this share of the time.

    Fuzzing has no number that is whole: it is given seconds.
    """

    counted: str
    wanted: int
    share: float
    run: Run


class Done(NamedTuple):
    """What came of a part."""

    name: str
    wanted: int
    counts: Counter[str]
    seconds: float
    ended: str


def _library(folder: Path) -> Path:
    library = recorder(folder)
    if library is None:
        raise LeftOut("needs Linux and a C compiler")
    return library


def _cuts(folder: Path, count: int, seed: int, stop: Stop) -> Counter[str]:
    steps = power.record(_library(folder), folder, RECORDED_STEPS)
    return power.run(folder, steps, count, seed, stop)


def _faults(folder: Path, count: int, seed: int, stop: Stop) -> Counter[str]:
    return faults.run(_library(folder), folder, count, seed, stop)


def _together(folder: Path, count: int, _seed: int, stop: Stop) -> Counter[str]:
    return together.run(folder, count, stop)


def _guided(folder: Path, seconds: int, seed: int, stop: Stop) -> Counter[str]:
    if not guided.is_installed():
        raise LeftOut("needs atheris")
    names = random.Random(seed).sample(list(targets()), k=len(targets()))
    return guided.run(folder, seconds, names[: max(1, seconds // LEAST_GUIDED)], seed, stop)


PARTS: dict[str, Part] = {
    "kills": Part("kills", 1000, 0.4, kills.run),
    "killed imports": Part("kills", 60, 0.1, imports.run),
    "power cuts": Part("cuts", 500, 0.15, _cuts),
    "failed writes": Part("faults", 200, 0.2, _faults),
    "side by side": Part("side by side", 20, 0.1, _together),
    "flipped bits": Part("flips", 200, 0.15, flips.run),
    "flips in the log": Part("flips", 300, 0.1, flips_in_log.run),
    "fuzz by chance": Part("seconds", 600, 0.3, fuzzing.run),
    "fuzz by coverage": Part("seconds", 600, 0.4, _guided),
}


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _run(name: str, wanted: int, folder: Path, seed: int, seconds: float) -> Done:
    part = PARTS[name]
    place = folder / name.replace(" ", "-")
    place.mkdir(parents=True)
    begin = time.monotonic()
    counts: Counter[str] = Counter()
    ended = "clean"
    try:
        counts = part.run(place, wanted, seed, lambda: time.monotonic() - begin > seconds)
    except LeftOut as error:
        ended = f"left out: {error}"
    except (Broken, guided.Found) as error:
        ended = "BROKEN"
        _tell(f"{name}: BROKEN: {error}")
    spent = time.monotonic() - begin
    if part.counted == "seconds":
        counts["seconds"] = round(spent) if counts else 0
    if ended == "clean" and counts[part.counted] < wanted and part.counted != "seconds":
        ended = "clean, stopped by the clock"
    return Done(name, wanted, counts, spent, ended)


def _table(all_done: list[Done]) -> None:
    """What was asked for and what was done, a line a part."""
    _tell(f"{'part':18}{'asked':>7}{'done':>7}{'s':>7}  ended; counts")
    for done in all_done:
        part = PARTS[done.name]
        rest = ", ".join(
            f"{name} {count}" for name, count in sorted(done.counts.items()) if name != part.counted
        )
        shown = f"{done.ended}; {rest}" if rest else done.ended
        _tell(f"{done.name:18}{done.wanted:7}{done.counts[part.counted]:7}{done.seconds:7.0f}  {shown}")


def main(words: list[str]) -> int:
    """Run the parts; 1 where anything was lost or broken, 2 for a part that there is not."""
    if unknown := set(words) - set(PARTS):
        _tell(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
        return 2
    minutes = float(os.environ.get("SOAK_MINUTES") or 120)
    amount = float(os.environ.get("SOAK") or 1)
    seed = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(10**6))
    _tell(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {seed}, {amount:g} of each, at most {minutes:g} minutes"
    )
    begin = time.monotonic()
    all_done = []
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(os.environ.get("SOAK_KEEP") or name)
        for chosen in words or PARTS:
            left = minutes * 60 - (time.monotonic() - begin)
            part = PARTS[chosen]
            seconds = max(0.0, left if words else min(left, minutes * 60 * part.share))
            all_done.append(_run(chosen, max(1, round(part.wanted * amount)), folder, seed, seconds))
            _table(all_done[-1:])
    _tell("")
    _table(all_done)
    return 1 if any(done.ended == "BROKEN" for done in all_done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
