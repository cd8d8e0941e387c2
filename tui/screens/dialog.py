"""What stands over the browser: a title, something to do, and Escape to leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from store.errors import ArchiveClosed
from tui.commands.binding import bindings
from tui.commands.command import Situation
from tui.terminals.output_filter import OutputFilter
from tui.widgets.footer import Footer
from tui.widgets.sparing import SparingCompositor
from tui.widgets.wording import failure

if TYPE_CHECKING:
    from tui.app import ArchiveApp

Result = TypeVar("Result")

_LOWEST, _LOW = 12, 15
"""Rows under which a dialog has no border, but the whole screen, and under which its title has one line."""
_BROAD = 92
"""Columns under which a dialog has the whole width: what would be seen beside it could not be read."""


class Dialog(ModalScreen[Result]):
    """A dialog. `PANE` names its footer."""

    BINDINGS = bindings("modal")
    AUTO_FOCUS = "BidiInput, VirtualList, TextFlow"
    PANE = "help"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-slim"), (_BROAD, "-broad")]  # noqa: RUF012 - Textual's own
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-lowest"), (_LOWEST, "-low"), (_LOW, "-high")]  # noqa: RUF012 - Textual's own
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > Footer { dock: bottom; }
        & > .dialog {
            width: 96%;
            max-width: 88;
            height: 90%;
            max-height: 32;
            background: $surface;
            border: round $primary;
            & > .dialog-title { height: auto; max-height: 2; color: $text-accent; text-style: bold; }
            & > .dialog-remark { height: auto; max-height: 3; color: $text-muted; }
            & BidiInput, & BidiInput:focus { height: 1; border: none; padding: 0 1; background: $boost; }
        }
        &.-slim > .dialog { width: 100%; }
        &.-lowest > .dialog { width: 100%; height: 1fr; border: none; }
        &.-low > .dialog > .dialog-title, &.-lowest > .dialog > .dialog-title { max-height: 1; }
        &.-rows.-low > .dialog > .dialog-remark, &.-rows.-lowest > .dialog > .dialog-remark { max-height: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()

    _was_here = False
    _stands = False
    """Whether everything in it has its size and its text."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Coming to the screen styles everything again, for what changed meanwhile; the first time all has just been styled."""
        if not self._was_here:
            self._was_here = True
            event.refresh_styles = False
            self.call_after_refresh(self._stand)
        if self._outcome is not None:
            self.dismiss(*self._outcome)

    def _stand(self) -> None:
        self._stands = True
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Paint, once everything stands: Textual paints a screen as soon as it is there, its box when that has a size, and its text then."""
        if self._stands:
            super()._compositor_refresh()

    _outcome: tuple[Result | None] | None = None
    """The result of a dialog that is at its end while another one still stands over it."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the dialog, now or when no other stands over it; once only.

        What a thread found may come late, or twice. Textual takes away whichever screen is on top then, and ends the app where
        that is the last one.
        """
        if self not in self.app.screen_stack:
            return AwaitComplete()
        if self.app.screen is not self:
            self._outcome = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that encodes for the terminal: the screen behind was encoded when it was drawn.

        Widgets of the dialog ask the app, not the screen.
        """
        return [found for found in super().get_line_filters() if not isinstance(found, OutputFilter)]

    pending = False
    """Whether something is being saved that the next key may be about."""

    def holds_keys(self) -> bool:
        """Whether a key has to wait for it."""
        return self.pending

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread that failed is told about under the dialog; what waited for it goes on."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.pending = False
            late = isinstance(event.worker.error, ArchiveClosed)  # nobody waits for it any more
            if (browser := self.archive_app.browser) is not None and not late:
                browser.notice.tell(failure(event.worker.error), warning=True)

    def situation(self) -> Situation:
        """What decides which commands the palette offers over the dialog: all that do not need an archive to write to."""
        archive = self.archive_app.archive
        writable = archive is not None and not archive.read_only
        return Situation(hits=1, article=True, marked=1, matches=1, query=True, writable=writable)

    def allowed(self, command: str) -> bool:  # noqa: ARG002 - what the browser looks at
        """A dialog's commands say themselves why they are not possible."""
        return True

    def compose_footer(self) -> Footer:
        """The keys of this dialog."""
        footer = Footer()
        footer.show_commands(self.PANE, Situation())
        return footer

    async def on_footer_command_clicked(self, event: Footer.CommandClicked) -> None:
        """Do what was clicked."""
        event.stop()
        await self.archive_app.run_command(event.command)

    def action_step_back(self) -> None:
        """Close the dialog; nothing is lost by it."""
        self.dismiss(cast("Any", None))
        self.archive_app.escaped(top=False)
