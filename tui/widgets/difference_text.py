"""Two versions of a text as one: what went stands in ``[−…−]``, what came in ``[+…+]``, coloured as well."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tui.bidi.paint import Span
from tui.widgets.ink import ink
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText

if TYPE_CHECKING:
    from store.similar.wording import Piece

OPEN = {"removed": "[−", "added": "[+"}
CLOSE = {"removed": "−]", "added": "+]"}


class Place(NamedTuple):
    """Characters of the joined text that went (``removed``) or came (``added``)."""

    start: int
    end: int
    kind: str


def joined(old: str, new: str, pieces: Sequence[Piece]) -> tuple[str, list[Place]]:
    """One text of both, and where in it something changed. A change over several lines is marked on each of them."""
    out: list[str] = []
    places: list[Place] = []
    length = 0

    def put(text: str) -> None:
        nonlocal length
        if not text:
            return
        out.append(text)
        length += len(text)

    def change(text: str, kind: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                put("\n")
            if line.strip():
                start = length
                inner = line.strip(" ")
                put(f"{OPEN[kind]}{inner}{CLOSE[kind]}")
                places.append(Place(start, length, kind))
                if line.endswith(" "):
                    put(" ")

    for piece in pieces:
        gone, come = old[slice(*piece.old)], new[slice(*piece.new)]
        if piece.kind == "same":
            put(come)
        else:
            if gone.endswith("\n") and come.endswith("\n"):  # the end of the paragraph has not changed
                change(gone.rstrip(), "removed")
                put(" ")
            elif gone:
                change(gone, "removed")
                put(" " if piece.old[1] == len(old) and come and not gone[-1].isspace() else "")
            if come:
                change(come, "added")
        # Nothing stands behind the last word of a text: what follows of the other one must not run into it.
        end = come or gone
        last = (piece.new[1] == len(new) and piece.old[1] < len(old)) or (
            piece.old[1] == len(old) and piece.new[1] < len(new)
        )
        put(" " if last and end and not end[-1].isspace() else "")
    return "".join(out), places


class DifferenceText(SelectableText):
    """The joined text of two versions; one change is the current one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"difference--removed", "difference--added"}
    DEFAULT_CSS = """
    DifferenceText {
        & > .difference--removed { color: $text-error; text-style: strike; }
        & > .difference--added { color: $text-success; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.places: Sequence[Place] = ()
        self.current = -1

    def put(self, text: str, places: Sequence[Place]) -> None:
        """Show this text with these changes."""
        self.places = places
        self.current = -1
        paragraphs: list[Paragraph] = []
        start = 0
        for number, line in enumerate(text.split("\n")):
            paragraphs.append(Paragraph(line, start=start, source=number))
            start += len(line) + 1
        self.show(paragraphs)

    def spans_of(self, index: int, start: int, end: int) -> list[Span]:
        """The changes among the characters [start, end) of a paragraph."""
        begin = self.paragraphs[index].start
        spans: list[Span] = []
        number = max(0, bisect_right(self.places, (begin + start, begin + start, "")) - 1)
        while number < len(self.places) and self.places[number].start < begin + end:
            first, last, kind = self.places[number]
            if last > begin + start:
                style = ink(self, f"difference--{kind}")
                if number == self.current:
                    style += self.get_component_rich_style("text--current-match")
                spans.append(Span(max(first - begin, start), min(last - begin, end), style))
            number += 1
        return spans

    def step(self, by: int) -> None:
        """To the change so many further, round the end."""
        if not self.places:
            return
        self.current = (
            (self.current + by) % len(self.places) if self.current >= 0 or by > 0 else len(self.places) - 1
        )
        at = self.places[self.current].start
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.start <= at <= paragraph.start + len(paragraph.text):
                self.show_character(index, at - paragraph.start)
                break
        self.repaint()
