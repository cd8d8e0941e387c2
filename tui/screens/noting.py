"""The way from the browser to the note of the article that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.errors import ArchiveError
from tui.commands.table import BY_ID
from tui.i18n import gettext as _
from tui.screens.changing import ChangeRefused
from tui.screens.keeping import KeepingScreen
from tui.screens.searching import steadily
from tui.widgets.wording import ltr

if TYPE_CHECKING:
    from store.article import StoredArticle


class NoteRead(Message):
    """The article was read anew, with all notes that stand; None where it can't be."""

    def __init__(self, stored: StoredArticle | None, standing: Sequence[str] = ()) -> None:
        self.stored = stored
        self.standing = standing
        super().__init__()


class NotingScreen(KeepingScreen):
    """The part of the browser that opens the notes editor."""

    _told_of = ""
    """The article of whose unsaved note was told last."""

    def action_edit_note(self) -> None:
        """Open the notes editor on the article that is shown."""
        if self.allowed("edit_note") and self.reader.article is not None:
            self._doing += 1
            self._read_note(self.reader.article.id)

    @work(thread=True, exclusive=True, group="note", exit_on_error=False)
    def _read_note(self, article: str) -> None:
        from tui.screens.note_editor import standing_notes  # noqa: PLC0415 - not needed for the first screen

        found = NoteRead(None)
        try:
            found = NoteRead(
                steadily(lambda: self.archive.article(article)),
                steadily(lambda: standing_notes(self.archive, article)),
            )
        except ArchiveError as error:
            self.post_message(ChangeRefused(error))
        finally:
            self.post_message(found)

    @on(NoteRead)
    def _open_note(self, event: NoteRead) -> None:
        from tui.screens.note_editor import NoteEditor  # noqa: PLC0415 - as above

        self._doing -= 1
        if event.stored is not None and self.is_current:
            from tui.draft import drafts_folder  # noqa: PLC0415 - as above

            drafts = drafts_folder(self.archive_app.state_folder)
            self.app.push_screen(
                NoteEditor(self.archive, event.stored, event.standing, drafts, self.was_changed)
            )

    def article_shown(self) -> None:
        """Tell of a note that was typed and not saved, the first time its article is shown."""
        super().article_shown()
        shown = self.reader.article
        if shown is None or shown.id == self._told_of or self.archive.read_only:
            return
        from tui.draft import draft_file, drafts_folder  # noqa: PLC0415 - as above

        drafts = drafts_folder(self.archive_app.state_folder)
        if draft_file(drafts, self.archive.path, shown.id).exists():
            self._told_of = shown.id
            key = BY_ID["edit_note"].shown_keys()[0]
            said = _("A note of this article was typed and not saved: {key} shows it.")
            self.notice.tell(said.format(key=ltr(key)))
