"""The way from the browser to deleting articles for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from tui.screens.searching import steadily
from tui.screens.tidying import TidyingScreen

if TYPE_CHECKING:
    from tui.screens.purge import WhatWouldGo


class ToPurge(Message):
    """What is to be purged was read from the archive; None where that failed."""

    def __init__(self, going: WhatWouldGo | None) -> None:
        self.going = going
        super().__init__()


class PurgingScreen(TidyingScreen):
    """The part of the browser that opens the dialog of the purge."""

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
