"""What is being done when the power goes: a program that says after each step what is safe from now on.

    python -m tests.soak.work KIND FOLDER ROUND [STEPS]

It works on `archive.db` in the folder and prints a line a step: ``articles 12`` (so many are in), ``tag NAME``,
``note ID TEXT``, ``backup ROUND``. A trouble with the disk is printed as ``trouble NAME`` and ends it with 4.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from store import schema
from store.archive import Archive
from store.errors import ArchiveError
from store.safekeeping import backup, doctor
from store.salvage import making
from tests.store.making import sample

ARCHIVE = "archive.db"
COPY = "copy.db"
SAVED = "saved.db"
BATCH = 4


def say(line: str) -> None:
    """Say that something is safe, in one write."""
    os.write(1, f"{line}\n".encode())


def change(folder: Path, turn: int) -> Iterator[None]:
    """Import, tag, note, star and take back, over and over."""
    with Archive.open(folder / ARCHIVE, create=True, operator="soak") as archive:
        for step in count():
            number = archive.count()
            batch = archive.start_batch(["/captures"], ["وارد"])
            with archive.write():
                ids = [archive.add(*sample(number + one), batch=batch).id for one in range(BATCH)]
            say(f"articles {number + BATCH}")
            name = f"t{turn}-{step}"
            archive.tag(ids[:2], [name])
            say(f"tag {name}")
            archive.set_note(ids[0], f"ملاحظة {turn}-{step}")
            say(f"note {ids[0]} {turn}-{step}")
            archive.star(ids)
            archive.undo()
            yield


def copy(folder: Path, turn: int) -> Iterator[None]:
    """Change a little and make a backup, over and over."""
    changing = change(folder, turn)
    for step in count():
        next(changing)
        with Archive.open(folder / ARCHIVE) as archive:
            made = backup.copy(archive.connection(), folder / COPY)
        say(f"backup {made.articles} {step}")
        yield


def restore(folder: Path, turn: int) -> Iterator[None]:
    """Go back to the backup, over and over. The archive that stood there stays beside it; the harness throws it away."""
    for _ in count(turn):
        made = backup.restore(folder / COPY, folder / ARCHIVE, "soak")
        say(f"restored {made.articles}")
        if made.replaced:
            made.replaced.unlink()
        yield


def migrate(folder: Path, turn: int) -> Iterator[None]:
    """Bring the archive to a version that does not exist yet and rebuilds everything, and back."""
    steps, version = schema.STEPS, schema.VERSION
    schema.STEPS = (*steps, (f"soak {turn}", _a_migration))
    schema.VERSION = version + 1
    Archive.open(folder / ARCHIVE).close()
    say("migrated")
    yield


def _a_migration(db: object) -> None:
    conn: sqlite3.Connection = db.conn  # type: ignore[attr-defined]  # sqlite_utils.Database
    from store.articles import listing
    from store.finding import index

    conn.execute("CREATE TABLE soak(number INTEGER PRIMARY KEY, text TEXT)")
    conn.executemany("INSERT INTO soak(text) VALUES(?)", ((f"row {number}" * 20,) for number in range(500)))
    listing.rebuild(conn)
    index.flush(conn)


def repair(folder: Path, turn: int) -> Iterator[None]:
    """Rebuild what is derived, and save the archive into a new one, over and over."""
    for _ in count(turn):
        with Archive.open(folder / ARCHIVE) as archive:
            doctor.repair(archive)
        say("rebuilt")
        making.save(folder / ARCHIVE, folder / SAVED)
        say("saved")
        yield


KINDS: dict[str, Callable[[Path, int], Iterator[None]]] = {
    "change": change,
    "copy": copy,
    "restore": restore,
    "migrate": migrate,
    "repair": repair,
}


def main(kind: str, folder: str, turn: str, steps: str = "1000000") -> int:
    """Work until all steps are done or the disk fails."""
    try:
        for number, _ in enumerate(KINDS[kind](Path(folder), int(turn)), 1):
            if number == int(steps):
                break
    except ArchiveError as error:
        say(f"trouble {type(error).__name__}")
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
