"""Tidying in the browser: the search index, while nobody types; and articles that are to go for good."""

from __future__ import annotations

from sqlite3 import Error
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import ArchiveError
from tui.screens.reviewing import ReviewingScreen
from tui.screens.searching import steadily

if TYPE_CHECKING:
    from tui.screens.purge import WhatWouldGo

_IDLE = 10.0
"""Seconds without a search after which the index is tidied."""


class ToPurge(Message):
    """What is to be purged was read from the archive; None where that failed."""

    def __init__(self, going: WhatWouldGo | None) -> None:
        self.going = going
        super().__init__()


class TidyingScreen(ReviewingScreen):
    """The part of the browser that tidies the index, a step at a time, until the next key, and leads to purging."""

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

    # Deleting for good

    def action_purge(self) -> None:
        """Ask whether the article, or all marked ones, are to be deleted for good."""
        if self.allowed("purge"):
            self._doing += 1
            self._read_what_would_go(self.targets)

    @work(thread=True, exclusive=True, group="targets", exit_on_error=False)
    def _read_what_would_go(self, docids: list[int]) -> None:
        from tui.screens.purge import what_would_go  # noqa: PLC0415 - seldom

        going = None
        try:
            going = steadily(lambda: what_would_go(self.archive, docids))
        finally:
            self.post_message(ToPurge(going))

    @on(ToPurge)
    def _ask_before_purging(self, event: ToPurge) -> None:
        from tui.screens.purge import PurgeScreen  # noqa: PLC0415 - seldom

        self._doing -= 1
        if event.going is not None and event.going.ids and self.is_current:
            self.archive_app.close_for(PurgeScreen(self.archive.path, event.going))
