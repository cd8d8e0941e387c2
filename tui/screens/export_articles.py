"""Writing articles to a file from within the app: those that are marked, or else all that are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from store import export
from store.archive import Archive
from store.article import StoredArticle
from store.errors import ArchiveError
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.screens.path_dialog import PathDialog
from tui.screens.question import Answer, Question
from tui.typed_paths import typed_path
from tui.widgets.bar import Bar
from tui.widgets.wording import count, failure, ltr, own

_TOLD = 100
"""Articles after which the line of progress is written again."""


class _Stopped(Exception):
    """The person stopped the writing; nothing is left of it."""


class Progressed(Message):
    """So many articles are written."""

    def __init__(self, done: int) -> None:
        self.done = done
        super().__init__()


class Exported(Message):
    """The writing ended. `done` articles are in the file; with an error or after a stop there is none."""

    def __init__(self, done: int, error: ArchiveError | None = None) -> None:
        self.done = done
        self.error = error
        super().__init__()


class ExportScreen(PathDialog[str]):
    """Asks for a file and writes. Its result is the path of what was written, None for nothing.

    `docids` gives the articles in their order, in a thread; `number` is how many are announced.
    """

    PANE = "export"
    DEFAULT_CSS = """
    ExportScreen > .dialog { height: auto; max-width: 72; }
    """

    def __init__(self, archive: Archive, docids: Callable[[], Sequence[int]], number: int) -> None:
        super().__init__()
        self.archive = archive
        self._docids = docids
        self._number = number
        self._target: Path | None = None
        self._stopped = False

    def compose(self) -> ComposeResult:
        """What is written, where to, in which formats; progress."""
        with Vertical(classes="dialog"):
            yield Bar(id="export-title", classes="dialog-title")
            yield BidiInput(
                f"~/archive-{datetime.now().astimezone().date().isoformat()}.html",
                rtl=is_rtl,
                id="export-box",
            )
            yield Bar(id="export-progress", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Say what it is about."""
        title = ngettext("Write {count} article to a file", "Write {count} articles to a file", self._number)
        self.query_one("#export-title", Bar).say(title.format(count=ltr(count(self._number))))

    @on(BidiInput.Changed)
    def _say_how(self) -> None:
        """What was wrong with the name before is not said of this one."""
        if self._target is None:
            endings = " ".join(f".{form}" for form in export.FORMATS)
            self.say(_("The ending says the format: {endings}").format(endings=ltr(endings)))

    def say(self, text: str) -> None:
        """Say it under the box."""
        self.query_one("#export-progress", Bar).say(text)

    @on(BidiInput.Submitted)
    def _check(self, event: BidiInput.Submitted) -> None:
        if self._target is not None:
            return
        if not event.value.strip():
            self.action_step_back()
            return
        path = typed_path(event.value)
        try:
            self._begin_or_ask(path)
        except OSError as error:  # a folder of somebody else, a name longer than names can be
            self.say(_("It can't be written: {error}.").format(error=own(error.strerror or str(error))))

    def _begin_or_ask(self, path: Path) -> None:
        if export.format_of(path) is None:
            endings = " ".join(f".{form}" for form in export.FORMATS)
            self.say(_("End the name with one of {endings}").format(endings=ltr(endings)))
        elif not path.absolute().parent.is_dir():
            self.say(_("There is no folder {path}.").format(path=ltr(str(path.absolute().parent))))
        elif path.is_dir():
            self.say(_("{path} is a folder: add a name.").format(path=ltr(str(path))))
        elif path.exists() and path.samefile(self.archive.path):
            self.say(_("{path} is the archive itself.").format(path=ltr(str(path))))
        elif path.exists():
            self._ask_to_replace(path)
        else:
            self._begin(path)

    def _ask_to_replace(self, path: Path) -> None:
        def answered(answer: str | None) -> None:
            if answer == "replace":
                self._begin(path)

        asked = _("{path} is there already.").format(path=ltr(path.name))
        answers = (Answer("keep", _("Keep it")), Answer("replace", _("Replace it")))
        self.app.push_screen(Question(asked, answers), answered)

    def _begin(self, path: Path) -> None:
        self._target, self._stopped = path, False
        self.say(_("Writing …"))
        self._write(path)

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def _write(self, path: Path) -> None:
        form = export.format_of(path)
        assert form is not None  # noqa: S101 - looked at before
        try:
            done = export.write(self._articles(), form, path)
        except _Stopped:
            self.post_message(Exported(0))
        except ArchiveError as error:
            self.post_message(Exported(0, error))
        else:
            self.post_message(Exported(done))

    def _articles(self) -> Iterator[StoredArticle]:
        worker = get_current_worker()
        for number, docid in enumerate(self._docids()):
            if self._stopped or worker.is_cancelled:
                raise _Stopped
            if number % _TOLD == 0:
                self.post_message(Progressed(number))
            yield self.archive.article_by_docid(docid)

    @on(Progressed)
    def _show_progress(self, event: Progressed) -> None:
        if self._target is not None and not self._stopped:
            numbers = ltr(f"{count(event.done)} / {count(self._number)}")
            way_out = _("Esc stops, and nothing is written")
            self.say(f"{numbers} · {way_out}")

    @on(Exported)
    def _finish(self, event: Exported) -> None:
        target, self._target = self._target, None
        if event.error is not None:
            self.say(failure(event.error))
        elif not event.done:
            self.say(_("Nothing was written."))
        else:
            self.dismiss(str(target))

    def action_step_back(self) -> None:
        """Stop the writing; where nothing is written, close."""
        if self._target is not None:
            self._stopped = True
            self.archive_app.escaped(top=False)
        else:
            super().action_step_back()
