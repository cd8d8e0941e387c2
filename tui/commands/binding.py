"""The keys of commands as Textual binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from tui import keys as keyboard
from tui.commands.places import Place
from tui.commands.table import BY_ID, at

if TYPE_CHECKING:
    from textual.binding import BindingType


def bindings(*places: Place) -> list[BindingType]:
    """What a class that owns these places binds: every key with its Arabic neighbour.

    A key that is no character (F10, Escape, Ctrl+Q) and is bound everywhere holds also while a box has the focus or a
    dialog is open, unless the box has it for typing (Ctrl+Z).
    """
    typing = {key for command in at("box") for key in keyboard.all_of(command.keys)}
    return [
        Binding(
            key,
            command.id,
            command.name,
            show=False,
            priority=place == "anywhere" and len(key) > 1 and key not in typing,
        )
        for place in places
        for command in at(place)
        for key in keyboard.all_of(command.keys)
    ]


def bindings_of(command: str, action: str) -> list[BindingType]:
    """The keys of one command, for a class that does it by this action."""
    return [Binding(key, action, show=False) for key in keyboard.all_of(BY_ID[command].keys)]
