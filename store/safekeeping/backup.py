"""Backups: a verified copy of the whole archive in one file, and the way back from one.

A copy is written beside its target as ``.part``, forced to disk, opened and checked, and only then takes its name: a copy
that exists is a copy that works. SQLite's online backup in one step takes 0.07 s under a busy writer where copying page by
page starts over again and again.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store import connection, locks, schema
from store.connection import from_os_error, translated
from store.encryption.keys import Key, key_of
from store.errors import ArchiveDamaged, NotAnArchive
from store.links import real
from store.safekeeping import custody

if TYPE_CHECKING:
    from store.archive import Archive

IDLE_SECONDS = 2.0  # how long others have to leave an archive that is to be replaced
_COUNTED = ("original", "revision", "change", "fact", "over", "listing")


@dataclass(frozen=True, slots=True)
class Copy:
    """What was copied: `bytes` is the size of the file, `replaced` where the archive that stood there before is now."""

    path: Path
    articles: int
    bytes: int
    replaced: Path | None = None


def copy(conn: sqlite3.Connection, target: Path) -> Copy:
    """Write a verified copy of an open archive to `target`, replacing a file there. Raises `store.errors`."""
    with _verified(conn, target) as (part, articles):
        part.replace(target)
    force(target.parent)
    return Copy(target, articles, target.stat().st_size)


def hand_out(archive: Archive, target: Path) -> Copy:
    """Write a verified copy to `target` and note in the custody log where it went, and its SHA-256. Raises `store.errors`."""
    from hashlib import file_digest  # noqa: PLC0415 - seldom

    made = copy(archive.connection(), target)
    if not archive.read_only:
        with target.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        with archive.write() as conn:
            custody.event(conn, "backup", {"path": _shown(target), "sha256": digest}, archive.operator)
    return made


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def restore(source: Path, target: Path, operator: str = "") -> Copy:
    """Make the archive at `target` what the backup `source` is; the one that stood there is kept beside it as ``.bak``.

    Nobody else may have the archive open. Raises `NotAnArchive`, `ArchiveDamaged`, `ArchiveLocked` and others, and leaves
    the archive as it was then.
    """
    source, target = real(source), real(target)
    connection.preflight(source)
    with closing(connection.connect(source, read_only=True, reading=_reading(source))) as conn:
        with translated(source):
            if not schema.check(conn, source) and schema.is_blank(conn):
                raise NotAnArchive(path=source)
        said = {"name": _shown(Path(source.name)), "operator": operator}
        with _verified(conn, target, said) as (part, articles):
            kept = _put_in_place(part, target)
    force(target.parent)
    return Copy(target, articles, target.stat().st_size, kept)


@contextmanager
def _verified(
    conn: sqlite3.Connection, target: Path, restored: Mapping[str, str] | None = None
) -> Iterator[tuple[Path, int]]:
    """A sound copy beside `target`, on the disk, and the number of its articles; gone afterwards unless it was renamed.

    The custody log of a copy that is `restored` says so.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with translated(target):
            connection.make_file(part)
            with closing(connection.bare(part, key=_key(conn))) as out:
                conn.backup(out, pages=-1)
                out.execute("PRAGMA journal_mode=DELETE")
                if restored is not None:
                    _note_restored(out, restored)
            articles = verify(part)["listing"]
        force(part)
        yield part, articles
    except OSError as error:
        raise from_os_error(error, target) from error
    finally:
        take_away(part)


def _key(conn: sqlite3.Connection) -> Key | None:
    """The key of the file that this is a connection to: its copies get the same one."""
    return key_of(Path(conn.execute("PRAGMA database_list").fetchone()[2]))


def _note_restored(out: sqlite3.Connection, restored: Mapping[str, str]) -> None:
    """An entry in the custody log, unless the backup is older than the log."""
    if not out.execute("SELECT 1 FROM sqlite_schema WHERE name = 'custody'").fetchone():
        return
    out.execute("PRAGMA secure_delete=ON")
    out.execute("BEGIN IMMEDIATE")
    custody.event(out, "restore", {"name": restored["name"]}, restored["operator"])
    out.execute("COMMIT")


def _reading(source: Path) -> connection.Reading:
    """How a backup is read: where it is one file without a log beside it, without writing anything."""
    return "shared" if source.with_name(source.name + "-wal").exists() else "immutable"


def _put_in_place(part: Path, target: Path) -> Path | None:
    """Give the new file the name of the archive, which gets another, ``.bak``; None where there was none."""
    if not target.exists():
        part.replace(target)
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    kept = target.with_name(f"{target.name}.{stamp}-{secrets.token_hex(2)}.bak")
    with ExitStack() as held:
        try:
            held.enter_context(alone(target))
        except (ArchiveDamaged, NotAnArchive):
            for ending in ("-wal", "-shm"):
                log = target.with_name(target.name + ending)
                if log.exists():
                    log.replace(kept.with_name(kept.name + ending))
        if HELD_WHILE_OPEN:
            held.close()
        try:
            os.link(target, kept)
        except OSError:
            target.replace(kept)  # file systems without hard links, as on most memory sticks
        part.replace(target)
    return kept


HELD_WHILE_OPEN = os.name == "nt"
"""Whether a file that is open can't be replaced."""


@contextmanager
def alone(target: Path) -> Iterator[sqlite3.Connection]:
    """The only connection to an archive, with nothing beside the file, in which another may take its place.

    Nobody opens the file until the block is left: what they wrote would go down with it, and their log would be read into the new one.
    Raises `ArchiveLocked` when another program has it open.
    """
    claimed = locks.claim(target)
    try:
        with translated(target), closing(connection.bare(target, timeout=IDLE_SECONDS)) as conn:
            _fold(conn)
            keep_to_oneself(conn)
            # A journal that came back after a power cut would be undone into the file that bears the name then.
            force(target.parent)
            yield conn
    finally:
        locks.release(claimed)


def keep_to_oneself(conn: sqlite3.Connection) -> None:
    """Take away log and journal, which closing this connection, that is alone, would take from the file that bears the name then."""
    for mode in ("DELETE", "MEMORY"):
        conn.execute(f"PRAGMA journal_mode={mode}")


def fold_log(target: Path) -> None:
    """Bring what stands in the log into the file. Raises `ArchiveLocked` when another program has it open."""
    with (
        translated(target),
        closing(connection.bare(target, timeout=IDLE_SECONDS)) as conn,
    ):
        _fold(conn)


def _fold(conn: sqlite3.Connection) -> None:
    conn.execute("PRAGMA locking_mode=EXCLUSIVE")
    conn.execute("BEGIN EXCLUSIVE")
    conn.execute("COMMIT")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def verify(path: Path) -> dict[str, int]:
    """The number of rows of each table of a copy that is sound. Raises `ArchiveDamaged`, `NotAnArchive`, `ArchiveNewer`."""
    with translated(path), closing(connection.bare(path)) as conn:
        schema.check(conn, path)
        if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise ArchiveDamaged(path=path)
        return counts(conn)


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table that matters."""
    return {
        table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of ours
        for table in _COUNTED
    }


def take_away(part: Path) -> None:
    """Delete a half-written file and what SQLite left beside it, if there is any; where that can't be, what went wrong before is what is to be told."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def force(path: Path) -> None:
    """See to it that the file or folder is on the disk. Windows has no such call for folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
