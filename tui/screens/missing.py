"""Where there is no archive yet: how to make one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen

from tui.bidi.layout import Base
from tui.commands import Situation, bindings_of
from tui.i18n import gettext as _
from tui.i18n import is_rtl, next_language
from tui.screens.import_files import ImportScreen
from tui.widgets.footer import Footer
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import ltr

if TYPE_CHECKING:
    from tui.app import ArchiveApp


class MissingScreen(Screen[None]):
    """Says where the archive was looked for and offers to import something into it."""

    BINDINGS = bindings_of("import_files", "import_files") + bindings_of("change_language", "change_language")

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def compose(self) -> ComposeResult:
        """Three sentences and two keys."""
        yield SelectableText(id="missing")
        footer = Footer()
        footer.show_commands("missing", Situation())
        yield footer

    def on_mount(self) -> None:
        """Say it."""
        base: Base = "rtl" if is_rtl() else "ltr"
        say = [
            ("", "body"),
            (_("There is no archive here yet."), "title"),
            ("", "body"),
            (_("It was looked for at {path}.").format(path=ltr(str(self.path))), "body"),
            (_("Press i / ه to import files or a folder into it, or use archive import FOLDER."), "body"),
            (_("Another archive is opened with archive --db FILE."), "quiet"),
        ]
        self.query_one("#missing", SelectableText).show([Paragraph(text, kind, base) for text, kind in say])

    def action_import_files(self) -> None:
        """Ask what to import."""
        dialog = ImportScreen(self.path, None)

        async def finished(_any: bool | None) -> None:
            if dialog.archive is not None:
                await self.archive_app.opened(dialog.archive)

        self.app.push_screen(dialog, finished)

    def action_change_language(self) -> None:
        """Speak the next language."""
        self.archive_app.speak(next_language())

    def on_footer_command_clicked(self, event: Footer.CommandClicked) -> None:
        """Keys of the footer, by mouse."""
        if event.command == "import_files":
            self.action_import_files()
        else:
            self.archive_app.action_leave()
