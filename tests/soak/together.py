"""Programs side by side on one archive: an import and two that tag, and several that migrate it at once."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from store import doctor, schema
from store.archive import Archive
from tests.soak import work
from tests.soak.acknowledged import Broken
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
            archive.tag([sample(step % 20)[1].sha256], [f"p{number}-{step}"])
            if step % 7 == 0:
                archive.undo()


def _open(folder: Path, _number: int) -> None:
    schema.STEPS = (*schema.STEPS, ("soak", work._a_migration))
    schema.VERSION += 1
    Archive.open(folder / work.ARCHIVE).close()


def _all_at_once(folder: Path, acts: list[Callable[[Path, int], None]]) -> None:
    """Each act in a process of its own. Raises `Broken` when one of them fails."""
    children = []
    for number, act in enumerate(acts):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                act(folder, number)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
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
        _all_at_once(place, [_import, _tag, _tag])
        with Archive.open(place / work.ARCHIVE) as archive:
            wrong = [check for check in doctor.examine(archive) if not check.ok and check.name != "space"]
            if wrong or archive.count() != 20 + ARTICLES:
                raise Broken(f"side by side: {archive.count()} articles, {wrong}")
        counts["side by side"] += 1
        _all_at_once(place, [_open] * 3)
        if len(list(place.glob("*.v*.bak"))) < 1:
            raise Broken("no copy was made before the migration")
        counts["migration races"] += 1
    return counts
