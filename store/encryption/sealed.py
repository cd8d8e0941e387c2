"""A text in an encrypted file of its own, with the key of an archive: what the program keeps beside encrypted archives."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.encryption import driver
from store.encryption.keys import SALT_BYTES, Key
from store.encryption.pages import PAGE_BYTES


def write(path: Path, text: str, key: Key) -> None:
    """Write the text into the empty file at `path` and see to it that it is on the disk. Raises OSError, `EncryptionMissing`."""
    try:
        with closing(driver.connect(f"{path.absolute().as_uri()}?mode=rw", key)) as conn:
            conn.execute(f"PRAGMA page_size={PAGE_BYTES}")
            conn.execute("PRAGMA journal_mode=OFF")
            conn.execute("PRAGMA synchronous=FULL")
            conn.execute("PRAGMA temp_store=MEMORY")
            conn.execute("CREATE TABLE sealed(text TEXT NOT NULL)")
            conn.execute("INSERT INTO sealed VALUES(?)", (text,))
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def is_sealed(path: Path, key: Key) -> bool:
    """Whether the file begins as those do that are encrypted with this key. Raises OSError."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES) == key.salt


def read(path: Path, key: Key) -> str:
    """The text. Raises ValueError where the file is not what was written with this key, `EncryptionMissing`."""
    try:
        with closing(driver.connect(f"{path.absolute().as_uri()}?mode=ro", key)) as conn:
            text: str = conn.execute("SELECT text FROM sealed").fetchone()[0]
            return text
    except (sqlite3.Error, TypeError) as error:
        raise ValueError(str(error)) from error
