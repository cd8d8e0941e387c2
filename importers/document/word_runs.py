"""Where in an old Word file (97 to 2003) paragraphs and characters have which properties: its style, list, row; hidden or deleted.

The file keeps them in pages of 512 bytes, by the places of the text's bytes. Of some hundred properties these few are read.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

_PAGE = 512
_MOST_PAGES = 100_000
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE, _TABS = 0xD608, 0xC615
_HEADING_NAMES, _TITLE_NAME = range(1, 10), 62
_LEVELS = 9
Value = TypeVar("Value")


class Look(NamedTuple):
    """How a paragraph is set: the level of the heading it is, whether it is of a list, in a table, the end of a row."""

    level: int = 0
    listed: bool = False
    in_table: bool = False
    row_end: bool = False


class Spans(Generic[Value]):
    """Values by places in the file, each until the next one begins."""

    def __init__(self, spans: list[tuple[int, int, Value]]) -> None:
        spans.sort(key=lambda span: span[0])
        self._starts = [start for start, _, _ in spans]
        self._spans = spans

    def at(self, place: int) -> Value | None:
        """The value that holds at this place."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or self._spans[number][1] <= place:
            return None
        return self._spans[number][2]

    def within(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that begin or go on between two places."""
        number = max(0, bisect_right(self._starts, first) - 1)
        for start, stop, _ in self._spans[number:]:
            if start >= end:
                return
            if stop > first:
                yield start, stop


def looks(document: bytes, table: bytes, levels: dict[int, int]) -> Spans[Look]:
    """How paragraphs are set; `table` are the pages that say so, `levels` those of styles that are headings."""
    found = []
    for start, end, data in _pages(document, table, 13):
        if len(data) < 2:
            continue
        (style,) = struct.unpack_from("<H", data)
        level, listed, in_table, row_end = levels.get(style, 0), False, False, False
        for name, value in _properties(data[2:]):
            if name == 0x2640:
                level = level or (value + 1 if value < _LEVELS else 0)
            elif name == 0x460B:
                listed = 0 < value < 0x7FF
            elif name == 0x2416:
                in_table = bool(value)
            elif name == 0x2417:
                row_end = bool(value)
        found.append((start, end, Look(level, listed and not level, in_table, row_end)))
    return Spans(found)


def unseen(document: bytes, table: bytes) -> Spans[bool]:
    """Where characters are hidden or deleted."""
    found = []
    for start, end, data in _pages(document, table, 1):
        said = dict(_properties(data))
        if said.get(0x0800) or said.get(0x083C):
            found.append((start, end, True))
    return Spans(found)


def levels_of(sheet: bytes) -> dict[int, int]:
    """Style → level of the heading that it is, or that it stands on. Built-in styles have one number in every language of Word."""
    levels: dict[int, int] = {}
    based: dict[int, int] = {}
    try:
        size, count, base = struct.unpack_from("<HHH", sheet)
        at = 2 + size
        for style in range(count):
            (length,) = struct.unpack_from("<H", sheet, at)
            at += 2
            if length >= base >= 8:
                number, kind = struct.unpack_from("<HH", sheet, at)
                number &= 0xFFF
                if number in _HEADING_NAMES or number == _TITLE_NAME:
                    levels[style] = 1 if number == _TITLE_NAME else number
                elif kind & 0xF == 1:
                    based[style] = kind >> 4
            at += length + (length & 1)
    except struct.error:
        pass
    for style, other in based.items():
        if other in levels:
            levels.setdefault(style, levels[other])
    return levels


def _pages(document: bytes, table: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    """What the pages named by a table hold: first byte of the text, the one behind its last, and the properties.

    `width` is that of an entry in a page: 13 for paragraphs, 1 for characters.
    """
    count = max(0, (len(table) - 4) // 8)
    for number in dict.fromkeys(struct.unpack_from(f"<{count}I", table, 4 * (count + 1))[:_MOST_PAGES]):
        page = document[(number & 0x3FFFFF) * _PAGE :][:_PAGE] if number < _MOST_PAGES * 40 else b""
        if len(page) < _PAGE:
            continue
        runs = page[-1]
        if 4 * (runs + 1) + width * runs >= _PAGE:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            at = 2 * page[4 * (runs + 1) + width * run]
            data = b""
            if at and width == 1:
                data = page[at + 1 : at + 1 + page[at]]
            elif at:
                words = page[at]
                start, size = (at + 1, 2 * words - 1) if words else (at + 2, 2 * page[min(at + 1, _PAGE - 1)])
                data = page[start : start + size]
            yield places[run], places[run + 1], data


def _properties(data: bytes) -> Iterator[tuple[int, int]]:
    """The properties in a list of them with the number each has; of long ones only the name."""
    at = 0
    while at + 2 < len(data):
        (name,) = struct.unpack_from("<H", data, at)
        at += 2
        kind = name >> 13
        if name == _TABLE:
            size = int.from_bytes(data[at : at + 2], "little") + 1
        elif kind == 6:
            size = data[at] + 1
            if name == _TABS and data[at] == 0xFF:
                return
        else:
            size = _OPERANDS[kind]
        yield name, int.from_bytes(data[at : at + size], "little") if kind != 6 else 0
        at += size
