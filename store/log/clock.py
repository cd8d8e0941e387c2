"""The hybrid logical clock that orders what people see: milliseconds since 1970 << 16 | counter.

It never runs backwards within one archive, whatever the laptop's clock does, and it decides nothing: what is visible
follows from which facts supersede which.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from datetime import UTC, datetime

from store.errors import ArchiveDamaged

_END = 1 << 62
"""In the year 4199; a number twice as large is none that SQLite can keep."""
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC).timestamp(), datetime.max.replace(tzinfo=UTC).timestamp() - 1


def tick(conn: sqlite3.Connection, count: int = 1) -> int:
    """The first of `count` consecutive readings nobody else gets. Needs an open write transaction.

    Raises `ArchiveDamaged` where the last one is no reading.
    """
    row = conn.execute("SELECT value FROM local WHERE key = 'hlc'").fetchone()
    if row and not (row[0].isdecimal() and int(row[0]) < _END):
        raise ArchiveDamaged(path="hlc", detail="the clock")
    last = int(row[0]) if row else 0
    now = max(last + 1, time.time_ns() // 1_000_000 << 16)
    conn.execute(
        "INSERT INTO local(key, value) VALUES('hlc', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (str(now + max(count, 1) - 1),),
    )
    return now


def can_be(hlc: int) -> bool:
    """Whether this is a reading that a clock here could go on from."""
    return 0 <= hlc < _END


_AHEAD = 86_400_000 << 16


def advance(conn: sqlite3.Connection, hlc: int) -> None:
    """Go on from the reading of another copy, so that what is done here from now on stands behind it. Needs an open write transaction.

    Not from one that is more than a day ahead of this computer's clock: a wrong clock elsewhere does not set this one.
    """
    last = tick(conn)
    wanted = min(hlc, (time.time_ns() // 1_000_000 << 16) + _AHEAD)
    if wanted > last:
        conn.execute("UPDATE local SET value = ? WHERE key = 'hlc'", (str(wanted),))


def new_id(hlc: int) -> str:
    """An id that sorts by time and never repeats: 16 hex digits of the clock, 64 random bits.

    The random part matters: an archive file copied to a second laptop has the same replica id and may have the same clock.
    """
    return f"{hlc:016x}{secrets.token_hex(8)}"


def of_id(ident: str) -> int:
    """The reading of the clock that an id begins with."""
    return int(ident[:16], 16)


def milliseconds(hlc: int) -> int:
    """The time of the reading, in milliseconds since 1970."""
    return hlc >> 16


def iso(hlc: int) -> str:
    """The reading as UTC, ISO 8601 to the second; one that no calendar has, as only a damaged archive does, as its first or last day."""
    seconds = min(max((hlc >> 16) / 1000, _FIRST), _LAST)
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def replica(conn: sqlite3.Connection) -> str:
    """The name of this copy of the archive, 16 hex digits. Raises `ArchiveDamaged` where it has none."""
    row = conn.execute("SELECT value FROM local WHERE key = 'replica'").fetchone()
    if row is None:
        raise ArchiveDamaged(path="replica", detail="the name of the copy")
    return str(row[0])
