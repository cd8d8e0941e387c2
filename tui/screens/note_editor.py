"""The notes editor: what a person knows of one article, in as many lines as it takes. Nothing typed is ever lost by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from store.errors import ArchiveError
from store.log.changes import Change
from tui.commands.binding import bindings
from tui.draft import DraftKeeper, draft_file, read_draft
from tui.editing.area import BidiTextArea
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.dialog import Dialog
from tui.screens.question import Answer, Question
from tui.widgets.bar import Bar
from tui.widgets.wording import called, failure

if TYPE_CHECKING:
    from store.archive import Archive
    from store.article import StoredArticle

_KEEP = 1.0
"""Seconds after which what was typed is kept outside the archive."""


class NoteSaved(Message):
    """The note is on disk; `text` is what it was saved from."""

    def __init__(self, change: Change, text: str) -> None:
        self.change = change
        self.text = text
        super().__init__()


class NoteRefused(Message):
    """The note could not be saved; nothing was written. Without an error: someone else wrote one meanwhile."""

    def __init__(self, error: ArchiveError | None, standing: Sequence[str] = ()) -> None:
        self.error = error
        self.standing = standing
        super().__init__()


def joined(notes: Sequence[str]) -> str:
    """Notes of one article that two people wrote without knowing of each other, as one text."""
    return "\n\n".join(notes)


class NoteEditor(Dialog[None]):
    """Writes the note of one article. Saving is one step of the archive, which undo takes back."""

    AUTO_FOCUS = "BidiTextArea"
    BINDINGS = bindings("note")
    PANE = "note"
    DEFAULT_CSS = """
    NoteEditor .dialog-remark.-warning { color: $text-warning; text-style: bold; }
    NoteEditor BidiTextArea { padding: 0 1; }
    """

    def __init__(
        self,
        archive: Archive,
        stored: StoredArticle,
        standing: Sequence[str],
        drafts: Path,
        changed: Callable[[Change], None],
    ) -> None:
        """`standing` are the notes of the article: one or none, several after the archives of two people were merged."""
        super().__init__()
        self.archive = archive
        self.article = stored.id
        self._title = called(stored.article)
        self._standing = tuple(standing)
        """The notes of the archive that this text will replace."""
        self._saved = stored.note
        """The text as it is in the archive."""
        self._draft = DraftKeeper(draft_file(drafts, archive.path, stored.id), stored.note, archive.path)
        self._changed = changed
        self._text = stored.note
        """What was on the screen last."""
        self._said_unsaved = False
        self._keeping: Timer | None = None
        self._then: Callable[[], object] | None = None
        """What is done when the note is saved."""

    def compose(self) -> ComposeResult:
        """Whose note it is, the note, what happened, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="note-title", classes="dialog-title")
            yield BidiTextArea(rtl=is_rtl, id="note", placeholder=_("What you know of this article …"))
            yield Bar(id="note-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Show the note as it is saved; over it, what was typed and not saved the last time."""
        self.query_one("#note-title", Bar).say(self._title, outside=True)
        self._remark(_("Ctrl+S saves; F4 saves and closes."))
        self.area.put(self._saved)
        draft = read_draft(self._draft.path, self.archive.path)
        if len(self._standing) > 1:
            self.area.replace_all(joined(self._standing))
            self._remark(_("Several people wrote a note on this article; saved, they become this one."))
        if draft is not None and draft.text != self.area.text:
            self.area.replace_all(draft.text)
            self._remark(
                _("This was typed and not saved the last time. Ctrl+Z shows the note as it is saved.")
            )
        self._said_unsaved = self.unsaved

    @property
    def area(self) -> BidiTextArea:
        """Where one types."""
        return self.query_one("#note", BidiTextArea)

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that is not in the archive."""
        return self.area.text != self._saved

    def _remark(self, text: str, *, warning: bool = False) -> None:
        bar = self.query_one("#note-remark", Bar)
        bar.set_class(warning, "-warning")
        bar.say(text)

    # Keeping what is not saved yet

    @on(BidiTextArea.Changed)
    def _typed(self, event: BidiTextArea.Changed) -> None:
        event.stop()
        self._text = self.area.text
        if self.unsaved and not self._said_unsaved:
            self._remark(_("Not saved yet: Ctrl+S saves, F4 saves and closes."))
        self._said_unsaved = self.unsaved
        if self.unsaved:
            self._draft.want()
            if self._keeping is None:
                self._keeping = self.set_timer(_KEEP, self._keep_soon)
        else:
            self._draft.forget()

    def _keep_soon(self) -> None:
        self._keeping = None
        if self.unsaved:
            self._keep(self.area.text)

    @work(thread=True, group="draft", exit_on_error=False)
    def _keep(self, text: str) -> None:
        if not self._draft.keep(text):
            self.app.call_from_thread(self._tell_not_kept)

    def _tell_not_kept(self) -> None:
        self._remark(_("Save now and then: what you type can't be kept for you on this disk."), warning=True)

    def keep_typed(self) -> None:
        """Write down at once what is not saved: the archive is about to be locked."""
        self._keeping = None
        if self.unsaved:
            self._draft.want()
            self._draft.keep(self.area.text)

    def on_unmount(self) -> None:
        """The app is left whichever way: what is not saved will be here the next time."""
        if self._keeping is not None:
            self._draft.keep(self._text)

    # Saving

    def action_save_note(self) -> None:
        """Save, and go on writing."""
        self._save_and(None)

    def action_finish_note(self) -> None:
        """Save and close."""
        self._save_and(lambda: self.dismiss(None))

    def _save_and(self, then: Callable[[], object] | None) -> None:
        self._then = then
        if not self.unsaved and len(self._standing) < 2:
            self._remark(_("Everything is saved."))
            self._go_on()
            return
        self.pending = True
        self._save(self.area.text, self._standing)

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @work(thread=True, group="write", exit_on_error=False)
    def _save(self, text: str, replaced: tuple[str, ...]) -> None:
        try:
            standing = standing_notes(self.archive, self.article)
            if standing not in (replaced, (text,)):
                self.post_message(NoteRefused(None, standing))
                return
            change = self.archive.set_note(self.article, text)
        except ArchiveError as error:
            self.post_message(NoteRefused(error))
        else:
            self.post_message(NoteSaved(change, text))

    @on(NoteSaved)
    def _note_saved(self, event: NoteSaved) -> None:
        self.pending = False
        self._saved = event.text
        self._said_unsaved = self.unsaved
        self._standing = tuple(note for note in (event.text,) if note.strip())
        self._draft.base = event.text
        if not self.unsaved:
            self._draft.forget()
        self._remark(sentence(event.change) if event.change.id else _("Everything is saved."))
        if event.change.id:
            self._changed(event.change)
        self._go_on()

    @on(NoteRefused)
    def _note_refused(self, event: NoteRefused) -> None:
        self.pending = False
        self._then = None
        if event.error is not None:
            self._remark(failure(event.error), warning=True)
            return
        self._standing = tuple(event.standing)
        self._remark(
            _("The note was changed elsewhere meanwhile. Saving again replaces it; undo brings it back."),
            warning=True,
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What failed for a reason nobody foresaw is said here: the text is still on the screen."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.pending = False
            self._then = None
            self._remark(failure(event.worker.error), warning=True)

    # Leaving

    def action_step_back(self) -> None:
        """Close; with something unsaved, ask what becomes of it."""
        if self.unsaved:
            self._ask(lambda: self.dismiss(None))
        else:
            super().action_step_back()

    def holds_back(self, leave: Callable[[], object]) -> bool:
        """Whether there is something to ask before the program is left; `leave` is done after the answer."""
        if self.unsaved:
            self._ask(leave)
        return self.unsaved

    def _ask(self, then: Callable[[], object]) -> None:
        answers = (
            Answer("save", _("Save the note")),
            Answer("discard", _("Throw away what was typed")),
            Answer("", _("Go on writing")),
        )

        def answered(answer: str | None) -> None:
            if answer == "save":
                self._save_and(then)
            elif answer == "discard":
                self._discard()
                then()

        self.app.push_screen(Question(_("The note is not saved."), answers), answered)

    def _discard(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        self._draft.forget()
        self._saved = self.area.text  # nothing is left to ask about


def standing_notes(archive: Archive, article: str) -> tuple[str, ...]:
    """The notes of an article, the one that is shown last. Raises `store.errors` like any reading."""
    several = {one.field: one.values for one in archive.disagreements(article)}.get("note")
    if several:
        return tuple(map(str, several))
    note = archive.article(article).note
    return (note,) if note else ()
