"""Keys that a person gave to commands in the settings, and what is said where they can't be had.

A command whose keys can't be used keeps its own: the app opens all the same. F10 and Ctrl+Q lead out, Esc leads back, F1
and F2 show help and commands whatever the settings say, because whoever changed a key by mistake must find the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from tui.commands.command import Command
from tui.commands.places import TOGETHER
from tui.i18n import _
from tui.keys import all_of, shown

_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED = frozenset(
    {"enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 25)}
)


class Keymap(NamedTuple):
    """All commands with the keys they have, and a sentence for each wish that could not be met."""

    commands: tuple[Command, ...]
    refused: tuple[str, ...]


def keymap(commands: Sequence[Command], wishes: Mapping[str, tuple[str, ...]]) -> Keymap:
    """These commands with the keys of `wishes` (command id → keys). Keys of "anywhere" are given in addition."""
    own = {command.id: command for command in commands}
    wished = dict(own)
    refused = []
    for name, keys in wishes.items():
        if name not in own:
            refused.append(_unknown(name, own))
        elif wrong := [key for key in keys if not is_key(key)]:
            said = _("{command}: no key is called {key}. Write a letter, f11 or ctrl+t.")
            refused += [said.format(command=name, key=key) for key in wrong]
        else:
            kept = own[name].keys if "anywhere" in own[name].places else ()
            wished[name] = replace(own[name], keys=tuple(dict.fromkeys((*kept, *keys))))
    while clash := _clash(own, wished):
        command, taken = clash
        said = _("{command}: {key} is a key of {other} already. It keeps its own keys.")
        refused += [said.format(command=command, key=shown(key), other=other) for key, other in taken]
        wished[command] = own[command]
    return Keymap(tuple(wished.values()), tuple(refused))


def _unknown(name: str, known: Mapping[str, Command]) -> str:
    if near := get_close_matches(name, known, 1):
        return _("There is no command {command}. Is {near} meant?").format(command=name, near=near[0])
    return _("There is no command {command}. 'archive keys' names them all.").format(command=name)


def _clash(
    own: Mapping[str, Command], wished: Mapping[str, Command]
) -> tuple[str, list[tuple[str, str]]] | None:
    """A command that would get keys which mean others at the same time: its name, and each such key with the other's name."""
    for name, command in wished.items():
        new = [key for key in command.keys if key not in own[name].keys]
        taken = {alias: key for key in new for alias in all_of((key,))}
        found = {
            (taken[alias], other.id): None
            for other in (_beside(command, wished.values()) if new else ())
            for alias in all_of(other.keys)
            if alias in taken
        }
        if found:
            return name, sorted(found, key=lambda one: new.index(one[0]))
    return None


def _beside(command: Command, commands: Iterable[Command]) -> list[Command]:
    """The other commands whose keys hold somewhere at the same time as this one's."""
    places = {
        place
        for together in TOGETHER.values()
        if not {*command.places}.isdisjoint(together)
        for place in together
    }.union(command.places)
    return [other for other in commands if other.id != command.id and not places.isdisjoint(other.places)]


def is_key(key: str) -> bool:
    """Whether a key can be called this: a character, or a name of Textual's, with modifiers before it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if len(set(modifiers)) < len(modifiers) or not set(modifiers) <= set(_MODIFIERS):
        return False
    return last in _NAMED or (len(last) == 1 and last.isprintable() and last != " ")
