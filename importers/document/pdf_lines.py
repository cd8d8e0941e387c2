"""The lines of a PDF's page in logical order, with where they stand on it.

The library (pypdfium2) gives characters in the order of its own reading. Inside a word of Arabic that is right; but in Arabic
lines it moves what stands beside quotes, Latin names and numbers. There the words are put in order by their place on the page,
from right to left, and Latin words and numbers, which run the other way, are turned back (the rules of UAX#9 backwards). On
twelve pages from two programs this put every word where it stands in the original.

With some fonts (DejaVu Sans printed by Chromium) most words come with their last letter first, others on the same line do not: the
places of a word's letters tell.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from importers.document.pdf_ligatures import in_order_of_reading

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[^\\W\\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PLAIN_RTL = re.compile("[\u0620-\u064a\u066e-\u06d5\\s.،؛؟!]*")
"""Lines of nothing but these characters are in order as the library gives them."""
_WORDS = re.compile(
    "(?P<rtl>[\u0620-\u0659\u066e-\u06d5\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+)|(?P<number>\\d+(?:[.,:/٫٬]\\d+)*)"
    "|(?P<latin>[^\\W\\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)|(?P<sign>[\ud800-\udbff][\udc00-\udfff]|\\S)"
)
_ARABIC_WORD = re.compile("[\u0620-\u064a]{2,}")
_GAP = 0.2
"""A gap between two words wider than this part of the size of the type is a blank: in Amiri blanks were 0.28, kerning 0.15."""
_GAP_INSIDE = 0.6
"""The same between two letters of one word: above a narrow letter a wide mark is drawn."""
_SAME_LINE = 0.3
_COLUMN_GAP = 2.0
_WIDE = 0.7
"""Blanks wider than so many sizes of the type may part the cells of a table …"""
_WIDER = 2.0
"""… if they are so many times as wide as those of the line, where it has more than `_FEW`."""
_FEW = 3
_SAMPLE = 40
"""Words of a page by which is told whether some come with their last letter first."""
_HALVES_TURNED = re.compile("([\udc00-\udfff])([\ud800-\udbff])")
_HYPHENS = dict.fromkeys(map(ord, "\ufffe\x02"), "\u00ad")
_BRACKETS = re.compile(r"[()\[\]{}«»]")
_ONE_BLANK = re.compile(r"([(\[{«]) (?=\S)([^()\[\]{}«»]*[^()\[\]{}«»\s])([)\]}»])")
"""A blank inside the first of two brackets alone, which a font with wide brackets shows where none is."""
_BEGINS_WITH_ITS_END = re.compile(r"[.،؛:؟]\d[\d./:,-]*")
"""The last figures of a paragraph that runs from the right, alone on their line: its full stop stands to their left."""
_MOST_BRACKETS = 20
_INSIDE_BLANKS = re.compile(r"\( ?([^()]{1,80}?) ?\)")
_RUN = re.compile(r"\S+")
_PAIRS = str.maketrans("()[]{}«»", ")(][}{»«")


class Word(NamedTuple):
    """A word, number or sign with its left and right edge in points; `kind` is ``rtl``, ``number``, ``latin`` or ``sign``.

    `inside` is whether it is a letter that follows another one of its word.
    """

    text: str
    kind: str
    left: float
    right: float
    blank_before: bool = False
    inside: bool = False

    @property
    def middle(self) -> float:
        """The middle between both edges."""
        return (self.left + self.right) / 2


class Cell(NamedTuple):
    """A part of a line with its edges: what stands between two blanks far wider than those of a text."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text with its edges, its baseline (counted from the bottom of the page) and the size of its type, in points.

    `rtl` is whether most of its letters are written from right to left, `cells` are its parts where it has several.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    cells: tuple[Cell, ...] = ()
    rtl: bool = field(init=False)

    def __post_init__(self) -> None:
        """Counts the letters once: a line is asked seven times."""
        rtl = _RTL.search(self.text) is not None and len(_RTL.findall(self.text)) > len(
            _LATIN.findall(self.text)
        )
        object.__setattr__(self, "rtl", rtl)


def page_lines(text_page: Any) -> Iterator[PdfLine]:
    """The lines of a page (a ``PdfTextPage`` of pypdfium2) in the library's order of lines."""
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count else ""
    if len(text) != count:  # places are told by counting
        text = _each_character(text_page, count)
    text = in_order_of_reading(text_page, text)
    in_order = _come_in_order(text_page, text)
    pieces: list[tuple[int, str, _Place]] = []
    before: _Place | None = None
    for found in re.finditer(r"[^\r\n]+", text):
        if not found[0].strip():
            continue
        place = _place(text_page, found[0], found.start())
        if before is not None and not place.beside(before):
            yield _line(text_page, pieces, in_order=in_order)
            pieces = []
        pieces.append((found.start(), found[0], place))
        before = place
    if pieces:
        yield _line(text_page, pieces, in_order=in_order)


def _each_character(text_page: Any, count: int) -> str:
    """The text with one character for each that the library counts: the whole text leaves some out, and has two for others."""
    from pypdfium2 import raw  # noqa: PLC0415 - 80 ms, only where there is a PDF

    numbers = (raw.FPDFText_GetUnicode(text_page.raw, at) for at in range(count))
    text = "".join(chr(number) if 0 < number < 0x110000 else "\ufffd" for number in numbers)
    return _HALVES_TURNED.sub(r"\2\1", text)


def _boxes(text_page: Any) -> Callable[[int], tuple[float, float]]:
    """What gives the left and right edge of a character: the library's own way to ask takes four times as long."""
    from pypdfium2 import raw  # noqa: PLC0415 - 80 ms, only where there is a PDF

    ask, page, box = raw.FPDFText_GetLooseCharBox, text_page.raw, raw.FS_RECTF()
    where = ctypes.byref(box)

    def edges(at: int) -> tuple[float, float]:
        ask(page, at, where)
        return box.left, box.right

    return edges


class _Place(NamedTuple):
    left: float
    right: float
    base: float
    size: float

    def beside(self, other: _Place) -> bool:
        """Whether both stand on one line: same baseline, no column between."""
        size = max(self.size, other.size)
        gap = max(self.left, other.left) - min(self.right, other.right)
        return abs(self.base - other.base) < _SAME_LINE * size and gap < _COLUMN_GAP * size


def _place(text_page: Any, text: str, start: int) -> _Place:
    from pypdfium2 import raw  # noqa: PLC0415 - 80 ms, only where there is a PDF

    shown = [start + at for at, character in enumerate(text) if not character.isspace()]
    some = {shown[0], shown[-1], shown[len(shown) // 2]}
    boxes = [text_page.get_charbox(index, loose=True) for index in some]
    sizes = []
    for index in some:
        matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        raw.FPDFText_GetMatrix(text_page.raw, index, matrix)
        sizes.append(raw.FPDFText_GetFontSize(text_page.raw, index) * math.hypot(matrix.c, matrix.d))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, shown[0], x, y)
    return _Place(min(box[0] for box in boxes), max(box[2] for box in boxes), y.value, max(sizes))


def _come_in_order(text_page: Any, text: str) -> bool:
    """Whether the words of Arabic on a page come with their first letter first, as far as a sample of them tells."""
    words = list(_ARABIC_WORD.finditer(text))
    for word in words[:: len(words) // _SAMPLE + 1]:
        first, last = (text_page.get_charbox(index, loose=True) for index in (word.start(), word.end() - 1))
        if first[0] < last[0]:
            return False
    return True


def _from_the_right(text: str, boxes: Sequence[Sequence[float]]) -> str:
    """A word in the order its letters are read in; those drawn as one sign have one place and stay as they are."""
    steps = [after[0] - before[0] for before, after in pairwise(boxes)]
    if sum(step > 0 for step in steps) <= sum(step < 0 for step in steps):
        return text
    signs = [text[0]]
    for letter, step in zip(text[1:], steps, strict=True):
        if step:
            signs.append(letter)
        else:
            signs[-1] += letter
    return "".join(reversed(signs))


def _line(text_page: Any, pieces: Sequence[tuple[int, str, _Place]], *, in_order: bool) -> PdfLine:
    places = [place for _, _, place in pieces]
    size = max(place.size for place in places)
    text = " ".join(text for _, text, _ in pieces)
    cells = tuple(_cells(text_page, pieces, size))
    if _RTL.search(text) and not (in_order and len(pieces) == 1 and _PLAIN_RTL.fullmatch(text)):
        text = logical([word for start, piece, _ in pieces for word in _words(text_page, piece, start)], size)
    elif _BEGINS_WITH_ITS_END.fullmatch(text):
        text = text[1:] + text[0]
    left, right = min(place.left for place in places), max(place.right for place in places)
    return PdfLine(_clean(text), left, right, places[0].base, size, cells)


def _cells(text_page: Any, pieces: Sequence[tuple[int, str, _Place]], size: float) -> Iterator[Cell]:
    """The parts of a line between blanks far wider than its others, from left to right; none where there are no such blanks."""
    words = []
    edges = _boxes(text_page)
    for start, piece, _ in pieces:
        for found in _RUN.finditer(piece):
            first, last = edges(start + found.start()), edges(start + found.end() - 1)
            words.append((min(first[0], last[0]), max(first[1], last[1]), start + found.start(), found[0]))
    words.sort()
    gaps = [after[0] - before[1] for before, after in pairwise(words)]
    if not gaps or max(gaps) < _WIDE * size:
        return
    usual = sorted(gap for gap in gaps if gap > 0)
    least = max(_WIDE * size, _WIDER * usual[len(usual) // 4] if len(usual) > _FEW else 0)
    parts: list[list[tuple[float, float, int, str]]] = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap >= least:
            parts.append([])
        parts[-1].append(word)
    for part in parts if len(parts) > 1 else ():
        if _RTL.search("".join(word[3] for word in part)):
            text = logical([one for word in part for one in _words(text_page, word[3], word[2])], size)
        else:
            text = " ".join(word[3] for word in part)
        yield Cell(_clean(text), part[0][0], max(word[1] for word in part))


def _clean(text: str) -> str:
    """The line with plain blanks, and with a soft hyphen where the library marks one."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(text.replace("\u00a0", " ").translate(_HYPHENS).split())


def _words(text_page: Any, text: str, start: int) -> Iterator[Word]:
    for found in _WORDS.finditer(text):
        first, last = start + found.start(), start + found.end() - 1
        boxes = [text_page.get_charbox(index, loose=True) for index in range(first, last + 1)]
        blank = found.start() > 0 and text[found.start() - 1].isspace()
        if found.lastgroup == "rtl" and any(map(unicodedata.combining, found[0])):
            yield from _letters(found[0], boxes, blank=blank)
        else:
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            word = _from_the_right(found[0], boxes) if found.lastgroup == "rtl" else found[0]
            yield Word(word, found.lastgroup or "sign", left, right, blank)


def _letters(text: str, boxes: Sequence[Sequence[float]], *, blank: bool) -> Iterator[Word]:
    """A word with vowel marks, letter by letter: marks are drawn after their word, each above its letter."""
    letters = [at for at, character in enumerate(text) if not unicodedata.combining(character)] or [0]
    marks: dict[int, str] = {}
    for at, character in enumerate(text):
        if at not in letters:
            middle = boxes[at][0] + boxes[at][2]
            nearest = min(letters, key=lambda one: abs(boxes[one][0] + boxes[one][2] - middle))
            marks[nearest] = marks.get(nearest, "") + character
    for at in letters:
        yield Word(
            text[at] + marks.get(at, ""),
            "rtl",
            boxes[at][0],
            boxes[at][2],
            blank and at == letters[0],
            at != letters[0],
        )


def logical(words: Sequence[Word], size: float) -> str:
    """A line that holds Arabic, from the places of its words to the order in which it is read."""
    order = sorted(words, key=lambda word: -word.middle)
    neighbours = set(pairwise(words))
    spaced: list[Word] = []
    for at, word in enumerate(order):
        if at:
            before = order[at - 1]
            told = word.blank_before and (before, word) in neighbours
            if told or before.left - word.right > (_GAP_INSIDE if word.inside else _GAP) * size:
                spaced.append(Word(" ", "blank", word.right, before.left))
        spaced.append(word)
    return _brackets("".join(word.text for word in _turned(spaced)))


def _turned(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a line read from the right, those that run from the left turned round."""
    at = 0
    while at < len(words):
        end = _foreign_end(words, at)
        yield from reversed(words[at:end])
        at = end


def _foreign_end(words: Sequence[Word], start: int) -> int:
    """Where a stretch that runs from left to right ends: Latin words with the numbers and signs between them, or one word."""
    end = start + 1
    if words[start].kind in ("latin", "number"):
        latin = False
        for at in range(start, len(words)):
            if words[at].kind == "rtl":
                break
            latin = latin or words[at].kind == "latin"
            if words[at].kind == "latin" or (latin and words[at].kind == "number"):
                end = at + 1
    return end


def _brackets(text: str) -> str:
    """The line with its brackets turned where more of them make pairs so."""
    turned = text.translate(_PAIRS)
    if turned != text and _pairs(turned) > _pairs(text):
        text = turned
    return _ONE_BLANK.sub(r"\1\2\3", _paired(text))


def _paired(text: str) -> str:
    """The line with two brackets of one shape, of which the library has turned one, made a pair."""
    places = [at for at, sign in enumerate(text) if sign in "()"]
    signs = [text[at] for at in places]
    if len(signs) % 2 or len(signs) > _MOST_BRACKETS or signs.count("(") == signs.count(")"):
        return text
    for at in range(len(signs) - 1):
        if signs[at] == signs[at + 1] and signs.count("(") != signs.count(")"):
            wrong = at if signs[at] == ")" else at + 1
            beside = places[wrong] + (1 if signs[wrong] == "(" else -1)
            if 0 <= beside < len(text) and text[beside].isalnum():
                return text
            signs[wrong] = "(" if signs[wrong] == ")" else ")"
    characters = list(text)
    for at, sign in zip(places, signs, strict=True):
        characters[at] = sign
    return _INSIDE_BLANKS.sub(r"(\1)", "".join(characters))


def _pairs(text: str) -> int:
    """How many brackets are closed after they were opened."""
    opened: list[str] = []
    pairs = 0
    for sign in _BRACKETS.findall(text):
        if sign in "([{«":
            opened.append(sign)
        elif opened and opened[-1].translate(_PAIRS) == sign:
            opened.pop()
            pairs += 1
    return pairs
