"""Tidying the search index in the browser, while nobody types."""

from __future__ import annotations

from sqlite3 import Error

from textual import work
from textual.worker import get_current_worker

from store.errors import ArchiveError
from tui.screens.reviewing import ReviewingScreen

_IDLE = 10.0
"""Seconds without a search after which the index is tidied."""


class TidyingScreen(ReviewingScreen):
    """The part of the browser that tidies the index, a step at a time, until the next key."""

    _quiet_since = -1
    """The number of the last search when it was looked last whether somebody types."""

    def on_mount(self) -> None:
        """Begin to look whether nobody types."""
        self.set_interval(_IDLE, self.tidy_when_idle)

    def tidy_when_idle(self) -> None:
        """Tidy if no search began since the last time this was asked."""
        self._look_outside()
        quiet = self._quiet_since == self._number and not self.pending and self.is_current
        self._quiet_since = self._number
        if quiet and not self.archive.read_only:
            self._tidy(self._number)

    @work(thread=True, exclusive=True, group="tidy", exit_on_error=False)
    def _tidy(self, number: int) -> None:
        worker = get_current_worker()
        more, key = True, self.archive_app.key_number
        try:
            while (
                more
                and key == self.archive_app.key_number
                and number == self._number
                and not worker.is_cancelled
            ):
                more = self.archive.tidy()
        except (ArchiveError, Error):  # another program writes, or the archive is being closed: the next time
            return
