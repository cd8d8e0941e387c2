"""An archive of this program among the files to import: what is to be done with it instead."""

from __future__ import annotations

from typing import BinaryIO

_BEGINNING = b"SQLite format 3\0"
_APPLICATION = b"arch"
"""The four bytes of an archive at offset 68, SQLite's application id."""
_AT = 68
_SENTENCE = (
    "This is an archive of this program. Write what is in it with 'archive export -o all.jsonl' and 'archive dump -o work.jsonl',"
    " import the first file and take in the second with 'archive load'."
)
PROBLEM = ("archive", _SENTENCE)


def is_archive(file: BinaryIO) -> bool:
    """Whether an open file is an archive that is not encrypted. The file stands at its beginning again."""
    head = file.read(_AT + len(_APPLICATION))
    file.seek(0)
    return head.startswith(_BEGINNING) and head.endswith(_APPLICATION)
