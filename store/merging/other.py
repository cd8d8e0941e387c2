"""The other archive: opened to be read, as a file of a stranger, and never changed.

Nothing in it is run before `store.guard` has looked at it. Where no log stands beside it, SQLite is told that nobody writes to
it, so that it puts no file beside it either. One of an older version is copied, and the copy is brought to this version.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store import connection, locks, schema
from store.connection import from_os_error, translated
from store.encryption import keys
from store.errors import ArchiveDamaged, LogBeside, NoSpace, NotAnArchive, PassphraseWrong, SameArchive
from store.links import real
from store.safekeeping.copies import TRIED


@contextmanager
def opened(path: Path, beside: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the archive at `path` as one of this version; a copy that is needed for it is made beside the one at `beside`.

    Raises `SameArchive` where both are one file, `PassphraseNeeded`, and what else `store.errors` has for a file that can't be used.
    """
    path = real(path.absolute())
    connection.preflight(path)
    if beside.exists() and path.samefile(beside):
        raise SameArchive(path=path)
    with closing(connection.connect(path, read_only=True, reading=_reading(path))) as conn:
        try:
            with translated(path):
                current = schema.check(conn, path)
                if not current and schema.is_blank(conn):
                    raise NotAnArchive(path=path)
        except schema.SENSELESS as error:
            raise ArchiveDamaged(path=path) from error
        if current:
            with translated(path):
                conn.execute("BEGIN")  # one state of it, whatever its owner does meanwhile
            yield conn
            return
        with _brought_up(conn, path, beside.parent) as copy:
            yield copy


def unlock(path: Path, passphrase: str) -> None:
    """Know the key of an encrypted file from now on, without opening it. Raises `PassphraseWrong`, `EncryptionMissing`."""
    from store.encryption import files, pages  # noqa: PLC0415 - most archives are plain

    files.require()
    path = real(path.absolute())
    key = keys.derive(passphrase, locks.read(path, keys.SALT_BYTES))
    if not pages.fits(key, path):
        raise PassphraseWrong(path=path)
    keys.remember(key)


def _reading(path: Path) -> connection.Reading:
    """How it is read. Raises `LogBeside` where a change was stopped half way, which only who may write can take back."""
    journal, log = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    if journal.exists() and locks.read(journal, 1).strip(b"\0"):
        raise LogBeside(path=path, log=journal.name)
    if log.exists() and log.stat().st_size > 0:
        return "shared"
    return "immutable"


@contextmanager
def _brought_up(conn: sqlite3.Connection, path: Path, place: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of this version, which goes afterwards."""
    from store.archive import Archive  # noqa: PLC0415 - it loads this module

    if shutil.disk_usage(place).free < 3 * path.stat().st_size:
        raise NoSpace(path=place)
    try:
        folder = tempfile.TemporaryDirectory(prefix=TRIED, dir=place)
    except OSError as error:
        raise from_os_error(error, place) from error
    with folder:
        copy = Path(folder.name, path.name)
        connection.make_file(copy)
        with translated(path), closing(connection.bare(copy, key=keys.key_of(path))) as out:
            conn.backup(out, pages=-1)
            out.execute("PRAGMA journal_mode=DELETE")
        Archive.open(copy).close()
        with closing(connection.connect(copy, read_only=True)) as made:
            yield made
