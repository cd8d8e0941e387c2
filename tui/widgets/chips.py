"""Chips: the filters that narrow the results, above them, each with a cross to take it off."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tui.bidi.layout import fit
from tui.bidi.paint import Item
from tui.i18n import is_rtl
from tui.widgets.bar import Bar

_CELLS = 28
"""Cells of a chip at most."""


class Chips(Bar):
    """A row of filters; not there where none is active. A click on one takes it off."""

    DEFAULT_CSS = """
    Chips { display: none; background: $surface; }
    Chips.-some { display: block; }
    """

    class TakenOff(Message):
        """The filter of this number is to be taken off."""

        def __init__(self, number: int) -> None:
            self.number = number
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.chips: tuple[str, ...] = ()
        self._places: list[range] = []

    def on_mount(self) -> None:
        """In the colours of another theme as soon as it is put on."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._arrange())

    def show_chips(self, chips: Sequence[str]) -> None:
        """Show these filters instead."""
        if tuple(chips) != self.chips:
            self.chips = tuple(chips)
            self.set_class(bool(chips), "-some")
            self._arrange()

    def on_resize(self) -> None:
        """As many as there is room for."""
        self._arrange()

    def _arrange(self) -> None:
        width = self.content_size.width
        items: list[Item] = []
        self._places = []
        used = 0
        for number, chip in enumerate(self.chips):
            text = fit(chip, _CELLS).width
            more = len(self.chips) - number - 1
            if width and used + text + 3 > width - (4 if more else 0):
                items.append(Item(f"+{more + 1}", self.style("quiet"), "ltr"))
                break
            items += (Item(chip, self.style("strong"), width=text), Item("✕ ", self.style("key"), "ltr"))
            self._places.append(range(used, used + text + 4))
            used += text + 4
        self.show(items)

    def on_click(self, event: events.Click) -> None:
        """Take off the filter under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        x = self.content_size.width - 1 - offset.x if is_rtl() else offset.x
        for number, place in enumerate(self._places):
            if x in place:
                event.stop()
                self.post_message(self.TakenOff(number))
