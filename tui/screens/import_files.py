"""Importing from within the app: a path, a line of progress, and what became of the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import ArchiveError
from tui import reasons
from tui.bidi.layout import Base
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import count, failure, ltr, own, titled

if TYPE_CHECKING:
    from importers.report import Progress, Report
    from store.archive import Archive


class Progressed(Message, bubble=False):
    """Another file is done."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last one needs to be seen."""
        return isinstance(message, Progressed)


class Imported(Message):
    """The import ended; `report` says how, or `error` why it could not go on."""

    def __init__(self, report: Report | None, error: BaseException | None) -> None:
        self.report = report
        self.error = error
        super().__init__()


def typed_path(text: str) -> Path:
    """The path a person typed or dropped: quotes around it, `file://` and `~` are understood."""
    text = text.strip().strip("\"'«»").strip()
    return Path(text.removeprefix("file://")).expanduser()


class ImportScreen(Dialog[bool]):
    """Asks for a file or folder and imports it. Its result says whether anything came in."""

    PANE = "import"

    def __init__(self, path: Path, archive: Archive | None) -> None:
        super().__init__()
        self.path = path
        self.archive = archive
        """The archive that is imported into; made when it is first needed."""
        self._importing = False
        self._stopped = False
        self._any = False

    def compose(self) -> ComposeResult:
        """Box, progress, what became of the files."""
        with Vertical(classes="dialog"):
            yield Bar(id="import-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="import-box", placeholder=_("a file or folder, e.g. ~/articles"))
            yield Bar(id="import-progress", classes="dialog-remark")
            yield SelectableText(id="import-report")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Name it."""
        self.query_one("#import-title", Bar).say(_("Import files or a folder"))

    def _say(self, text: str) -> None:
        self.query_one("#import-progress", Bar).say(text)

    @on(BidiInput.Submitted)
    def _start(self, event: BidiInput.Submitted) -> None:
        if self._importing:
            return
        if not event.value.strip():
            self.action_step_back()
            return
        path = typed_path(event.value)
        if not path.exists():
            self._say(_("There is nothing at {path}.").format(path=ltr(str(path))))
            return
        self._importing, self._stopped = True, False
        self._say(_("Reading …"))
        self._import(path)

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _import(self, path: Path) -> None:
        from importers.ingest import ingest  # noqa: PLC0415 - the importers are not needed for reading
        from store.archive import Archive  # noqa: PLC0415 - loaded already

        worker = get_current_worker()
        try:
            if self.archive is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.archive = Archive.open(self.path, create=True)
            report = ingest(
                self.archive,
                [path],
                on_progress=self._tell,
                cancelled=lambda: self._stopped or worker.is_cancelled,
            )
        except (ArchiveError, OSError) as error:
            self.post_message(Imported(None, error))
        else:
            self.post_message(Imported(report, None))

    def _tell(self, progress: Progress) -> None:
        self.post_message(Progressed(progress))

    @on(Progressed)
    def _show_progress(self, event: Progressed) -> None:
        now = event.progress
        numbers = ltr(f"{count(now.done)} / {count(now.total)}")
        self._say(f"{numbers} · {_('Esc stops; what is in stays in')} · {own(now.path)}")

    @on(Imported)
    def _show_report(self, event: Imported) -> None:
        self._importing = False
        if event.report is None:
            self._say(failure(event.error) if event.error else "")
            return
        report = event.report
        self._any = self._any or bool(report.imported)
        numbers = (
            (_("imported"), report.imported),
            (_("here already"), report.duplicates),
            (_("skipped"), report.skipped),
            (_("failed"), report.failed),
            (_("to be checked"), report.review),
        )
        self._say(" · ".join(f"{name} {ltr(count(number))}" for name, number in numbers))
        base: Base = "rtl" if is_rtl() else "ltr"
        # What did not come in stands first: in a large folder nobody scrolls down to it.
        lines = [
            Paragraph(
                titled(one.title)
                if one.id
                else f"{own(one.path)} · {own(reasons.say(one.message or one.reason or ''))}",
                "body" if one.id else "warning",
                "auto" if one.id else base,
            )
            for one in sorted(report.articles, key=lambda one: one.id is not None)
        ]
        self.query_one("#import-report", SelectableText).show(lines)
        self.query_one("#import-box", BidiInput).value = ""

    def action_step_back(self) -> None:
        """Stop the import; where none runs, close."""
        if self._importing:
            self._stopped = True
            self._say(_("Stopping after this file …"))
            self.archive_app.escaped(top=False)
        else:
            self.dismiss(self._any)
            self.archive_app.escaped(top=False)
