"""What was purged, so that it does not come back by the next import: salted hashes, which say nothing of it by themselves.

Whoever has the very file can find out that it was purged here; nobody can find out what was from the hashes alone. The
same text in other bytes is known by its fingerprint (`store.similar`), if it is long enough to say anything.

What was purged in an archive that was merged is *heard*: an import asks before it takes that in, but it binds nobody
(`store.merging.purges`). The salt of such a row has a mark before it.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple, Self

SCHEMA: tuple[str, ...] = (
    """CREATE TABLE purged(salt TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(salt, hash)) STRICT, WITHOUT ROWID""",
)
HEARD = "+"
"""Before the salt of what was purged elsewhere."""
_SALT, _HASH = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")
_INSERT = "INSERT INTO purged(salt, hash) VALUES(?, ?) ON CONFLICT DO NOTHING"
_SALTS = "SELECT DISTINCT salt FROM purged"
_OURS = "SELECT DISTINCT salt FROM purged WHERE substr(salt, 1, 1) <> '+'"
_IS_THERE = "SELECT 1 FROM purged WHERE salt = ? AND hash = ?"


class Purge(NamedTuple):
    """One thing that was purged: an id or a fingerprint, hashed with the salt of an archive."""

    salt: str
    hash: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Both, with a blank between them."""
        salt, _, digest = text.partition(" ")
        return cls(salt, digest)

    @property
    def makes_sense(self) -> bool:
        """Whether the program can have written it."""
        return bool(_SALT.fullmatch(self.salt) and _HASH.fullmatch(self.hash))


def remember(conn: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Keep these ids and fingerprints as purged here. Needs an open write transaction."""
    row = conn.execute(_OURS).fetchone()
    salt = row[0] if row else secrets.token_hex(16)
    conn.executemany(_INSERT, [(salt, hashed(salt, key)) for key in keys])


def is_purged(conn: sqlite3.Connection, keys: Iterable[str | None], *, heard: bool = False) -> bool:
    """Whether one of these ids and fingerprints was purged here; `heard`: or in an archive that was merged."""
    salts = [salt for (salt,) in conn.execute(_SALTS if heard else _OURS)]
    wanted = [key for key in keys if key]
    return any(
        conn.execute(_IS_THERE, (salt, hashed(salt.removeprefix(HEARD), key))).fetchone()
        for salt in salts
        for key in wanted
    )


def has_any(conn: sqlite3.Connection) -> bool:
    """Whether anything was purged here."""
    return conn.execute(_OURS + " LIMIT 1").fetchone() is not None


def forget(conn: sqlite3.Connection, keys: Iterable[str | None]) -> None:
    """These may be here again, whoever purged them. Needs an open write transaction."""
    wanted = [key for key in keys if key]
    for (salt,) in conn.execute(_SALTS).fetchall():
        rows = [(salt, hashed(salt.removeprefix(HEARD), key)) for key in wanted]
        conn.executemany("DELETE FROM purged WHERE salt = ? AND hash = ?", rows)


def everywhere(conn: sqlite3.Connection) -> list[Purge]:
    """All that was purged here or heard of, in order."""
    rows = conn.execute("SELECT salt, hash FROM purged").fetchall()
    return sorted({Purge(str(salt).removeprefix(HEARD), str(digest)) for salt, digest in rows})


def heard(conn: sqlite3.Connection) -> list[Purge]:
    """What was purged elsewhere and not here."""
    rows = conn.execute("SELECT substr(salt, 2), hash FROM purged WHERE substr(salt, 1, 1) = '+'")
    return [one for one in map(Purge._make, rows) if not conn.execute(_IS_THERE, one).fetchone()]


def hear(conn: sqlite3.Connection, one: Purge) -> bool:
    """Note what was purged elsewhere; whether that was new. Needs an open write transaction."""
    if conn.execute(_IS_THERE, one).fetchone():
        return False
    return conn.execute(_INSERT, (HEARD + one.salt, one.hash)).rowcount > 0


def unhear(conn: sqlite3.Connection, some: Iterable[Purge]) -> None:
    """Forget that these were purged elsewhere. Needs an open write transaction."""
    rows = [(HEARD + one.salt, one.hash) for one in some]
    conn.executemany("DELETE FROM purged WHERE salt = ? AND hash = ?", rows)


def hashed(salt: str, key: str) -> str:
    """What is kept of an id or a fingerprint."""
    from hashlib import sha256  # noqa: PLC0415 - seldom

    return sha256(f"{salt} {key}".encode()).hexdigest()
