"""The paragraphs of an old Word file (97 to 2003): pieces of text put in their order, and what stands in them but is none.

Deleted and hidden text, field codes, comments and running heads are left aside; rows of tables are lines, notes go to the end, and
the text of boxes behind that of the document.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from importers.base import UnreadableSource
from importers.document.compound import Compound, damaged
from importers.document.front import Paragraph
from importers.document.package import encrypted
from importers.document.word_runs import Look, levels_of, looks, unseen
from importers.fields import encoding

_IDENT = 0xA5EC
_FIRST_VERSION = 0xC1
"""That of Word 97; before it text was not Unicode."""
_LENGTHS = {
    "main": 76,
    "footnotes": 80,
    "headers": 84,
    "macros": 88,
    "comments": 92,
    "endnotes": 96,
    "boxes": 100,
}
_TABLES = {"styles": 1, "footnote refs": 2, "footnotes": 3, "characters": 12, "paragraphs": 13, "pieces": 33, "endnote refs": 46, "endnotes": 47}  # fmt: skip
_FIRST_TABLE = 154
_MOST_PIECES = 1_000_000
_NARROW = 1 << 30
_SIGNS = {0x0B: "\n", 0x09: " ", 0x1E: "-", 0xA0: " "}
_TAKEN_OUT = re.compile("[\x00-\x06\x08\x0f-\x12\x16-\x1f\ue000-\uf8ff]")
_SIGNS_OF_ENDS = "\r\x07\x0c\x0e\x13\x14\x15"
_PARTS = re.compile(f"[^{_SIGNS_OF_ENDS}]*[{_SIGNS_OF_ENDS}]|[^{_SIGNS_OF_ENDS}]+")
_LONGEST_CODE = 4_096
"""Characters of a field's code beyond which it is none: its end is missing."""


class _Piece(NamedTuple):
    """Text that stands in one piece in the file: number of its first character and of the one behind its last, place, bytes a character."""

    first: int
    end: int
    place: int
    width: int


class WordText:
    """The text of a file of Word 97 to 2003. Raises UnreadableSource for what is encrypted, damaged, or of an older version."""

    def __init__(self, file: Compound) -> None:
        self._document = file.stream("WordDocument")
        if len(self._document) < _FIRST_TABLE + 8 * 48:
            raise damaged()
        ident, version, flags = struct.unpack_from("<HH6xH", self._document)
        if ident != _IDENT or version < _FIRST_VERSION:
            raise UnreadableSource(
                "unknown format",
                "This document is of a Word before 1997. Open it with LibreOffice and save it as ODT or DOCX.",
            )
        if flags & 0x100:
            raise encrypted()
        self._tables = file.stream("1Table" if flags & 0x200 else "0Table")
        self._lengths = {
            name: max(0, struct.unpack_from("<i", self._document, at)[0]) for name, at in _LENGTHS.items()
        }
        if sum(self._lengths.values()) > 3 * encoding.MAX_TEXT:
            encoding.check_size(sum(self._lengths.values()), 0)
        self._pieces = list(self._read_pieces(self._table("pieces")))
        self._looks = looks(self._document, self._table("paragraphs"), levels_of(self._table("styles")))
        self._unseen = unseen(self._document, self._table("characters"))

    def paragraphs(self) -> list[Paragraph]:
        """All of them, in the order in which they are read."""
        notes = {**self._refs("footnote refs"), **self._refs("endnote refs")}
        numbers = {place: number for number, place in enumerate(sorted(notes), 1)}
        found = list(self._blocks(*self._part("main"), numbers))
        found += [Paragraph(one.text) for one in self._blocks(*self._part("boxes"), {})]
        texts = {}
        for kind in ("footnote", "endnote"):
            start, _ = self._part(f"{kind}s")
            edges = self._edges(f"{kind}s", 0)
            places = [place for place, of in notes.items() if of == f"{kind} refs"]
            for place, first, end in zip(places, edges, edges[1:], strict=False):
                lines = self._blocks(start + first, start + end, {})
                texts[numbers[place]] = " ".join(" ".join(one.text for one in lines).split())
        found += [Paragraph(f"[{number}] {text}") for number, text in sorted(texts.items()) if text]
        return found

    def _table(self, name: str) -> bytes:
        place, size = struct.unpack_from("<II", self._document, _FIRST_TABLE + 8 * _TABLES[name])
        return self._tables[place : place + size]

    def _part(self, name: str) -> tuple[int, int]:
        """The numbers of a part's first character and of the one behind its last."""
        names = list(_LENGTHS)
        start = sum(self._lengths[one] for one in names[: names.index(name)])
        return start, start + self._lengths[name]

    def _edges(self, name: str, width: int) -> list[int]:
        """The numbers of characters in a table that says something (in `width` bytes) of the text between them."""
        data = self._table(name)
        count = (len(data) - 4) // (4 + width) if len(data) >= 4 else -1
        return list(struct.unpack_from(f"<{count + 1}i", data))

    def _refs(self, name: str) -> dict[int, str]:
        return dict.fromkeys(self._edges(name, 2)[:-1], name)

    def _read_pieces(self, data: bytes) -> Iterator[_Piece]:
        at = 0
        while at < len(data) and data[at] == 1:
            at += 3 + int.from_bytes(data[at + 1 : at + 3], "little")
        if data[at : at + 1] != b"\x02":
            raise damaged()
        data = data[at + 5 : at + 5 + int.from_bytes(data[at + 1 : at + 5], "little")]
        count = (len(data) - 4) // 12
        if not 0 < count < _MOST_PIECES:
            raise damaged()
        edges = struct.unpack_from(f"<{count + 1}I", data)
        for number in range(count):
            (place,) = struct.unpack_from("<I", data, 4 * (count + 1) + 8 * number + 2)
            narrow = bool(place & _NARROW)
            place &= _NARROW - 1
            if edges[number] < edges[number + 1]:
                yield _Piece(
                    edges[number], edges[number + 1], place // 2 if narrow else place, 1 if narrow else 2
                )

    def _characters(self, first: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The text between two numbers of characters, in stretches: number and place of the first one, and what they are."""
        for piece in self._pieces:
            start, stop = max(first, piece.first), min(end, piece.end)
            if start < stop:
                place = piece.place + (start - piece.first) * piece.width
                data = self._document[place : place + (stop - start) * piece.width]
                yield start, place, data.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")

    def _shown(self, first: int, end: int, numbers: dict[int, int]) -> Iterator[tuple[int, str]]:
        """The same cut behind each sign that ends a paragraph, a cell or a part of a field, with the place of that sign.

        What is hidden is blotted out, the marks of notes have their numbers behind them.
        """
        for start, place, text in self._characters(first, end):
            width = next(piece.width for piece in self._pieces if piece.first <= start < piece.end)
            shown = list(text)
            for left, right in self._unseen.within(place, place + len(text) * width):
                first_hidden, behind = (
                    max(0, (left - place) // width),
                    min((right - place) // width, len(text)),
                )
                shown[first_hidden:behind] = "\x10" * (behind - first_hidden)
            at, text_shown = 0, "".join(shown)
            for found in _PARTS.finditer(text_shown):
                stop = found.end()
                here = {one: number for one, number in numbers.items() if start + at <= one < start + stop}
                yield place + (stop - 1) * width, _numbered(text_shown, at, stop, start, here)
                at = stop

    def _blocks(self, first: int, end: int, numbers: dict[int, int]) -> Iterator[Paragraph]:
        """The paragraphs between two numbers of characters; `numbers` are those of the notes that are marked there."""
        pieces: list[str] = []
        cells: list[str] = []
        cell: list[str] = []
        codes: list[bool] = []
        code = 0
        for place, part in self._shown(first, end, numbers):
            text, sign = (part[:-1], part[-1]) if part[-1] in _SIGNS_OF_ENDS else (part, "")
            if any(codes):
                code += len(text)
                codes = [] if code > _LONGEST_CODE else codes
            else:
                pieces.append(text)
            if sign == "\x13":
                codes.append(True)
                code = 0
            elif sign in "\x14\x15" and sign:
                codes = [*codes[:-1], False] if sign == "\x14" and codes else codes[:-1]
            elif sign and not any(codes):
                look = self._looks.at(place) or Look(
                    0, False, sign == "\x07", sign == "\x07" and not "".join(pieces)
                )
                line = _plain("".join(pieces))
                pieces.clear()
                if sign == "\x07" and look.row_end:
                    yield from _row(cells, cell)
                elif sign == "\x07":
                    cells.append(" ".join(" ".join([*cell, line]).split()))
                    cell.clear()
                elif look.in_table:
                    cell.append(line)
                else:
                    yield from _row(cells, cell)
                    yield from _lines(line, look)
        yield from _row(cells, cell)
        yield from _lines(_plain("".join(pieces)), Look())


def _numbered(text: str, start: int, end: int, first: int, numbers: dict[int, int]) -> str:
    """A stretch of a text with the numbers of notes in brackets; `first` is the number of the text's first character."""
    out, at = [], start
    for place, number in sorted(numbers.items()):
        out += [text[at : place - first], f"[{number}]"]
        at = place - first
    return "".join([*out, text[at:end]])


def _plain(text: str) -> str:
    return _TAKEN_OUT.sub("", text.translate(_SIGNS))


def _row(cells: list[str], cell: list[str]) -> Iterator[Paragraph]:
    """The row of a table that is collected, if there is one; nothing of it is left."""
    shown = [one for one in (*cells, " ".join(" ".join(cell).split())) if one]
    cells.clear()
    cell.clear()
    if shown:
        yield Paragraph(" | ".join(shown))


def _lines(text: str, look: Look) -> Iterator[Paragraph]:
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            yield Paragraph(f"- {line}" if look.listed and not number else line, look.level)
