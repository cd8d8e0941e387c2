"""The saved searches: what each finds now and what is new in it. Enter searches, Delete forgets; a name typed keeps the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.worker import get_current_worker

from store import saved
from store.finding.search import Interrupted
from store.saved import Found, SavedSearch
from store.text import fold
from tui.bidi.paint import Item, row
from tui.commands.binding import bindings
from tui.commands.table import BY_ID
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.screens.carrying_out import CarryingOutRows
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.facet_terms import term, toggled
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, ltr, own, start_side

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change


class SearchesRead(Message):
    """The list of saved searches was read."""

    def __init__(self, searches: Sequence[SavedSearch]) -> None:
        self.searches = searches
        super().__init__()


class SearchCounted(Message):
    """One of them was counted."""

    def __init__(self, query: str, found: Found) -> None:
        self.query = query
        self.found = found
        super().__init__()


class SavedList(VirtualList):
    """The saved searches on two lines each: name and numbers, then the query. While a name is typed, first what it would keep."""

    ROW_HEIGHT = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {"saved--name", "saved--quiet", "saved--new"}
    DEFAULT_CSS = """
    SavedList {
        & > .saved--name { text-style: bold; }
        & > .saved--quiet { color: $text-muted; }
        & > .saved--new { color: $text-success; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="saved-list")
        self.can_focus = False
        self.searches: Sequence[SavedSearch] = ()
        self.found: dict[str, Found] = {}

    def put(self, searches: Sequence[SavedSearch]) -> None:
        """Show these; the cursor stays on its search."""
        at = self.chosen
        self.searches = searches
        same = (number for number, one in enumerate(searches) if at and one.name == at.name)
        self.set_count(len(searches), next(same, self.cursor))

    @property
    def chosen(self) -> SavedSearch | None:
        """The search under the cursor."""
        return self.searches[self.cursor] if self.cursor < len(self.searches) else None

    def counted(self, query: str, found: Found) -> None:
        """Show the numbers of the searches for this query."""
        self.found[query] = found
        for number, one in enumerate(self.searches):
            if one.query == query:
                self.redraw_row(number)

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One search."""
        one = self.searches[index]
        rtl = is_rtl()
        quiet = ink(self, "saved--quiet")
        edge = Item(("▐" if rtl else "▌") if index == self.cursor else " ", ink(self, "saved--new"), width=1)
        first = [edge, Item(one.name, ink(self, "saved--name"), flexible=True, align=start_side())]
        found = self.found.get(one.query)
        if found is None:
            first.append(Item("…", quiet))
        elif found.refused is not None:
            first.append(Item(_("can't be understood"), quiet))
        else:
            if found.new:
                new = ngettext("{count} new", "{count} new", found.new).format(count=ltr(count(found.new)))
                first.append(Item(new, ink(self, "saved--new")))
            first.append(Item(count(found.total), quiet, "ltr"))
        second = [edge, Item(one.query, quiet, flexible=True, align=start_side())]
        return [row(first, width, style, rtl=rtl), row(second, width, style, rtl=rtl)]


class NameInput(BidiInput):
    """The box for a name: Delete with nothing to delete in it is for the chosen search."""

    class RemovalAsked(Message):
        """Delete was pressed where the box has nothing to delete."""

    def action_delete_right(self) -> None:
        """Delete a letter, or ask for the chosen search to be forgotten."""
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(self.RemovalAsked())


class Wanted(NamedTuple):
    """What to search for: a saved search, or what is new in it."""

    search: SavedSearch
    new: bool = False

    @property
    def query(self) -> str:
        """The text for the search box."""
        return (
            toggled(self.search.query, term("new", self.search.name)) if self.new else f"{self.search.query} "
        )


class SavedSearches(CarryingOutRows[Wanted]):
    """Its result is what to search for, None for nothing. `query` is what a typed name would keep."""

    BINDINGS = bindings("saved")
    PANE = "saved"

    def __init__(
        self, archive: Archive, query: str, changed: Callable[[Change], None], *, name: str = ""
    ) -> None:
        super().__init__()
        self.archive = archive
        self.current = " ".join(query.split())
        self._changed = changed
        self._begin = name
        self._none = False
        """Whether the archive keeps no search."""
        self.list = SavedList()

    def compose(self) -> ComposeResult:
        """What would be kept, the box for its name, the list."""
        with Vertical(classes="dialog"):
            yield Bar(id="saved-title", classes="dialog-title")
            yield NameInput(
                self._begin, rtl=is_rtl, id="saved-box", placeholder=_("a name, to keep what is searched for")
            )
            yield self.list
            yield Bar(id="saved-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read the list, then count what each finds."""
        self.query_one("#saved-title", Bar).say(_("Saved searches"))
        self._say_what_enter_does()
        self._read()

    @property
    def box(self) -> NameInput:
        """Where a name is typed."""
        return self.query_one("#saved-box", NameInput)

    @on(BidiInput.Changed)
    def _say_what_enter_does(self) -> None:
        name = self.box.value.strip()
        if not name and self._none and self.current:
            said = _("No search is kept yet. A name typed keeps {query}.")
        elif not name and self._none:
            said = _("No search is kept yet. Search for something first; {key} then gives it a name.")
        elif not name:
            said = _("Enter searches for the chosen one; a name typed keeps the search of now.")
        elif not self.current:
            said = _("Nothing is searched for now that could be kept.")
        elif any(fold(one.name) == fold(name) and one.query != self.current for one in self.list.searches):
            said = _("{name} is there already: Enter puts {query} in the place of what it finds now.")
        else:
            said = _("Enter keeps {query} under the name {name}.")
        key = ltr(BY_ID["save_search"].shown_keys()[0])
        self.remark(said.format(query=own(self.current), name=own(name), key=key))

    @work(thread=True, exclusive=True, group="saved", exit_on_error=False)
    def _read(self) -> None:
        worker = get_current_worker()

        def read() -> list[SavedSearch]:
            with self.archive.read() as conn:
                return saved.saved(conn)

        searches = steadily(read)
        self.post_message(SearchesRead(searches))
        for query in dict.fromkeys(one.query for one in searches):
            if worker.is_cancelled:
                return
            try:
                with self.archive.read() as conn:
                    found = saved.count(conn, query)
            except Interrupted:
                continue
            self.post_message(SearchCounted(query, found))

    @on(SearchesRead)
    def _show(self, event: SearchesRead) -> None:
        self.list.put(event.searches)
        self._none = not event.searches
        self._say_what_enter_does()

    @on(SearchCounted)
    def _show_count(self, event: SearchCounted) -> None:
        self.list.counted(event.query, event.found)

    @on(VirtualList.RowChosen)
    @on(BidiInput.Submitted)
    def action_choose(self) -> None:
        """Keep the search of now under the name that is typed, or search for the chosen one."""
        name = self.box.value.strip()
        if name and self.current:
            self._change(lambda conn: saved.save(conn, name, self.current, self.archive.operator))
        elif not name and (one := self.list.chosen) is not None:
            self.dismiss(Wanted(one))

    def action_search_new(self) -> None:
        """Search for what is new in the chosen one; where that is nothing, say so."""
        one = self.list.chosen
        found = self.list.found.get(one.query) if one is not None else None
        if one is not None and found is not None and found.new == 0:
            self.remark(_("Nothing came in since this search was looked at."))
        elif one is not None:
            self.dismiss(Wanted(one, new=True))

    @on(NameInput.RemovalAsked)
    def action_forget_search(self) -> None:
        """Take the chosen one off the list."""
        if (one := self.list.chosen) is not None:
            self._change(lambda conn: saved.forget(conn, one.name, self.archive.operator))

    def action_search_up(self) -> None:
        """One place higher."""
        self._move(-1)

    def action_search_down(self) -> None:
        """One place lower."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.list.cursor
        names = [one.name for one in self.list.searches]
        if 0 <= at + by < len(names) and at < len(names):
            names[at], names[at + by] = names[at + by], names[at]
            self._change(lambda conn: saved.arrange(conn, names, self.archive.operator))

    def _change(self, step: Callable[..., Change]) -> None:
        def write() -> Change:
            with self.archive.write() as conn:
                return step(conn)

        self.carry_out(write)

    def carried_out(self, change: Change | None) -> None:
        """Empty the box of the name that was saved, and read the list anew."""
        if change is not None and change.id:
            self._changed(change)
        if change is not None and change.kind == "save-search":
            self.box.value = ""
        self._read()
