"""The results: ids of all hits at once, rows only for what is on the screen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.commands.binding import bindings
from tui.i18n import is_rtl
from tui.tag_labels import label
from tui.widgets.ink import ink
from tui.widgets.result_row import RowStyles, draw_hit
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from store.finding.snippets import HitRow

PAGE = 32
"""Rows fetched at a time."""

_PAGES = 12
"""Pages kept."""


class Results(VirtualList):
    """The hits of the last search. Rows it lacks are asked for with `RowsWanted` and brought with `put_rows`."""

    BINDINGS = bindings("results")
    ROW_HEIGHT = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "results--title",
        "results--quiet",
        "results--tag",
        "results--match",
        "results--mark",
    }
    DEFAULT_CSS = """
    Results {
        & > .results--title { text-style: bold; }
        & > .results--quiet { color: $text-muted; }
        & > .results--tag { color: $text-accent; }
        & > .results--match { color: $text-warning; text-style: bold underline; }
        & > .results--mark { color: $text-warning; text-style: bold; }
    }
    """

    class RowsWanted(Message):
        """Rows came into sight that are not here. `docids` are those of page number `page` of search `search`."""

        def __init__(self, search: int, page: int, docids: Sequence[int]) -> None:
            self.search = search
            self.page = page
            self.docids = docids
            super().__init__()

    class MarkToggled(Message):
        """The row under the cursor is to be marked, or not any more."""

        def __init__(self, docid: int) -> None:
            self.docid = docid
            super().__init__()

    class MovedWithoutHits(Message):
        """The cursor was to be moved by so many rows, where nothing was found."""

        def __init__(self, rows: int) -> None:
            self.rows = rows
            super().__init__()

    class RangeMarked(Message):
        """These rows are all to be marked."""

        def __init__(self, docids: Sequence[int]) -> None:
            self.docids = docids
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.docids: array[int] = array("q")
        self.marked: set[int] = set()
        """The docids of marked articles, those of other searches too."""
        self._marked_last: int | None = None
        """The docid whose mark was put or taken last."""
        self.search = 0
        """The number of the search these are the hits of."""
        self._pages: OrderedDict[int, list[HitRow]] = OrderedDict()
        self._wanted: set[int] = set()

    def show(self, search: int, docids: array[int], first: Sequence[HitRow], page: int, cursor: int) -> None:
        """Show these hits, with the rows of one page already there and the cursor on this one."""
        self.search = search
        self.docids = docids
        self._pages.clear()
        self._wanted.clear()
        if first:
            self._pages[page] = list(first)
        self.set_count(len(docids), cursor)

    def put_rows(self, search: int, page: int, rows: Sequence[HitRow]) -> None:
        """Take the rows of a page over, unless another search came in between."""
        if search != self.search:
            return
        self._pages[page] = list(rows)
        self._wanted.discard(page)
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
        self.refresh_changed()

    @property
    def docid(self) -> int | None:
        """The docid under the cursor."""
        return self.docids[self.cursor] if self.cursor < len(self.docids) else None

    def redraw_docids(self, docids: Collection[int]) -> None:
        """Draw the rows of these anew, as far as they are seen."""
        first = self.scroll_offset.y // self.ROW_HEIGHT
        for index in range(first, min(first + self.page + 2, self.count)):
            if self.docids[index] in docids:
                self.redraw_row(index)

    def hit(self, index: int) -> HitRow | None:
        """The row at this place, if it has been fetched; otherwise it is asked for."""
        page = self._pages.get(index // PAGE)
        if page is None:
            self._want(index // PAGE)
            return None
        self._pages.move_to_end(index // PAGE)
        within = index % PAGE
        return page[within] if within < len(page) else None

    def page_docids(self, page: int) -> list[int]:
        """The docids of a page."""
        return list(self.docids[page * PAGE : (page + 1) * PAGE])

    def _want(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self.post_message(self.RowsWanted(self.search, page, self.page_docids(page)))

    def move(self, rows: int) -> None:
        """The cursor goes so many rows down; without hits it is told, for what is offered instead."""
        if self.docids:
            super().move(rows)
        else:
            self.post_message(self.MovedWithoutHits(rows))

    def look(self, index: int) -> Hashable:
        """A hit is found by many searches; most keys leave some of the rows as they were."""
        hit = self.hit(index)
        if hit is None:
            return super().look(index)
        return hit, self.docids[index] in self.marked, tuple(map(label, hit.tags))

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """Two lines of a hit."""
        styles = RowStyles(
            *(ink(self, f"results--{name}") for name in ("title", "quiet", "tag", "match", "mark"))
        )
        return draw_hit(
            self.hit(index),
            width,
            style,
            styles,
            rtl=is_rtl(),
            chosen=index == self.cursor,
            marked=self.docids[index] in self.marked,
        )

    def action_open(self) -> None:
        """Open the article under the cursor, or do what is suggested where nothing was found."""
        self.post_message(self.RowChosen(self, self.cursor))

    def action_mark(self) -> None:
        """Mark the article, or take its mark away, and go to the next."""
        if self.docid is not None:
            self.aside()
            self.move(1)

    def aside(self) -> None:
        """Mark the article, or take its mark away."""
        if self.docid is not None:
            self._marked_last = self.docid
            self.post_message(self.MarkToggled(self.docid))

    def action_mark_range(self) -> None:
        """Mark all from the article that was marked last, or the nearest marked one before, to this one."""
        if self.docid is None:
            return
        here = self.cursor
        if self._marked_last in self.marked and self._marked_last in self.docids:
            there = self.docids.index(self._marked_last)
        else:
            there = next((k for k in range(here, -1, -1) if self.docids[k] in self.marked), here)
        first, last = sorted((here, there))
        self.post_message(self.RangeMarked(self.docids[first : last + 1]))
