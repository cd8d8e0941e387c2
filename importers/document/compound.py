"""Compound files, the container of Office before 2007: streams read in memory, every chain followed once and bounded.

Its properties (title, author) are read here too.
"""

from __future__ import annotations

import struct

from importers.base import UnreadableSource
from importers.document.code_pages import codec_of_page

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_END = 0xFFFFFFFA
"""Numbers of sectors from here on are marks."""
_NONE = 0xFFFFFFFF
_ENTRY = 128
_MOST_ENTRIES = 20_000
_STORAGES, _STREAM, _ROOT = (1, 5), 2, 5
_IN_HEADER = 109
_CODE_PAGE, _TITLE, _AUTHOR = 1, 2, 4
_BYTES, _WIDE = 30, 31
_MOST_PROPERTIES = 200


class Compound:
    """An open compound file. `names` are those of the streams and storages at its top. Raises UnreadableSource for what is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(MARK):
            raise damaged()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        first_directory, self._cutoff, first_mini = struct.unpack_from("<I4xII", data, 48)
        first_more, count_more = struct.unpack_from("<II", data, 68)
        self._table = self._numbers(self._table_sectors(first_more, count_more))
        self._entries = self._directory(self._chain(first_directory))
        self._mini_table = self._numbers(self._walk(first_mini, self._table))
        self._mini: bytes | None = None
        self.names = frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream at the top, as far as they are there; empty when there is none of this name."""
        kind, start, size = self._entries.get(name, (0, 0, 0))
        if kind != _STREAM:
            return b""
        if size >= self._cutoff:
            return self._chain(start)[:size]
        if self._mini is None:
            self._mini = self._chain(self._root)
        places = self._walk(start, self._mini_table)
        width = self._mini_size
        return b"".join(self._mini[at * width : (at + 1) * width] for at in places)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _numbers(self, sectors: list[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _table_sectors(self, more: int, count: int) -> list[int]:
        """Where the table of chains stands: so many places in the header, more of them in sectors that name the next one."""
        places = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen: set[int] = set()
        while more < _END and more not in seen and len(seen) < count:
            seen.add(more)
            numbers = self._numbers([more])
            if not numbers:
                break
            places += numbers[:-1]
            more = numbers[-1]
        most = len(self._data) // self._size + 1
        return [place for place in dict.fromkeys(places) if place < most]

    def _walk(self, start: int, table: list[int]) -> list[int]:
        """The numbers of a chain, to its end or to where it goes wrong."""
        chain: list[int] = []
        seen = bytearray(len(table))
        while start < len(table) and not seen[start]:
            seen[start] = 1
            chain.append(start)
            start = table[start]
        return chain

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._walk(start, self._table)))

    def _directory(self, data: bytes) -> dict[str, tuple[int, int, int]]:
        """What stands at the top: name → kind, first sector, bytes. What is inside a storage (an embedded file) is not ours."""
        entries: dict[str, tuple[int, int, int]] = {}
        self._root = _NONE
        if len(data) < _ENTRY or data[66] != _ROOT:
            raise damaged()
        self._root = struct.unpack_from("<I", data, 116)[0]
        waiting, seen = [struct.unpack_from("<I", data, 76)[0]], set[int]()
        while waiting and len(seen) < _MOST_ENTRIES:
            number = waiting.pop()
            at = number * _ENTRY
            if number in seen or at + _ENTRY > len(data):
                continue
            seen.add(number)
            length, kind = struct.unpack_from("<HB", data, at + 64)
            left, right, _ = struct.unpack_from("<III", data, at + 68)
            start, size = struct.unpack_from("<II", data, at + 116)
            name = data[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            entries.setdefault(name, (kind, start, size))
            waiting += [left, right]
        return entries


def properties(data: bytes) -> tuple[str | None, str | None]:
    r"""Title and author as the stream ``\\x05SummaryInformation`` states them; None for what it does not."""
    found: dict[int, str] = {}
    try:
        (start,) = struct.unpack_from("<I", data, 44)
        (count,) = struct.unpack_from("<I", data, start + 4)
        places = [
            struct.unpack_from("<II", data, start + 8 + 8 * at) for at in range(min(count, _MOST_PROPERTIES))
        ]
        codec = "cp1252"
        for wanted, offset in sorted(places):
            kind, value = struct.unpack_from("<II", data, start + offset)
            at = start + offset + 8
            if wanted == _CODE_PAGE:
                codec = codec_of_page(value & 0xFFFF)
            elif wanted in (_TITLE, _AUTHOR) and kind in (_BYTES, _WIDE):
                raw = data[at : at + (value if kind == _BYTES else 2 * value)]
                found[wanted] = raw.decode(codec if kind == _BYTES else "utf-16-le", "replace").split("\0")[0]
    except struct.error:
        pass
    return found.get(_TITLE) or None, found.get(_AUTHOR) or None


def damaged() -> UnreadableSource:
    """The sentence for a file whose parts can't be found."""
    return UnreadableSource("broken", "The file is damaged: its parts can't be unpacked.")
