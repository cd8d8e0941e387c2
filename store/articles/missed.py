"""Files that did not come in, and why, until they do or a person has seen it.

Local, like the paths it holds: another laptop has other files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from store.log.facts import dumps

if TYPE_CHECKING:
    from store.archive import Archive

SCHEMA: tuple[str, ...] = (
    """CREATE TABLE missed(path TEXT PRIMARY KEY, reason TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL)
       STRICT, WITHOUT ROWID""",
)
MOST = 10_000
"""Files that are remembered; of an import of more, the rest stands in its report only."""


class Missed(NamedTuple):
    """A file (its path as shown) that did not come in: the reason for programs, the sentence, and when (UTC, ISO 8601)."""

    path: str
    reason: str
    message: str
    at: str


def remember(archive: Archive, failed: Sequence[tuple[str, str, str]], came_in: Iterable[str]) -> None:
    """Note the files of an import that failed (path, reason, message), and forget those that came in now."""
    with archive.read() as conn:
        any_known = conn.execute("SELECT 1 FROM missed LIMIT 1").fetchone() is not None
    if not failed and not any_known:
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.write() as conn:
        if any_known:
            conn.execute(
                "DELETE FROM missed WHERE path IN (SELECT value FROM json_each(?))", (dumps(list(came_in)),)
            )
        conn.executemany(
            "INSERT INTO missed(path, reason, message, at) VALUES(?, ?, ?, ?) ON CONFLICT(path) DO UPDATE SET"
            " reason = excluded.reason, message = excluded.message, at = excluded.at",
            [(*one, now) for one in failed[:MOST]],
        )


def files(archive: Archive, limit: int = 200) -> tuple[int, list[Missed]]:
    """How many there are, and the latest of them."""
    with archive.read() as conn:
        total = conn.execute("SELECT count(*) FROM missed").fetchone()[0]
        rows = conn.execute(
            "SELECT path, reason, message, at FROM missed ORDER BY at DESC, path LIMIT ?", (limit,)
        )
        return total, [Missed._make(row) for row in rows]


def seen(archive: Archive, paths: Sequence[str]) -> None:
    """A person has seen that these did not come in: they leave the list."""
    with archive.write() as conn:
        conn.execute(
            "DELETE FROM missed WHERE path IN (SELECT value FROM json_each(?))", (dumps(list(paths)),)
        )
