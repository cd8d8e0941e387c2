"""The lock: nothing but a box for the passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from store.encryption import keys
from store.errors import ArchiveError
from tui.commands.command import Situation
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer
from tui.widgets.wording import failure

if TYPE_CHECKING:
    from store.archive import Archive
    from tui.app import ArchiveApp


class Opened(Message):
    """The archive is open again, or can't be opened."""

    def __init__(self, archive: Archive | None, error: Exception | None = None) -> None:
        self.archive = archive
        self.error = error
        super().__init__()


class LockScreen(Screen[None]):
    """Opens the archive at `path` again. One that is not encrypted opens without a passphrase, and it is said so."""

    AUTO_FOCUS = "BidiInput"
    DEFAULT_CSS = """
    LockScreen {
        align: center middle;
        & > .dialog { width: 60; max-width: 96%; height: auto; border: round $primary; padding: 0 1; }
        & BidiInput, & BidiInput:focus { height: 1; border: none; padding: 0 1; background: $boost; }
        & > Footer { dock: bottom; }
        & #lock-title, & #lock-remark { height: auto; max-height: 3; }
    }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._protected = keys.may_need_one(path)
        self._opening = False

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def compose(self) -> ComposeResult:
        """A sentence, a box, what went wrong, the way out."""
        with Vertical(classes="dialog"):
            yield Bar(id="lock-title")
            yield BidiInput(rtl=is_rtl, id="lock-box", password=True)
            yield Bar(id="lock-remark")
        footer = Footer()
        footer.show_commands("lock", Situation())
        yield footer

    def on_mount(self) -> None:
        """Say it."""
        title = (
            _("Locked. Type the passphrase, then Enter.") if self._protected else _("Locked. Enter opens.")
        )
        self.query_one("#lock-title", Bar).say(title)
        if not self._protected:
            self._remark(_("This archive has no passphrase; 'archive encrypt' gives it one."))

    def _remark(self, text: str) -> None:
        self.query_one("#lock-remark", Bar).say(text)

    @on(BidiInput.Submitted)
    def _try(self, event: BidiInput.Submitted) -> None:
        if self._opening:
            return
        self._opening = True
        self._remark(_("Opening …"))
        passphrase, self.query_one(BidiInput).value = event.value, ""
        self._open(passphrase)

    @work(thread=True, exclusive=True, group="unlock", exit_on_error=False)
    def _open(self, passphrase: str) -> None:
        from store.archive import Archive  # noqa: PLC0415 - loaded already
        from store.encryption import files  # noqa: PLC0415 - seldom

        try:
            if self._protected:
                files.unlock(self.path, passphrase)
            archive = Archive.open(self.path)
        except (ArchiveError, OSError) as error:
            self.post_message(Opened(None, error))
        else:
            self.post_message(Opened(archive))

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self._opening = False
        if event.archive is not None:
            self.archive_app.unlocked(event.archive)
        elif event.error is not None:
            self._remark(failure(event.error))

    async def on_footer_command_clicked(self, event: Footer.CommandClicked) -> None:
        """Keys of the footer, by mouse."""
        await self.archive_app.run_command(event.command)
