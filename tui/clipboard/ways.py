"""Which way a text goes to the clipboard, by what the person set and what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.clipboard import programs
from tui.clipboard.osc52 import TooLong, sequence
from tui.settings import Clipboard


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a text got. With all of them empty, there was no way to try."""

    taken_by: tuple[str, ...] = ()
    """The programs that have it now."""
    to_terminal: str = ""
    """What is still to be written to the terminal, which may or may not do it."""
    too_long: bool = False
    """It is longer than terminals take."""
    failures: tuple[str, ...] = ()
    """What programs said that could not do it."""


def send(text: str, way: Clipboard, env: Mapping[str, str], platform: str) -> Sent:
    """Hand the text to a program, or say what the terminal is to be written. Takes as long as the programs may."""
    failures: list[str] = []
    taken: list[str] = []
    if way in ("auto", "system"):
        for program in programs.available(env, platform):
            if _done(program, text, env, failures):
                taken.append(program.name)
                break
        # Beside the other: who is attached to tmux may sit anywhere.
        if (tmux := programs.tmux(env)) and _done(tmux, text, env, failures):
            taken.append(tmux.name)
    if taken or way in ("system", "off"):
        return Sent(tuple(taken), failures=tuple(failures))
    try:
        return Sent(to_terminal=sequence(text, env), failures=tuple(failures))
    except TooLong:
        return Sent(too_long=True, failures=tuple(failures))


def _done(program: programs.Program, text: str, env: Mapping[str, str], failures: list[str]) -> bool:
    try:
        programs.run(program, text, env)
    except programs.Failed as failed:
        failures.append(str(failed))
        return False
    return True
