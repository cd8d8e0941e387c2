"""The copies of an archive that are known: those that the program keeps beside it, and the backups that it was asked for.

Each is opened and checked whole, as before a restore, and its articles and originals by their hashes.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from store import connection
from store.archive import Archive
from store.articles import originals, revisions
from store.errors import ArchiveError, ArchiveForbidden, ArchiveReadOnly, PassphraseNeeded, PassphraseWrong
from store.safekeeping import backup, copies, custody

Why = Literal["daily", "migration", "replaced", "backup"]
State = Literal["whole", "damaged", "gone", "locked"]
"""`locked` is one that can't be read: encrypted with another passphrase, or of another user."""


class Copy(NamedTuple):
    """A copy that is known: why there is one, when it was made (UTC, ISO 8601), and the SHA-256 that it had then if known."""

    path: Path
    why: Why
    at: str
    sha256: str = ""


class Known(NamedTuple):
    """What was found of a copy: its state, its size in bytes, the number of its articles where it could be opened."""

    path: Path
    why: Why
    at: str
    state: State
    bytes: int
    articles: int | None


def of(path: Path) -> list[Copy]:
    """The copies of the archive at `path`, newest first. Those beside it are known also where it can't be opened itself."""
    found = {copy.path: Copy(copy.path, copy.why, copy.at) for copy in copies.beside(path)}
    try:
        with Archive.open(path, read_only=True) as archive:
            for entry in custody.of_kind(archive.connection(), "backup"):
                made = Path(str(entry.values.get("path", "")))
                if made.is_absolute() and (made not in found or found[made].why == "backup"):
                    digest = str(entry.values.get("sha256", ""))
                    found[made] = Copy(made, "backup", _written(made) or entry.at, digest)
    except (ArchiveError, sqlite3.Error, OSError):
        pass  # the copies beside it are what is needed then
    return sorted(found.values(), key=lambda copy: copy.at, reverse=True)


def _written(path: Path) -> str:
    """When the file was written last: a backup of the same name takes the place of the one before."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    except OSError:
        return ""


def _is_as_written(copy: Copy) -> bool:
    from hashlib import file_digest  # noqa: PLC0415 - seldom

    if not copy.sha256:
        return False
    with copy.path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == copy.sha256


def look(copy: Copy) -> Known:
    """Open the copy and check it whole, every article and original by its hash; takes as long as reading it. Raises nothing."""
    size, articles = 0, None
    state: State = "whole"
    try:
        size = copy.path.stat().st_size
        connection.preflight(copy.path)
        articles = backup.verify(copy.path)["listing"]
        if not _is_as_written(copy):
            with Archive.open(copy.path, read_only=True) as archive, archive.read() as conn:
                state = "damaged" if originals.damaged(conn) or revisions.damaged(conn) else "whole"
    except FileNotFoundError:
        state = "gone"
    except (PassphraseNeeded, PassphraseWrong, ArchiveForbidden, PermissionError):
        state = "locked"
    except ArchiveReadOnly:
        state = "whole"  # of an older version, which a restore brings to this one
    except (ArchiveError, sqlite3.Error, OSError):
        state = "damaged"
    return Known(copy.path, copy.why, copy.at, state, size, articles)
