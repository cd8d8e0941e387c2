"""From the browser to the saved searches and back; what is new since the last time; and an index that is being built, built on while nobody types."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import Worker, get_current_worker

from store.errors import ArchiveError
from tui.i18n import gettext as _
from tui.screens.changing import ChangingScreen
from tui.widgets.wording import count, ltr

if TYPE_CHECKING:
    from sqlite3 import Connection

    from tui.screens.saved_searches import Wanted

_REST = 1.0
"""Seconds without a key after which the index is built on: beside it, a key would take two to five times as long."""
_LOOK = 0.1
"""Seconds between two looks whether there was a key."""
_TOLD = 1.0
"""Seconds between two times that it is said how far it is."""
_PORTION = 25
"""Articles in one step, about a twentieth of a second, which a key has to wait for at most."""


class IndexGrew(Message):
    """More articles are in the index: so many, of so many; all of them where `complete`."""

    def __init__(self, done: int, of: int, *, complete: bool = False) -> None:
        self.done = done
        self.of = of
        self.complete = complete
        super().__init__()


class KeepingScreen(ChangingScreen):
    """The part of the browser that keeps searches, and the index complete."""

    _index = ""
    """What is said of the index while it is being built."""

    _looked_at_index = False

    def hits_shown(self) -> None:
        """The first time, go on with the index where it is not complete."""
        super().hits_shown()
        if not self._looked_at_index:
            self._looked_at_index = True
            self._look_at_archive()
            self._build_index()

    # Saved searches

    def action_saved_searches(self) -> None:
        """Show the saved searches."""
        self._show_saved()

    def action_save_search(self) -> None:
        """Keep the search of now: a name is offered, which can be typed over."""
        if self.allowed("save_search"):
            self._show_saved(" ".join(self.search_box.text.split())[:60])

    def _show_saved(self, name: str = "") -> None:
        from tui.screens.saved_searches import SavedSearches  # noqa: PLC0415 - not needed for the first screen

        def searched(wanted: Wanted | None) -> None:
            if wanted is None:
                return
            self.search_box.put(wanted.query)
            if self.search_box.history is not None:
                self.search_box.history.add(wanted.query.strip())
            self.search()
            self.go("results")
            self._looked_at(wanted.search.query)

        screen = SavedSearches(self.archive, self._query_as_searched(), self.was_changed, name=name)
        self.app.push_screen(screen, searched)

    def _query_as_searched(self) -> str:
        """What is in the box; where its end was searched for as the beginning of a value, with the star that says so."""
        text, shown = self.search_box.text, self.shown_query
        if shown is not None and shown.text == text and str(shown).endswith("*") and "*" not in text:
            return str(shown)
        return text

    @work(thread=True, group="looked", exit_on_error=False)
    def _looked_at(self, query: str) -> None:
        from store import saved  # noqa: PLC0415 - as above

        if not self.archive.read_only:
            with self.archive.write() as conn:
                saved.looked_at(conn, query)

    @work(thread=True, group="looked", exit_on_error=False)
    def _look_at_archive(self) -> None:
        """Note that the archive was opened: what comes in from now on will be new."""
        from store import newness  # noqa: PLC0415 - after the first screen

        with self.archive.read() as conn:
            news = not self.archive.read_only and newness.has_news(conn, newness.ARCHIVE)
        if news:
            try:
                with self.archive.write() as conn:
                    newness.look(conn, newness.ARCHIVE)
            except ArchiveError:
                return  # another program writes, or the disk is full: the next start notes it

    # The index

    @work(thread=True, exclusive=True, group="index", exit_on_error=False)
    def _build_index(self) -> None:
        from store.finding import reindex  # noqa: PLC0415 - after the first screen
        from store.similar import known  # noqa: PLC0415 - as above

        worker = get_current_worker()
        conn = self.archive.connection()
        if self.archive.read_only:
            if (now := reindex.progress(conn)) is not None:
                self.post_message(IndexGrew(*now))
            return
        try:
            while (now := reindex.progress(conn)) is not None and not worker.is_cancelled:
                self.post_message(IndexGrew(*now))
                if not self._build_on(worker, reindex.step):
                    self.post_message(IndexGrew(now.of, now.of, complete=True))
            while not worker.is_cancelled and not known.is_complete(conn):
                self._build_on(worker, known.catch_up)
        except ArchiveError:
            return  # another program is at it, or the disk is full: the next start goes on

    def _build_on(self, worker: Worker[None], step: Callable[[Connection, int], bool]) -> bool:
        """Steps for a while, as long as nobody types; whether there is more to do."""
        end = monotonic() + _TOLD
        more = True
        while more and monotonic() < end and not worker.is_cancelled:
            if self.archive_app.idle < _REST:
                sleep(_LOOK)
                continue
            with self.archive.write() as writer:
                more = step(writer, _PORTION)
        return more

    @on(IndexGrew)
    def _say_index(self, event: IndexGrew) -> None:
        said = _("The search index is being built: {done} of {of} articles can be found.")
        self._index = said.format(done=ltr(count(event.done)), of=ltr(count(event.of)))
        if event.complete:
            self._index = ""
            self.notice.tell(_("The search index is complete."))
            self.look_again()
        self.say_at_rest()

    def remarks_at_rest(self) -> list[str]:
        """What is always good to know here: first of all that not everything can be found."""
        return [*([self._index] if self._index else []), *super().remarks_at_rest()]
