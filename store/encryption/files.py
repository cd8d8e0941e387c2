"""Files that are encrypted: told from others, begun, and opened by a passphrase."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from store import connection, errors, locks
from store.encryption import driver, keys, pages
from store.encryption.pages import PAGE_BYTES

_HEADER = b"SQLite format 3\0"
_RANDOM = 7.9
"""Bits a byte from which on a page is taken for a random one: 8,192 random bytes have 7.976 ± 0.003, text has 4 to 6."""


def is_encrypted(path: Path, *, cut_off: bool = False) -> bool:
    """Whether the file looks like an encrypted archive: whole pages, of which the first could be random.

    Nothing in an encrypted file says what it is. `cut_off`: the last page may lack its end. Raises OSError.
    """
    size = path.stat().st_size
    if size < PAGE_BYTES or (size % PAGE_BYTES and not cut_off):
        return False
    page = locks.read(path, PAGE_BYTES)
    if page.startswith(_HEADER):
        return False
    counts = Counter(page)
    bits = -sum(count / len(page) * math.log2(count / len(page)) for count in counts.values())
    return bits > _RANDOM


def require() -> None:
    """Raises `EncryptionMissing` where encrypted files can't be opened."""
    if not driver.is_installed():
        raise errors.EncryptionMissing


def begin(path: Path, key: keys.Key) -> None:
    """Make an encrypted file with nothing in it, in which an archive can be made. Only its owner may read it.

    Raises `EncryptionMissing`, `ArchiveExists`, `store.errors`.
    """
    if path.exists():
        raise errors.ArchiveExists(path=path)
    require()
    connection.make_file(path)
    with connection.translated(path), closing(_open(path, key)) as conn:
        conn.execute(f"PRAGMA page_size={PAGE_BYTES}")
        conn.execute("PRAGMA journal_mode=WAL")  # writes the first page, with it the salt
    keys.remember(key)


def unlock(path: Path, passphrase: str) -> keys.Key:
    """Open files of this salt from now on.

    Raises `PassphraseWrong`; `ArchiveDamaged` where the passphrase is right and SQLCipher can't read the file all the same, so that
    it can be repaired; `EncryptionMissing`, `store.errors`.
    """
    key = keys.derive(passphrase, locks.read(path, keys.SALT_BYTES))
    try:
        with connection.translated(path), closing(_open(path, key)) as conn:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (errors.NotAnArchive, errors.ArchiveDamaged):
        if not pages.fits(key, path):
            raise errors.PassphraseWrong(path=path) from None
        keys.remember(key)
        raise errors.ArchiveDamaged(path=path) from None
    keys.remember(key)
    return key


def _open(path: Path, key: keys.Key | None) -> sqlite3.Connection:
    return driver.connect(f"{path.absolute().as_uri()}?mode=rw", key)
