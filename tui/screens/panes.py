"""The panes of the browser: which there are, which is seen, which has the focus."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.bidi.paint import Item
from tui.commands.binding import bindings
from tui.commands.command import Situation
from tui.commands.table import BY_ID
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.keys import all_of, shown
from tui.widgets.bar import Bar
from tui.widgets.chips import Chips
from tui.widgets.facets import Facets
from tui.widgets.footer import Footer
from tui.widgets.notice import Notice
from tui.widgets.offers import Offers
from tui.widgets.pane_title import PaneTitle
from tui.widgets.reader import Reader
from tui.widgets.record import Record
from tui.widgets.results import Results
from tui.widgets.search_box import SearchBox
from tui.widgets.sparing import SparingCompositor
from tui.widgets.wording import ltr, own

if TYPE_CHECKING:
    from tui.app import ArchiveApp

Pane = Literal["facets", "results", "reader", "record"]
PANES: tuple[Pane, ...] = ("facets", "results", "reader", "record")
_BOXES = {"field-box": "field", "find-box": "find"}
"""Boxes within a pane, and the footer each has."""
_WIDE = 100
"""Columns from which on there is room for the panes side by side."""


class PanesScreen(Screen[None]):
    """Search box on top, panes side by side from the beginning side of the interface: filters, results, text and record.

    On a narrow terminal one pane is seen at a time.
    """

    AUTO_FOCUS = "#results"
    BINDINGS = bindings("browse")
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual's own

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual's own, which has all of the screen painted anew wherever the focus goes."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.pane: Pane = "results"
        self._before_record: Pane = "results"
        """Where one was when one went to the record."""
        self._areas: dict[Pane, Vertical] = {}
        """What holds each pane with its title."""
        self._titles: dict[Pane, tuple[str, ...]] = {}
        self._texts = Vertical(id="texts")
        self.search_box = SearchBox()
        self.facets = Facets(id="facets")
        self.chips = Chips(id="chips")
        self.offers = Offers(id="offers")
        self.results = Results(id="results")
        self.reader = Reader(id="reader")
        self.record = Record(id="record")
        self.notice = Notice()
        self.footer = Footer()

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def compose(self) -> ComposeResult:
        """The panes, mirrored in Arabic."""
        # Before the panes are there: each class that changes later has all of them styled again.
        self.set_class(is_rtl(), "-rtl", update=False)
        self.set_class(self.app.size.width >= _WIDE, "-wide", update=False)
        self.set_class(self.app.size.width < _WIDE, "-narrow", update=False)
        self._areas = {
            "facets": self._area("facets", self.facets),
            "results": self._area("results", self.chips, self.offers, self.results),
            "reader": self._area("reader", self.reader),
            "record": self._area("record", self.record),
        }
        self._texts.compose_add_child(self._areas["reader"])
        self._texts.compose_add_child(self._areas["record"])
        self._show_pane()
        panes = [self._areas["facets"], self._areas["results"], self._texts]
        yield self.search_box
        yield Horizontal(*(reversed(panes) if is_rtl() else panes), id="panes")
        yield self.notice
        yield self.footer

    @staticmethod
    def _area(name: Pane, *widgets: Widget) -> Vertical:
        return Vertical(PaneTitle(name), *widgets, id=f"{name}-pane", classes="pane")

    def on_mount(self) -> None:
        """Name the panes."""
        self.title_of("facets", _("Filters"))
        self.title_of("results", _("Results"))
        self.title_of("reader", _("Text"))
        self.title_of("record", _("Record"))
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._title_again())

    def _title_again(self) -> None:
        """In the colours of another theme, or of another ground."""
        for pane, (title, *more) in self._titles.items():
            self.title_of(pane, title, *more)

    def title_of(self, pane: Pane, title: str, *more: str) -> None:
        """Give a pane its title, and short texts beside it (numbers and the like, each laid out on its own)."""
        self._titles[pane] = (title, *more)
        bar = self.query_one(f"#{pane}-title", Bar)
        bar.show([Item(title), *(Item(text, bar.style("quiet")) for text in more if text)])

    # Which pane

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.size.width < _WIDE

    @property
    def shows_record(self) -> bool:
        """Whether the record is shown under the text."""
        return self._texts.has_class("-with-record")

    def show_record(self, on: bool) -> None:
        """Show or hide the record under the text."""
        self._texts.set_class(on, "-with-record")

    def go(self, pane: Pane) -> None:
        """Give this pane the focus, and on a narrow terminal the screen."""
        if pane == "record":
            self.show_record(True)
            if self.pane != "record":
                self._before_record = self.pane
        self.pane = pane
        self._show_pane()
        self.set_focus(self._widget(pane), scroll_visible=False)

    def _widget(self, pane: Pane) -> Widget:
        return {"facets": self.facets, "results": self.results, "reader": self.reader, "record": self.record}[
            pane
        ]

    def _show_pane(self) -> None:
        """Let the pane one is at be seen where there is room for one; where there is room for all it makes no difference."""
        update = self.is_attached and self.is_narrow
        for pane, area in self._areas.items():
            area.set_class(pane == self.pane, "-seen", update=update)
        self._texts.set_class(self.pane in ("reader", "record"), "-seen", update=update)

    @on(events.DescendantFocus)
    def _notice_focus(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PANES:
            self.pane = event.widget.id
            self._show_pane()
        for pane in PANES:
            self.query_one(f"#{pane}-title", Bar).set_class(self.focused_pane == pane, "-focused")
        self.call_after_refresh(self._title_again)  # what is quiet on one ground is not on the other
        self.refresh_footer()

    @property
    def focused_pane(self) -> str:
        """The pane with the focus; ``search`` while the box has it, ``find`` and ``field`` while theirs have it."""
        focused = self.focused
        if focused is not None and focused.id in PANES:
            return focused.id
        if focused is not None and focused.id in _BOXES:
            return _BOXES[focused.id]
        return "search" if focused is not None else self.pane

    @on(PaneTitle.Clicked)
    def _title_clicked(self, event: PaneTitle.Clicked) -> None:
        event.stop()
        if event.pane in PANES:
            self.go(event.pane)

    # Which commands

    @property
    def pending(self) -> bool:
        """Whether something is being done that the next command may be about: a search, a change."""
        return False

    def holds_keys(self) -> bool:
        """Whether a key has to wait for it. In the search box none has to: the next key makes another search."""
        return self.pending and self.focused_pane != "search"

    def situation(self) -> Situation:
        """What decides which commands are possible now."""
        raise NotImplementedError

    def refresh_footer(self) -> None:
        """Show the keys of the moment."""
        self.footer.show_commands(self.focused_pane, self.situation())

    def allowed(self, command: str) -> bool:
        """Whether the command is possible now; if not, it is said why."""
        if BY_ID[command].possible(self.situation()):
            return True
        self.notice.tell(BY_ID[command].refusal(), warning=True)
        return False

    def say_way_out(self) -> None:
        """Escape was pressed where nothing is left to close."""
        self.notice.tell(_("Esc again leaves; F10 leaves at once. Everything is saved."))

    def on_key(self, event: events.Key) -> None:
        """A letter that is no command anywhere, as q or one of a layout that nobody knows here: say where one learns more."""
        if event.is_printable and not self._commands.intersection((event.key, event.character or "")):
            said = _("{key} does nothing here. {help} lists all keys, {leave} leaves.")
            key = own(event.character or event.key)
            self.notice.tell(said.format(key=key, help=ltr(shown("f1")), leave=ltr(shown("f10"))))

    @cached_property
    def _commands(self) -> frozenset[str]:
        """Every key that is a command somewhere."""
        return frozenset(key for command in BY_ID.values() for key in all_of(command.keys))

    @on(Footer.CommandClicked)
    async def _run_clicked(self, event: Footer.CommandClicked) -> None:
        await self.archive_app.run_command(event.command)

    # Commands

    def action_search(self) -> None:
        """Into the search box."""
        self.set_focus(self.search_box.input)

    @on(SearchBox.ResultsAsked)
    def _to_results(self) -> None:
        self.go("results")

    def action_facets(self) -> None:
        """To the filters, and back."""
        self.go("results" if self.focused_pane == "facets" else "facets")

    def action_record(self) -> None:
        """To the record, and back from it: where there is room beside it, to where one was, and it is hidden again."""
        if self.focused_pane == "record":
            self.go("reader" if self.is_narrow else self._before_record)
            if not self.is_narrow:
                self.show_record(False)
        elif self.allowed("record"):
            self.go("record")

    def action_next_pane(self) -> None:
        """To the pane beside."""
        self._go_beside(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self._go_beside(-1)

    def _go_beside(self, step: int) -> None:
        panes = [pane for pane in PANES if pane != "record" or self.shows_record]
        self.go(panes[(panes.index(self.pane) + step) % len(panes)])

    def action_step_back(self) -> None:
        """One level back: the box and the other panes to the results. From there Escape alone leads nowhere."""
        top = self.focused_pane == "results"
        if not top:
            self.go("results" if self.focused_pane != "record" or not self.is_narrow else "reader")
        self.archive_app.escaped(top=top)
