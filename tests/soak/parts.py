"""The parts of a long run, and running them: one after the other, or some at a time in processes of their own."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.fuzz import guided
from tests.fuzz.targets import targets
from tests.soak import faults, flips, flips_encrypted, flips_in_log, fuzzing, imports, kills, power, together
from tests.soak.acknowledged import Broken
from tests.soak.recorded import recorder

RECORDED_STEPS = 40
FUZZ_MINUTES = 20
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
    return guided.run(folder, seconds, names, seed, stop)


def _encrypted(folder: Path, count: int, seed: int, stop: Stop) -> Counter[str]:
    if not flips_encrypted.is_possible():
        raise LeftOut("needs archive-browser[encryption]")
    return flips_encrypted.run(folder, count, seed, stop)


PARTS: dict[str, Part] = {
    "kills": Part("kills", 1000, 0.4, kills.run),
    "killed imports": Part("kills", 60, 0.1, imports.run),
    "power cuts": Part("cuts", 500, 0.15, _cuts),
    "failed writes": Part("faults", 200, 0.2, _faults),
    "side by side": Part("side by side", 20, 0.1, _together),
    "flipped bits": Part("flips", 200, 0.15, flips.run),
    "flips in the log": Part("flips", 300, 0.15, flips_in_log.run),
    "encrypted flips": Part("flips", 60, 0.1, _encrypted),
    "fuzz by chance": Part("seconds", 600, 0.3, fuzzing.run),
    "fuzz by coverage": Part("seconds", 600, 0.4, _guided),
}


def _run(name: str, wanted: int, folder: Path, seed: int, end: float) -> Done:
    """Run a part until it is done, or until `time.time` is `end`."""
    part = PARTS[name]
    place = folder / name.replace(" ", "-")
    place.mkdir(parents=True)
    begin = time.monotonic()
    counts: Counter[str] = Counter()
    ended = "clean"
    try:
        counts = part.run(place, wanted, seed, lambda: time.time() > end)
    except LeftOut as error:
        ended = f"left out: {error}"
    except (Broken, guided.Found) as error:
        ended = f"BROKEN: {error}"
    except Exception as error:  # noqa: BLE001 - the other parts go on; whatever it was, it was not clean
        ended = f"BROKEN: {error!r}"
    spent = time.monotonic() - begin
    if part.counted == "seconds":
        counts["seconds"] = round(spent) if counts else 0
    if ended == "clean" and counts[part.counted] < wanted and part.counted != "seconds":
        ended = "clean, stopped by the clock"
    return Done(name, wanted, counts, spent, ended)


def run_all(names: list[str], folder: Path, seed: int) -> Iterator[Done]:
    """Run these parts, as many at a time as $SOAK_AT_ONCE says; what came of each, as it ends."""
    amount = float(os.environ.get("SOAK") or 1)
    fuzz = float(os.environ.get("SOAK_FUZZ_MINUTES") or FUZZ_MINUTES * amount)
    at_once = int(os.environ.get("SOAK_AT_ONCE") or 1)
    seconds = minutes() * 60
    last = time.time() + seconds

    def task(name: str) -> tuple[str, int, Path, int, float]:
        part = PARTS[name]
        wanted = fuzz * 30 if part.counted == "seconds" else part.wanted * amount
        share = 1.0 if len(names) <= at_once else min(1.0, part.share * at_once)
        return name, max(1, round(wanted)), folder, seed, share * seconds

    if at_once == 1:
        yield from (run_within(last, *task(name)) for name in names)
        return
    with ProcessPoolExecutor(at_once, get_context("spawn"), max_tasks_per_child=1) as processes:
        for done in as_completed(processes.submit(run_within, last, *task(name)) for name in names):
            yield done.result()


def run_within(last: float, name: str, wanted: int, folder: Path, seed: int, seconds: float) -> Done:  # noqa: PLR0917
    """`_run` in a process of its own, for at most so many seconds from when it begins."""
    return _run(name, wanted, folder, seed, min(last, time.time() + seconds))


def minutes() -> float:
    """After so many minutes the whole run ends."""
    return float(os.environ.get("SOAK_MINUTES") or 120)
