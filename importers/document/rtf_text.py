"""The paragraphs of an RTF file: groups and control words walked through once, text decoded by the font it is set in.

What is hidden, deleted, a comment, a running head, a picture or a field's code is left aside; notes go to the end, and text boxes
behind the paragraph that they are anchored in.
"""

from __future__ import annotations

import re

from importers.base import UnreadableSource
from importers.document.code_pages import codec_of_page
from importers.document.front import Paragraph
from importers.document.rtf_state import PLAIN, Outside, Rtf, State
from importers.document.rtf_words import (
    ENDS,
    OPENED,
    SIGNS,
    SKIPPED,
    SYMBOL,
    SYMBOLS,
    TOKEN,
    UNIT,
    UNITS,
    codec_of_charset,
    past_group,
)
from importers.fields import encoding

_HEADING = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_DEEPEST = 500
_MOST_GROUPS = 1_000_000
_MOST_ENDS = 10 * encoding.MAX_LINES
"""Paragraphs, empty ones too, beyond which a file is refused."""
_LEVELS = 9
_INFO = frozenset(("title", "author"))
_KEPT = _INFO | {"text", "style", "label"}
_BULLETS = "\uf0b7\uf0a7\uf076\uf0d8\uf02d\uf0fc"
_PRIVATE = {**dict.fromkeys(range(0xE000, 0xF900)), **dict.fromkeys(map(ord, _BULLETS), "•")}
"""Signs of fonts of their own, which are no letters: bullets are known."""


def read_rtf(data: bytes) -> Rtf:
    """The paragraphs of an RTF file with its notes at the end. Raises UnreadableSource for one nested or grown beyond reason."""
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._rtf = Rtf()
        self._state = State()
        self._stack: list[State] = []
        self._page = "cp1252"
        self._default_font = self._named_font = 0
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, int] = {}
        self._bytes = bytearray()
        self._units: list[str] = []
        self._cells: list[str] = []
        self._cell: list[str] = []
        self._outside: list[Outside] = []
        self._boxes: list[Paragraph] = []
        self._notes: list[str] = []
        self._skip = self._label = self._size = 0
        self._first = self._optional = False
        self._characters = self._groups = self._ends = self._begun_notes = 0

    def read(self) -> Rtf:
        data, at, end = self._data, 0, len(self._data)
        while at < end and not self._rtf.whole:
            usual = self._state.unicode_skips == 1 and not self._first
            found = (UNITS.match(data, at) if usual else None) or TOKEN.match(data, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            kind = found.lastgroup
            if kind == "text":
                self._add_bytes(found["text"])
            elif kind == "bytes":
                self._add_bytes(bytes.fromhex(found["bytes"].replace(b"\\'", b"").decode("ascii")))
            elif kind == "units":
                self._add("".join(chr(int(one) & 0xFFFF) for one in UNIT.findall(found["units"])))
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "symbol":
                self._symbol(found["symbol"].decode("latin-1"))
            elif kind in ("word", "number"):
                number = int(found["number"]) if found["number"] else None
                if found["word"] == b"bin":
                    at += max(number or 0, 0)
                    continue
                self._word(found["word"].decode("ascii"), number)
                if self._state.to == "skipped":
                    at = past_group(data, at)
        self._end()
        return self._rtf

    def _end(self) -> None:
        """What was collected when the file ends, be it in the middle."""
        if self._state.to in _INFO or self._state.to == "style":
            self._units.clear()
            self._bytes.clear()
        self._state.to = "text"
        while self._outside:
            self._leave()
        self._end_paragraph()
        self._end_row()
        self._set_boxes()
        self._rtf.paragraphs += map(Paragraph, self._notes)

    def _open(self) -> None:
        self._flush()
        self._groups += 1
        if len(self._stack) >= _DEEPEST or self._groups > _MOST_GROUPS:
            raise UnreadableSource("nested too deeply", "It is nested too deeply.")
        self._stack.append(self._state)
        self._state = self._state.inside()
        self._first, self._optional, self._skip = True, False, 0

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if not self._stack:
            return
        if self._outside and len(self._stack) == self._outside[-1].depth:
            self._leave()
        left, self._state = self._state, self._stack.pop()
        if left.to == "style" and self._state.to == "stylesheet":
            self._name_style(left)
        elif left.to == "label" and self._state.to == "text":
            del self._units[self._label :]
        elif left.to in _INFO and self._state.to == "info":
            self._rtf.info.setdefault(left.to, self._text().strip(" ;"))
        self._rtf.whole = not self._stack

    def _name_style(self, style: State) -> None:
        name = self._text().strip(" ;")
        heading = _HEADING.match(name)
        level = int(heading[1]) if heading else 1 if name.lower() == "title" else style.outline
        if level:
            self._styles[style.style] = level

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = self._first
        elif symbol in "\r\n":
            self._end_paragraph()
        elif self._skip:
            self._skip -= 1
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        first, self._first = self._first, False
        optional, self._optional = self._optional, False
        if first and self._led(word, optional=optional):
            return
        if word == "u":
            self._add_unit(number or 0)
            self._skip = self._state.unicode_skips
            return
        skipped, self._skip = self._skip, 0
        if word in SIGNS:
            if skipped:
                self._skip = skipped - 1
            else:
                self._add(SIGNS[word])
        elif word in ENDS:
            if self._state.to == "label":
                self._no_label()
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        else:
            self._set(word, 1 if number is None else number)

    def _led(self, word: str, *, optional: bool) -> bool:
        """Whether this first word of a group leads its text somewhere; then it is led there."""
        state = self._state
        if word in ("listtext", "pntext", "pn") and self._stack:
            self._stack[-1].listed = True
        if word in ("listtext", "pntext") and state.to == "text":
            state.to, self._label = "label", len(self._units)
        elif word in SKIPPED or (optional and word not in OPENED):
            state.to = "skipped"
        elif word in ("footnote", "shptxt") and state.to == "text":
            self._enter(word)
        elif word in ("fonttbl", "stylesheet", "info", "upr") or (state.to == "info" and word in _INFO):
            state.to = word
        elif word == "ud":
            state.to = next((one.to for one in reversed(self._stack) if one.to != "upr"), "text")
        else:
            return False
        return True

    def _no_label(self) -> None:
        """The group of a list's number goes on with the text of its paragraph (AbiWord): that is what stands behind its tab."""
        self._flush()
        text = self._units[self._label :]
        self._units[self._label :] = text[text.index(" ") + 1 :] if " " in text else text
        for state in (*self._stack, self._state):
            if state.to == "label":
                state.to, state.listed = "text", True

    def _enter(self, kind: str) -> None:
        """A note or a text box begins, whose text is none of the paragraph round it."""
        if kind == "footnote":
            self._begun_notes += 1
            if self._units and self._units[-1] == " ":  # LibreOffice sets a blank above the line, too
                self._units.pop()
            self._add(f"[{self._begun_notes}]")
        self._outside.append(Outside(kind, len(self._stack), self._units, self._cells, self._cell))
        self._units, self._cells, self._cell = [], [], []

    def _leave(self) -> None:
        self._state.to = "text"
        if self._outside[-1].kind == "footnote":
            self._notes.append(f"[{len(self._notes) + 1}] {' '.join(self._text().split())}")
        else:
            self._end_paragraph()
            self._end_row()
        _, _, self._units, self._cells, self._cell = self._outside.pop()

    def _set(self, word: str, value: int) -> None:
        state = self._state
        if word in ("f", "af", "rtlch", "ltrch", "plain", "v", "deleted"):
            self._flush()
        if word == "f":
            state.font = value
            if state.to == "fonttbl":
                self._named_font = value
        elif word == "af":
            state.arabic = value
        elif word == "fcharset" and state.to == "fonttbl":
            self._fonts[self._named_font] = codec_of_charset(value, self._page)
        elif word == "cpg" and state.to == "fonttbl":
            self._fonts[self._named_font] = codec_of_page(value)
        elif word == "ansicpg":
            self._page = codec_of_page(value)
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self._default_font = value
        elif word == "uc":
            state.unicode_skips = min(max(value, 0), 32)
        elif word in ("rtlch", "ltrch"):
            state.rtl = word == "rtlch"
        elif word == "plain":
            state.font, state.arabic, state.size = -1, -1, PLAIN
            state.rtl = state.hidden = state.deleted = False
        elif word == "pard":
            state.style = state.outline = 0
            state.listed = state.in_table = False
        elif word == "s":
            state.style = value
            if state.to == "stylesheet":
                state.to = "style"
        elif word == "outlinelevel":
            state.outline = value + 1 if 0 <= value < _LEVELS else 0
        elif word == "ls":
            state.listed = value > 0
        elif word == "fs":
            state.size = value
        elif word == "intbl":
            state.in_table = True
        elif word == "v":
            state.hidden = value != 0
        elif word == "deleted":
            state.deleted = value != 0

    def _add_bytes(self, data: bytes) -> None:
        self._first = False
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _add_unit(self, number: int) -> None:
        """A unit of UTF-16, which most programs write as a signed number, or the number of a character."""
        number = number & 0xFFFF if number < 0 else number
        self._add(chr(number) if number < 0x110000 else "\ufffd")

    def _add(self, text: str) -> None:
        self._first, self._skip = False, 0
        self._flush()
        self._take(text)

    def _flush(self) -> None:
        """Decodes the bytes that came since by the font they stand in."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        codec = self._codec()
        if codec == SYMBOL:
            self._take("".join(chr(byte) if byte < 0x80 else chr(0xF000 + byte) for byte in data))
        else:
            self._take(data.decode(codec, "replace"))

    def _codec(self) -> str:
        state = self._state
        font = state.font if state.font >= 0 else self._default_font
        codec = self._fonts.get(font, self._page)
        if state.rtl and state.arabic >= 0 and codec in ("cp1252", self._page):
            other = self._fonts.get(state.arabic, codec)
            return codec if other == SYMBOL else other
        return codec

    def _take(self, text: str) -> None:
        state = self._state
        if state.hidden or state.deleted or state.to not in _KEPT:
            return
        self._size = max(self._size, state.size) if text.strip() else self._size
        self._characters += len(text)
        if self._characters > encoding.MAX_TEXT:
            encoding.check_size(self._characters, 0)
        self._units.append(text)

    def _text(self) -> str:
        """What was collected since the last paragraph, halves of characters put together."""
        self._flush()
        text = "".join(self._units)
        self._units.clear()
        if text.isascii():
            return text
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_PRIVATE)

    def _end_paragraph(self) -> None:
        state = self._state
        self._ends += 1
        if self._ends > _MOST_ENDS:
            encoding.check_size(0, self._ends)
        self._flush()
        if state.to != "text":
            return
        if self._outside and self._outside[-1].kind == "footnote":
            self._units.append(" ")
            return
        text = self._text()
        size, self._size = self._size, 0
        if state.in_table or (self._cells and not text.strip()):
            self._cell.append(text)
            return
        self._end_row()
        level = self._styles.get(state.style, 0) or state.outline
        listed = state.listed and not level
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                self._keep(Paragraph(f"- {line}" if listed and not number else line, level), size)
        self._set_boxes()

    def _end_cell(self) -> None:
        self._flush()
        if self._state.to == "text":
            self._cell.append(self._text())
            self._cells.append(" ".join(" ".join(self._cell).split()))
            self._cell.clear()

    def _end_row(self) -> None:
        if self._state.to != "text":
            return
        if self._cell:
            self._end_cell()
        cells = [cell for cell in self._cells if cell]
        self._cells.clear()
        if cells:
            self._keep(Paragraph(" | ".join(cells)))
            self._set_boxes()

    def _keep(self, paragraph: Paragraph, size: int = 0) -> None:
        if self._outside:
            self._boxes.append(paragraph)
        else:
            self._rtf.sizes.append(size or PLAIN)
            self._rtf.paragraphs.append(paragraph)
        encoding.check_size(0, len(self._rtf.paragraphs) + len(self._boxes))

    def _set_boxes(self) -> None:
        """The text boxes anchored in a paragraph or row, behind it."""
        if self._boxes and not self._outside:
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self._keep(box)
