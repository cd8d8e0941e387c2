"""Passphrases, the keys that are made of them, and the keys that this process knows.

A key is SQLCipher's own: PBKDF2-HMAC-SHA512 over the passphrase and the first 16 bytes of the file, 256,000 rounds, so that any
program with SQLCipher 4 opens the file by its passphrase (`PRAGMA cipher_page_size = 8192`). Deriving takes a tenth of a second
or more; it is done once for a file, not for each connection.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from store import locks

SALT_BYTES = 16
ROUNDS = 256_000
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the files that begin with this salt. It never shows itself in a message or a log."""

    salt: bytes
    raw: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key as SQLCipher's PRAGMA takes it, hexadecimal digits only: ``x'…'`` with key and salt."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


_known: dict[bytes, Key] = {}


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase gives with this salt.

    It is normalised first (NFC): keyboards type the same Arabic letter as one code point or as two.
    """
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return Key(salt, hashlib.pbkdf2_hmac("sha512", text, salt, ROUNDS, KEY_BYTES))


def new_key(passphrase: str) -> Key:
    """A key with a salt of its own, for a new file."""
    return derive(passphrase, secrets.token_bytes(SALT_BYTES))


def remember(key: Key) -> None:
    """Open files with this key from now on: the archive, and its backups, which begin with the same salt."""
    _known[key.salt] = key
    _leave_no_core()


def _leave_no_core() -> None:
    """Should the program crash, the system writes none of its memory to the disk. Windows has no such limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - POSIX, and only here

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def forget() -> None:
    """Know no key any more."""
    _known.clear()


def any_known() -> bool:
    """Whether an encrypted file is unlocked in this process."""
    return bool(_known)


def may_need_one(path: Path) -> bool:
    """Whether the file begins otherwise than a plain archive does. Quick; `store.encryption.files` looks closer."""
    try:
        return locks.read(path, SALT_BYTES) not in {b"", b"SQLite format 3\0"}
    except OSError:
        return False


def key_of(path: Path) -> Key | None:
    """The known key of this file; None for one that is not encrypted, or whose passphrase nobody gave."""
    if not _known:
        return None
    try:
        return _known.get(locks.read(path, SALT_BYTES))
    except OSError:
        return None
