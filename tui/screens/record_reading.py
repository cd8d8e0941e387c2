"""What the record says beside the article, read when it is shown: who edited what, and what the article is related to."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import NoSuchArticle
from tui.screens.querying import QueryingScreen
from tui.screens.searching import steadily

if TYPE_CHECKING:
    from store.articles.details import Details
    from store.articles.relations import Relations

_STAYS = 0.15
"""Seconds an article is shown before its relations are looked for."""


class DetailsRead(Message):
    """What the record says beside the article was read."""

    def __init__(self, details: Details) -> None:
        self.details = details
        super().__init__()


class RelationsRead(Message):
    """What an article is related to was looked for."""

    def __init__(self, relations: Relations) -> None:
        self.relations = relations
        super().__init__()


class RecordReadingScreen(QueryingScreen):
    """The part of the browser that reads for the record."""

    def _details_of(self, ident: str) -> Details:
        from store.articles.details import details  # noqa: PLC0415 - as long as the record is not shown, nobody needs it

        with self.archive.read() as conn:
            return details(conn, ident)

    def show_record(self, on: bool) -> None:
        """Show or hide the record under the text; what it says beside the article is read when it is shown."""
        super().show_record(on)
        if on:
            self._want_details()

    def _want_details(self) -> None:
        if self.record.article is not None and self.record.details is None:
            self._read_details(self.record.article.id)

    @work(thread=True, exclusive=True, group="details", exit_on_error=False)
    def _read_details(self, ident: str) -> None:
        with suppress(NoSuchArticle):
            self.post_message(DetailsRead(steadily(partial(self._details_of, ident))))

    @on(DetailsRead)
    def _details_read(self, event: DetailsRead) -> None:
        stored = self.record.article
        if stored is not None and stored.id == event.details.id:
            self.record.open(stored, event.details, keep_place=True)
            self._want_relations()

    def _want_relations(self) -> None:
        """Look for related articles, as soon as nobody goes on to the next one."""
        if self.record.article is not None:
            ident = self.record.article.id
            self.set_timer(_STAYS, lambda: self._relate(ident))

    def _relate(self, ident: str) -> None:
        if self.record.article is not None and self.record.article.id == ident and self.shows_record:
            self._read_relations(ident)

    @work(thread=True, exclusive=True, group="relations", exit_on_error=False)
    def _read_relations(self, ident: str) -> None:
        from store.articles.relations import relations  # noqa: PLC0415 - as long as the record is not shown, nobody needs it

        with suppress(NoSuchArticle):
            found = steadily(partial(relations, self.archive, ident))
            if not get_current_worker().is_cancelled:
                self.post_message(RelationsRead(found))

    @on(RelationsRead)
    def _relations_read(self, event: RelationsRead) -> None:
        if self.record.article is not None and self.record.article.id == event.relations.id:
            self.record.relate(event.relations)
