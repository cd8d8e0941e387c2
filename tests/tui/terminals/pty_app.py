"""A small app for the pty tests: says when it is ready; `q` quits, `x` raises, `e` leaves Python at once; other keys it tells."""

from __future__ import annotations

import os
import sys

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.driver import Driver
from textual.widgets import Static

from tui.bidi.content import BidiContent
from tui.terminals.driver import bidi_driver
from tui.terminals.identify import terminal
from tui.terminals.output_filter import OutputFilter
from tui.terminals.setup import setup

ARABIC = "«حقوق الإنسان» في المغرب (CNDH) منذ 2019/09/28، أليس كذلك؟"
FRENCH = "Le Conseil national (المجلس الوطني) a publié 3 rapports."


class Small(App[None]):
    CSS = "Horizontal { height: 9; } Horizontal Static { width: 1fr; height: 9; border: round white; }"
    BINDINGS = [("q", "quit"), ("x", "fail"), ("e", "leave"), ("ctrl+z", "suspend_process")]  # noqa: RUF012 (as Textual writes it)

    def __init__(self) -> None:
        there = terminal(os.environ)
        self.terminal = there._replace(typed=os.environ.get("TYPED", "").encode(), due="DUE" in os.environ)
        self.setup = setup("auto", there)
        self.keys: list[str] = []
        super().__init__()
        self._filters.append(OutputFilter(self.setup.mode))

    def get_driver_class(self) -> type[Driver]:
        return bidi_driver(super().get_driver_class(), self.setup, self.terminal)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(BidiContent(ARABIC))
            yield Static(BidiContent(FRENCH))
        yield Static("ready")
        yield Static("", id="keys")

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)
        self.query_one("#keys", Static).update("keys:" + "+".join(self.keys) + ".")

    def action_fail(self) -> None:
        raise RuntimeError

    def action_leave(self) -> None:
        sys.exit(3)


if __name__ == "__main__":
    app = Small()
    app.run()
    sys.exit(app.return_code)
