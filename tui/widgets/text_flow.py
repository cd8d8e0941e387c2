"""A text of any length to read: only the rows on the screen are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from tui.bidi.layout import fit
from tui.bidi.paint import Span, paint
from tui.commands.binding import bindings
from tui.i18n import is_rtl
from tui.widgets.ink import LazyComponents, ink
from tui.widgets.paragraphs import Flow, Paragraph, pieces
from tui.widgets.tall import Tall

MEASURE = 78
"""Cells of the longest line one likes to read."""

_PORTION: Final = 20_000
"""Characters laid out at a time while nothing else happens: about 10 ms, which a key may have to wait."""
_STRIPS: Final = 200
"""Painted rows that are kept: a few screens, of two or three kilobytes a row."""


class TextFlow(LazyComponents, Tall, can_focus=True, inherit_bindings=False):
    """Paragraphs one under the other, each aligned to the side it begins on. Subclasses say what they are."""

    BINDINGS = bindings("text")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--title",
        "text--heading",
        "text--quiet",
        "text--missing",
        "text--warning",
        "text--label",
        "text--match",
        "text--current-match",
        "text--selected",
    }
    DEFAULT_CSS = """
    TextFlow {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .text--title { text-style: bold; color: $text-accent; }
        & > .text--heading { text-style: bold; color: $text-accent; }
        & > .text--quiet { color: $text-muted; }
        & > .text--missing { color: $text-muted; text-style: italic; }
        & > .text--warning { color: $text-warning; }
        & > .text--label { color: $text-muted; }
        & > .text--match { color: black; background: $warning-lighten-2; }
        & > .text--current-match { color: black; background: $success-lighten-2; text-style: bold underline; }
        & > .text--selected { text-style: reverse; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._flow = Flow((), 0)
        self._strips: dict[tuple[int, int], Strip] = {}
        self.marks = False
        """Whether harakat are shown."""

    # What is shown

    def show(self, paragraphs: Sequence[Paragraph], *, keep_place: bool = False) -> None:
        """Show these paragraphs, from their beginning, or from where one was in the text they are taken from."""
        row = self.scroll_offset.y if keep_place else 0
        place = self._place() if keep_place else -1
        self._paragraphs = tuple(piece for paragraph in paragraphs for piece in pieces(paragraph))
        self._flow = Flow((), 0)
        self._new_flow()
        if place >= 0 and self._flow.height:
            row = self._row_of_place(place)
            self._grow()
        self.scroll_to(y=row, animate=False, force=True)
        self._lay_out_visible()

    def show_marks(self, on: bool) -> None:
        """Show or hide harakat; the first row on the screen stays there."""
        self.marks = on
        self._new_flow()

    def spans_of(self, index: int, start: int, end: int) -> list[Span]:  # noqa: ARG002 - for subclasses
        """Styles on the characters [start, end) of a paragraph, or of a piece of it, in whose offsets they are."""
        return []

    def selected_spans(self, index: int) -> list[Span]:  # noqa: ARG002 - for subclasses
        """The style of what is selected in a paragraph, over all others."""
        return []

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What is shown, long paragraphs in pieces."""
        return self._paragraphs

    def repaint(self) -> None:
        """Draw all rows anew and paint those that look different: styles changed, places did not."""
        self._strips.clear()
        self.refresh_changed()

    def show_character(self, index: int, offset: int) -> None:
        """Scroll so that this character of a paragraph is seen, a third of the screen from the top if it was not."""
        if not self._flow.height or not self.scrollable_content_region.height:
            return
        row = self._flow.row_of(index, offset)
        self._grow()
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= row < self.scroll_offset.y + height:
            self.scroll_to(y=max(0, row - height // 3), animate=False, force=True)

    # Geometry

    @property
    def measure(self) -> int:
        """Cells of a line of text."""
        return max(1, min(MEASURE, self.scrollable_content_region.width - 2))

    def _new_flow(self) -> None:
        if (
            self.scrollable_content_region.width < 3
        ):  # not on the screen yet, or hidden: `on_resize` comes later
            self._flow = Flow((), 0)
            return
        anchor = self._anchor()
        self._flow = Flow(self._paragraphs, self.measure, self.marks)
        self._strips.clear()
        self._grow(anchor)
        self.refresh()
        if not self._flow.settled:
            self.set_timer(0.02, self._settle)

    def _anchor(self) -> tuple[int, int]:
        """The first row on the screen: its paragraph, and the character with which it begins."""
        return self._flow.offset_at(self.scroll_offset.y) if self._flow.height else (0, 0)

    def _place(self) -> int:
        """Where in the text the first row on the screen begins; -1 if it is the interface's own."""
        index, offset = self._anchor()
        start = self._paragraphs[index].start if self._flow.height else -1
        return start + offset if start >= 0 else -1

    def _row_of_place(self, place: int) -> int:
        """The row of this character of the text, or of the last one before it that is shown."""
        index = max(
            (k for k, paragraph in enumerate(self._paragraphs) if 0 <= paragraph.start <= place), default=0
        )
        return self._flow.row_of(index, place - self._paragraphs[index].start)

    def _grow(self, anchor: tuple[int, int] = (0, 0)) -> None:
        """Take the flow's height over; keep the row with the character `anchor` at the top if it is not the first."""
        top = self._flow.row_of(*anchor) if anchor > (0, 0) and anchor[0] < len(self._paragraphs) else 0
        self.set_height(self._flow.height)
        if top:
            self.scroll_to(y=top, animate=False, force=True)

    def _settle(self) -> None:
        flow = self._flow
        if flow.settled or not self.is_attached:
            return
        index, part = flow.at(self.scroll_offset.y)
        done = flow.settle(_PORTION)
        top = flow.top(index) + part
        if top != self.scroll_offset.y:
            self._grow()
            self.scroll_to(y=top, animate=False, force=True)
        elif done:
            self._grow()
        if not done:
            self.set_timer(0.02, self._settle)

    def _lay_out_visible(self) -> None:
        """Make the heights of the paragraphs on the screen exact."""
        row, end = self.scroll_offset.y, self.scroll_offset.y + self.scrollable_content_region.height
        while row < min(end, self._flow.height):
            index, _ = self._flow.at(row)
            row = self._flow.top(index) + len(self._flow.lines(index))
        self._grow()

    def on_resize(self) -> None:
        """Wrap anew where the measure changed."""
        if self.measure != self._flow.width:
            self._new_flow()
        self._lay_out_visible()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._lay_out_visible()

    def reading_place(self) -> Offset:
        """Where on the screen the line begins that is read now."""
        region, row = self.scrollable_content_region, self.row_read
        first = region.right - 1 - self.measure if is_rtl() else region.x + 1
        begins_right = is_rtl()
        if row < self._flow.height:
            index, part = self._flow.at(row)
            lines = self._flow.lines(index)
            if part < len(lines) and not self._paragraphs[index].indent:
                begins_right = lines[part].rtl
        y = region.y + max(0, min(row - self.scroll_offset.y, region.height - 1))
        return Offset(first + self.measure - 1 if begins_right else first, y)

    @property
    def row_read(self) -> int:
        """The row of the text that is read now: the first on the screen."""
        return self.scroll_offset.y

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= self._flow.height:
            return self.blank_line(width)
        index, part = self._flow.at(row)
        lines = self._flow.lines(index)
        if part >= len(lines):
            return self.blank_line(width)
        if (index, part) not in self._strips:
            if len(self._strips) >= _STRIPS:
                self._strips.clear()
            self._strips[index, part] = self._strip(index, part, width)
        return self._strips[index, part]

    def _strip(self, index: int, part: int, width: int) -> Strip:
        paragraph = self._paragraphs[index]
        plain = self.plain
        style = plain + self.style_of(paragraph.kind)
        rtl = is_rtl()
        line = self._flow.lines(index)[part]
        spans = [*self.spans_of(index, line.start, line.end), *self.selected_spans(index)]
        text = paint(
            line,
            max(1, self.measure - paragraph.indent),
            style,
            spans,
            align=("right" if rtl else "left") if paragraph.indent else "start",
        )
        strips = [Strip.blank(1, plain), text]
        if paragraph.indent:
            label = fit(paragraph.label if part == 0 else "", paragraph.indent - 1)
            label_style = plain + self.style_of("label")
            strips.insert(1, paint(label, paragraph.indent, label_style, align="right" if rtl else "left"))
        if rtl:
            strips.reverse()
        painted = Strip.join(strips)
        rest = width - painted.cell_length
        if rest <= 0:
            return painted.crop(0, width)
        blank = Strip([Segment(" " * rest, plain)], rest)
        return Strip.join([blank, painted] if rtl else [painted, blank])

    def style_of(self, kind: str) -> Style:
        """The style of a kind of paragraph, to be laid over the plain one; none for body text."""
        return Style.null() if kind == "body" else ink(self, f"text--{kind}")

    def notify_style_update(self) -> None:
        """Paint anew under another theme."""
        self._strips.clear()
        super().notify_style_update()

    # Commands

    def action_line_down(self) -> None:
        """One line further."""
        self.scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        """One line back."""
        self.scroll_relative(y=-1, animate=False)

    def action_screen_down(self) -> None:
        """A screenful further, less one line."""
        self.scroll_relative(y=max(1, self.scrollable_content_region.height - 1), animate=False)

    def action_screen_up(self) -> None:
        """A screenful back, less one line."""
        self.scroll_relative(y=-max(1, self.scrollable_content_region.height - 1), animate=False)

    def action_half_down(self) -> None:
        """Half a screen further."""
        self.scroll_relative(y=max(1, self.scrollable_content_region.height // 2), animate=False)

    def action_half_up(self) -> None:
        """Half a screen back."""
        self.scroll_relative(y=-max(1, self.scrollable_content_region.height // 2), animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """To the end; what lies before it need not be laid out for that."""
        self._flow.settle_end(self.scrollable_content_region.height)
        self._grow()
        self.scroll_to(y=self._flow.height, animate=False)
