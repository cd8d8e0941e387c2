"""An archive of this program among the files to import: what is to be done with it instead."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from store.encryption import files

_BEGINNING = b"SQLite format 3\0"
_APPLICATION = b"arch"
"""The four bytes of an archive at offset 68, SQLite's application id."""
_AT = 68
_SENTENCE = "This is an archive of this program. 'archive merge' takes in what it has; so does the import of the app, where it is named alone."
PROBLEM = ("archive", _SENTENCE)


def is_archive(file: BinaryIO) -> bool:
    """Whether an open file is an archive that is not encrypted. The file stands at its beginning again."""
    head = file.read(_AT + len(_APPLICATION))
    file.seek(0)
    return head.startswith(_BEGINNING) and head.endswith(_APPLICATION)


_ENDINGS = frozenset({".db", ".bak", ".archive"})
"""What the name of an encrypted archive ends in: nothing in the file says what it is, and packed files look alike."""


def is_one(path: Path) -> bool:
    """Whether the file at `path` is an archive, plain or, as it seems, encrypted. Raises OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if is_archive(file):
            return True
    return path.suffix in _ENDINGS and files.is_encrypted(path)
