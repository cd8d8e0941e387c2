"""Merging another archive from within the app: what would come in, Enter, and what came in. Escape leaves all as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import ArchiveError, PassphraseNeeded, PassphraseWrong
from tui import merged as words
from tui.bidi.layout import Base
from tui.commands.binding import bindings_of
from tui.commands.table import BY_ID
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.private_folder import make_private
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import failure, ltr, own, titled

if TYPE_CHECKING:
    from store.archive import Archive
    from store.merging.merging import Merged


class Progressed(Message, bubble=False):
    """So much of the merge is done, in hundredths."""

    def __init__(self, percent: int) -> None:
        self.percent = percent
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last one needs to be seen."""
        return isinstance(message, Progressed)


class MergeEnded(Message, bubble=False):
    """What was merged, or would be where it was only tried; or why it could not be. Neither: it was stopped."""

    def __init__(self, merged: Merged | None, error: BaseException | None = None, *, tried: bool) -> None:
        self.merged = merged
        self.error = error
        self.tried = tried
        super().__init__()


class _Stopped(Exception):
    """The person stopped it."""


class MergeScreen(Dialog[bool]):
    """Says what the archive at `other` would bring, and merges it. Its result says whether anything came in."""

    BINDINGS = [*bindings_of("choose", "choose")]  # noqa: RUF012 - Textual's own
    PANE = "merge"
    AUTO_FOCUS = "SelectableText"

    def __init__(
        self, path: Path, archive: Archive | None, other: Path, made: Callable[[Archive], None]
    ) -> None:
        super().__init__()
        self.path = path
        self.archive = archive
        """The archive that is merged into; made where there is none."""
        self.other = other
        self._made = made
        self._working = False
        self._trying = True
        self._stopped = False
        self._came_in = False
        """Set by the thread that merges, once nothing can stop it any more."""
        self._tried: Merged | None = None
        self._done = False

    def compose(self) -> ComposeResult:
        """What it is about, what would come in, a box where a passphrase is needed, what to do."""
        with Vertical(classes="dialog"):
            yield Bar(id="merge-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="merge-box", password=True)
            yield Bar(id="merge-remark", classes="dialog-remark")
            yield SelectableText(id="merge-what")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Look into the other archive."""
        self.query_one("#merge-title", Bar).say(
            _("Merge the archive {name}").format(name=own(self.other.name))
        )
        self.query_one("#merge-box").display = False
        self._begin(tried=True)

    def _remark(self, text: str) -> None:
        self.query_one("#merge-remark", Bar).say(text)

    def _begin(self, *, tried: bool, passphrase: str | None = None) -> None:
        self._working, self._trying, self._stopped = True, tried, False
        self._remark(_("Looking what is new in it …") if tried else _("Merging …"))
        self._work(tried, passphrase)

    @on(BidiInput.Submitted)
    def _unlock(self, event: BidiInput.Submitted) -> None:
        if self._working:
            return
        passphrase, self.query_one("#merge-box", BidiInput).value = event.value, ""
        self._begin(tried=True, passphrase=passphrase)

    @work(thread=True, exclusive=True, group="merge", exit_on_error=False)
    def _work(self, tried: bool, passphrase: str | None) -> None:
        from store.archive import Archive  # noqa: PLC0415 - loaded already
        from store.merging import merging, other  # noqa: PLC0415 - seldom

        worker = get_current_worker()
        last = -1

        def progress(done: int, total: int) -> None:
            nonlocal last
            if self._stopped or worker.is_cancelled:
                raise _Stopped
            if (percent := 100 * done // max(total, 1)) != last:
                last = percent
                self.post_message(Progressed(percent))

        try:
            if passphrase is not None:
                other.unlock(self.other, passphrase)
            if self.archive is None:
                make_private(self.path.parent)
                self.archive = Archive.open(self.path, create=True)
                self.app.call_from_thread(self._made, self.archive)
            merged = merging.merge(self.archive, self.other, dry_run=tried, progress=progress)
            self._came_in = not tried
        except _Stopped:
            self.post_message(MergeEnded(None, tried=tried))
        except (ArchiveError, OSError) as error:
            self.post_message(MergeEnded(None, error, tried=tried))
        else:
            self.post_message(MergeEnded(merged, tried=tried))

    def cut_short(self) -> Callable[[], str] | None:
        """Asked when the archive is about to be locked: what to say when it is open again, of a merge that is under way."""
        return self._said_of_the_lock if self._working and not self._trying else None

    def _said_of_the_lock(self) -> str:
        if self._came_in:
            return _("{name} was merged before the lock.").format(name=own(self.other.name))
        said = _(
            "The merge was stopped by the lock; nothing of {name} came in. {key} and the same path begin it anew."
        )
        return said.format(name=own(self.other.name), key=ltr(BY_ID["import_files"].shown_keys()[0]))

    @on(Progressed)
    def _show_progress(self, event: Progressed) -> None:
        if self._working:
            way_out = _("Esc stops, and nothing comes in")
            self._remark(f"{ltr(f'{event.percent} %')} · {way_out}")

    @on(MergeEnded)
    def _ended(self, event: MergeEnded) -> None:
        self._working = False
        if event.merged is None:
            self._could_not(event.error)
            return
        box = self.query_one("#merge-box", BidiInput)
        box.display = False
        what = self.query_one("#merge-what", SelectableText)
        what.show(list(self._lines(event.merged)))
        what.focus()
        if event.tried:
            nothing = event.merged.is_empty
            self._tried = None if nothing else event.merged
            self._remark(
                _("Enter closes.") if nothing else _("Enter merges it; Esc leaves everything as it is.")
            )
        else:
            self._tried, self._done = None, True
            said = _("Merged. {key} in the list takes it back. Enter closes.")
            if not event.merged.change.id:  # all that was new is what was deleted for good there
                said = _("Enter closes.")
            self._remark(said.format(key=ltr(BY_ID["undo"].shown_keys()[0])))

    def _could_not(self, error: BaseException | None) -> None:
        if error is None:
            self._remark(_("Stopped. Nothing came in."))
            return
        if isinstance(error, (PassphraseNeeded, PassphraseWrong)):
            box = self.query_one("#merge-box", BidiInput)
            box.display = True
            box.focus()
        asked = isinstance(error, PassphraseNeeded)
        self._remark(_("It is encrypted. Type its passphrase, then Enter.") if asked else failure(error))

    def _lines(self, merged: Merged) -> Iterator[Paragraph]:
        base: Base = "rtl" if is_rtl() else "ltr"
        for sentence in words.sentences(merged):
            yield Paragraph(sentence, "body", base)
        if merged.kept:
            yield Paragraph("", "body", base)
            yield Paragraph(words.kept(len(merged.kept)), "heading", base)
            for article in merged.kept:
                yield Paragraph(own(titled(article.title)), "body", base)
        if not merged.conflicts:
            return
        yield Paragraph("", "body", base)
        yield Paragraph(words.apart(merged), "heading", base)
        for one in merged.conflicts:
            yield Paragraph(words.place(one), "body", base)
            for value in words.values(one):
                yield Paragraph(f"  {value}", "quiet", base)

    def action_choose(self) -> None:
        """Merge what was looked at; afterwards, and where there is nothing to merge, close."""
        if self._working:
            return
        if self._tried is not None:
            self._begin(tried=False)
        else:
            self.dismiss(self._done)

    def action_step_back(self) -> None:
        """Stop what is under way; else close."""
        if self._working:
            self._stopped = True
            self._remark(_("Stopping …"))
        else:
            self.dismiss(self._done)
        self.archive_app.escaped(top=False)
