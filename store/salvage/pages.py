"""The pages of a database file and of its log, read as they lie there (SQLite's file format, sections 1, 2 and 4).

Nothing is taken on trust: a file that SQLite refuses has some byte wrong, and everything else must still be found.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from store import locks
from store.encryption import keys
from store.encryption import pages as encrypted
from store.salvage.records import Malformed, Record, decode, kinds, varint

DEFAULT_BYTES = 8192
"""The page size of every archive (`store.schema.PAGE_BYTES`), where the header does not say a possible one."""
LEAF_TABLE, LEAF_INDEX, INNER_TABLE, INNER_INDEX = 0x0D, 0x0A, 0x05, 0x02
KINDS = frozenset({LEAF_TABLE, LEAF_INDEX, INNER_TABLE, INNER_INDEX})
_FILE_HEAD = 100
_LOG_HEAD = 32
_FRAME_HEAD = 24
_LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}


class Cell(NamedTuple):
    """A record with the page it begins on; `rowid` is None in an index and in a table without row ids."""

    page: int
    rowid: int | None
    values: Record


class Pages:
    """The pages of a database file, numbered from 1, with what was committed into its log laid over them.

    Those of an encrypted file whose passphrase is known are decrypted, each once.
    """

    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._file = os.fdopen(handle, "rb", closefd=False)
        head = self._file.read(_FILE_HEAD)
        self._key = keys.key_of(path)
        self._decrypted: dict[int, bytes] = {}
        said = int.from_bytes(head[16:18]) if len(head) == _FILE_HEAD else 0
        said = 65536 if said == 1 else said
        self.size = said if said >= 512 and said & (said - 1) == 0 and not self._key else DEFAULT_BYTES
        self.usable = self.size - (encrypted.RESERVED if self._key else 0)
        """The bytes of a page in which records can be."""
        length = self._file.seek(0, 2)
        self.count = -(-length // self.size)
        self._log: dict[int, bytes] = {}
        log = path.with_name(path.name + "-wal")
        with suppress(OSError):
            self._log = _committed(log.read_bytes(), self.size)
        self.count = max([self.count, *self._log])
        self.overflowing: set[int] = set()
        """The pages that continue some record that was read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        handle = self._file.fileno()
        self._file.close()
        locks.close(handle)

    def read(self, number: int) -> bytes:
        """A page; what is missing of it at the end of the file is zeros. Raises `Malformed` for one that can't be."""
        if not 1 <= number <= self.count:
            raise Malformed
        if number in self._decrypted:
            return self._decrypted[number]
        if number in self._log:
            data = self._log[number]
        else:
            try:
                self._file.seek((number - 1) * self.size)
                data = self._file.read(self.size)
            except OSError:  # a bad sector
                data = b""
        data = data.ljust(self.size, b"\0")
        if self._key is not None:
            data = self._decrypted[number] = encrypted.decrypted(self._key, number, data)
        return data

    def start(self, number: int) -> int:
        """Where the header of the b-tree page begins: after that of the file on the first page."""
        return _FILE_HEAD if number == 1 else 0

    def children(self, number: int) -> list[int]:
        """The pages below an inner page."""
        data, at = self.read(number), self.start(number)
        if data[at] not in {INNER_TABLE, INNER_INDEX}:
            return []
        count = int.from_bytes(data[at + 3 : at + 5])
        pointers = [
            int.from_bytes(data[place : place + 2]) for place in range(at + 12, at + 12 + 2 * count, 2)
        ]
        below = [int.from_bytes(data[place : place + 4]) for place in pointers if place + 4 <= self.size]
        return [*below, int.from_bytes(data[at + 8 : at + 12])]

    def cells(self, number: int) -> tuple[list[Cell], bool]:
        """The records that a page holds by its own account, and whether everything in it adds up."""
        data, at = self.read(number), self.start(number)
        kind = data[at]
        if kind == INNER_TABLE:
            return [], True
        if kind not in KINDS:
            return [], False
        count = int.from_bytes(data[at + 3 : at + 5])
        first = at + (12 if kind == INNER_INDEX else 8)
        found = []
        used = 0
        sound = True
        for place in range(first, min(first + 2 * count, self.size - 1), 2):
            pointer = int.from_bytes(data[place : place + 2])
            try:
                cell, length = self._cell(data, pointer, kind, number)
            except Malformed:
                sound = False
                continue
            used += length
            found.append(cell)
        return found, sound and self._adds_up(data, at, first + 2 * count, used)

    def _adds_up(self, data: bytes, at: int, end: int, used: int) -> bool:
        """Whether records, free blocks and fragments fill what the page says is in use."""
        content = int.from_bytes(data[at + 5 : at + 7]) or 65536
        free = data[at + 7]
        block = int.from_bytes(data[at + 1 : at + 3])
        steps = 0
        while block:
            if block + 4 > self.size or steps > self.size // 4:
                return False
            free += int.from_bytes(data[block + 2 : block + 4])
            block = int.from_bytes(data[block : block + 2])
            steps += 1
        return end <= content and content + used + free == self.usable

    def unused(self, number: int) -> list[range]:
        """The bytes of a b-tree page that hold nothing: between its pointers and its records, and in its free blocks."""
        data, at = self.read(number), self.start(number)
        if data[at] not in KINDS:
            return []
        first = at + (12 if data[at] in {INNER_TABLE, INNER_INDEX} else 8)
        first += 2 * int.from_bytes(data[at + 3 : at + 5])
        found = [range(first, int.from_bytes(data[at + 5 : at + 7]) or 65536)]
        block = int.from_bytes(data[at + 1 : at + 3])
        while 0 < block < self.size - 3 and len(found) < self.size // 4:
            found.append(range(block + 4, block + int.from_bytes(data[block + 2 : block + 4])))
            block = int.from_bytes(data[block : block + 2])
        return found

    def scan(self, number: int) -> Iterator[Cell]:
        """Every record that can be made out in a page whose own account is wrong: each place in it is tried."""
        data = self.read(number)
        for place in range(self.start(number) + 8, self.usable - 4):
            for kind in (LEAF_TABLE, LEAF_INDEX):
                with suppress(Malformed):
                    yield self._cell(data, place, kind, number)[0]

    def _cell(self, data: bytes, at: int, kind: int, number: int) -> tuple[Cell, int]:
        """The record whose cell begins here, and the bytes that the cell takes. Raises `Malformed`."""
        begin = at
        if not 8 <= at < self.size - 3:
            raise Malformed
        if kind == INNER_INDEX:
            at += 4
        length, at = varint(data, at)
        rowid = None
        if kind == LEAF_TABLE:
            rowid, at = varint(data, at)
        local = self._local(length, table=kind == LEAF_TABLE)
        if at + local > self.usable or length < 2:
            raise Malformed
        payload = data[at : at + local]
        kinds(payload, length)
        at += local
        if local < length:
            payload += self._overflow(int.from_bytes(data[at : at + 4]), length - local)
            at += 4
        return Cell(number, rowid, decode(payload)), max(4, at - begin)

    def _local(self, length: int, *, table: bool) -> int:
        """How much of a record of this length stands on the page itself."""
        if length < 0 or length > self.count * self.size:
            raise Malformed
        most = self.usable - 35 if table else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        return local if local <= most else least

    def _overflow(self, number: int, length: int) -> bytes:
        pieces = []
        met: set[int] = set()
        while length > 0:
            if number in met:
                raise Malformed
            met.add(number)
            data = self.read(number)
            pieces.append(data[4 : min(4 + length, self.usable)])
            length -= len(pieces[-1])
            number = int.from_bytes(data[:4])
        self.overflowing |= met
        return b"".join(pieces)


def _committed(log: bytes, size: int) -> dict[int, bytes]:
    """The last committed state of each page in a log: its frames as long as their checksums hold, up to a commit."""
    if len(log) < _LOG_HEAD:
        return {}
    magic, _version, said, _sequence, salts, first, second = struct.unpack(">IIII8sII", log[:_LOG_HEAD])
    order = _LOG_MAGIC.get(magic)
    if order is None or said != size:
        return {}
    sums = _checksum(log[:24], order, (0, 0))
    if sums != (first, second):
        return {}
    whole: dict[int, bytes] = {}
    open_: dict[int, bytes] = {}
    for at in range(_LOG_HEAD, len(log) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size):
        number, pages, frame_salts, first, second = struct.unpack(">II8sII", log[at : at + _FRAME_HEAD])
        data = log[at + _FRAME_HEAD : at + _FRAME_HEAD + size]
        sums = _checksum(log[at : at + 8] + data, order, sums)
        if frame_salts != salts or sums != (first, second):
            break
        open_[number] = data
        if pages:
            whole |= open_
            open_.clear()
    return whole


def _checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of the log over pairs of words, going on from `sums` (file format, 4.2)."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
