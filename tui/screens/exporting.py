"""The part of the browser that hands articles on to others: as files."""

from __future__ import annotations

from collections.abc import Sequence

from tui.i18n import gettext as _
from tui.screens.recording import RecordingScreen
from tui.widgets.wording import ltr


class ExportingScreen(RecordingScreen):
    """Writes articles to files."""

    def action_export_articles(self) -> None:
        """Ask for a file, and write the marked articles to it, or all that are found."""
        if not self.allowed("export_articles"):
            return
        from tui.screens.export_articles import ExportScreen  # noqa: PLC0415 - not needed for the first screen

        marked = self.results.marked
        shown = self.results.docids
        ordered = [docid for docid in shown if docid in marked] + sorted(
            marked.difference(shown), reverse=True
        )
        query, order = self.shown_query, self.order

        def docids() -> Sequence[int]:
            if ordered or query is None:
                return ordered or shown
            return self.archive.search(query, sort=order).docids

        def written(path: str | None) -> None:
            if path is not None:
                self.notice.tell(_("Written to {path}").format(path=ltr(path)))

        number = len(ordered) or max(self.found.total if self.found else 0, len(shown))
        self.app.push_screen(ExportScreen(self.archive, docids, number), written)
