"""A text for Textual's own widgets, laid out here: Static, Label, Option, a tooltip, a toast, an empty state.

`Static(BidiContent(text))` is right in every line, where a plain text is only right as far as `StockRows` can tell. The
text is never read as markup, and what the mouse selects in it is in logical order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast

from textual.content import Content, Span
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from tui.bidi.cells import VisualLine
from tui.bidi.layout import Base, fit, layout, line
from tui.bidi.paint import Align, paint
from tui.bidi.paint import Span as StyledRange

_ALIGN: Final[dict[object, Align]] = {"left": "left", "center": "center", "right": "right", "end": "right"}
"""`text-align` as it is painted; anything else puts a paragraph at the side it begins on."""


class BidiContent(Content):
    """A text of one or more paragraphs (lines of it), each in its own direction. Styles are Textual's, on ranges of it.

    What Textual cuts from it (`content[:5]`, a label with a blank on either side) is Content of the plain kind, which
    `StockRows` lays out.
    """

    def __init__(
        self, text: str = "", spans: Sequence[Span] = (), *, base: Base = "auto", marks: bool = False
    ) -> None:
        super().__init__(text, list(spans), strip_control_codes=False)
        self._base: Base = base
        self._marks = marks

    def lines(
        self, width: int, *, wrapped: bool = True, cut: bool = False
    ) -> list[tuple[int, int, VisualLine]]:
        """The visual lines at a width: number of the paragraph, where it begins in the text, line.

        A paragraph that is not `wrapped` is one line, with an ellipsis where it is `cut`.
        """
        out: list[tuple[int, int, VisualLine]] = []
        begin = 0
        for number, paragraph in enumerate(self.plain.split("\n")):
            if wrapped:
                shown = layout(paragraph, width, base=self._base, marks=self._marks)
            elif cut:
                shown = (fit(paragraph, width, base=self._base),)
            else:
                shown = (line(paragraph, base=self._base, marks=self._marks),)
            out += ((number, begin, one) for one in shown)
            begin += len(paragraph) + 1
        return out

    def _lines_by(
        self, rule: Callable[[str, object], object], width: int
    ) -> list[tuple[int, int, VisualLine]]:
        return self.lines(
            max(1, width),
            wrapped=rule("text_wrap", "wrap") != "nowrap",
            cut=rule("text_overflow", "fold") == "ellipsis",
        )

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 (Textual's signature)
        """The width of the widest paragraph on one line, in cells."""
        widest = max(shown.width for _, _, shown in self.lines(1, wrapped=False))
        return widest + 2 * rules.get("line_pad", 0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at this width."""
        rule = cast("Callable[[str, object], object]", rules.get)
        return len(self._lines_by(rule, width - 2 * rules.get("line_pad", 0)))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines as strips of `width` cells; each cell knows its character, by which the mouse selects."""
        if not width:
            return []
        rule = cast("Callable[[str, object], object]", options.rules.get)
        padding = options.rules.get("line_pad", 0)
        align = _ALIGN.get(rule("text_align", "start"), "start")
        own = style.rich_style
        strips: list[Strip] = []
        for number, begin, shown in self._lines_by(rule, width - 2 * padding)[:height]:
            strip = paint(
                shown,
                max(1, width - 2 * padding),
                own,
                self._styled(number, begin, shown, style, options),
                align=align,
                offset_row=number,
            )
            strips.append(strip.crop_pad(width - 2 * padding, padding, padding, own) if padding else strip)
        return strips

    def _styled(
        self, number: int, begin: int, shown: VisualLine, style: Style, options: RenderOptions
    ) -> list[StyledRange]:
        """The styles on the paragraph that a line is of, the selection's last."""
        spans = [
            StyledRange(start - begin, end - begin, (style + options.get_style(more)).rich_style)
            for start, end, more in self.spans
            if start < begin + shown.end and end > begin + shown.start
        ]
        if options.post_style is not None:
            spans.append(StyledRange(0, shown.end, options.post_style.rich_style))
        chosen = options.selection.get_span(number) if options.selection is not None else None
        if chosen is not None and options.selection_style is not None:
            first, last = chosen
            selected = (style + options.selection_style).rich_style
            spans.append(StyledRange(first, shown.end if last == -1 else last, selected))
        return spans
