"""Copying in the browser: what is selected, the text of an article, or lines that cite articles."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from textual import on, work
from textual.message import Message

from store.article import StoredArticle
from store.errors import NoSuchArticle
from tui.copying import characters
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.reading import ReadingScreen
from tui.screens.searching import steadily
from tui.widgets.wording import count, ltr


class Cited(Message):
    """The articles to be cited were read from the archive."""

    def __init__(self, articles: Sequence[StoredArticle]) -> None:
        self.articles = articles
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
        if (quoted := self.reader.selected_text) and self.reader.article is not None:
            self._copy_citations([self.reader.article], quoted)
        elif self.results.marked:
            self._cite(sorted(self.results.marked, reverse=True))
        elif self.reader.article is not None:
            self._copy_citations([self.reader.article])

    @work(thread=True, exclusive=True, group="cite", exit_on_error=False)
    def _cite(self, docids: list[int]) -> None:
        cited = []
        for docid in docids:
            with suppress(NoSuchArticle):  # another program took it away meanwhile
                cited.append(steadily(partial(self.archive.article_by_docid, docid)))
        self.post_message(Cited(cited))

    @on(Cited)
    def _cited(self, event: Cited) -> None:
        self._copy_citations(event.articles)

    def _copy_citations(self, articles: Sequence[StoredArticle], quoted: str = "") -> None:
        from tui.widgets.citation import citation  # noqa: PLC0415 - not needed for the first screen

        what = ngettext("{count} citation", "{count} citations", len(articles))
        said = what.format(count=ltr(count(len(articles))))
        if quoted:
            said = f"{characters(quoted)} · {said}"
        self.archive_app.copy("\n".join((*filter(None, (quoted,)), *map(citation, articles))), said)
