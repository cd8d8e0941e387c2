"""A page of an encrypted file, read without SQLCipher: what it says, and whether it is as it was written.

SQLCipher 4 writes each page as AES-256-CBC, and behind it the 16 bytes that the first block is chained to and a HMAC-SHA512
of both and of the page's number. The first 16 bytes of the file are the salt, in the place of SQLite's own.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from pathlib import Path

from store import locks
from store.encryption import aes
from store.encryption.keys import KEY_BYTES, SALT_BYTES, Key

PAGE_BYTES = 8192
"""The page of an encrypted file, as of any archive; it can't be read from the file."""
_CHAIN_BYTES, _HMAC_BYTES = 16, 64
RESERVED = _CHAIN_BYTES + _HMAC_BYTES
"""Bytes at the end of each page in which the database holds nothing."""
_HEADER = b"SQLite format 3\0"
_MASK = 0x3A
_HMAC_ROUNDS = 2
_LOOKED_AT = 8
"""Pages of which one as it was written shows that the key is the right one."""


def decrypted(key: Key, number: int, page: bytes) -> bytes:
    """What the page with this number says. A wrong bit in it spoils the sixteen bytes around it, and one in the next sixteen."""
    end = PAGE_BYTES - RESERVED
    start = SALT_BYTES if number == 1 else 0
    text = aes.decrypt(key.raw, page[end : end + _CHAIN_BYTES], page[start:end])
    return (_HEADER if number == 1 else b"") + text + bytes(RESERVED)


def is_as_written(key: Key, number: int, page: bytes) -> bool:
    """Whether the page with this number is what was written with this key."""
    end = PAGE_BYTES - _HMAC_BYTES
    start = SALT_BYTES if number == 1 else 0
    found = hmac.digest(_hmac_key(key), page[start:end] + number.to_bytes(4, "little"), "sha512")
    return len(page) == PAGE_BYTES and hmac.compare_digest(found, page[end:])


def fits(key: Key, path: Path) -> bool:
    """Whether the key is that of the file, as far as one of its first pages is undamaged. Raises OSError."""
    data = locks.read(path, _LOOKED_AT * PAGE_BYTES)
    pages = (data[start : start + PAGE_BYTES] for start in range(0, _LOOKED_AT * PAGE_BYTES, PAGE_BYTES))
    return any(is_as_written(key, number, page) for number, page in enumerate(pages, 1))


@cache
def _hmac_key(key: Key) -> bytes:
    salt = bytes(byte ^ _MASK for byte in key.salt)
    return hashlib.pbkdf2_hmac("sha512", key.raw, salt, _HMAC_ROUNDS, KEY_BYTES)
