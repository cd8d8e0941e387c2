"""Finding in the article that is read: a box under the text, its words marked while one types, n and p from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import BadQuery
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.copying import CopyingScreen
from tui.screens.searching import steadily
from tui.widgets.reader import Reader
from tui.widgets.wording import own


class PlacesFound(Message):
    """The typed words were looked for in a text of the reader."""

    def __init__(self, serial: int, wanted: str, places: Sequence[tuple[int, int]]) -> None:
        self.serial = serial
        self.wanted = wanted
        self.places = places
        super().__init__()


class FindBox(BidiInput):
    """Where the words are typed."""

    BINDINGS = bindings("find")
    DEFAULT_CSS = """
    FindBox, FindBox:focus { height: 1; border: none; padding: 0 1; background: $boost; }
    """


class FindInTextScreen(CopyingScreen):
    """The part of the browser that finds words in the open article."""

    _wanted = ""
    """What is looked for in the article; empty while the words of the search are marked."""

    @property
    def find_box(self) -> FindBox | None:
        """The box, while it is open."""
        return next(iter(self.query("FindBox").results(FindBox)), None)

    def action_find_in_text(self) -> None:
        """Open the box, with what was looked for last."""
        if not self.allowed("find_in_text"):
            return
        if self.pane != "reader":
            self.go("reader")
        box = self.find_box
        if box is None:
            box = FindBox(rtl=is_rtl, id="find-box", placeholder=_("words to find in this article"))
            self.query_one("#reader-pane").mount(box)
        self.call_after_refresh(box.focus)

    @on(Reader.FindAsked)
    def _find_asked(self, event: Reader.FindAsked) -> None:
        event.stop()
        self.action_find_in_text()

    @on(BidiInput.Changed, "#find-box")
    def _look(self, event: BidiInput.Changed) -> None:
        event.stop()
        self._wanted = event.value.strip()
        self._find_matches(self.reader.serial)

    def _find_matches(self, serial: int) -> None:
        if self._wanted and self._searched:
            self._find_places(serial, self._searched, self._wanted)
        else:
            super()._find_matches(serial)

    @work(thread=True, exclusive=True, group="matches", exit_on_error=False)
    def _find_places(self, serial: int, text: str, wanted: str) -> None:
        from tui.widgets.finding import find  # noqa: PLC0415 - as long as nobody looks, nobody needs it

        places = find(text, wanted) or self._other_forms(text, wanted)
        if not get_current_worker().is_cancelled:
            self.post_message(PlacesFound(serial, wanted, places))

    def _other_forms(self, text: str, wanted: str) -> Sequence[tuple[int, int]]:
        """Where a single word stands in another form, as the search knows it: للأرشيف for الأرشيف."""
        from store.finding.query import Query  # noqa: PLC0415 - as above

        if len(wanted.split()) > 1:
            return ()
        try:
            query = Query.parse(wanted, typing=True)
        except BadQuery:
            return ()
        return steadily(lambda: self.archive.match_spans(text, query))

    @on(PlacesFound)
    def _places_found(self, event: PlacesFound) -> None:
        if event.wanted != self._wanted:
            return
        self.reader.mark(event.serial, event.places)
        if event.places:
            self.reader.step_near()
        else:
            self.notice.tell(_("“{words}” is not in this article.").format(words=own(event.wanted)))

    @property
    def steps_out(self) -> bool:
        """What is looked for in one article is stepped through in that article."""
        return not self._wanted and super().steps_out

    @on(BidiInput.Submitted, "#find-box")
    def _to_text(self, event: BidiInput.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.set_focus(self.reader)
        else:
            self._stop_finding()

    def action_find_next(self) -> None:
        """The next place, with the box open."""
        self.reader.step(1)

    def action_find_previous(self) -> None:
        """The place before."""
        self.reader.step(-1)

    def _stop_finding(self) -> None:
        """Close the box; the words of the search are marked again."""
        if (box := self.find_box) is not None:
            if box.has_focus:
                self.set_focus(self.reader)
            box.remove()
        self._wanted = ""
        self._find_matches(self.reader.serial)

    def action_step_back(self) -> None:
        """Out of the box, and away from what was found in the article."""
        if self.find_box is not None and (self.find_box.has_focus or self.focused_pane == "reader"):
            self._stop_finding()
            self.archive_app.escaped(top=False)
        else:
            super().action_step_back()

    _found_in = ""
    """The article in which one looks."""

    def article_shown(self) -> None:
        """In another article nothing is looked for."""
        super().article_shown()
        shown = self.reader.article.id if self.reader.article else ""
        if shown != self._found_in:
            self._found_in = shown
            if self.find_box is not None:
                self._stop_finding()
