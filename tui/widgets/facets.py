"""The filters: how the results spread over tags, years, sources, languages and marks. Enter narrows, - excludes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.bidi.paint import Item, row
from tui.commands.binding import bindings
from tui.i18n import is_rtl
from tui.widgets.facet_rows import FacetRow, bar, facet_rows
from tui.widgets.facet_terms import excluding, has_term
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, start_side

if TYPE_CHECKING:
    from store.finding.facets import Facets as Counts

_DATE_CELLS = 4
_LONGEST_BAR = 40
"""Cells of a bar: where the filters have the whole screen, longer ones would be a wall."""


class Facets(VirtualList):
    """Values one can narrow the results to, or leave out; the active ones are marked."""

    BINDINGS = bindings("facets")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--heading",
        "facets--count",
        "facets--active",
        "facets--bar",
    }
    DEFAULT_CSS = """
    Facets {
        & > .facets--heading { color: $text-accent; text-style: bold; }
        & > .facets--count { color: $text-muted; }
        & > .facets--active { color: $text-warning; text-style: bold; }
        & > .facets--bar { color: $primary; }
    }
    """

    class TermToggled(Message):
        """A term is to be put into the query, or taken out of it."""

        def __init__(self, term: str) -> None:
            self.term = term
            super().__init__()

    class LastTakenOff(Message):
        """The filter that was put in last is to be taken off."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: list[FacetRow] = []
        self._number_cells = 1
        """Cells of the longest number behind a bar."""
        self._query = ""
        self._counts: Counts | None = None
        self._whole: set[str] = set()
        """The facets whose values were all asked for."""

    def show(self, counts: Counts, query: str) -> None:
        """Show these counts; the values this query names are active."""
        at = self.chosen
        rows = facet_rows(counts, query, self._whole)
        self._counts = counts
        self._query = query
        self._rows = rows
        self._number_cells = max((len(_number(one)) for one in rows if one.share), default=1)
        self.set_count(len(rows), self._place_of(at))

    def _place_of(self, wanted: FacetRow | None) -> int:
        """Where a value is now; where it is gone, what took its place."""
        for number, one in enumerate(self._rows):
            if wanted and wanted.kind and one.term == wanted.term:
                return number
        here = min(self.cursor, len(self._rows) - 1)
        return here + 1 if here >= 0 and not self._rows[here].is_choice else here

    @property
    def chosen(self) -> FacetRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def move(self, rows: int) -> None:
        """Headings are passed over."""
        to = self.validate_cursor(self.cursor + rows)
        step = 1 if rows > 0 else -1
        while 0 <= to < len(self._rows) and not self._rows[to].is_choice:
            to += step
        if 0 <= to < len(self._rows):
            self.cursor = to

    def row_style(self, index: int) -> Style:
        """The cursor is seen only while it is of use."""
        return super().row_style(index) if self.has_focus else self.plain

    def look(self, index: int) -> Hashable:
        """Most keys change some of the numbers only."""
        one = self._rows[index]
        return one, self._sign(one), self._number_cells

    def _sign(self, one: FacetRow) -> str:
        """What says of a row whether it is active."""
        if one.more or not one.is_choice:
            return " "
        return "✓" if has_term(self._query, one.term) else "−" if self._excluded(one) else " "

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """A heading, or a value with its number; a year or month has a bar in between."""
        one = self._rows[index]
        rtl = is_rtl()
        if not one.is_choice:
            item = Item(one.text, ink(self, "facets--heading"), flexible=True, align=start_side())
            return [row((item,), width, style, rtl=rtl)]
        sign = self._sign(one)
        active = ink(self, "facets--active")
        # The cursor has a sign of its own, so that it is seen where colours are not.
        mark = active
        if self.has_focus and index == self.cursor:
            mark = active + Style(reverse=sign != " ")
            edge = "▐" if rtl else "▌"
        else:
            edge = " "
        own = active if sign != " " else Style.null()
        number = Item(_number(one), ink(self, "facets--count"), "ltr")
        items = [
            Item(edge if sign == " " else sign, mark, width=1),
            *([Item("", width=2 * one.depth - 1)] if one.depth else []),
        ]
        if one.share:
            used = 1 + 2 * one.depth + 1 + _DATE_CELLS + 1 + 1 + self._number_cells
            items += [
                Item(one.text, own, "ltr", width=_DATE_CELLS),
                Item(
                    bar(one.share, min(_LONGEST_BAR, max(2, width - used)), rtl=rtl),
                    ink(self, "facets--bar"),
                    "ltr",
                    flexible=True,
                    align=start_side(),
                ),
            ]
        else:
            items.append(Item(one.text, own, flexible=True, align=start_side()))
        return [row((*items, number), width, style, rtl=rtl)]

    def _excluded(self, one: FacetRow) -> bool:
        return has_term(self._query, excluding(one.term))

    def on_click(self, event: events.Click) -> None:
        """A click narrows to the value; one with another button, or with Ctrl held, leaves it out."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else self.scroll_offset.y + offset.y
        if event.chain != 1 or not 0 <= index < self.count or not self._rows[index].is_choice:
            return
        event.stop()
        self.cursor = index
        if event.button == 1 and not event.ctrl:
            self.action_toggle_facet()
        else:
            self.action_exclude_facet()

    def action_toggle_facet(self) -> None:
        """Narrow the results to the value under the cursor, or widen them again; list the rest of a facet."""
        one = self.chosen
        if one is not None and one.more and self._counts is not None:
            self._whole.add(one.more)
            at = self.cursor
            self.show(self._counts, self._query)
            self.cursor = at
        elif one is not None and one.kind:
            self.post_message(self.TermToggled(one.term))

    def action_exclude_facet(self) -> None:
        """Leave out what has the value under the cursor, or take it in again."""
        if (one := self.chosen) and one.kind:
            self.post_message(self.TermToggled(excluding(one.term)))

    def action_take_off_filter(self) -> None:
        """Take off the filter that was put in last."""
        self.post_message(self.LastTakenOff())

    def action_first(self) -> None:
        """To the first value."""
        self.cursor = self.validate_cursor(1)


def _number(one: FacetRow) -> str:
    """How many articles a value finds: ``1 204``, ``9 436+`` where not all hits were counted."""
    return f"{count(one.number)}{'+' if one.least else ''}" if one.kind else ""
