"""The palette: a command by its name. What is not possible now is greyed and says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.strip import Strip

from store.text import fold
from tui.bidi.paint import Item, row
from tui.commands.command import Command, Situation
from tui.commands.places import TOGETHER, Place
from tui.commands.table import COMMANDS
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.keys import shown
from tui.screens.find_in_text import FindBox
from tui.screens.row_dialog import RowDialog
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import start_side

_NAME_CELLS = 25
"""Room for the longest name in any language."""
_NOT_LISTED = frozenset(
    {
        "palette",
        "step_back",
        "leave_search",
        "cursor_down",
        "cursor_up",
        "line_down",
        "line_up",
        "row_down",
        "row_up",
    }
)
"""Commands one does not look for by name."""


_IN_DIALOGS: tuple[Place, ...] = ("box", "list", "text", "modal", "anywhere")
"""The places whose commands hold in dialogs that have none of their own."""


@runtime_checkable
class Under(Protocol):
    """What the palette opens over: the browser, a dialog or the first page."""

    def situation(self) -> Situation:
        """What decides which commands are possible."""

    def allowed(self, command: str) -> bool:
        """Whether it is possible; if not, the person was told why."""


def commands_at(screen: Screen[Any], pane: str = "") -> list[Command]:
    """The commands that the screen can do with the focus it has. `pane` is that of a dialog, whose own ones come first."""
    nodes = (screen.focused or screen).ancestors_with_self
    finding = isinstance(screen.focused, FindBox)
    found = [
        command
        for command in COMMANDS
        if command.id not in _NOT_LISTED
        and (finding or command.places != ("find",))
        and any(hasattr(node, f"action_{command.id}") for node in nodes)
    ]
    if not pane:
        return found
    places = sorted(TOGETHER.get(pane, _IN_DIALOGS), key="box list text modal anywhere".find)
    return sorted(
        (command for command in found if not set(places).isdisjoint(command.places)),
        key=lambda command: next(number for number, place in enumerate(places) if place in command.places),
    )


def matching(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands in whose name or help all the words stand, names first."""
    words = fold(text).split()
    found = [
        (_distance(command, words), number, command)
        for number, command in enumerate(commands)
        if all(word in fold(f"{command.title} {command.explanation} {command.id}") for word in words)
    ]
    return [command for _, _, command in sorted(found, key=lambda one: one[:2])]


def _distance(command: Command, words: Sequence[str]) -> int:
    """0 where words of the name begin so, 1 where they stand in it, 2 where only the help has them."""
    name = fold(command.title)
    if all(any(part.startswith(word) for part in name.split()) for word in words):
        return 0
    return 1 if all(word in name for word in words) else 2


class CommandList(VirtualList):
    """The commands found, with their keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"commands--key", "commands--off", "commands--quiet"}
    DEFAULT_CSS = """
    CommandList {
        & > .commands--key { color: $text-accent; text-style: bold; }
        & > .commands--off { color: $text-disabled; }
        & > .commands--quiet { color: $text-muted; }
    }
    """

    def __init__(self, now: Situation) -> None:
        super().__init__()
        self.can_focus = False
        self.now = now
        self.commands: Sequence[Command] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show these."""
        self.commands = commands
        self.set_count(len(commands))

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """Name, help, key."""
        command = self.commands[index]
        possible = command.possible(self.now)
        off = ink(self, "commands--off")
        quiet = ink(self, "commands--quiet")
        edge = ("▐" if is_rtl() else "▌") if index == self.cursor else " "
        items = (
            Item(edge, width=1),
            Item(command.title, Style(bold=True) if possible else off, width=_NAME_CELLS),
            Item(
                command.explanation if possible else command.refusal(self.now),
                quiet if possible else off,
                flexible=True,
                align=start_side(),
            ),
            Item(shown(command.keys[0]), ink(self, "commands--key") if possible else off, "ltr"),
        )
        return [row(items, width, style, rtl=is_rtl(), gap=1)]


class PaletteScreen(RowDialog[str]):
    """Type some letters of a command's name and press Enter."""

    PANE = "palette"

    def __init__(self, under: Under, commands: Sequence[Command]) -> None:
        """`commands` are those that can be done where the focus is."""
        super().__init__()
        self._commands = commands
        self._under = under
        self.list = CommandList(under.situation())

    def compose(self) -> ComposeResult:
        """Box and list."""
        with Vertical(classes="dialog"):
            yield Bar(id="palette-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="palette-box", placeholder=_("type words of what you look for"))
            yield Bar(id="palette-remark", classes="dialog-remark")
            yield self.list
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Show all."""
        self.query_one("#palette-title", Bar).say(_("Commands"))
        self._show(self._commands)

    def _show(self, commands: Sequence[Command]) -> None:
        self.list.show(commands)
        remark = self.query_one("#palette-remark", Bar)
        remark.display = not commands
        remark.say("" if commands else _("No command has these words."))

    @on(BidiInput.Changed)
    def _narrow(self, event: BidiInput.Changed) -> None:
        self._show(matching(self._commands, event.value))

    @on(BidiInput.Submitted)
    @on(VirtualList.RowChosen)
    def _choose(self) -> None:
        if not self.list.commands:
            return
        command = self.list.commands[self.list.cursor]
        self.dismiss(command.id if self._under.allowed(command.id) else None)
