"""Every command answers to its keys under QWERTY, AZERTY and the Arabic layout, from every place, in a real pty."""

from __future__ import annotations

import pkgutil
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tests.terminal.layouts.sent import LAYOUTS, PROTOCOLS, Layout, Protocol, sent
from tui.app import ArchiveApp
from tui.commands.command import Command
from tui.commands.places import TOGETHER
from tui.commands.table import COMMANDS, at
from tui.keys import all_of
from tui.screens.browse import BrowseScreen

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.surfaces.program import PATIENCE, Program

pytestmark = pytest.mark.terminal
BY_THE_BOX = {"start_import"}
"""What a box of one line does itself when Enter is pressed in it."""
GO_ON = "\x1b[24;5~"


def owner(station: str, key: str) -> tuple[str, Command] | None:
    """Whose key it is at this place: what leads out from everywhere first, then the innermost place that has it."""
    typing = {one for command in at("box") for one in all_of(command.keys)}
    everywhere = [one for one in at("anywhere") if key in one.keys and len(key) > 1 and key not in typing]
    for place, commands in (
        ("anywhere", everywhere),
        *((place, list(at(place))) for place in TOGETHER[station]),
    ):
        for command in commands:
            if key in command.keys:
                return place, command
    return None


def keys_of(station: str) -> list[str]:
    """Every key that means something at this place."""
    return list(dict.fromkeys(key for place in TOGETHER[station] for one in at(place) for key in one.keys))


def is_way_out(key: str, layout: str, protocol: str) -> bool:
    """Ctrl with the key marked Q leads out whatever it is called elsewhere (`tui.keys`): on AZERTY it is where A is on QWERTY."""
    return (key, layout, protocol) == ("ctrl+a", "arabic", "kitty")


Way = tuple[Layout, Protocol]
WAYS: tuple[Way, ...] = tuple((layout, protocol) for layout in LAYOUTS for protocol in PROTOCOLS)


def ways(key: str) -> dict[str, list[Way]]:
    """Everything that terminals send for a key, each once, and under which layouts and protocols."""
    found: dict[str, list[Way]] = {}
    for layout, protocol in WAYS:
        data = sent(key, layout, protocol)
        if data is not None and not is_way_out(key, layout, protocol):
            found.setdefault(data, []).append((layout, protocol))
    return found


def unreached(seen: set[tuple[str, Way]]) -> list[str]:
    """The commands of the whole table that some layout and protocol has no key for, and which."""
    return [
        f"{command.id}: {layout}, {protocol}"
        for command in COMMANDS
        for layout, protocol in WAYS
        if (command.id, (layout, protocol)) not in seen
    ]


def test_every_key_of_every_command_under_three_layouts(root: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    told.touch()
    program = Program(root, tmp_path, (80, 24), ("-m", "tests.terminal.layouts.inside", str(told)))

    def until(line: str) -> list[str]:
        """What is told up to this line."""
        end = time.monotonic() + PATIENCE
        while line not in (found := told.read_text("utf-8").splitlines()) and time.monotonic() < end:
            program.read(0.02)
            assert not program.ended or line in told.read_text("utf-8"), "\n".join(program.rows)
        assert line in found, f"never came to {line}"
        return found[: found.index(line)]

    def told_so_many(lines: int) -> None:
        end = time.monotonic() + PATIENCE
        while len(told.read_text("utf-8").splitlines()) < lines and time.monotonic() < end:
            program.read(0.02)

    wrong: list[str] = []
    seen: set[tuple[str, Way]] = set()
    stations = list(TOGETHER)
    for station, after in zip(stations, [*(f"at {one}" for one in stations[1:]), "at the end"], strict=True):
        begun = len(until(f"at {station}")) + 1
        program.until(lambda _rows: True)  # the screen stands: what was there before is gone
        wanted: list[tuple[str, str]] = []
        for key in keys_of(station):
            found = owner(station, key)
            assert found is not None
            for data, how in ways(key).items():
                wanted.append((f"{found[0]} {found[1].id}", f"{station}: {key} {how} {data!r}"))
                if data == "\x1b":
                    told_so_many(begun + len(wanted) - 1)
                program.type(data)
                seen.update((found[1].id, way) for way in how)
                if len(data) <= 2 and data[0] == "\x1b":
                    told_so_many(begun + len(wanted))  # what follows Escape at once belongs to it
        program.type(GO_ON)
        got = until(after)[begun:]
        if got != [name for name, _ in wanted]:
            wrong += [
                f"{how}: {name}, not {had}"
                for (name, how), had in zip(wanted, [*got, *["nothing"] * len(wanted)], strict=False)
                if name != had
            ][:3]
    assert not wrong, "\n".join(wrong)
    assert program.finish() == 0
    assert unreached(seen) == [], "what came is what was to come, and for these nothing was to come"


def under(one: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """All classes derived from this one."""
    for child in one.__subclasses__():
        yield child
        yield from under(child)


def test_every_command_is_done_by_whatever_binds_its_keys() -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    bound: set[str] = set()
    for owner in under(DOMNode):
        if owner.__module__.startswith("tui.") and owner.__dict__.get("BINDINGS"):
            bindings = Binding.make_bindings(owner.BINDINGS)
            actions = {one.action.partition("(")[0].removeprefix("app.") for one in bindings}
            doers = (owner, *under(owner), BrowseScreen, ArchiveApp)
            without = {one for one in actions if not any(hasattr(doer, f"action_{one}") for doer in doers)}
            assert not without - BY_THE_BOX, f"{owner} binds them, and nobody does them"
            bound |= actions
    assert not {command.id for command in COMMANDS} - bound, "a command whose keys nothing in the app binds"
