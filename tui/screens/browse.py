"""The browser: search box, filters, results, text and record. It remembers where one was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.worker import Worker, WorkerState

from store.errors import ArchiveClosed, ArchiveDamaged
from tui.commands.command import Situation
from tui.i18n import next_language
from tui.screens.panes import PANES
from tui.screens.purging import PurgingScreen
from tui.screens.searching import ORDERS
from tui.state import MOST_PLACES, Session
from tui.widgets.wording import failure

if TYPE_CHECKING:
    from store.archive import Archive


class BrowseScreen(PurgingScreen):
    """The main screen. Made anew in another language, it goes on where the one `before` it was."""

    def __init__(self, archive: Archive, session: Session, before: BrowseScreen | None = None) -> None:
        super().__init__(archive)
        self._begin = session
        self._read_from = (0, 0)
        """The place in the text to begin at."""
        self._places = dict(session.places)
        """How far articles were read, by id; the latest last."""
        self._reading = ""
        """The article that is shown."""
        if before is not None:
            self.results.marked = set(before.results.marked)
            self._read_from = before.reader.place
            self._drafts = before._drafts
        self._damage = ""
        """What is said of an archive that turned out to be damaged."""
        self._begun = False
        self._waits = True
        """The first search waits for the first frame: together on one processor, both would come later."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Coming to the screen styles everything again, for what changed meanwhile; the first time nothing has."""
        if self._waits:
            event.refresh_styles = False
            self.call_after_refresh(self._begin_search)

    def on_mount(self) -> None:
        """Go where the person was."""
        begin = self._begin
        if begin.order in ORDERS:
            self.order = begin.order
        self.reader.furniture = begin.furniture
        self.reader.marks = begin.harakat
        self.show_record(begin.record)
        self.search_box.put(begin.query)
        self.set_focus(self.results)  # now: the pane one was in may be gone to soon
        self.say_at_rest()

    def _begin_search(self) -> None:
        if self._waits:
            self._waits = False
            self.search(keep=self._begin.article or None)

    @property
    def pending(self) -> bool:
        """Whether something is under way; at the beginning the first search is."""
        return self._waits or super().pending

    def hits_shown(self) -> None:
        """The first time, go to the pane one was in."""
        super().hits_shown()
        if not self._begun:
            self._begun = True
            if self._begin.pane in PANES and self.results.count and self.focused_pane == "results":
                self.go(self._begin.pane)

    def article_opens(self) -> None:
        """Remember how far the one before was read."""
        super().article_opens()
        self._keep_place()

    def _keep_place(self) -> None:
        if self._reading and self.reader.original is None and self.reader.is_mounted:
            self._places.pop(self._reading, None)
            if place := self.reader.text_place:
                self._places[self._reading] = place

    def article_shown(self) -> None:
        """Remember it, and go on reading where one was in it."""
        super().article_shown()
        shown = self.reader.article
        another, self._reading = self._reading, shown.id if shown else ""
        if shown is not None and self._read_from != (0, 0):
            if shown.id == self._begin.article:
                self.reader.go_to(self._read_from)
            self._read_from = (0, 0)
        elif shown is not None and shown.id != another and shown.id in self._places:
            self.reader.go_to_text_place(self._places[shown.id])
        self.archive_app.remember()

    def action_change_language(self) -> None:
        """Speak the next language."""
        self.archive_app.speak(next_language())

    @property
    def session(self) -> Session:
        """Where the person is now; until the first results are there, where they were."""
        if not self._begun:
            return replace(self._begin, query=self.search_box.text)
        self._keep_place()
        return Session(
            query=self.search_box.text,
            article=self.reader.article.id if self.reader.article else "",
            pane=self.pane,
            order=self.order,
            record=self.shows_record,
            furniture=self.reader.furniture,
            harakat=self.reader.marks,
            places=tuple(self._places.items())[-MOST_PLACES:],
        )

    def situation(self) -> Situation:
        """What decides which commands are possible now."""
        return Situation(
            hits=self.results.count,
            article=self.reader.article is not None,
            marked=len(self.results.marked),
            matches=len(self.reader.matches),
            writable=not self.archive.read_only,
            query=bool(self.search_box.text),
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread that failed is told about; the app goes on. One that was late for an archive that is closed did not fail."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None and not isinstance(error, ArchiveClosed):
            self.notice.tell(failure(error), warning=True)
            if isinstance(error, ArchiveDamaged):
                self._damage = failure(error)
                self.say_at_rest()

    def remarks_at_rest(self) -> list[str]:
        """That the archive is damaged, if it is: an empty list of results would say that nothing was found."""
        return [*([self._damage] if self._damage else []), *super().remarks_at_rest()]
