"""The search box: what is looked for, how many were found, and under it what is wrong with the query or what else to try."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tui.bidi.layout import fit
from tui.bidi.paint import Item
from tui.commands import bindings
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.bar import Bar


class SearchBox(Vertical):
    """One line to type in, and a second one only when there is something to say about the query."""

    BINDINGS = bindings("search")
    DEFAULT_CSS = """
    SearchBox {
        height: auto;
        background: $panel;
        & > Horizontal { height: 1; }
        & Bar { width: auto; }
        & BidiInput { width: 1fr; height: 1; border: none; padding: 0; background: $boost; }
        & BidiInput:focus { border: none; background: $primary 30%; }
        & > #query-remark { width: 1fr; display: none; background: $surface; color: $text-muted; }
        &.-remark > #query-remark { display: block; }
        &.-refused > #query-remark { color: $text-error; }
    }
    """

    class QueryTyped(Message):
        """The text of the query changed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class ResultsAsked(Message):
        """The person is done typing and wants the list."""

    def compose(self) -> ComposeResult:
        """Prompt, box and count, in the direction of the interface."""
        parts = [
            Bar(id="query-prompt"),
            BidiInput(id="query", rtl=is_rtl, select_on_focus=False),
            Bar(id="query-count"),
        ]
        with Horizontal():
            yield from reversed(parts) if is_rtl() else parts
        yield Bar(id="query-remark")

    def on_mount(self) -> None:
        """Name the box."""
        bar = self.query_one("#query-prompt", Bar)
        self._say(bar, _("Search"))

    @property
    def input(self) -> BidiInput:
        """The box itself."""
        return self.query_one("#query", BidiInput)

    @property
    def text(self) -> str:
        """The query as it stands."""
        return self.input.value

    def put(self, text: str) -> None:
        """Put a query in without telling that it was typed."""
        with self.prevent(BidiInput.Changed):
            self.input.value = text
            self.input.cursor_position = len(text)

    def show_count(self, text: str) -> None:
        """How many were found, as a short text."""
        self._say(self.query_one("#query-count", Bar), text)

    def remark(self, text: str, *, refused: bool = False) -> None:
        """Say something about the query under the box; an empty text closes the line."""
        self.query_one("#query-remark", Bar).say(text)
        self.set_class(bool(text), "-remark")
        self.set_class(refused, "-refused")

    @staticmethod
    def _say(bar: Bar, text: str) -> None:
        bar.show([Item(text)])
        bar.styles.width = fit(text, 60).width + 2

    @on(BidiInput.Changed)
    def _tell(self, event: BidiInput.Changed) -> None:
        event.stop()
        self.post_message(self.QueryTyped(event.value))

    @on(BidiInput.Submitted)
    def _leave(self, event: BidiInput.Submitted) -> None:
        event.stop()
        self.post_message(self.ResultsAsked())

    def action_leave_search(self) -> None:
        """To the results."""
        self.post_message(self.ResultsAsked())
