"""What was purged, so that it does not come back by the next import: salted hashes, which say nothing of it by themselves.

Whoever has the very file can find out that it was purged here; nobody can find out what was from the hashes alone. The
same text in other bytes is known by its fingerprint (`store.similar`), if it is long enough to say anything.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable

SCHEMA: tuple[str, ...] = (
    """CREATE TABLE purged(salt TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(salt, hash)) STRICT, WITHOUT ROWID""",
)


def remember(conn: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Keep these ids and fingerprints as purged. Needs an open write transaction."""
    row = conn.execute("SELECT salt FROM purged LIMIT 1").fetchone()
    salt = row[0] if row else secrets.token_hex(16)
    rows = [(salt, _hash(salt, key)) for key in keys]
    conn.executemany("INSERT INTO purged(salt, hash) VALUES(?, ?) ON CONFLICT DO NOTHING", rows)


def is_purged(conn: sqlite3.Connection, keys: Iterable[str | None]) -> bool:
    """Whether one of these ids and fingerprints was purged. Archives that were merged have a salt each."""
    salts = [salt for (salt,) in conn.execute("SELECT DISTINCT salt FROM purged")]
    return any(
        conn.execute("SELECT 1 FROM purged WHERE salt = ? AND hash = ?", (salt, _hash(salt, key))).fetchone()
        for salt in salts
        for key in keys
        if key
    )


def forget(conn: sqlite3.Connection, keys: Iterable[str | None]) -> None:
    """These may be here again. Needs an open write transaction."""
    wanted = [key for key in keys if key]
    for (salt,) in conn.execute("SELECT DISTINCT salt FROM purged").fetchall():
        rows = [(salt, _hash(salt, key)) for key in wanted]
        conn.executemany("DELETE FROM purged WHERE salt = ? AND hash = ?", rows)


def _hash(salt: str, key: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - seldom

    return sha256(f"{salt} {key}".encode()).hexdigest()
