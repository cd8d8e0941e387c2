"""The title of a pane, with short texts beside it. A click goes to the pane, or does what a text beside the title stands for."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui.bidi.layout import fit
from tui.i18n import is_rtl
from tui.widgets.bar import Bar


class PaneTitle(Bar):
    """The line over a pane."""

    class Clicked(Message):
        """It was clicked: on the title itself or beside all (`part` is 0), or on one of the texts, counted from 1."""

        def __init__(self, pane: str, part: int) -> None:
            self.pane = pane
            self.part = part
            super().__init__()

    def __init__(self, pane: str) -> None:
        super().__init__(id=f"{pane}-title", classes="pane-title")
        self.pane = pane

    def on_click(self, event: events.Click) -> None:
        """Tell of it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        self.post_message(self.Clicked(self.pane, self._part_at(offset.x)))

    def _part_at(self, column: int) -> int:
        width = self.content_size.width
        x = width - 1 - column if is_rtl() else column
        begin = 0
        for number, item in enumerate(self.items):
            end = begin + fit(item.text, width).width
            if begin <= x < end:
                return number
            begin = end + 1
        return 0
