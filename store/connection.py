"""How a connection to an archive file is opened, and what SQLite's errors mean to a person.

Figures behind the settings: with WAL and synchronous=FULL no acknowledged change was lost in 500 simulated power cuts
(NORMAL lost some in a third of them), for a tenth of a millisecond a commit. Memory-mapped reading stays off: a memory
stick pulled out would end the program by SIGBUS, where a plain read is an error that can be told.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Literal

from store import errors, locks
from store.encryption import keys
from store.links import real

APPLICATION_ID = 0x61726368  # "arch": the four bytes at offset 68 of the file
BUSY_SECONDS = 10.0
CACHE_KIB = 8 * 1024
"""Pages that the first connection to an archive keeps, which imports write on. Twice as many make no key faster, at 75,000 articles
and at 1,000,000: the system keeps the file too."""
BESIDE_KIB = 2 * 1024
"""Pages that each further connection keeps: the app has one for each of its threads. At 75,000 articles no key takes longer with 1, 2 or
4 MB than with 8."""
DECRYPTED_KIB = 16 * 1024
"""The same where a page that is not kept must be decrypted again."""
WAL_PAGES = 8_000
"""Pages in the write-ahead log before a commit must copy them into the file: an article makes some 250, and the copying takes ten
times as long as its commit. While nobody waits it is done sooner (`Archive.tidy`)."""
HEADER = b"SQLite format 3\0"


Reading = Literal["shared", "immutable", "alone"]
"""How a file is read that nothing is written to. `shared`, beside programs that write, through the memory they share. `immutable`, where
no file for that memory can be made: the log is not looked at, and what others write shows as nonsense, so there must be none of
either (`store.pool` looks). `alone`, where the disk has no room for it: the program has it in its own memory, the log is read too,
and no other program may open the file meanwhile; SQLite asks for the right to write for that."""
_QUERIES: dict[Reading, str] = {
    "shared": "mode=ro",
    "immutable": "mode=ro&immutable=1",
    "alone": "mode=rw&vfs=unix-excl",
}
CAN_READ_ALONE = os.name == "posix"
"""SQLite's files of Windows have no such way."""


def connect(
    path: Path, *, read_only: bool, reading: Reading = "shared", beside: bool = False
) -> sqlite3.Connection:
    """A connection that never creates a file, opens transactions only when told, and writes durably.

    With `beside` it is one more of a program that has one already. It may be closed or interrupted by another thread, but
    used by one only. Raises `store.errors`.
    """
    query = _QUERIES[reading] if read_only else "mode=rw"
    with translated(path):
        if read_only and reading == "shared" and _cut_short(path):
            _take_back(path)
        conn = bare(path, query=query)
        try:
            plain = BESIDE_KIB if beside else CACHE_KIB
            _settle(conn, DECRYPTED_KIB if keys.key_of(path) else plain, read_only=read_only)
        except BaseException:
            conn.close()
            raise
    return conn


def bare(
    path: Path, *, query: str = "mode=rw", timeout: float | None = None, key: keys.Key | None = None
) -> sqlite3.Connection:
    """A connection with none of the settings of an archive, to a plain or an encrypted file. Raises sqlite3.Error.

    `key` is for a file that has nothing in it yet; the others are opened with the key that is known of them. `timeout` is in
    seconds, `BUSY_SECONDS` without it; `query` is SQLite's, of a ``file:`` URI.
    """
    timeout = BUSY_SECONDS if timeout is None else timeout
    uri = f"{path.absolute().as_uri()}?{query}"
    if (key := key or keys.key_of(path)) is not None:
        from store.encryption import driver  # noqa: PLC0415 - an extra

        return driver.connect(uri, key, timeout=timeout)
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)


def _settle(conn: sqlite3.Connection, cache: int, *, read_only: bool) -> None:
    conn.execute("PRAGMA foreign_keys=ON")
    conn.execute("PRAGMA cell_size_check=ON")
    conn.execute("PRAGMA trusted_schema=OFF")
    conn.execute("PRAGMA temp_store=MEMORY")
    conn.execute("PRAGMA mmap_size=0")
    conn.execute(f"PRAGMA cache_size=-{cache}")
    if read_only:
        conn.execute("PRAGMA query_only=ON")
        return
    if sys.platform == "darwin":
        conn.execute("PRAGMA fullfsync=ON")
        conn.execute("PRAGMA checkpoint_fullfsync=ON")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
    conn.execute("PRAGMA secure_delete=ON")


def _cut_short(path: Path) -> Path | None:
    """The rollback journal of a change that was stopped half way, of which a byte at the beginning is left; None without one.

    An archive has one for as long as its journal mode is changed only: before another file takes its place.
    """
    journal = path.with_name(path.name + "-journal")
    with suppress(OSError), journal.open("rb") as file:
        if file.read(1).strip(b"\0"):
            return journal
    return None


def _take_back(path: Path) -> None:
    """Let SQLite undo the half of a change: who may only read can't, and is told that the file can't be written."""
    with closing(bare(path)) as conn:
        conn.execute("SELECT 1 FROM sqlite_schema").fetchone()


def preflight(path: Path) -> tuple[bool, Reading]:
    """What the file system says before SQLite is asked: whether the file can be written, and how it is read where it can't.

    SQLite answers "unable to open database file" to four different troubles; they are told apart here. Raises
    `ArchiveMissing`, `NotAnArchive`, `PassphraseNeeded`, `ArchiveForbidden`, `LogBeside`, `InputOutput`.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind) or not stat.S_ISREG(kind):
            raise errors.NotAnArchive(path=path)
        head = locks.read(path, len(HEADER))
    except (FileNotFoundError, NotADirectoryError):
        raise missing(path) from None
    except PermissionError:
        raise errors.ArchiveForbidden(path=path) from None
    except OSError as error:
        raise errors.InputOutput(path=path, detail=error.strerror) from error
    if head and head != HEADER and keys.key_of(path) is None:
        raise _unreadable(path)
    folder_writable = os.access(path.parent, os.W_OK)
    writable = os.access(path, os.W_OK) and folder_writable
    if not writable and (journal := _cut_short(path)):
        raise errors.LogBeside(path=path, log=journal.name)
    if folder_writable:
        return writable, "shared"
    wal, shared = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    if not (wal.exists() and wal.stat().st_size > 0):
        return False, "immutable"
    if not shared.exists():
        raise errors.LogBeside(path=path, log=wal.name)
    return (
        False,
        "shared",
    )  # SQLite reads the log by itself where the file for the memory is there, though it may be of no use


_STOOD_THERE = re.compile(r"\.(?:[0-9a-f]{8}\.old|\d{8}T\d{6}-[0-9a-f]{4}\.bak)")
"""What is added to the name of an archive while another takes its place, where the file system knows no second names."""


def missing(path: Path) -> errors.ArchiveError:
    """What to say where no file is: of the folder, where not even that is there; of a link, the one that it leads to.

    And of an archive that bears another name, because a program was stopped between two renames.
    """
    path = real(path)
    if path.parent.is_dir():
        kept = [one for one in _beside(path) if _STOOD_THERE.fullmatch(one.name[len(path.name) :])]
        if kept:
            return errors.ArchiveAside(path=path, kept=max(kept, key=lambda one: one.stat().st_mtime_ns))
        return errors.ArchiveMissing(path=path)
    return errors.FolderMissing(path=path, folder=path.parent)


def _beside(path: Path) -> list[Path]:
    return [one for one in path.parent.glob(f"{escape(path.name)}.*") if one.is_file()]


def _unreadable(path: Path) -> errors.ArchiveError:
    """What to say of a file that does not begin as SQLite's do."""
    from store.encryption import files  # noqa: PLC0415 - seldom

    return errors.PassphraseNeeded(path=path) if files.is_encrypted(path) else errors.NotAnArchive(path=path)


def make_file(path: Path) -> None:
    """An empty file that only its owner may read; nothing when there is a file already. Raises `store.errors`.

    Where `path` is a link to a file that is not there, that one is made.
    """
    path = real(path)
    if not path.exists() and isinstance(aside := missing(path), errors.ArchiveAside):
        raise aside
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except (FileNotFoundError, NotADirectoryError):
        raise missing(path) from None
    except OSError as error:
        raise from_os_error(error, path) from error


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def from_os_error(error: OSError, path: Path) -> errors.ArchiveError:
    """The error of a file operation as one of ours."""
    if error.errno in _FULL:
        return errors.NoSpace(path=path)
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return errors.ArchiveReadOnly(path=path)
    return errors.InputOutput(path=path, detail=error.strerror or str(error))


_BY_CODE: tuple[tuple[str, type[errors.ArchiveError]], ...] = (
    ("SQLITE_BUSY", errors.ArchiveLocked),
    ("SQLITE_LOCKED", errors.ArchiveLocked),
    ("SQLITE_CORRUPT", errors.ArchiveDamaged),
    ("SQLITE_NOTADB", errors.NotAnArchive),
    ("SQLITE_FULL", errors.NoSpace),
    ("SQLITE_READONLY", errors.ArchiveReadOnly),
    ("SQLITE_PERM", errors.ArchiveForbidden),
    ("SQLITE_AUTH", errors.ArchiveForbidden),
    ("SQLITE_CANTOPEN", errors.ArchiveForbidden),
    (
        "SQLITE_IOERR_SHMSIZE",
        errors.NoSpace,
    ),  # a full disk has no room for what readers and writers share either
    ("SQLITE_IOERR", errors.InputOutput),
)


_BY_WORDS: tuple[tuple[str, type[errors.ArchiveError]], ...] = (
    ("database or disk is full", errors.NoSpace),
    ("disk I/O error", errors.InputOutput),
    ("An error occurred with PRAGMA key or rekey", errors.InputOutput),
)
"""What SQLCipher says without a code where it copies a whole file, or writes it anew with another key."""


def translate(error: sqlite3.Error, path: Path) -> Exception:
    """What this error of SQLite means for the archive at `path`; the error itself when it is a fault of the program."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for code, meaning in _BY_CODE:
        if name.startswith(code):
            detail = f"{name}: {error}"
            if meaning is errors.NotAnArchive and keys.key_of(path) is not None:
                return errors.ArchiveDamaged(
                    path=path, detail=detail
                )  # the passphrase is right, a page is not
            return meaning(path=path, detail=detail)
    for words, meaning in _BY_WORDS:
        if words in str(error):
            return meaning(path=path, detail=str(error))
    # Said by functions of SQLCipher, FTS5 and SQLite's own, and by Python of a text that is none, all without a code.
    if any(
        words in str(error)
        for words in (
            "disk image is malformed",
            "Could not decode to UTF-8",
            "invalid fts5 file format",
            "malformed JSON",
        )
    ):
        return errors.ArchiveDamaged(path=path, detail=str(error))
    if "no such module: fts5" in str(error):
        return errors.SearchMissing()
    return error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Inside, an error of SQLite that is the fault of disk, file or another program is raised as one of `store.errors`."""
    try:
        yield
    except sqlite3.Error as error:
        meaning = translate(error, path)
        if meaning is error:
            raise
        raise meaning from error
    except UnicodeDecodeError as error:  # a message of SQLite that quotes what it can't make sense of
        raise errors.ArchiveDamaged(path=path) from error


def require_search(conn: sqlite3.Connection) -> None:
    """Raises `SearchMissing` where this SQLite was built without FTS5; else an archive would open and find nothing."""
    if conn.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is None:
        raise errors.SearchMissing


def pragma(conn: sqlite3.Connection, name: str) -> int:
    """The value of a numeric PRAGMA; `name` is a constant of the program."""
    value: int = conn.execute(f"PRAGMA {name}").fetchone()[0]
    return value
