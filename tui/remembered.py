"""What the program remembers outside an archive: a text in a file that its owner alone can read.

Of an encrypted archive it is encrypted too, with the same key: the queries, the place and the note that is being typed say
as much as the archive itself. While that is locked nothing of it is read or written.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from store.encryption import keys
from tui.private_folder import make_private

_HALF_WRITTEN = ".new"
"""What the names of files end in until they are whole."""
_STALE = 60.0
"""Seconds after which nobody writes to such a file any more; it takes some thousandths of one."""


def remember(path: Path, text: str, archive: Path, *, force: bool = False) -> None:
    """Keep the text at `path`: written beside the old file and moved over it, so that a crash leaves one or the other.

    `force`: it is on the disk then. Raises OSError; UnicodeEncodeError for what no file can hold.
    """
    key = _key(archive)
    make_private(path.parent)
    # A temporary file is made readable by its owner alone, and stays so under its new name.
    with NamedTemporaryFile("wb", dir=path.parent, suffix=_HALF_WRITTEN, delete=False) as file:
        temporary = Path(file.name)
        try:
            if key is None:
                file.write(text.encode())
                file.flush()
                if force:
                    os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    try:
        if key is not None:
            from store.encryption import sealed  # noqa: PLC0415 - an extra

            sealed.write(temporary, text, key)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Take away what a program that was killed left half written in this folder. Raises nothing."""
    with suppress(OSError):
        for path in folder.glob(f"*{_HALF_WRITTEN}"):
            with suppress(OSError):
                if abs(time() - path.stat().st_mtime) > _STALE:
                    path.unlink()


def remembered(path: Path, archive: Path) -> str:
    """The text that is kept there. Raises OSError, ValueError."""
    key = _key(archive)
    if key is not None:
        from store.encryption import sealed  # noqa: PLC0415 - an extra

        if sealed.is_sealed(path, key):
            return sealed.read(path, key)
    return path.read_text(encoding="utf-8")


def _key(archive: Path) -> keys.Key | None:
    """The key of the archive, None for a plain one. Raises OSError where it is locked."""
    key = keys.key_of(archive)
    if key is None and keys.may_need_one(archive):
        raise OSError(errno.EACCES, "the archive is locked")
    return key
