"""Importing from within the app: a path, a line of progress, and what became of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import ArchiveError
from tui import fields, reasons
from tui.bidi.layout import Base
from tui.commands.binding import bindings
from tui.commands.table import BY_ID
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.pace_words import file_name, pace_words
from tui.private_folder import make_private
from tui.screens.dialog import Dialog
from tui.typed_paths import completed, typed_paths
from tui.widgets.bar import Bar
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import count, failure, ltr, named, own, titled

if TYPE_CHECKING:
    from importers.report import Progress, Report
    from store.archive import Archive


_NAMES = 8
"""Names of files that are shown as ways to go on."""


class Progressed(Message, bubble=False):
    """Another file is done."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last one needs to be seen."""
        return isinstance(message, Progressed)


class Imported(Message):
    """The import ended; `report` says how, or `error` why it could not go on. `dry_run`: nothing was written."""

    def __init__(self, report: Report | None, error: BaseException | None, *, dry_run: bool = False) -> None:
        self.report = report
        self.error = error
        self.dry_run = dry_run
        super().__init__()


def _base() -> Base:
    return "rtl" if is_rtl() else "ltr"


def _numbers(counts: Progress | Report, *, dry_run: bool) -> str:
    """What became of the files, so far or altogether."""
    numbers = (
        (_("would come in") if dry_run else _("imported"), counts.imported),
        (_("here already"), counts.duplicates),
        (_("skipped"), counts.skipped),
        (_("failed"), counts.failed),
        (_("to be checked"), counts.review),
    )
    return " · ".join(f"{name} {ltr(count(number))}" for name, number in numbers)


class ImportScreen(Dialog[bool]):
    """Asks for a file or folder and imports it. Its result says whether anything came in."""

    BINDINGS = bindings("import")
    PANE = "import"

    def __init__(self, path: Path, archive: Archive | None) -> None:
        super().__init__()
        self.path = path
        self.archive = archive
        """The archive that is imported into; made when it is first needed."""
        self._importing = False
        self._stopped = False
        self._any = False
        self._came_in: list[str] = []
        """Ids of the articles that came in and ask for a look."""
        self._missed = False
        self._trying = False
        self._in_so_far = 0
        """Articles that the import under way has put into the archive."""
        self.to_review: tuple[str, ...] | None = None
        """What to list next, these articles first; None for nothing."""

    def compose(self) -> ComposeResult:
        """Box, progress, what became of the files."""
        with Vertical(classes="dialog"):
            yield Bar(id="import-title", classes="dialog-title")
            yield BidiInput(
                rtl=is_rtl,
                id="import-box",
                placeholder=_("a file or folder, e.g. {path}").format(path=ltr("~/articles")),
            )
            yield Bar(id="import-progress", classes="dialog-remark")
            yield SelectableText(id="import-report")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Name it."""
        self.query_one("#import-title", Bar).say(_("Import files or a folder"))

    def _say(self, text: str) -> None:
        self.query_one("#import-progress", Bar).say(text)

    def _report(self) -> SelectableText:
        return self.query_one("#import-report", SelectableText)

    @on(BidiInput.Submitted)
    def _start(self, event: BidiInput.Submitted) -> None:
        if self._importing:
            return
        if not event.value.strip():
            if self._came_in or self._missed:
                self.to_review = tuple(self._came_in)
            self.action_step_back()
            return
        self._begin(event.value, dry_run=False)

    def action_try_import(self) -> None:
        """Say what would come in."""
        value = self.query_one("#import-box", BidiInput).value
        if value.strip() and not self._importing:
            self._begin(value, dry_run=True)

    def action_import_again(self) -> None:
        """Import, and read also the files that have not changed since the last time."""
        value = self.query_one("#import-box", BidiInput).value
        if value.strip() and not self._importing:
            self._begin(value, dry_run=False, again=True)

    def action_complete_path(self) -> None:
        """Complete the path in the box, or say how it may go on; from an empty box to the report, and back."""
        box = self.query_one("#import-box", BidiInput)
        if not box.has_focus or not box.value.strip():
            self.focus_next()
            return
        text, names = completed(box.value)
        if text != box.value:
            box.value = text
            box.action_end()
        if names:
            shown = "  ".join(own(name) for name in names[:_NAMES])
            self._say(f"{shown} …" if len(names) > _NAMES else shown)

    def _begin(self, value: str, *, dry_run: bool, again: bool = False) -> None:
        paths = typed_paths(value)
        for path in paths:
            try:
                there = path.exists()
            except OSError as error:  # a folder of somebody else, a name longer than names can be
                self._say(_("It can't be read: {error}.").format(error=own(error.strerror or str(error))))
                return
            if not there:
                self._say(_("There is nothing at {path}.").format(path=ltr(str(path))))
                return
        if len(paths) == 1 and self._is_archive(paths[0]):
            self._merge(paths[0])
            return
        self._importing, self._stopped = True, False
        self._trying, self._in_so_far = dry_run, 0
        self._say(_("Reading …"))
        self._import(paths, dry_run, again)

    @staticmethod
    def _is_archive(path: Path) -> bool:
        from importers import other_archive  # noqa: PLC0415 - the importers are not needed for reading

        try:
            return other_archive.is_one(path)
        except OSError:
            return False  # the import says why

    def _merge(self, path: Path) -> None:
        """An archive is merged, in a dialog of its own, which says first what would come in."""
        from tui.screens.merge import MergeScreen  # noqa: PLC0415 - seldom

        def ended(done: bool | None) -> None:
            if done:
                self.dismiss(True)

        self.app.push_screen(MergeScreen(self.path, self.archive, path, self._opened), ended)

    def _opened(self, archive: Archive) -> None:
        """The merge made the archive."""
        self.archive = archive

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _import(self, paths: list[Path], dry_run: bool, again: bool) -> None:
        from importers.ingest import ingest  # noqa: PLC0415 - the importers are not needed for reading
        from store.archive import Archive  # noqa: PLC0415 - loaded already

        worker = get_current_worker()
        try:
            if self.archive is None:
                make_private(self.path.parent)
                self.archive = Archive.open(self.path, create=True)
            report = ingest(
                self.archive,
                paths,
                dry_run=dry_run,
                again=again,
                on_progress=self._tell,
                cancelled=lambda: self._stopped or worker.is_cancelled,
            )
        except (ArchiveError, OSError) as error:
            self.post_message(Imported(None, error))
        else:
            self.post_message(Imported(report, None, dry_run=dry_run))

    def _tell(self, progress: Progress) -> None:
        self._in_so_far = progress.imported
        self.post_message(Progressed(progress))

    def cut_short(self) -> Callable[[], str] | None:
        """Asked when the archive is about to be locked: what to say when it is open again, of an import that is under way."""
        return self._said_of_what_came_in if self._importing and not self._trying else None

    def _said_of_what_came_in(self) -> str:
        number = self._in_so_far
        return ngettext(
            "The import was stopped by the lock; {count} article is in. {key} and the same path go on with it.",
            "The import was stopped by the lock; {count} articles are in. {key} and the same path go on with it.",
            number,
        ).format(count=ltr(count(number)), key=ltr(BY_ID["import_files"].shown_keys()[0]))

    @on(Progressed)
    def _show_progress(self, event: Progressed) -> None:
        now = event.progress
        numbers = ltr(f"{count(now.done)} / {count(now.total)}")
        way_out = _("Esc stops; what is in stays in")
        self._say(" · ".join([numbers, *pace_words(now), own(file_name(now.path)), way_out]))
        self._report().show([Paragraph(_numbers(now, dry_run=self._trying), "body", _base())])

    @on(Imported)
    def _show_report(self, event: Imported) -> None:
        self._importing = False
        if event.report is None:
            self._say(failure(event.error) if event.error else "")
            return
        report = event.report
        self._say(_numbers(report, dry_run=event.dry_run))
        self._report().show(list(self._lines(report, asked=not event.dry_run)))
        if not event.dry_run:
            self._any = self._any or bool(report.imported)
            self._came_in += [one.id for one in report.articles if one.id and one.review]
            self._missed = self._missed or bool(report.failed)
            if not report.cancelled:  # the same path goes on with what is left
                self.query_one("#import-box", BidiInput).value = ""

    def _lines(self, report: Report, *, asked: bool) -> Iterator[Paragraph]:
        """What did not come in first, then what is to be checked: in a large folder nobody scrolls down to it."""
        base = _base()
        if report.cancelled:
            yield Paragraph(_("Stopped. What was saved before stays saved."), "heading", base)
        if asked and not report.cancelled and (report.failed or report.review):
            yield Paragraph(_("Enter lists what is to be checked; Esc closes."), "heading", base)
        for one in sorted(
            report.articles, key=lambda one: (one.id is not None, not one.review, not one.message)
        ):
            if one.id is None:
                why = own(reasons.say(one.message or one.reason or ""))
                yield Paragraph(f"{own(one.path)} · {why}", "warning", base)
                continue
            yield Paragraph(titled(one.title), "body", "auto")
            if one.message:
                yield Paragraph(own(reasons.say(one.message)), "quiet", base)
            for item in one.review if one.status == "imported" else ():
                yield Paragraph(
                    named(fields.name(item.field), own(reasons.say(item.reason))), "warning", base
                )

    def action_step_back(self) -> None:
        """Stop the import; where none runs, close."""
        if self._importing:
            self._stopped = True
            self._say(_("Stopping after this file …"))
            self.archive_app.escaped(top=False)
        else:
            self.dismiss(self._any)
            self.archive_app.escaped(top=False)
