"""An import that is killed at any moment and started again: nothing lost, nothing doubled, every original whole.

    python -m tests.soak.imports ARCHIVE FOLDER

imports the folder as `archive import` does, and says after each file how many articles it has told of as imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from importers.ingest import ingest
from importers.report import Progress
from importers.writing import MAX_ARTICLES
from store.archive import Archive
from store.articles import originals
from store.safekeeping import doctor
from tests.soak.acknowledged import Broken

FILES = 600
KILLS = 6
"""How often the import of so many files is killed before it is let finish."""
_PAGES = Path(__file__).resolve().parent.parent / "importers" / "pages"
_ROOT = Path(__file__).resolve().parent.parent.parent
_LONGEST = 0.6
"""Seconds that may pass between the file that was said last and the kill: longer than most transactions take."""
_ENDED = 60
"""Seconds within which the processes that read for a killed import must have ended."""


def run(
    folder: Path,
    kills: int,
    seed: int,
    stop: Callable[[], bool] = lambda: False,
    *,
    files: int = FILES,
    pages: bool = True,
) -> Counter[str]:
    """Imports of so many files each, killed six times, until there were so many kills. Raises `Broken`.

    Without `pages` there are no saved pages among them, which take the longest.
    """
    luck = random.Random(seed)
    counts: Counter[str] = Counter()
    while counts["kills"] < kills and not stop():
        place = folder / f"import-{counts['imports']}"
        write(place / "in", files, luck, pages=pages)
        with Archive.open(place / "whole.db", create=True, operator="soak") as archive:
            ingest(archive, [place / "in"])
        wanted = _state(place / "whole.db")
        counts["articles"] += len(wanted)
        for left in range(KILLS, 0, -1):
            if not _killed(place, files, left, luck):
                counts["was faster than the kill"] += 1
            counts["kills"] += 1
        subprocess.run(_command(place), stdout=subprocess.DEVNULL, check=True, env=_environment())
        _compare(_state(place / "killed.db"), wanted)
        _examine(place / "killed.db")
        names = {path.name.removesuffix("-wal").removesuffix("-shm") for path in place.iterdir()}
        left_behind = names - {"in", "whole.db", "killed.db"}
        if left_behind:
            raise Broken(f"left behind: {sorted(left_behind)}")
        shutil.rmtree(place)
        counts["imports"] += 1
    return counts


def write(folder: Path, count: int, luck: random.Random, *, pages: bool) -> None:
    """Files of all kinds: captures, one in eight a saved page, one in twenty a JSON file of three, and some twice."""
    sys.path.insert(0, str(_PAGES.parent))
    from generate import captures

    saved = [path.read_bytes() for path in sorted(_PAGES.glob("*.html"))]
    folder.mkdir(parents=True)
    for number, made in enumerate(captures(count, luck.randrange(1_000_000))):
        data, ending = made.text.encode(), "txt"
        if pages and number % 8 == 3:
            page = luck.choice(saved).replace(b"</p>", f" {number}</p>".encode())
            data, ending = page.replace(b"://", f"://n{number}.".encode()), "html"
        elif number % 20 == 7:
            records = [{"title": f"{made.title} {part}", "body": f"{made.text} {part}"} for part in range(3)]
            data, ending = json.dumps(records, ensure_ascii=False).encode(), "json"
        elif number % 20 == 11:
            before = sorted(folder.iterdir())[number - 5]
            data, ending = before.read_bytes(), before.suffix[1:]
        (folder / f"{number:04}.{ending}").write_bytes(data)


def _killed(place: Path, files: int, left: int, luck: random.Random) -> bool:
    """Let the import go on for a while and kill it; whether it was still at work. What it had told of is in the archive."""
    before = _count(place / "killed.db")
    until = before + luck.randint(1, max(2, 2 * (files - before) // (left + 1)))
    told = 0
    with subprocess.Popen(
        _command(place), stdout=subprocess.PIPE, text=True, env=_environment(), start_new_session=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            done, told = map(int, line.split())
            if done > until - MAX_ARTICLES:  # so many are told of together: the next would lead past it
                break
        time.sleep(luck.uniform(0, _LONGEST))
        os.kill(process.pid, signal.SIGKILL)
        told = max([told, *(int(line.split()[1]) for line in process.stdout if line.endswith("\n"))])
    _wait_for_the_end(process.pid)
    now = _count(place / "killed.db")
    if now < before + told:
        raise Broken(f"{before} articles were in and {told} told of, {now} are there")
    return process.returncode == -signal.SIGKILL


def _wait_for_the_end(group: int) -> None:
    """Until the processes that the killed one had started have ended as well. Raises `Broken`."""
    until = time.monotonic() + _ENDED
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise Broken("a process of the killed import lives on")


def _command(place: Path) -> list[str]:
    return [sys.executable, "-m", "tests.soak.imports", str(place / "killed.db"), str(place / "in")]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT)}


def _count(path: Path) -> int:
    if not path.exists():
        return 0
    with Archive.open(path, create=True, operator="soak") as archive:
        return archive.count()


class _One(NamedTuple):
    """An article as both imports must have it."""

    title: str | None
    body: str
    sources: tuple[tuple[str, str], ...]


def _state(path: Path) -> dict[str, _One]:
    """The articles of an archive, each with what it says and the files it came from."""
    with Archive.open(path, read_only=True) as archive:
        with archive.read() as conn:
            ids = [ident for (ident,) in conn.execute("SELECT id FROM listing")]
        return {ident: _one(archive, ident) for ident in ids}


def _one(archive: Archive, ident: str) -> _One:
    stored = archive.article(ident)
    sources = tuple(sorted((Path(where.path).name, where.sha256) for where in stored.provenance))
    return _One(stored.article.title, stored.article.body, sources)


def _compare(found: dict[str, _One], wanted: dict[str, _One]) -> None:
    if found != wanted:
        lost, more = wanted.keys() - found.keys(), found.keys() - wanted.keys()
        other = [ident for ident in wanted.keys() & found.keys() if wanted[ident] != found[ident]]
        raise Broken(f"{len(lost)} lost, {len(more)} too many, {len(other)} other than they should be")


def _examine(path: Path) -> None:
    with Archive.open(path) as archive:
        wrong = [check for check in doctor.examine(archive) if not check.ok and check.name != "space"]
        if wrong:
            raise Broken(f"the doctor says: {wrong}")
    with closing(sqlite3.connect(path)) as conn:
        if damaged := originals.damaged(conn):
            raise Broken(f"{len(damaged)} originals are not what they were")
        held = {sha256 for (sha256,) in conn.execute("SELECT sha256 FROM original")}
    files = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (path.parent / "in").iterdir()}
    if held != files:
        raise Broken(f"{len(files - held)} originals are not there, {len(held - files)} are of no file")


def main(path: str, folder: str) -> None:
    """Import the folder; before it and after each file say how many files are done and how many articles were told of as imported."""
    with Archive.open(path, create=True, operator="soak") as archive:
        os.write(1, b"0 0\n")
        ingest(archive, [folder], on_progress=_say)


def _say(now: Progress) -> None:
    os.write(1, f"{now.done} {now.imported}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
