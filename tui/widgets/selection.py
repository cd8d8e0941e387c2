"""Ranges of a text that is shown in rows: what lies under a cell, whole words and paragraphs, the characters themselves.

A cell stands for all its characters: a letter with the harakat that are hidden, both letters of a lam-alef. Knows no
screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui.clipboard.plain_text import plain_text
from tui.editing.words import word_at
from tui.widgets.paragraphs import Flow, Paragraph

Grain = Literal["letters", "words", "paragraphs"]
"""The measure something is selected by."""


class Place(NamedTuple):
    """Before a character of a paragraph, or at its end. Paragraphs are counted as they are shown, long ones in pieces."""

    paragraph: int
    offset: int


class Range(NamedTuple):
    """The characters from one place to another."""

    start: Place
    end: Place

    def joined(self, other: Range) -> Range:
        """From where the first of both begins to where the last ends."""
        return Range(min(self.start, other.start), max(self.end, other.end))


def under(flow: Flow, row: int, x: int, align: Literal["start", "left", "right"] = "start") -> Range:
    """The characters of a cell: that in this row, `x` columns from the left edge of the paragraph's own area.

    Beside the line, the empty range at its beginning or its end, whichever is on that side; under the text, that at its
    end. `align` is the side lines stand on. There must be a row.
    """
    index, part = flow.at(row)
    lines = flow.lines(index)
    line = lines[min(part, len(lines) - 1)]
    if row >= flow.height:
        return Range(Place(index, line.end), Place(index, line.end))
    room = max(0, flow.width - flow.paragraphs[index].indent - line.width)
    x -= room if align == "right" or (align == "start" and line.rtl) else 0
    if (cell := line.cell_at(x)) is not None:
        return Range(Place(index, cell.start), Place(index, cell.end))
    beside = Place(index, line.index_at(x))
    return Range(beside, beside)


def row_range(flow: Flow, row: int) -> Range:
    """The characters of a row, with the blank at which it was wrapped."""
    index, part = flow.at(row)
    lines = flow.lines(index)
    line = lines[min(part, len(lines) - 1)]
    return Range(Place(index, line.start), Place(index, line.end))


def whole(paragraphs: Sequence[Paragraph], found: Range, grain: Grain) -> Range:
    """The range, taken whole: with the words or the paragraphs that it touches."""
    (first, begin), (last, end) = found
    if grain == "words":
        begin, until = word_at(paragraphs[first].text, begin)
        if (last, end) > (first, until):
            _, until = word_at(paragraphs[last].text, max(0, end - 1))
        return Range(Place(first, begin), Place(last, until))
    if grain == "paragraphs":
        while paragraphs[first].begin:
            first -= 1
        while last + 1 < len(paragraphs) and paragraphs[last + 1].begin:
            last += 1
        return Range(Place(first, 0), Place(last, len(paragraphs[last].text)))
    return found


def characters(paragraphs: Sequence[Paragraph], chosen: Range) -> str:
    """The characters of a range as they are copied: pieces of one paragraph together, rows without ends of their own."""
    (first, begin), (last, end) = chosen
    out: list[str] = []
    for index in range(first, min(last + 1, len(paragraphs))):
        paragraph = paragraphs[index]
        if out and not paragraph.begin:
            out.append("\n")
        out.append(paragraph.text[begin if index == first else 0 : end if index == last else None])
    return plain_text("".join(out))
