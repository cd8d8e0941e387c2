"""Copying in the browser: what is selected, the text of an article, or lines that cite articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from tui.clipboard.app import characters
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.reading import ReadingScreen
from tui.screens.searching import steadily
from tui.widgets.wording import count, ltr

if TYPE_CHECKING:
    from store.articles.chosen import Named

_MOST_CITED = 1000
"""Articles that are cited at once: some 200 kilobytes, more than anyone pastes. Of more, it is said that an export has them."""


class Cited(Message):
    """The lines that cite the articles are made."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        super().__init__()


class CopyingScreen(ReadingScreen):
    """The part of the browser that copies."""

    def action_step_back(self) -> None:
        """One level back: first away from what is selected."""
        if self.focused_pane in ("reader", "record") and self.selections:
            self.clear_selection()
            self.archive_app.escaped(top=False)
        else:
            super().action_step_back()

    def action_copy(self) -> None:
        """Copy what is selected, or else the text of the article."""
        if selected := self.get_selected_text():
            self.archive_app.copy(selected)
        elif self.allowed("copy") and (stored := self.reader.article) is not None:
            length = characters(stored.article.body)
            self.archive_app.copy(
                stored.article.body, _("the text of the article, {length}").format(length=length)
            )

    def action_copy_citation(self) -> None:
        """Copy a line that cites the article, or one for each marked article, the newest first.

        What is selected in the open article goes before its line: a quotation with its source.
        """
        if not self.allowed("copy_citation"):
            return
        from tui.widgets.citation import citation  # noqa: PLC0415 - not needed for the first screen

        shown, marked = self.reader.article, self.results.marked
        if (quoted := self.reader.selected_text) and shown is not None:
            self._copy_citations([citation(shown)], quoted)
        elif len(marked) > _MOST_CITED:
            self.notice.tell(
                _("Nothing was copied: {count} are marked, and {most} are cited at once. An export has them all.").format(
                    count=ltr(count(len(marked))), most=ltr(count(_MOST_CITED))
                ),
                warning=True,
            )  # fmt: skip
        elif marked:
            self._cite(sorted(marked, reverse=True))
        elif shown is not None:
            self._copy_citations([citation(shown)])

    @work(thread=True, exclusive=True, group="cite", exit_on_error=False)
    def _cite(self, docids: list[int]) -> None:
        from store.articles.chosen import named  # noqa: PLC0415 - as above
        from tui.widgets.citation import citation_of  # noqa: PLC0415 - as above

        def read() -> list[Named]:
            with self.archive.read() as conn:
                return named(conn, docids)

        self.post_message(Cited([citation_of(one) for one in steadily(read)]))

    @on(Cited)
    def _cited(self, event: Cited) -> None:
        self._copy_citations(event.lines)

    def _copy_citations(self, lines: Sequence[str], quoted: str = "") -> None:
        what = ngettext("{count} citation", "{count} citations", len(lines))
        said = what.format(count=ltr(count(len(lines))))
        if quoted:
            said = f"{characters(quoted)} · {said}"
        self.archive_app.copy("\n".join((*filter(None, (quoted,)), *lines)), said)
