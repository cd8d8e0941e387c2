"""A long text as rows of the screen: where each paragraph begins, laid out only when it is looked at.

Heights are estimated until a paragraph is laid out, so that a long article opens at once; `settle` lays out the rest in
small portions. Knows nothing of Textual.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final
from unicodedata import category

from tui.bidi.cells import VisualLine
from tui.bidi.layout import Base, base_of, layout
from tui.patterns import pattern

_PIECE: Final = 20_000
"""Characters laid out in one go, in about 10 ms: a longer paragraph is cut, or the first screen would wait for all of it."""
_SENTENCE_END = pattern(r"[.!?؟۔…»”)]\s+")
_OVERHEAD: Final = 100
"""Characters that take as long to lay out as a paragraph does besides its own."""
_STACK: Final = 64
"""How many marks on one letter are looked at to find the letter."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: logical text, the name of its style, its base direction.

    `indent` keeps cells free on the interface's beginning side, where `label` stands on the first row; a paragraph with
    an indent is aligned to that side. `start` is where its text begins in the text it was taken from, -1 if it is the interface's own. `source` counts the
    paragraphs of that text: pieces of one paragraph share it, and `begin` is where in the paragraph the piece begins.
    """

    text: str
    kind: str = "body"
    base: Base = "auto"
    label: str = ""
    indent: int = 0
    start: int = -1
    source: int = 0
    begin: int = 0


def pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in portions that are quick to lay out; all of them run in the direction of the whole."""
    text = paragraph.text
    if len(text) <= _PIECE:
        yield paragraph
        return
    base = base_of(text) if paragraph.base == "auto" else paragraph.base
    begin = 0
    while begin < len(text):
        end = _cut(text, begin)
        yield Paragraph(
            text[begin:end],
            paragraph.kind,
            base,
            "" if begin else paragraph.label,
            paragraph.indent,
            paragraph.start + begin if paragraph.start >= 0 else -1,
            paragraph.source,
            paragraph.begin + begin,
        )
        begin = end


def _cut(text: str, begin: int) -> int:
    """Where a piece ends: after a sentence, or else at a blank, or else before a letter."""
    if len(text) - begin <= _PIECE:
        return len(text)
    latest = begin + _PIECE
    for earliest in (latest - _PIECE // 10, latest - _PIECE // 2):
        sentences = [found.end() for found in _SENTENCE_END.finditer(text, earliest, latest)]
        if sentences:
            return sentences[-1]
        blank = text.rfind(" ", earliest, latest)
        if blank >= 0:
            return blank + 1
    for end in range(latest, latest - _STACK, -1):
        if category(text[end])[0] not in "MC":
            return end
    return latest


@dataclass
class Flow:
    """Paragraphs one under the other in a measure of `width` cells."""

    paragraphs: Sequence[Paragraph]
    width: int
    marks: bool = False
    _heights: list[int] = field(init=False)
    _exact: list[bool] = field(init=False)
    _ends: list[int] | None = field(init=False, default=None)
    _settled: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._heights = [
            max(1, -(-len(paragraph.text) // max(1, self.width - paragraph.indent)))
            for paragraph in self.paragraphs
        ]
        self._exact = [False] * len(self.paragraphs)

    @property
    def height(self) -> int:
        """Rows altogether, as far as known now."""
        ends = self._row_ends()
        return ends[-1] if ends else 0

    @property
    def settled(self) -> bool:
        """Whether all heights are exact."""
        return self._settled >= len(self.paragraphs)

    def lines(self, index: int) -> tuple[VisualLine, ...]:
        """The rows of a paragraph; from now on its height is exact."""
        paragraph = self.paragraphs[index]
        lines = layout(
            paragraph.text, max(1, self.width - paragraph.indent), base=paragraph.base, marks=self.marks
        )
        if not self._exact[index]:
            self._exact[index] = True
            if len(lines) != self._heights[index]:
                self._heights[index] = len(lines)
                self._ends = None
        return lines

    def settle(self, characters: int) -> bool:
        """Lay out some more, about so many characters. True when all heights are exact."""
        while characters > 0 and self._settled < len(self.paragraphs):
            characters -= len(self.paragraphs[self._settled].text) + _OVERHEAD
            self.lines(self._settled)
            self._settled += 1
        return self.settled

    def top(self, index: int) -> int:
        """The row a paragraph begins on."""
        return self._row_ends()[index - 1] if index else 0

    def at(self, row: int) -> tuple[int, int]:
        """The paragraph on this row, and which of its rows it is; the last one beyond the end."""
        ends = self._row_ends()
        index = min(bisect_right(ends, row), len(ends) - 1)
        return index, row - self.top(index)

    def row_of(self, index: int, offset: int) -> int:
        """The row on which the character at this offset of a paragraph is drawn."""
        lines = self.lines(index)
        within = min(bisect_right(lines, offset, key=_end), len(lines) - 1)
        return self.top(index) + within

    def offset_at(self, row: int) -> tuple[int, int]:
        """The paragraph on this row, and its character with which the row begins."""
        index, part = self.at(row)
        lines = self.lines(index)
        return index, lines[min(part, len(lines) - 1)].start

    def settle_end(self, rows: int) -> None:
        """Lay out the last paragraphs, so that the last `rows` rows are exact."""
        index = len(self.paragraphs)
        while rows > 0 and index > 0:
            index -= 1
            rows -= len(self.lines(index))

    def _row_ends(self) -> list[int]:
        if self._ends is None:
            self._ends = list(accumulate(self._heights))
        return self._ends


def _end(line: VisualLine) -> int:
    return line.end
