"""The keys of the moment: at most six commands, those that are not possible now greyed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.message import Message

from tui.bidi.layout import fit
from tui.bidi.paint import Item
from tui.commands.command import Command, Situation
from tui.commands.footers import FOOTERS
from tui.commands.table import BY_ID
from tui.i18n import is_rtl
from tui.keys import shown
from tui.widgets.bar import Bar

_MOST = 6


class Footer(Bar):
    """Names the commands of the pane that has the focus. A click on one gives it."""

    DEFAULT_CSS = """
    Footer { background: $panel; }
    """

    class CommandClicked(Message):
        """A command of the footer was clicked."""

        def __init__(self, command: str) -> None:
            self.command = command
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._pane = "results"
        self._now = Situation()
        self._places: list[tuple[range, str]] = []

    def on_mount(self) -> None:
        """In the colours of another theme as soon as it is put on."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._arrange())

    @property
    def commands(self) -> Sequence[Command]:
        """The commands that are named, most useful first."""
        return [BY_ID[name] for name in FOOTERS.get(self._pane, ())][:_MOST]

    def show_commands(self, pane: str, now: Situation) -> None:
        """Name the commands of this pane as they are possible now."""
        self._pane, self._now = pane, now
        self._arrange()

    def on_resize(self) -> None:
        """As many as there is room for."""
        self._arrange()

    def _arrange(self) -> None:
        width = self.content_size.width
        if not width:  # not on the screen yet
            return
        commands = list(self.commands)
        # The first is what one is here for, the last the way to all others or out, and the way back is nowhere else to be seen: they
        # keep their places where others find no room.
        named: set[str] = set()
        left = width
        for command in (
            *commands[:1],
            *commands[-1:],
            *(one for one in commands if one.id == "step_back"),
            *commands,
        ):
            if command.id not in named and (not named or self._cells(command) <= left):
                named.add(command.id)
                left -= self._cells(command)
        items: list[Item] = []
        self._places = []
        used = 0
        for command in (one for one in commands if one.id in named):
            cells = self._cells(command)
            possible = command.possible(self._now)
            items += (
                Item(shown(command.keys[0]), self.style("key" if possible else "off"), "ltr"),
                Item(f"{command.title}  ", Style.null() if possible else self.style("off")),
            )
            self._places.append((range(used, used + cells), command.id))
            used += cells
        self.show(items)

    @staticmethod
    def _cells(command: Command) -> int:
        return fit(shown(command.keys[0]), 40).width + fit(command.title, 40).width + 4

    def on_click(self, event: events.Click) -> None:
        """Give the command under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        x = self.content_size.width - 1 - offset.x if is_rtl() else offset.x
        for place, command in self._places:
            if x in place:
                event.stop()
                self.post_message(self.CommandClicked(command))
