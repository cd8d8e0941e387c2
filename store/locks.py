"""Reading bytes of a file that SQLite has open in this process, without taking SQLite's locks away.

POSIX forgets all locks that a process has on a file as soon as the process closes any descriptor of it (SQLite, "How To
Corrupt", 2.2). Another program then takes itself for the last that has the archive open, and deletes the log while this one
goes on writing to it: what was told to be saved is gone when the app is left. So while an archive is open here, a descriptor
that was opened beside SQLite's is kept, read again, and closed after SQLite's own.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from pathlib import Path

Identity = tuple[int, int]
"""Device and number of a file: the same under any name."""

_WITHOUT_WAITING = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_guard = threading.Lock()
_open_here: Counter[Identity] = Counter()
_kept: dict[Identity, list[int]] = {}


def claim(path: Path) -> Identity:
    """SQLite has this file open here from now on, until `release` is called with what this gives. Raises OSError."""
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    with _guard:
        _open_here[identity] += 1
    return identity


def release(identity: Identity) -> None:
    """SQLite has closed it, once more."""
    with _guard:
        _open_here[identity] -= 1
        if _open_here[identity] <= 0:
            del _open_here[identity]
            for handle in _kept.pop(identity, ()):
                os.close(handle)


def read(path: Path, count: int) -> bytes:
    """The first `count` bytes of a file, or fewer if it has no more. Raises OSError."""
    with _guard:
        status = path.stat()
        kept = _kept.get((status.st_dev, status.st_ino))
        if kept:
            return os.pread(kept[0], count, 0)
        handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
        try:
            return _read(handle, count)
        finally:
            _close(handle)


def close(handle: int) -> None:
    """Close a descriptor of a file; later, if SQLite has that file open here."""
    with _guard:
        _close(handle)


def _read(handle: int, count: int) -> bytes:
    pieces = []
    while count > 0 and (piece := os.read(handle, count)):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _close(handle: int) -> None:
    """Close it, or keep it. On Windows locks belong to the descriptor, and a file that is kept open can't be replaced."""
    status = os.fstat(handle)
    identity = (status.st_dev, status.st_ino)
    if os.name != "nt" and identity in _open_here:
        _kept.setdefault(identity, []).append(handle)
    else:
        os.close(handle)
