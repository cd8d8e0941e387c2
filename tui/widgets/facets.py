"""The filters: tags, sources and years of the results with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.bidi.paint import Item, row
from tui.commands import bindings
from tui.i18n import N_, is_rtl
from tui.i18n import gettext as _
from tui.widgets.facet_terms import FacetKind, has_term, term
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, start_side

if TYPE_CHECKING:
    from store.facets import Facets as Counts

_GROUPS: tuple[tuple[FacetKind, str], ...] = (
    ("tag", N_("Tags")),
    ("source", N_("Sources")),
    ("date", N_("Years")),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading (no kind) or a value."""

    text: str
    kind: FacetKind | None = None
    number: int = 0


class Facets(VirtualList):
    """Values one can narrow the results to; the active ones are marked."""

    BINDINGS = bindings("facets")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"facets--heading", "facets--count", "facets--active"}
    DEFAULT_CSS = """
    Facets {
        & > .facets--heading { color: $text-accent; text-style: bold; }
        & > .facets--count { color: $text-muted; }
        & > .facets--active { color: $text-warning; text-style: bold; }
    }
    """

    class TermToggled(Message):
        """A term is to be put into the query, or taken out of it."""

        def __init__(self, term: str) -> None:
            self.term = term
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: list[_Row] = []
        self._query = ""

    def show(self, counts: Counts, query: str) -> None:
        """Show these counts; the values this query names are active."""
        at = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        rows: list[_Row] = []
        for (kind, heading), values in zip(_GROUPS, (counts.tags, counts.sources, counts.years), strict=True):
            if values:
                rows.append(_Row(_(heading)))
                rows += [_Row(value, kind, number) for value, number in values]
        self._query = query
        self._rows = rows
        same = next((n for n, one in enumerate(rows) if at and (one.kind, one.text) == (at.kind, at.text)), 1)
        self.set_count(len(rows), same)

    def move(self, rows: int) -> None:
        """Headings are passed over."""
        to = self.validate_cursor(self.cursor + rows)
        step = 1 if rows > 0 else -1
        while 0 <= to < len(self._rows) and self._rows[to].kind is None:
            to += step
        if 0 <= to < len(self._rows):
            self.cursor = to

    def row_style(self, index: int) -> Style:
        """The cursor is seen only while it is of use."""
        return super().row_style(index) if self.has_focus else self.plain

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """A heading, or a value with its count."""
        one = self._rows[index]
        rtl = is_rtl()
        if one.kind is None:
            item = Item(one.text, ink(self, "facets--heading"), flexible=True, align=start_side())
            return [row((item,), width, style, rtl=rtl)]
        active = has_term(self._query, term(one.kind, one.text))
        return [
            row(
                (
                    Item("✓" if active else " ", ink(self, "facets--active"), width=1),
                    Item(
                        one.text,
                        ink(self, "facets--active") if active else Style.null(),
                        "ltr" if one.kind == "date" else "auto",
                        flexible=True,
                        align=start_side(),
                    ),
                    Item(count(one.number), ink(self, "facets--count"), "ltr"),
                ),
                width,
                style,
                rtl=rtl,
            )
        ]

    def action_toggle_facet(self) -> None:
        """Narrow the results to the value under the cursor, or widen them again."""
        one = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        if one and one.kind:
            self.post_message(self.TermToggled(term(one.kind, one.text)))

    def action_first(self) -> None:
        """To the first value."""
        self.cursor = self.validate_cursor(1)
