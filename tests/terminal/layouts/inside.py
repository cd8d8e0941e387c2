"""An app whose commands do nothing but say their name: what is asked for by the keys that come through a real terminal.

It stands in one place at a time, as `tui.commands.places.TOGETHER` has them, and goes on to the next on Ctrl+F12.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget

from tui import ordered_keys
from tui.commands.binding import bindings
from tui.commands.places import TOGETHER, Place
from tui.commands.table import at
from tui.terminals.driver import bidi_driver
from tui.terminals.setup import Setup

TOLD = Path(sys.argv[1])
ordered_keys._LONGEST = 60.0  # all keys come in one breath: the way out is to wait for those before it


def tell(name: str) -> None:
    """Say what was asked for."""
    with TOLD.open("a", encoding="utf-8") as file:
        file.write(f"{name}\n")


def actions(place: Place) -> dict[str, object]:
    """The bindings of a place, and an action for each of its commands."""
    done = {f"action_{one.id}": lambda _self, name=one.id: tell(f"{place} {name}") for one in at(place)}
    return {"BINDINGS": bindings(place), **done}


def widget(place: Place, *, focused: bool) -> Widget:
    """Something that owns the keys of a place; the innermost has the focus."""
    made: Widget = type(
        f"Of{place}", (Vertical,), {**actions(place), "can_focus": focused}, inherit_bindings=False
    )()  # type: ignore[call-overload]
    return made


class Station(Screen[None]):
    """One place, with those around it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.station = name

    def compose(self) -> ComposeResult:
        inner: list[Widget] = []
        for place in TOGETHER[self.station]:
            if place != "anywhere":
                around = widget(place, focused=not inner)
                for one in inner:
                    around.compose_add_child(one)
                inner = [around]
        yield inner[0]

    def on_descendant_focus(self) -> None:
        """Now keys are taken."""
        tell(f"at {self.station}")


class Inside(ordered_keys.OrderedKeys):
    """Goes from place to place."""

    BINDINGS = [*bindings("anywhere"), ("ctrl+f12", "go_on")]  # noqa: RUF012 - Textual's own
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.rest = list(TOGETHER)

    def get_driver_class(self) -> type[Driver]:
        return bidi_driver(super().get_driver_class(), Setup("app", "", ""))

    def on_mount(self) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """To the next place; after the last one, out."""
        if not self.rest:
            tell("at the end")
            self.exit()
        elif len(self.screen_stack) > 1:
            self.switch_screen(Station(self.rest.pop(0)))
        else:
            self.push_screen(Station(self.rest.pop(0)))


for name, action in actions("anywhere").items():
    if name != "BINDINGS":
        setattr(Inside, name, action)

if __name__ == "__main__":
    Inside().run()
