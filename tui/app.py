"""The app: what holds on every screen. Leaving, help, the palette, the clipboard, the terminal, and where one was."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from rich.text import Text
from textual import events
from textual.content import Span
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer

from store.errors import ArchiveMissing, FolderMissing
from tui.bidi.content import BidiContent
from tui.bidi.layout import line
from tui.bidi.stock_rows import StockRows
from tui.bidi.svg import as_placed, with_fonts_at_hand
from tui.commands.binding import bindings
from tui.commands.table import BY_ID
from tui.garbage import LOOK, Pauses, keep_what_is_there
from tui.gone_screens import GoneScreensApp
from tui.i18n import gettext, set_language
from tui.i18n import gettext as _
from tui.locking import LockingApp
from tui.screens.browse import BrowseScreen
from tui.settings import ThemeName
from tui.state import Session, read_session, write_session
from tui.terminals.driver import bidi_driver
from tui.terminals.identify import Terminal
from tui.terminals.identify import terminal as terminal_by
from tui.terminals.modes import LOGICAL, Mode
from tui.terminals.no_colours import NoColours
from tui.terminals.output_filter import OutputFilter
from tui.terminals.printing import keeps_visual_order
from tui.terminals.setup import Setup, apply
from tui.terminals.setup import setup as set_up
from tui.themes import offer_themes

if TYPE_CHECKING:
    from store.archive import Archive

_TWICE = 0.5
"""Seconds between two presses of Escape that mean one wish: to leave."""

_REMEMBER = 1.0
"""Seconds after which a new place is written down, so that many steps are one writing."""

_ADVICE = 45.0
"""Seconds that the advice for a terminal stays: it is shown once."""

_PIECES = 15_000
"""Pieces of text whose words are remembered: all that typing needs. In an import, four times as many."""

_STANDS = 2.0
"""Seconds after which the first screen stands, with rows and filters."""


class Beginning(TypedDict, total=False):
    """How the app begins; what is not said is as without it."""

    query: str
    terminal: Terminal | None
    """As the command line found it out, or the environment says it."""
    setup: Setup | None
    """Who puts the letters in order there, as it was found out."""
    advice: str
    """What to say of the terminal."""
    refused: Sequence[str]
    """Sentences on keys of the settings that can't be had."""
    theme: ThemeName
    tutor: bool
    """Whether the archive is there to learn on."""
    lock_after: float
    """Minutes without a key after which it is locked; 0 for never."""


class ArchiveApp(GoneScreensApp, LockingApp):
    """One archive on the screen."""

    BINDINGS = bindings("anywhere")
    CSS_PATH = "archive.tcss"
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True
    TITLE = "archive"

    def __init__(
        self,
        path: Path,
        archive: Archive | None,
        *,
        bidi: Mode = "auto",
        state_folder: Path | None = None,
        **how: Unpack[Beginning],
    ) -> None:
        """`bidi` is who puts Arabic letters in order, where `how` brings no `setup`."""
        self._terminal = how.get("terminal") or terminal_by(os.environ)
        self._setup = how.get("setup") or set_up(bidi, self._terminal)
        self._advice = how.get("advice", "")
        self._refused = how.get("refused", ())
        self._tutor = how.get("tutor", False)
        self.lock_after = how.get("lock_after", 0.0)
        apply(self._setup)
        self._output = OutputFilter(self._setup.mode)
        self._rows = StockRows()
        self._no_colours = NoColours()
        super().__init__()
        # Where no colours are wanted, the theme without any of its own is left with none.
        offer_themes(self, "terminal" if self.no_color else how.get("theme", "dark"))
        self.set_class(self.no_color, "-no-color")
        self.path = path
        self.archive = archive
        self.clock: Callable[[], float] = lambda: self.typed_at
        """When the key of the moment was pressed, for telling two quick presses from two slow ones."""
        self.state_folder = state_folder
        """Where sessions are kept; None for the user's own folder."""
        self._asked = how.get("query", "")
        self._escaped_at = float("-inf")
        self._escaped_by = -1
        self._remembering: Timer | None = None

    def on_mount(self) -> None:
        """Say what there is to say of the terminal; soon, look for garbage again where the start left that for later."""
        if self._advice:
            self.notify(gettext(self._advice), severity="warning", timeout=_ADVICE)
        self.watch_idle()
        self.say_of_settings(self._refused, _ADVICE)
        if not gc.isenabled():
            self.set_timer(_STANDS, self._collect_garbage)

    def _collect_garbage(self) -> None:
        from store.text import analyser  # noqa: PLC0415 - the first search has loaded it by now

        analyser.remember_at_most(_PIECES)
        keep_what_is_there()
        pauses = Pauses()

        def look() -> None:
            idle = 0.0 if self.threads.at_work else self.idle
            pauses.look(self.key_number, idle, at_rest=len(self.screen_stack) == 1)

        self.set_interval(LOOK, look)

    # The terminal

    @property
    def asks_terminal(self) -> bool:
        """Whether the person can be asked how Arabic is to be written here: nobody said it, and an answer can be kept."""
        return self._setup.chosen != "asked for" and self._terminal.attended and bool(self._terminal.key)

    def get_driver_class(self) -> type[Driver]:
        """Textual's own driver, with the terminal's bidi off while the app is on the screen."""
        return bidi_driver(super().get_driver_class(), self._setup, self._terminal)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours: rows are laid out, and nothing that steers a terminal gets out of any widget."""
        if self.no_color:
            return [self._no_colours, self._rows, self._output]
        return [*super().get_line_filters(), self._rows, self._output]

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG, which browsers show as it is meant to look, whatever the terminal needs to be sent."""
        if self._setup.mode in LOGICAL:
            return with_fonts_at_hand(super().export_screenshot(title=title, simplify=simplify))
        mode = self._output.mode
        try:
            self._write_as("app")
            return as_placed(super().export_screenshot(title=title, simplify=simplify))
        finally:
            self._write_as(mode)

    def _write_as(self, mode: Mode) -> None:
        """Write all lines from now on in this mode, those on the screen included."""
        if mode != self._output.mode:
            self._output.mode = mode
            for screen in self.screen_stack:
                for widget in screen.walk_children(with_self=True):
                    widget.refresh()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - Textual's signature
    ) -> None:
        """Show a toast, laid out. Neither message nor title is ever read as markup."""
        text = f"{title}\n{message}" if title else message
        content = BidiContent(text, [Span(0, len(title), "bold")])
        # A toast shows content as it is, and has no better place for it than the message.
        super().notify(cast("str", content), severity=severity, timeout=timeout, markup=True)

    def _fatal_error(self) -> None:
        """End after an error that nobody foresaw. Textual would print the values of all variables: the texts of articles."""
        kind, _error, trace = sys.exc_info()
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        name = kind.__name__ if kind else ""
        said = _("The app ended by an error ({kind}, {place}). What was saved is safe. Please report this.")
        said = said.format(kind=name, place=place)
        self._exit_renderables.append(Text(line(said).text if keeps_visual_order(os.environ) else said))
        self._close_messages_no_wait()

    # Screens

    def get_default_screen(self) -> Screen[None]:
        """The browser, or without an archive the way to one."""
        if self.archive is None:
            from tui.screens.missing import MissingScreen  # noqa: PLC0415 - seen once in a lifetime

            return MissingScreen(self.path)
        return self.browser_on(self.archive)

    def browser_on(self, archive: Archive) -> BrowseScreen:
        """The browser on this archive, where the person was in it."""
        if self._tutor:
            from tui.tutor.screen import TutorScreen  # noqa: PLC0415 - seldom

            return TutorScreen(archive, Session())
        session = read_session(self.path, self.state_folder)
        if self._asked:
            session = Session(
                query=self._asked,
                order=session.order,
                record=session.record,
                furniture=session.furniture,
                harakat=session.harakat,
                places=session.places,
            )
        return BrowseScreen(archive, session)

    @property
    def browser(self) -> BrowseScreen | None:
        """The main screen, under any dialogs."""
        return next((screen for screen in self.screen_stack if isinstance(screen, BrowseScreen)), None)

    async def opened(self, archive: Archive, *, tutor: bool = False) -> None:
        """An archive was made where there was none, or one to learn on: go into it."""
        self.archive, self.path, self._tutor = archive, archive.path, tutor
        await self.push_screen(self.browser_on(archive))

    # The language

    def speak(self, code: str) -> None:
        """Say everything in this language from now on, and the next time too. Where one is stays as it is."""
        set_language(code)
        before = self.screen
        if isinstance(before, BrowseScreen):
            after = type(before)(before.archive, before.session, before)
            self.replace_screen(after)
            after.call_after_refresh(self.say_language, code)
        else:
            self.replace_screen(self.get_default_screen())
            self.keep_setting("language", code)

    # Where one was

    def remember(self) -> None:
        """Write down where the person is, in a moment."""
        if self._remembering is None:
            self._remembering = self.set_timer(_REMEMBER, self.write_down)

    def write_down(self) -> None:
        """Write down where the person is."""
        self._remembering = None
        if (browser := self.browser) is not None:
            write_session(self.path, browser.session, self.state_folder)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say what happened: on the line above the footer of the browser, or over what is before it."""
        if self.screen is self.browser:
            self.browser.notice.tell(text, warning=warning)
        else:
            self.notify(text, severity="warning" if warning else "information")

    # Commands

    async def run_command(self, command: str) -> None:
        """Do a command as if its key had been pressed where the focus is."""
        for node in (self.focused or self.screen).ancestors_with_self:
            if hasattr(node, f"action_{command}"):
                await self.run_action(command, node)
                return
        # What a box does on Enter has no other name. Of a sender on the way up Textual would stop it.
        key = events.Key(BY_ID[command].keys[0], None)
        key.set_sender(self)
        self.post_message(key)

    def escaped(self, *, top: bool) -> None:
        """Escape was pressed; `top` says that nothing was left to close. The second quick one of these leaves."""
        if not top:
            self._escaped_by = -1
            return
        now = self.clock()
        # No other key between them: Escape, f, Escape goes to the filters and back, however fast it is typed.
        twice = self.key_number == self._escaped_by + 1 and now - self._escaped_at <= _TWICE
        self._escaped_at, self._escaped_by = now, self.key_number
        if twice:
            self.action_leave()
        elif (browser := self.browser) is not None:
            browser.say_way_out()

    def action_step_back(self) -> None:
        """One level back: whatever the screen of the moment calls that."""
        back = getattr(self.screen, "action_step_back", None)
        if back is not None:
            back()
        else:
            self.escaped(top=True)

    def action_leave(self) -> None:
        """Leave, remembering the place; where something is typed and not saved, ask about it first."""
        holds_back = getattr(self.screen, "holds_back", None)
        if holds_back is None or not holds_back(self._leave):
            self._leave()

    def _leave(self) -> None:
        self.write_down()
        self.workers.cancel_all()
        if self.archive is not None:
            self.archive.interrupt()
        self.exit(0)

    def action_help(self) -> None:
        """Show all commands, or close the help again."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed for the first screen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
        else:
            here = self.screen
            pane = here.focused_pane if isinstance(here, BrowseScreen) else getattr(here, "PANE", "")
            self.push_screen(HelpScreen(pane))

    def action_palette(self) -> None:
        """Show what can be done in the browser, in the dialog over it, or on the first page."""
        from tui.screens.dialog import Dialog  # noqa: PLC0415 - as above
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - as above
        from tui.screens.palette import PaletteScreen, Under, commands_at  # noqa: PLC0415 - as above

        here = self.screen
        if isinstance(here, BrowseScreen):
            self.push_screen(PaletteScreen(here, commands_at(here)), self._run_chosen)
        elif isinstance(here, Dialog) and not isinstance(here, PaletteScreen | HelpScreen):
            self.push_screen(PaletteScreen(here, commands_at(here, here.PANE)), self._run_chosen)
        elif isinstance(here, Under):
            possible = [one for one in commands_at(here) if one.id != "lock"]  # nothing is open yet
            self.push_screen(PaletteScreen(here, possible), self._run_chosen)

    async def _run_chosen(self, command: str | None) -> None:
        if command is not None:
            await self.run_command(command)


def run(
    path: Path | str,
    language: str = "ar",
    *,
    no_color: bool = False,
    create: bool = False,
    **how: Unpack[Beginning],
) -> int:
    """Open the app on this archive until the person leaves; its exit code.

    Without an archive at `path` (and without `create`), it says how to import one. Raises `store.errors` for an archive
    that can't be used.
    """
    from store.archive import Archive  # noqa: PLC0415 - opened here only

    set_language(language)
    if no_color:
        os.environ["NO_COLOR"] = "1"
    else:
        os.environ.pop("NO_COLOR", None)  # an empty one does not count, which Textual does not know
    try:
        archive = Archive.open(path, create=create)
    except FolderMissing:
        raise  # a stick that is not plugged in: what would begin there would stay on this disk
    except ArchiveMissing:
        archive = None
    app = ArchiveApp(Path(path), archive, **how)
    try:
        app.run()
    finally:
        if app.archive is not None:
            app.archive.close()
    return app.return_code or 0
