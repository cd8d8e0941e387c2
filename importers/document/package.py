"""The ZIP container of DOCX, ODT and EPUB, read in memory: nothing is unpacked, sizes are limited, names are never paths."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from importers.base import UnreadableSource

MAX_PART = 24 << 20
"""Bytes of one part beyond which a document is refused: the text of a thousand pages is a tenth of it."""
MAX_ENTRIES = 20_000
_ENCRYPTED = 1


class Package:
    """An open container. A context manager; raises UnreadableSource for what is damaged, too large or encrypted."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise _damaged() from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableSource("too large", f"The file holds more than {MAX_ENTRIES} parts.")
        # Some programs on Windows part names by its own sign.
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def part(self, name: str, most: int = MAX_PART) -> bytes:
        """The bytes of a part, at most `most` whatever its header says; empty when there is none of this name."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.flag_bits & _ENCRYPTED:
            raise encrypted()
        if entry.file_size > most:
            raise _too_large(most)
        try:
            with self._zip.open(entry) as part:
                data = part.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            NotImplementedError,
            EOFError,
            RuntimeError,
        ):
            raise _damaged() from None
        if len(data) > most:
            raise _too_large(most)
        return data

    def names(self) -> list[str]:
        """The names of all parts, in their order."""
        return list(self._entries)


def encrypted() -> UnreadableSource:
    """The sentence for a file that asks for a password."""
    return UnreadableSource("encrypted", "It is protected by a password. Save a copy without one.")


def _damaged() -> UnreadableSource:
    return UnreadableSource("broken", "The file is damaged: its parts can't be unpacked.")


def _too_large(most: int) -> UnreadableSource:
    return UnreadableSource("too large", f"A part of the file is larger than {most >> 20} MB when unpacked.")


def claimed(path: str, head: bytes, media_type: bytes, endings: tuple[str, ...]) -> int:
    """How sure the first bytes make it, out of 100, that this is a container of that type.

    EPUB (OCF) and OpenDocument both want the type uncompressed at the container's beginning; where it is not, the name says it.
    """
    if not head.startswith(b"PK\x03\x04"):
        return 0
    if media_type in head[:200]:
        return 95
    return 80 if path.lower().endswith(endings) else 0
