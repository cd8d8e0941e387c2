"""What is typed into a field of the record and not saved yet: kept for its article, also over a crash.

In memory for the article that gave way to another, and, a second after the last letter, in a file as the unsaved note has one (`tui.draft`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from tui import fields
from tui.i18n import gettext as _
from tui.screens.noting import NotingScreen

if TYPE_CHECKING:
    from tui.draft import DraftKeeper
    from tui.widgets.field_editor import FieldEditor

_KEEP = 1.0
"""Seconds after a letter until it is written down."""


class FieldDraftsScreen(NotingScreen):
    """The part of the browser that keeps what is being typed into fields."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type] # whatever the browser is made with
        self._drafts: dict[tuple[str, str], str] = {}
        """What was typed and not saved, by article and field."""
        self._keepers: dict[str, DraftKeeper] = {}
        self._writing_soon: dict[str, Timer] = {}
        self._read_of: set[str] = set()
        """The articles whose file was read."""

    def _keeper(self, article: str) -> DraftKeeper:
        from tui.draft import FIELDS, DraftKeeper, draft_file, drafts_folder  # noqa: PLC0415 - not needed for the first screen

        if article not in self._keepers:
            folder = drafts_folder(self.archive_app.state_folder)
            path = draft_file(folder, self.archive.path, article, FIELDS)
            self._keepers[article] = DraftKeeper(path, "", self.archive.path)
        return self._keepers[article]

    def draft_of(self, article: str, field: str) -> str | None:
        """What was typed into this field and not saved; None if nothing was."""
        self._read_drafts(article)
        return self._drafts.get((article, field))

    def _read_drafts(self, article: str) -> None:
        from tui.draft import read_draft  # noqa: PLC0415 - as above

        if article in self._read_of:
            return
        self._read_of.add(article)
        draft = read_draft(self._keeper(article).path, self.archive.path)
        try:
            kept = json.loads(draft.text) if draft is not None else {}
        except ValueError:
            return
        for field, text in kept.items() if isinstance(kept, dict) else ():
            if field in fields.NAMES and isinstance(text, str):
                self._drafts.setdefault((article, field), text)

    def on_field_editor_typed(self, event: FieldEditor.Typed) -> None:
        """A letter was typed: write it down soon, or forget what is as it was."""
        event.stop()
        editor = event.editor
        if editor.unsaved:
            self._drafts[editor.article, editor.field] = editor.text
        else:
            self._drafts.pop((editor.article, editor.field), None)
        if editor.article not in self._writing_soon:
            self._writing_soon[editor.article] = self.set_timer(
                _KEEP, lambda: self._write_drafts(editor.article)
            )

    def draft_done(self, article: str, field: str) -> None:
        """It was saved or thrown away."""
        if self._drafts.pop((article, field), None) is not None:
            self._write_drafts(article)

    def _write_drafts(self, article: str) -> None:
        timer = self._writing_soon.pop(article, None)
        if timer is not None:
            timer.stop()
        keeper = self._keeper(article)
        if texts := self._texts_of(article):
            keeper.want()
            self._write_draft(keeper, texts)
        else:
            keeper.forget()

    def _texts_of(self, article: str) -> str:
        """What was typed into the fields of this article, as it is written down; empty if nothing was."""
        texts = {field: text for (of, field), text in self._drafts.items() if of == article}
        return json.dumps(texts, ensure_ascii=False) if texts else ""

    @work(thread=True, group="field drafts", exit_on_error=False)
    def _write_draft(self, keeper: DraftKeeper, text: str) -> None:
        keeper.keep(text)

    def keep_typed(self) -> None:
        """Write down at once what is typed and not saved: the archive is about to be locked."""
        for article, timer in list(self._writing_soon.items()):
            timer.stop()
            del self._writing_soon[article]
            if texts := self._texts_of(article):
                keeper = self._keeper(article)
                keeper.want()
                keeper.keep(texts)

    def article_shown(self) -> None:
        """Tell of a field that was typed and not saved, the first time its article is shown."""
        super().article_shown()
        shown = self.reader.article
        if shown is None or shown.id in self._read_of or self.archive.read_only:
            return
        if self._keeper(shown.id).path.exists():
            self._read_drafts(shown.id)
            names = [fields.name(field) for article, field in self._drafts if article == shown.id]
            if names:
                said = _("Typed in the record and not saved: {field}. Enter on it there goes on.")
                self.notice.tell(said.format(field=" · ".join(names)))
