"""The record in the browser: a field edited in place, given back its imported value, and what it was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.errors import ArchiveError, BadValue
from tui import reasons
from tui.i18n import gettext as _
from tui.screens.changing import ChangeRefused
from tui.screens.field_drafts import FieldDraftsScreen
from tui.screens.searching import steadily
from tui.widgets.record import Record
from tui.widgets.record_text import FIELDS, SUBJECTS, date_remarks, state_of, value_text
from tui.widgets.wording import failure, ltr, own

if TYPE_CHECKING:
    from store.article import StoredArticle
    from store.edits import Value
    from store.log.changes import Change
    from store.subjects import InUse
    from tui.widgets.field_editor import FieldEditor


_SUGGESTION = "Suggestion: "
"""What an importer's reason has before a value it proposes."""


class FieldSaved(Message):
    """A field is on disk."""

    def __init__(self, change: Change, editor: FieldEditor) -> None:
        self.change = change
        self.editor = editor
        super().__init__()


class FieldRefused(Message):
    """A field could not be saved. Without an error: it was changed elsewhere, to `now`, while it was edited."""

    def __init__(self, editor: FieldEditor, error: ArchiveError | None, now: str = "") -> None:
        self.editor = editor
        self.error = error
        self.now = now
        super().__init__()


class ValuesCounted(Message):
    """The values of a field that stand in other articles are here."""

    def __init__(self, editor: FieldEditor, values: Sequence[InUse]) -> None:
        self.editor = editor
        self.values = values
        super().__init__()


class ArticleFound(Message):
    """The article that is wanted is in the archive, at this place of the listing."""

    def __init__(self, id: str, docid: int) -> None:  # noqa: A002 - the contract's word
        self.id = id
        self.docid = docid
        super().__init__()


def as_typed(stored: StoredArticle, field: str) -> str:
    """A field's value as one types it."""
    from tui import typed_values  # noqa: PLC0415 - reading what is typed loads what writes

    return typed_values.shown(field, getattr(stored if field in SUBJECTS else stored.article, field))


def proposed(stored: StoredArticle, field: str) -> str:
    """The value that the importer proposes for a field the source does not state, which Enter then saves; empty if none."""
    given = [] if getattr(stored.article, field, None) else stored.article.review
    return next((item.reason.partition(_SUGGESTION)[2] for item in given if item.field == field), "")


class RecordingScreen(FieldDraftsScreen):
    """The part of the browser that edits the record."""

    editor: FieldEditor | None = None
    """The open editor of a field."""

    @on(Record.RowReached)
    def _row_reached(self, event: Record.RowReached) -> None:
        event.stop()
        self.title_of("record", _("Record"), self.record.place_text)

    @on(Record.RowChosen)
    def _row_chosen(self, event: Record.RowChosen) -> None:
        event.stop()
        row, stored = event.row, self.record.article
        if stored is None:
            return
        if row.field in (*FIELDS, *SUBJECTS):
            if self.allowed("field_back"):
                self._edit(stored, row.field)
        elif row.field == "tags":
            self.action_edit_tags()
        elif row.field == "note":
            self.action_edit_note()
        elif row.field == "starred":
            self.action_toggle_star()
        elif row.id == "original":
            self.action_save_original()
        elif not self.open_row(row.id) and row.paragraphs:
            self.archive_app.copy(row.paragraphs[-1].text)

    def open_row(self, row: str) -> bool:
        """Open what the row with this id names: another article, or a version. Whether it names anything."""
        kind, _colon, name = row.partition(":")
        relations = self.record.relations
        if kind == "article":
            self.go_to_article(name)
        elif kind == "version" and relations is not None:
            from tui.screens.difference import DifferenceScreen  # noqa: PLC0415 - not needed for the first screen

            self.app.push_screen(
                DifferenceScreen(self.archive, relations.id, relations.versions, int(name), self.was_changed)
            )
        else:
            return False
        return True

    # Editing

    def _edit(self, stored: StoredArticle, field: str) -> None:
        from tui.widgets.field_editor import FieldEditor  # noqa: PLC0415 - not needed for the first screen

        self._close_editor()
        editor = FieldEditor(
            stored.id,
            field,
            as_typed(stored, field),
            several=field in SUBJECTS,
            explain=partial(self._explain, stored, field),
            draft=self.draft_of(stored.id, field),
            proposed=proposed(stored, field),
        )
        self.editor = editor
        self.query_one("#record-pane").mount(editor)
        self._count_values(editor)

    @work(thread=True, exclusive=True, group="values", exit_on_error=False)
    def _count_values(self, editor: FieldEditor) -> None:
        from store.subjects import in_use  # noqa: PLC0415 - as long as nobody edits, nobody needs it

        def read() -> list[InUse]:
            with self.archive.read() as conn:
                return in_use(conn, editor.field)

        self.post_message(ValuesCounted(editor, steadily(read)))

    @on(ValuesCounted)
    def _values_counted(self, event: ValuesCounted) -> None:
        if event.editor is self.editor:
            event.editor.know(event.values)

    def _explain(self, stored: StoredArticle, field: str, text: str) -> tuple[str, bool]:
        """What a typed text means for the field, and whether it is refused."""
        from tui import typed_values  # noqa: PLC0415 - reading what is typed loads what writes

        try:
            value = typed_values.read(field, text, stored.article.published)
        except BadValue as error:
            return reasons.say(str(error.values["reason"])), True
        return self._meaning(stored, field, text, value), False

    def _meaning(self, stored: StoredArticle, field: str, text: str, value: Value) -> str:
        from store.article import PartialDate  # noqa: PLC0415 - as above
        from store.edits import AS_IMPORTED  # noqa: PLC0415 - as above

        if value is AS_IMPORTED:
            details = self.record.details
            stated = value_text(field, getattr(details.imported, field)) if details else ""
            if stated:
                return _("empty: as the source says, {value}").format(value=stated)
            return _("empty: the source does not state it") if details else _("empty: as the source says")
        if value is None:
            return _("a dash: empty, whatever the source says")
        if field in SUBJECTS:
            return _("several with ; between them") if not text.strip() else value_text(field, value)
        if text.split() == as_typed(stored, field).split():
            return _("Enter saves, Esc leaves it as it is; a dash alone empties the field")
        if isinstance(value, PartialDate):
            said = _("read as {date}").format(date=ltr(value.value.replace("T", " ")))
            plain = PartialDate(value.value, value.precision, "", value.flags)
            return " · ".join([said, *date_remarks(plain)])
        return _("read as {value}").format(value=value_text(field, value)) if field == "language" else ""

    def on_field_editor_saved(self, event: FieldEditor.Saved) -> None:
        """Enter was pressed in the editor."""
        event.stop()
        self._save(event.editor)

    def _save(self, editor: FieldEditor, then: Callable[[], object] | None = None) -> None:
        from tui import typed_values  # noqa: PLC0415 - reading what is typed loads what writes

        stored = self.record.article
        if stored is None or stored.id != editor.article:
            return
        try:
            value = typed_values.read(editor.field, editor.text, stored.article.published)
        except BadValue:
            editor.explain()  # the reason stands there already
            return
        if not editor.unsaved and (editor.field in SUBJECTS or state_of(stored, editor.field) != "doubtful"):
            self._close_editor()
            if then is not None:
                then()
            return
        self._then = then
        self._doing += 1
        self._write_field(editor, value)

    _then: Callable[[], object] | None = None
    """What is done when the field is saved."""

    @work(thread=True, group="write", exit_on_error=False)
    def _write_field(self, editor: FieldEditor, value: Value) -> None:
        from store import edits  # noqa: PLC0415 - as above
        from store.articles import reading  # noqa: PLC0415 - as above
        from tui.screens.changing import Written  # noqa: PLC0415 - as above

        try:
            with self.archive.write() as conn:
                now = as_typed(reading.by_id(conn, editor.article), editor.field)
                if now.split() != editor.value.split():
                    self.post_message(FieldRefused(editor, None, now))
                    return
                change = edits.change(conn, editor.article, editor.field, value, self.archive.operator)
        except ArchiveError as error:
            self.post_message(FieldRefused(editor, error))
        else:
            self.post_message(FieldSaved(change, editor))
        finally:
            self.post_message(Written())

    @on(FieldSaved)
    def _field_saved(self, event: FieldSaved) -> None:
        if event.editor is self.editor:
            self._close_editor()
        if event.change.id:
            self.was_changed(event.change)
        then, self._then = self._then, None
        if then is not None:
            then()

    @on(FieldRefused)
    def _field_refused(self, event: FieldRefused) -> None:
        self._then = None
        if event.error is not None:
            event.editor.remark(failure(event.error), warning=True)
            return
        event.editor.value = event.now
        said = _("It was set to “{value}” elsewhere meanwhile. Enter again replaces that.")
        event.editor.remark(said.format(value=own(event.now)), warning=True)

    # Leaving the editor

    def _close_editor(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self.draft_done(editor.article, editor.field)
            editor.remove()
            if self.is_current or not self.focused:
                self.set_focus(self.record, scroll_visible=False)

    def action_step_back(self) -> None:
        """Out of the editor first; what is typed and not saved is asked about."""
        if self.editor is None:
            super().action_step_back()
        elif self.editor.unsaved:
            self._ask(self.editor, self._close_editor)
            self.archive_app.escaped(top=False)
        else:
            self._close_editor()
            self.archive_app.escaped(top=False)

    def on_field_editor_left(self, event: FieldEditor.Left) -> None:
        """Escape was pressed in the editor."""
        event.stop()
        self.action_step_back()

    def holds_back(self, leave: Callable[[], object]) -> bool:
        """Whether there is something to ask before the program is left; `leave` is done after the answer."""
        if self.editor is not None and self.editor.unsaved:
            self._ask(self.editor, leave)
            return True
        return False

    def _ask(self, editor: FieldEditor, then: Callable[[], object]) -> None:
        from tui.screens.question import Answer, Question  # noqa: PLC0415 - as above

        answers = (
            Answer("save", _("Save the field")),
            Answer("discard", _("Throw away what was typed")),
            Answer("", _("Go on writing")),
        )

        def answered(answer: str | None) -> None:
            if answer == "save":
                self._save(editor, then)
            elif answer == "discard":
                self._close_editor()
                then()

        self.app.push_screen(Question(_("The field is not saved."), answers), answered)

    def article_shown(self) -> None:
        """Another article is shown: what was being typed for the one before is kept for it."""
        super().article_shown()
        editor, shown = self.editor, self.reader.article
        if editor is None or (shown is not None and shown.id == editor.article):
            return
        if editor.unsaved:
            self.notice.tell(_("What you typed is kept: Enter on that field of that article goes on."))
        had_focus = editor.box.has_focus
        self.editor = None
        editor.remove()
        if had_focus:
            self.set_focus(self.record, scroll_visible=False)

    # Back, and history

    @on(Record.BackAsked)
    def _back_asked(self, event: Record.BackAsked) -> None:
        event.stop()
        stored, field = self.record.article, event.row.field
        if stored is None or not self.allowed("field_back"):
            return
        if field in SUBJECTS and getattr(stored, field):
            self._change(partial(self.archive.edit, stored.id, field, ()))
        elif field in stored.edited:
            self._change(partial(self.archive.edit_back, stored.id, field))
        else:
            self.notice.tell(_("Nobody has set this field: it is as the source says."))

    @on(Record.HistoryAsked)
    def _history_asked(self, event: Record.HistoryAsked) -> None:
        event.stop()
        stored = self.record.article
        if stored is None:
            return
        if not event.row.field:
            self.notice.tell(_("This can't be changed, so it has no history."))
            return
        from tui.screens.field_history import FieldHistoryScreen  # noqa: PLC0415 - not needed for the first screen

        self.app.push_screen(FieldHistoryScreen(self.archive, stored, event.row.field, self.was_changed))

    def action_history(self) -> None:
        """List all changes of the archive, and go to the article of the one that is chosen."""
        from tui.screens.history import HistoryScreen  # noqa: PLC0415 - as above

        def chosen(article: str | None) -> None:
            if article:
                self.go_to_article(article)

        self.app.push_screen(HistoryScreen(self.archive, self.was_changed), chosen)

    def go_to_article(self, ident: str) -> None:
        """Show this article: among the results if it is there, or else in the whole archive."""
        self._look_for(ident)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look_for(self, ident: str) -> None:
        try:
            self.post_message(ArticleFound(ident, steadily(lambda: self.archive.article(ident)).docid))
        except ArchiveError as error:
            self.post_message(ChangeRefused(error))

    @on(ArticleFound)
    def _article_found(self, event: ArticleFound) -> None:
        if event.docid in self.results.docids:
            self.results.cursor = self.results.docids.index(event.docid)
        else:
            self.search_box.put("")
            self.search(keep=event.id)
        self.go("reader")

    def action_save_original(self) -> None:
        """Ask where to, and write the bytes of the original there."""
        stored = self.record.article
        if stored is None:
            return
        from tui.screens.save_original import SaveOriginal  # noqa: PLC0415 - as above

        def saved(path: str | None) -> None:
            if path:
                self.notice.tell(_("The original was saved as {path}.").format(path=own(path)))

        self.app.push_screen(SaveOriginal(self.archive, stored), saved)
