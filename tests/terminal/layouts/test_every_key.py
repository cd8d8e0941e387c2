"""Every command answers to its keys under QWERTY, AZERTY and the Arabic layout, from every place, in a real pty."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.terminal.layouts.sent import LAYOUTS, PROTOCOLS, sent
from tui.commands.command import Command
from tui.commands.places import TOGETHER
from tui.commands.table import at
from tui.keys import all_of

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.surfaces.program import PATIENCE, Program

pytestmark = pytest.mark.terminal
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


def ways(key: str) -> dict[str, str]:
    """Everything that terminals send for a key, each once, and under which layout and protocol that is first."""
    found: dict[str, str] = {}
    for layout in LAYOUTS:
        for protocol in PROTOCOLS:
            data = sent(key, layout, protocol)
            if data is not None and not is_way_out(key, layout, protocol):
                found.setdefault(data, f"{layout} {protocol}")
    return found


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
    seen: set[str] = set()
    stations = list(TOGETHER)
    for station, after in zip(stations, [*(f"at {one}" for one in stations[1:]), "at the end"], strict=True):
        begun = len(until(f"at {station}")) + 1
        wanted: list[tuple[str, str]] = []
        for key in keys_of(station):
            found = owner(station, key)
            assert found is not None
            for data, how in ways(key).items():
                wanted.append((f"{found[0]} {found[1].id}", f"{station}: {key} {how} {data!r}"))
                program.type(data)
                seen.add(found[1].id)
                if len(data) == 2 and data[0] == "\x1b":
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
    without = {one.id for station in TOGETHER for place in TOGETHER[station] for one in at(place)} - seen
    assert not without, "a command that no terminal's keys reach"
