"""Programs side by side on one archive: an import and two that tag, and several that migrate it at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from store import schema
from store.archive import Archive
from store.encryption import keys
from store.safekeeping import doctor
from tests.soak import work
from tests.soak.acknowledged import Broken
from tests.soak.recorded import ROOT
from tests.store.making import sample

ARTICLES = 120


def _import(folder: Path, _number: int) -> None:
    with Archive.open(folder / work.ARCHIVE) as archive:
        batch = archive.start_batch(["/captures"])
        for start in range(20, 20 + ARTICLES, 10):
            with archive.write():
                for number in range(start, start + 10):
                    archive.add(*sample(number), batch=batch)
        archive.finish_batch(batch)


def _tag(folder: Path, number: int) -> None:
    with Archive.open(folder / work.ARCHIVE) as archive:
        for step in range(30):
            keys.may_need_one(archive.path)  # as the app looks, whenever it keeps the place
            # No undo here: it takes back the last step of this archive, which may be the other program's.
            archive.tag([sample(step % 20)[1].sha256], [f"p{number}-{step}"], [f"p{number}-{step - 20}"])


def _open(folder: Path, _number: int) -> None:
    schema.STEPS = (*schema.STEPS, ("soak", work._a_migration))
    schema.VERSION += 1
    Archive.open(folder / work.ARCHIVE).close()


ACTS: dict[str, Callable[[Path, int], None]] = {"import": _import, "tag": _tag, "open": _open}


def _all_at_once(folder: Path, acts: list[str]) -> None:
    """Each act in a program of its own: SQLite must not be carried into a forked one. Raises `Broken` when one fails."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.soak.together", act, str(folder), str(number)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for number, act in enumerate(acts)
    ]
    codes = [program.wait() for program in programs]
    if any(codes):
        raise Broken(f"programs side by side ended with {codes}")


def run(folder: Path, rounds: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """So many rounds of each; how many. Raises `Broken`."""
    counts: Counter[str] = Counter()
    place = folder / "together"
    for _ in range(rounds):
        if stop():
            break
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        with Archive.open(place / work.ARCHIVE, create=True) as archive:
            batch = archive.start_batch(["/captures"])
            with archive.write():
                for number in range(20):
                    archive.add(*sample(number), batch=batch)
            archive.finish_batch(batch)
        _all_at_once(place, ["import", "tag", "tag"])
        with Archive.open(place / work.ARCHIVE) as archive:
            wrong = [check for check in doctor.examine(archive) if not check.ok and check.name != "space"]
            tags = [tag.name for tag in archive.tags()]
            if wrong or archive.count() != 20 + ARTICLES or len(tags) < 2 * 20:
                raise Broken(f"side by side: {archive.count()} articles, {len(tags)} tags, {wrong}")
        counts["side by side"] += 1
        _all_at_once(place, ["open"] * 3)
        if len(list(place.glob("*.v*.bak"))) < 1:
            raise Broken("no copy was made before the migration")
        counts["migration races"] += 1
    return counts


if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
