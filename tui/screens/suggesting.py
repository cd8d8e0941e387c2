"""Suggestions in the browser: shown in the record of the open article, taken or refused with one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from tui.commands.table import BY_ID
from tui.i18n import gettext as _
from tui.screens.exporting import ExportingScreen
from tui.screens.searching import steadily
from tui.widgets.record import Record
from tui.widgets.suggestion_rows import PREFIX, suggestion_rows
from tui.widgets.wording import ltr, own

if TYPE_CHECKING:
    from store.article import StoredArticle
    from store.log.changes import Change
    from store.suggestions import Suggestion


class SuggestionsFound(Message):
    """What is suggested for an article."""

    def __init__(self, article: str, found: Sequence[Suggestion]) -> None:
        self.article = article
        self.found = found
        super().__init__()


class SuggestingScreen(ExportingScreen):
    """The part of the browser that shows suggestions and takes or refuses them."""

    _tags_suggested: tuple[str, Sequence[Suggestion]] = ("", ())
    """The id of an article, and what is suggested for it."""
    _announced = False
    """Whether a key for suggestions was pressed before they were on the screen."""

    def article_shown(self) -> None:
        """Work out what is suggested for it, if there is a record to show it in."""
        super().article_shown()
        self._ask_for_suggestions()

    def show_record(self, on: bool) -> None:
        """Show or hide the record; what is shown has suggestions in it."""
        super().show_record(on)
        if on:
            self._ask_for_suggestions()
        else:
            self.reader.point_at(())

    def _ask_for_suggestions(self) -> None:
        shown = self.reader.article
        if shown is not None and (self.shows_record or self._announced) and not self.archive.read_only:
            self._find_suggestions(shown)

    @work(thread=True, exclusive=True, group="suggestions", exit_on_error=False)
    def _find_suggestions(self, stored: StoredArticle) -> None:
        from store.suggestions import for_article  # noqa: PLC0415 - as long as no record is shown, nobody needs it

        def read() -> Sequence[Suggestion]:
            with self.archive.read() as conn:
                return for_article(conn, stored)

        found = steadily(read)
        if not get_current_worker().is_cancelled:
            self.post_message(SuggestionsFound(stored.id, found))

    @on(SuggestionsFound)
    def _show_suggestions(self, event: SuggestionsFound) -> None:
        self._tags_suggested = (event.article, event.found)
        self.record.suggest(event.article, suggestion_rows(event.found))
        if self._announced:
            self._announced = False
            self._announce()
        self._point_at_evidence()

    def _find_matches(self, serial: int) -> None:
        super()._find_matches(serial)
        self._point_at_evidence()

    @on(Record.RowReached)
    def _point_at_evidence(self) -> None:
        """Mark in the text what the chosen suggestion stands on."""
        shown, one = self.reader.article, self._chosen
        if shown is None or one is None or self.reader.original is not None:
            self.reader.point_at(())
            return
        texts = {"title": shown.article.title or "", "body": shown.article.body}
        begins = {"title": 0, "body": len(texts["title"]) + 1 if texts["title"] else 0}
        spans = []
        for span in one.spans:
            words = texts[span.field][span.start : span.end]
            # Hidden lines that are shown, and blank ones that are not, move what is behind them.
            there = begins[span.field] + span.start
            if self._searched[there : there + len(words)] != words:
                there = self._searched.find(words)
            if there >= 0:
                spans.append((there, there + len(words)))
        self.reader.point_at(sorted(spans))

    def _announce(self) -> None:
        """Go to a suggestion in the record, the first where none is chosen, and say what the keys are about."""
        rows = [one.id.startswith(PREFIX) for one in self.record.rows]
        if not any(rows):
            self.notice.tell(_("Nothing is suggested for this article."))
            return
        if self._chosen is None:
            self.record.choose(rows.index(True))
        one = self._chosen
        if one is not None:
            said = _("Suggested: {tag}. {take} takes it, {refuse} refuses it.")
            take, refuse = (
                ltr(BY_ID[command].shown_keys()[0]) for command in ("take_suggestion", "refuse_suggestion")
            )
            self.notice.tell(said.format(tag=own(one.tag), take=take, refuse=refuse))

    @property
    def _chosen(self) -> Suggestion | None:
        """The suggestion that the chosen row of the record names."""
        shown, row = self.reader.article, self.record.row
        article, found = self._tags_suggested
        if shown is None or shown.id != article or row is None:
            return None
        return next((one for one in found if row.id == f"{PREFIX}{one.suggested}"), None)

    def action_take_suggestion(self) -> None:
        """Tag the article with the next suggestion; where none is chosen in the record, go to the first."""
        from store.suggestions import take  # noqa: PLC0415 - as above

        self._decide("take_suggestion", take)

    def action_refuse_suggestion(self) -> None:
        """Never suggest the next one to this article again; where none is chosen in the record, go to the first."""
        from store.suggestions import refuse  # noqa: PLC0415 - as above

        self._decide("refuse_suggestion", refuse)

    def _decide(self, command: str, act: Callable[..., Change]) -> None:
        shown = self.reader.article
        if not self.allowed(command) or shown is None:
            return
        if not self.shows_record or (self.is_narrow and self.focused_pane != "record"):
            known = self.shows_record and self._tags_suggested[0] == shown.id
            self._announced = not known
            self.go("record") if self.is_narrow else self.show_record(True)
            if known:
                self._announce()
        elif self._tags_suggested[0] != shown.id:
            self._announced = True
            self._ask_for_suggestions()
        elif (one := self._chosen) is None:
            self._announce()
        else:
            self._act(act, shown.id, one)

    def _act(self, act: Callable[..., Change], ident: str, one: Suggestion) -> None:
        left = [other for other in self._tags_suggested[1] if other is not one]
        self._tags_suggested = (ident, left)
        self.record.suggest(ident, suggestion_rows(left))
        self._change(partial(act, self.archive, ident, one.suggested))

    def open_row(self, row: str) -> bool:
        """Take the suggestion of this row."""
        if not row.startswith(PREFIX):
            return super().open_row(row)
        self.action_take_suggestion()
        return True

    @on(Record.BackAsked)
    def _refusal_asked(self, event: Record.BackAsked) -> None:
        """Delete on a suggestion refuses it."""
        if event.row.id.startswith(PREFIX):
            event.stop()
            event.prevent_default()
            self.action_refuse_suggestion()
