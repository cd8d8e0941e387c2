"""Read-only text as a widget: like Textual's Static, but laid out here, plain, and copied in logical order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.bidi.cells import VisualLine
from tui.bidi.layout import Base, layout
from tui.bidi.paint import Align, Span, paint


class BidiStatic(Widget):
    """Shows a text, each of its lines wrapped as a paragraph of its own direction.

    The text is never read as markup. Mouse selection and what is copied are in logical order.
    """

    DEFAULT_CSS = """
    BidiStatic { height: auto; }
    """

    ALLOW_SELECT = True

    def __init__(
        self,
        text: str = "",
        spans: Sequence[Span] = (),
        *,
        base: Base = "auto",
        align: Align = "start",
        marks: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._painting = False
        self._base: Base = base
        self._align: Align = align
        self._marks = marks
        self._set(text, spans)

    @property
    def text(self) -> str:
        """What is shown, in logical order."""
        return self._text

    def update(self, text: str, spans: Sequence[Span] = (), *, base: Base | None = None) -> None:
        """Shows another text, with styles on ranges of it."""
        if base is not None:
            self._base = base
        self._set(text, spans)
        self.refresh(layout=True)

    def show_marks(self, marks: bool) -> None:
        """Shows or hides harakat."""
        self._marks = marks
        self.refresh(layout=True)

    def _set(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = text.split("\n")
        self._spans: list[list[Span]] = []
        start = 0
        for paragraph in self._paragraphs:
            end = start + len(paragraph)
            self._spans.append(
                [Span(s - start, e - start, style) for s, e, style in spans if s < end and e > start]
            )
            start = end + 1

    def lines(self, width: int) -> list[tuple[int, VisualLine]]:
        """The visual lines at a width, each with the number of its paragraph."""
        return [
            (number, line)
            for number, paragraph in enumerate(self._paragraphs)
            for line in layout(paragraph, width, base=self._base, marks=self._marks)
        ]

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 (Textual's signature)
        """The width of the longest line that fits into the container."""
        return max((line.width for _, line in self.lines(max(1, container.width))), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines at this width."""
        return len(self.lines(width))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The widget's strips, in coarse segments: a character's index is only needed under the mouse."""
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """One line; asked for by itself (under the mouse), each cell carries its character's index."""
        width = self.content_size.width
        style = self.rich_style
        lines = self.lines(max(1, width))
        if y >= len(lines):
            return Strip.blank(width, style)
        number, line = lines[y]
        spans = self._spans[number]
        selected = self.text_selection.get_span(number) if self.text_selection is not None else None
        if selected is not None:
            first, last = selected
            last = len(self._paragraphs[number]) if last == -1 else last
            own = self.screen.get_component_rich_style("screen--selection", partial=True)
            spans = [*spans, Span(first, last, own)]
        return paint(
            line, width, style, spans, align=self._align, offset_row=None if self._painting else number
        )

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text in logical order."""
        return extract(self._paragraphs, selection), "\n"


def extract(paragraphs: Sequence[str], selection: Selection) -> str:
    """The part of some paragraphs that a selection covers, whose offsets are (index, number of the paragraph)."""
    start, end = selection
    first, first_row = (0, 0) if start is None else (start.x, start.y)
    last, last_row = (None, len(paragraphs) - 1) if end is None else (end.x, end.y)
    rows = list(paragraphs[first_row : last_row + 1])
    if not rows:
        return ""
    if last_row < len(paragraphs):
        rows[-1] = rows[-1][:last]
    rows[0] = rows[0][first:]
    return "\n".join(rows)
