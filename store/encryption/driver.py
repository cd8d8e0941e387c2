"""SQLCipher's driver as if it were `sqlite3`: its errors are raised as those of `sqlite3`, which the store tells apart.

The driver is the extra ``encryption``. A connection is what `store.connection` opens; it is typed as a `sqlite3.Connection`,
whose methods it has except `blobopen` and `serialize`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

from store import errors
from store.encryption.keys import Key
from store.encryption.pages import PAGE_BYTES

_P = ParamSpec("_P")
_R = TypeVar("_R")


def is_installed() -> bool:
    """Whether encrypted files can be opened at all."""
    try:
        import sqlcipher3  # noqa: F401, PLC0415 - an extra
    except ImportError:
        return False
    return True


def connect(uri: str, key: Key | None, *, timeout: float = 5.0) -> sqlite3.Connection:
    """A connection to the file of this ``file:`` URI, opened with the key; without one the file is a plain one.

    `timeout` is in seconds. Raises `EncryptionMissing`, and sqlite3.Error; whether the key is right is seen by the first reading.
    """
    conn = _connection_class()(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        conn.execute(
            "PRAGMA cipher_log_level=NONE"
        )  # else SQLCipher writes to stderr, into the middle of the screen
        conn.execute(f"PRAGMA cipher_default_page_size={PAGE_BYTES}")  # of attached files too
        if key is not None:
            conn.execute(f'PRAGMA key="{key.literal}"')
    except BaseException:
        conn.close()
        raise
    return cast("sqlite3.Connection", conn)


@cache
def _connection_class() -> Any:
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.EncryptionMissing from error

    def told(function: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(function)
        def call(*args: _P.args, **named: _P.kwargs) -> _R:
            try:
                return function(*args, **named)
            except dbapi2.Error as error:
                raise _same(error) from error

        return call

    class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the driver has no types
        """Rows of an encrypted file."""

        execute = told(dbapi2.Cursor.execute)
        executemany = told(dbapi2.Cursor.executemany)
        executescript = told(dbapi2.Cursor.executescript)
        fetchone = told(dbapi2.Cursor.fetchone)
        fetchmany = told(dbapi2.Cursor.fetchmany)
        fetchall = told(dbapi2.Cursor.fetchall)
        __next__ = told(dbapi2.Cursor.__next__)

    class Connection(dbapi2.Connection):  # type: ignore[misc]  # as above
        """A connection to an encrypted file."""

        backup = told(dbapi2.Connection.backup)
        close = told(dbapi2.Connection.close)

        @told
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        # The driver's own go around `cursor`.
        def execute(self, *args: Any) -> Any:
            return self.cursor().execute(*args)

        def executemany(self, *args: Any) -> Any:
            return self.cursor().executemany(*args)

        def executescript(self, *args: Any) -> Any:
            return self.cursor().executescript(*args)

    return told(Connection)


def _same(error: Exception) -> sqlite3.Error:
    """The error of `sqlite3` with the same name, message and code."""
    kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    made: sqlite3.Error = kind(*error.args)
    for name in ("sqlite_errorname", "sqlite_errorcode"):
        if hasattr(error, name):
            setattr(made, name, getattr(error, name))
    return made
