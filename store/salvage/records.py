"""Records as SQLite stores them: variable-length integers, serial types, values (file format, sections 1.6 and 2.1)."""

from __future__ import annotations

import struct

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

_MOST_COLUMNS = 64
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Malformed(Exception):
    """These bytes are no record, or no page, of an archive."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The integer of one to nine bytes at this offset, and the offset after it. Raises `Malformed`."""
    value = 0
    for index in range(9):
        if at + index >= len(data):
            raise Malformed
        byte = data[at + index]
        if index == 8:
            return _signed(value << 8 | byte), at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise Malformed


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def size_of(kind: int) -> int:
    """The bytes that a value of this serial type takes. Raises `Malformed`."""
    if kind >= 12:
        return (kind - 12) // 2
    if kind in {10, 11} or kind < 0:
        raise Malformed
    return _INTEGER_BYTES.get(kind, 8 if kind == 7 else 0)


def kinds(payload: bytes, length: int) -> tuple[list[int], int]:
    """The serial types at the head of a record of `length` bytes, and the length of that head.

    The head and the sizes of the values must add up to the whole. Raises `Malformed`.
    """
    head, at = varint(payload, 0)
    if not at <= head <= min(length, len(payload)):
        raise Malformed
    found = []
    total = head
    while at < head:
        kind, at = varint(payload, at)
        total += size_of(kind)
        found.append(kind)
        if total > length or len(found) > _MOST_COLUMNS:
            raise Malformed
    if at != head or total != length or not found:
        raise Malformed
    return found, head


def decode(payload: bytes) -> Record:
    """The values of a record. Raises `Malformed`."""
    found, at = kinds(payload, len(payload))
    values = []
    for kind in found:
        size = size_of(kind)
        values.append(_value(kind, payload[at : at + size]))
        at += size
    return tuple(values)


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind in _INTEGER_BYTES:
        return int.from_bytes(data, "big", signed=True)
    if kind == 7:
        number: float = struct.unpack(">d", data)[0]
        return number
    if kind in {8, 9}:
        return kind - 8
    if kind % 2 == 0:
        return data
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Malformed from None
