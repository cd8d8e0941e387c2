"""Where there is no archive yet: the first page that a new user sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from store.errors import ArchiveError
from tui.bidi.layout import Base
from tui.commands.binding import bindings_of
from tui.commands.command import Situation
from tui.commands.table import BY_ID
from tui.i18n import NAMES, is_rtl, language, next_language
from tui.i18n import gettext as _
from tui.private_folder import make_private
from tui.sample import copy_of_sample, sample_archive
from tui.screens.import_files import ImportScreen
from tui.screens.question import Answer, AnswerList
from tui.state import state_folder
from tui.terminals.sample import SAMPLE
from tui.terminals.setup import ASK_AGAIN
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import failure, ltr, own

if TYPE_CHECKING:
    from store.archive import Archive
    from tui.app import ArchiveApp


_LOW = 20
"""Rows under which nothing stands between what is said, the line of Arabic first."""


def _key(command: str) -> str:
    """The first key of a command, as it stands in a sentence."""
    return ltr(BY_ID[command].shown_keys()[0])


class MissingScreen(Screen[None]):
    """Says where the archive was looked for, shows a line of Arabic, and offers ways to begin."""

    BINDINGS = [  # noqa: RUF012 - Textual's own
        *bindings_of("import_files", "import_files"),
        *bindings_of("change_language", "change_language"),
        *bindings_of("choose", "choose"),
    ]
    AUTO_FOCUS = "AnswerList"
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (_LOW, "-high")]  # noqa: RUF012 - Textual's own
    DEFAULT_CSS = """
    MissingScreen {
        & > #missing { height: auto; max-height: 60%; }
        & > AnswerList { margin: 1 2; }
        &.-low > #missing { max-height: 50%; }
        &.-low > AnswerList { margin: 0 1; height: 1fr !important; min-height: 2; }
        & > #missing-remark { display: none; height: auto; max-height: 3; color: $text-warning; }
        & > Footer { dock: bottom; }
    }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.starter = False
        """Whether the new archive begins with the starter vocabulary."""
        self.list = AnswerList(self._answers())

    def _answers(self) -> list[Answer]:
        answers = [Answer("import_files", _("Import files or a folder"))]
        if sample_archive() is not None:
            answers.append(Answer("learn", _("Learn in ten minutes, on a sample")))
        starter = _("yes") if self.starter else _("no")
        spoken = _("Language: {name}").format(name=own(NAMES[language()]))
        return [
            *answers,
            Answer("begin_empty", _("Begin with an empty archive")),
            Answer("starter", _("A starter vocabulary of tags: {answer}").format(answer=own(starter))),
            Answer("change_language", f"{spoken} ({_key('change_language')})"),
            Answer("change_theme", f"{_('Colours')} ({_key('change_theme')})"),
            *([Answer("look_wrong", _("Arabic looks wrong here"))] if self.archive_app.asks_terminal else []),
        ]

    def situation(self) -> Situation:
        """Nothing is there yet that a command could need."""
        return Situation()

    def allowed(self, _command: str) -> bool:
        """Whatever this page can do it can do always."""
        return True

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def compose(self) -> ComposeResult:
        """What there is to say, the ways to begin, the keys."""
        yield SelectableText(id="missing")
        yield self.list
        yield Bar(id="missing-remark")
        footer = Footer()
        footer.show_commands("missing", Situation())
        yield footer

    def on_resize(self) -> None:
        """Say it, as there is room for it."""
        base: Base = "rtl" if is_rtl() else "ltr"
        shown = self._sayings()
        if self.size.height < _LOW:
            shown = [*shown[:1], *shown[3:], *shown[1:3]]
        else:
            for blank in (3, 1, 0):
                shown.insert(blank, ("", "body"))
        self.query_one("#missing", SelectableText).show(
            [Paragraph(text, kind, "rtl" if SAMPLE in text else base) for text, kind in shown]
        )

    def _sayings(self) -> list[tuple[str, str]]:
        """That there is none, where it was looked for, how another is opened; the line of Arabic, how it should look."""
        return [
            (_("There is no archive here yet."), "title"),
            (_("It was looked for at {path}.").format(path=ltr(str(self.path))), "body"),
            (_("Another archive is opened with archive --db FILE."), "quiet"),
            (f"│ {SAMPLE} │", "title"),
            (self._how_it_should_look(), "quiet"),
        ]

    def _how_it_should_look(self) -> str:
        if self.archive_app.asks_terminal:
            said = _(
                "The letters of this line are joined, and 2019 stands on its left. If not, choose: {answer}"
            )
            return said.format(answer=own(_("Arabic looks wrong here")))
        return _(
            "The letters of this line are joined, and 2019 stands on its left. If not, leave with {key} and type: {command}"
        ).format(key=_key("leave"), command=ltr("archive terminals"))

    def _remark(self, text: str) -> None:
        remark = self.query_one("#missing-remark", Bar)
        remark.say(text)
        remark.display = bool(text)

    @on(VirtualList.RowChosen)
    async def action_choose(self) -> None:
        """Do what the row says."""
        chosen = self.list.answers[self.list.cursor].id
        if chosen == "learn":
            await self._learn()
        elif chosen == "begin_empty":
            await self._begin_empty()
        elif chosen == "look_wrong":
            self.app.exit(return_code=ASK_AGAIN)
        elif chosen == "starter":
            self.starter = not self.starter
            self.list.answers = self._answers()
            self.list.redraw()
        else:
            await self.archive_app.run_command(chosen)

    async def _begin_empty(self) -> None:
        from store.archive import Archive  # noqa: PLC0415 - not needed for the first frame

        try:
            make_private(self.path.parent)
            archive = Archive.open(self.path, create=True)
        except (ArchiveError, OSError) as error:
            self._remark(failure(error))
        else:
            await self._go_in(archive)

    async def _go_in(self, archive: Archive) -> None:
        """Into the new archive, with the tags that were wished for."""
        if self.starter:
            from store.thesaurus.thesaurus import Thesaurus  # noqa: PLC0415 - as above

            try:
                Thesaurus(archive).take_starter()
            except ArchiveError as error:
                self._remark(failure(error))
        await self.archive_app.opened(archive)

    async def _learn(self) -> None:
        from store.archive import Archive  # noqa: PLC0415 - as above

        try:
            path = copy_of_sample(state_folder().parent / "sample" / "archive.db")
            archive = Archive.open(path) if path is not None else None
        except (ArchiveError, OSError) as error:
            self._remark(failure(error))
        else:
            if archive is not None:
                await self.archive_app.opened(archive, tutor=True)

    def action_import_files(self) -> None:
        """Ask what to import."""
        dialog = ImportScreen(self.path, None)

        async def finished(_any: bool | None) -> None:
            if dialog.archive is not None:
                await self._go_in(dialog.archive)

        self.app.push_screen(dialog, finished)

    def action_change_language(self) -> None:
        """Speak the next language."""
        self.archive_app.speak(next_language())

    async def on_footer_command_clicked(self, event: Footer.CommandClicked) -> None:
        """Keys of the footer, by mouse."""
        await self.archive_app.run_command(event.command)
