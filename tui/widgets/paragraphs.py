"""A long text as rows of the screen: where each paragraph begins, laid out only when it is looked at.

Heights are estimated until a paragraph is laid out, so that a long article opens at once; `settle` lays out the rest in
small portions. Knows nothing of Textual.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tui.bidi.cells import VisualLine
from tui.bidi.layout import Base, base_of, layout

_PIECE = 2000
"""Characters laid out in one go: a paragraph that is longer is cut at a blank, or the first screen would wait for all of it."""


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
        end = len(text)
        if end - begin > _PIECE:
            blank = text.rfind(" ", begin + _PIECE // 2, begin + _PIECE)
            end = blank + 1 if blank > 0 else begin + _PIECE
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
        """Lay out some more, about so many characters. True if a height changed."""
        before = self._row_ends()
        while characters > 0 and self._settled < len(self.paragraphs):
            characters -= len(self.paragraphs[self._settled].text) + 20
            self.lines(self._settled)
            self._settled += 1
        return self._ends is not before

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
        within = next((n for n, line in enumerate(lines) if offset < line.end), len(lines) - 1)
        return self.top(index) + within

    def _row_ends(self) -> list[int]:
        if self._ends is None:
            self._ends = list(accumulate(self._heights))
        return self._ends
