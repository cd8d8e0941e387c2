"""An archive made encrypted, made plain again, or given another passphrase: by a verified copy that takes its place.

Nothing is lost by a power cut: the copy is whole and on the disk before it takes the name, and a change of passphrase is one
transaction (24 kills in the midst of it left a file of exactly the old or the new passphrase).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path

from store import connection, errors, locks, schema
from store.connection import pragma, translated
from store.encryption import driver, files, keys
from store.encryption.pages import PAGE_BYTES
from store.links import real
from store.safekeeping import backup, copies, purge

_IDLE_SECONDS = 2.0


def encrypt(path: Path, key: keys.Key) -> None:
    """Put an encrypted copy in the place of a plain archive. Nobody else may have it open.

    The plain file is overwritten and deleted, which on flash memory need not reach every cell. Raises `EncryptionMissing`,
    `ArchiveLocked`, `store.errors`.
    """
    _convert(path, None, key)
    keys.remember(key)


def decrypt(path: Path) -> None:
    """Put a plain copy in the place of an encrypted archive that is unlocked. Raises `store.errors`."""
    _convert(path, _known(path), None)


def change_passphrase(path: Path, passphrase: str) -> None:
    """Write an encrypted archive that is unlocked anew with the key of this passphrase. Raises `store.errors`."""
    old = _known(path)
    new = keys.derive(passphrase, old.salt)
    with _alone(path, old) as conn, translated(path):
        _require_sound(conn, path)
        conn.execute(f'PRAGMA rekey="{new.literal}"')
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    keys.remember(new)
    backup.verify(path)


def plain_copies(path: Path) -> list[Path]:
    """The copies of an unlocked archive that are not encrypted: those beside it, and those elsewhere that it knows of."""
    path = real(path)
    found = [*sorted(path.parent.glob(f"{escape(path.name)}*.bak")), *copies.left_behind(path)]
    with suppress(errors.ArchiveError), closing(connection.connect(path, read_only=True)) as conn:
        found += purge.handed_out(conn, path)
    return [copy for copy in dict.fromkeys(found) if copy.is_file() and not _is_encrypted(copy)]


def _is_encrypted(copy: Path) -> bool:
    try:
        return files.is_encrypted(copy)
    except OSError:
        return False  # nobody can look


def _known(path: Path) -> keys.Key:
    key = keys.key_of(path)
    if key is None:
        raise errors.PassphraseNeeded(path=path)
    return key


def _convert(path: Path, old: keys.Key | None, new: keys.Key | None) -> None:
    path = real(path)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _alone(path, old) as conn:
            _require_sound(conn, path)
            connection.make_file(part)
            with translated(part):
                _export(conn, part, new)
            with closing(driver.connect(_uri(part), new)) as made:
                _compare(conn, made, path)
            backup.force(part)
            backup.keep_to_oneself(conn)
            if not backup.HELD_WHILE_OPEN:
                _replace(path, part, overwrite=old is None)
        if backup.HELD_WHILE_OPEN:
            _replace(path, part, overwrite=old is None)
    except OSError as error:
        raise connection.from_os_error(error, path) from error
    finally:
        backup.take_away(part)


def _replace(path: Path, part: Path, *, overwrite: bool) -> None:
    replaced = _second_name(path)
    part.replace(path)
    backup.force(path.parent)
    if overwrite:
        _overwrite(replaced)
    replaced.unlink()


@contextmanager
def _alone(path: Path, key: keys.Key | None) -> Iterator[sqlite3.Connection]:
    """A connection that nobody else shares, with what stood in the log brought into the file."""
    connection.preflight(path)
    claimed = locks.claim(path)
    try:
        yield from _without_others(path, key)
    finally:
        locks.release(claimed)


def _without_others(path: Path, key: keys.Key | None) -> Iterator[sqlite3.Connection]:
    with translated(path), closing(driver.connect(_uri(path), key, timeout=_IDLE_SECONDS)) as conn:
        if not schema.check(conn, path):
            raise errors.ArchiveReadOnly(path=path)
        conn.execute("PRAGMA temp_store=MEMORY")
        conn.execute("PRAGMA locking_mode=EXCLUSIVE")
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield conn


def _export(conn: sqlite3.Connection, part: Path, key: keys.Key | None) -> None:
    literal = key.literal if key is not None else ""
    conn.execute(f'ATTACH ? AS made KEY "{literal}"', (str(part),))
    try:
        conn.execute(f"PRAGMA made.page_size={PAGE_BYTES}")
        conn.execute("SELECT sqlcipher_export('made')")
        for name in ("application_id", "user_version"):
            conn.execute(f"PRAGMA made.{name}={pragma(conn, name)}")
    finally:
        conn.execute("DETACH made")


def _require_sound(conn: sqlite3.Connection, path: Path) -> None:
    """Raises `ArchiveDamaged` where the file is: nothing is converted then, and not a word of it is written."""
    with translated(path):
        if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise errors.ArchiveDamaged(path=path)


def _compare(conn: sqlite3.Connection, made: sqlite3.Connection, path: Path) -> None:
    """Raises `ArchiveDamaged` unless the copy is sound and every row of every table stands in it."""
    if made.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok" or _digest(conn) != _digest(made):
        raise errors.ArchiveDamaged(path=path)


def _digest(conn: sqlite3.Connection) -> dict[str, str]:
    """A hash of all rows of each table that is stored as one."""
    names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    found = {}
    for (name,) in names.fetchall():
        digest = hashlib.sha256()
        quoted = name.replace('"', '""')
        for row in conn.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name in the file's own schema
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        found[name] = digest.hexdigest()
    return found


def _second_name(path: Path) -> Path:
    """Another name for the file that is about to be replaced, under which it is there until the new one has its place."""
    kept = path.with_name(f"{path.name}.{secrets.token_hex(4)}.old")
    try:
        os.link(path, kept)
    except OSError:
        path.replace(kept)  # file systems without hard links, as on most memory sticks
    return kept


def _overwrite(path: Path) -> None:
    """Write zeros over the plain file, so that its text can't be read from the disk where that writes in place."""
    with path.open("r+b") as file:
        for _ in range(0, path.stat().st_size, PAGE_BYTES):
            file.write(bytes(PAGE_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=rw"
