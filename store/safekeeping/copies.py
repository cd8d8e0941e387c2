"""The copies that the program keeps beside an archive by itself: which there are, when the next is due, and how many stay.

A copy is made before every migration (`store.schema`) and on leaving, once a day when something was changed. The last
three of each kind stay. What a repair or a restore put aside is listed too, and never thrown away by the program.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.errors import ArchiveError, NoSpace
from store.safekeeping import backup, custody

if TYPE_CHECKING:
    from store.archive import Archive

KEPT = 3
DAY_SECONDS = 20 * 3600
"""A little less than a day: who comes at nine every morning gets a copy every morning."""
Why = Literal["daily", "migration", "replaced"]
_LEFT = re.compile(r"\.(?:.+\.)?[0-9a-f]{8}\.(?:part|old)")
"""What the name of a file ends in that a killed program left, half done or no longer needed."""
TRIED = ".archive-"
"""What the name of the folder begins with in which an import is tried; it goes with the program, unless that is killed."""
_REPAIRED = r"\.repaired-\d{8}T\d{6}-[0-9a-f]{4}"
"""What a repair adds to the name of an archive (`store.salvage.making`)."""
_NAME = re.compile(r"\.(?:(?P<daily>daily)-|v(?P<version>\d+)-)?\d{8}T\d{6}-[0-9a-f]+\.bak$")


class Beside(NamedTuple):
    """A copy beside the archive: why it is there, when it was written (UTC, ISO 8601), its size in bytes."""

    path: Path
    why: Why
    at: str
    bytes: int


def beside(path: Path) -> list[Beside]:
    """The copies beside the archive at `path`, newest first."""
    found = []
    for file in path.parent.glob(f"{escape(path.name)}.*.bak"):
        named = _NAME.fullmatch(file.name[len(path.name) :])
        if named is None:
            continue
        why: Why = "daily" if named["daily"] else "migration" if named["version"] else "replaced"
        with suppress(OSError):
            state = file.stat()
            at = datetime.fromtimestamp(state.st_mtime, UTC).isoformat(timespec="seconds")
            found.append((state.st_mtime_ns, Beside(file, why, at, state.st_size)))
    return [copy for _, copy in sorted(found, reverse=True)]


def left_behind(path: Path) -> list[Path]:
    """What else stands beside the archive at `path` that may hold all of it: what a killed program left, and archives of repairs."""
    repaired = re.compile(
        f"{re.escape(path.stem)}{_REPAIRED}{re.escape(path.suffix or '.db')}(?:{_LEFT.pattern})?"
    )
    found = []
    for file in path.parent.glob(f"{escape(path.stem)}*"):
        left = file.name.startswith(path.name) and _LEFT.fullmatch(file.name[len(path.name) :])
        if left or repaired.fullmatch(file.name):
            found.append(file)
    found += [file for folder in path.parent.glob(f"{TRIED}*") for file in folder.glob("*") if file.is_file()]
    return sorted(found)


def is_due(archive: Archive, now: float | None = None) -> bool:
    """Whether something was done since the last daily copy, and that is a day old (or of a time still to come)."""
    if archive.read_only:
        return False
    conn = archive.connection()
    last = custody.head(conn)[1]
    row = conn.execute("SELECT value FROM local WHERE key = 'copied'").fetchone()
    if row is None:
        return conn.execute("SELECT 1 FROM change LIMIT 1").fetchone() is not None
    at, _, copied = row[0].partition(" ")
    if not at.isdecimal():
        return True
    age = (time.time() if now is None else now) - float(at)
    return copied != last and not 0 <= age < DAY_SECONDS


def note_copied(conn: sqlite3.Connection, now: float, last: str) -> None:
    """Note that at `now` there was a copy of everything up to the entry with this hash. Needs an open write transaction."""
    conn.execute(
        "INSERT INTO local(key, value) VALUES('copied', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (f"{int(now)} {last}",),
    )


def keep_daily(archive: Archive, now: float | None = None) -> Path | None:
    """Make the copy of the day if it is due; where it is. Raises `NoSpace` and the other `store.errors`."""
    now = time.time() if now is None else now
    if not is_due(archive, now):
        return None
    path = archive.path
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise NoSpace(path=path)
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%S")
    target = path.with_name(f"{path.name}.daily-{stamp}-{secrets.token_hex(2)}.bak")
    conn = archive.connection()
    last = custody.head(conn)[1]
    backup.copy(conn, target)
    with suppress(ArchiveError, sqlite3.Error), archive.write() as writer:
        note_copied(writer, now, last)
    for old in [copy for copy in beside(path) if copy.why == "daily"][KEPT:]:
        old.path.unlink(missing_ok=True)
    return target
