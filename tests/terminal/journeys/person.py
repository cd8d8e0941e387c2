"""Somebody at the keyboard: presses the keys of commands under one layout, counts them, and looks before the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from tests.terminal.surfaces.program import Program
from tui.bidi.layout import line
from tui.keys import ARABIC, ARABIC_SHIFTED

Layout = Literal["latin", "arabic"]
LAYOUTS = get_args(Layout)
_SENT = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Shift+F9": "\x1b[20;2~",
    "Space": " ",
    "Tab": "\t",
    "Backspace": "\x7f",
    "Del": "\x1b[3~",
    "Ins": "\x1b[2~",
    "↓": "\x1b[B",
    "Shift+↓": "\x1b[1;2B",
    "Ctrl+U": "\x15",
    "Ctrl+R": "\x12",
    "F3": "\x1bOR",
    "F5": "\x1b[15~",
    "F10": "\x1b[21~",
    "F12": "\x1b[24~",
}
"""What xterm sends for keys that have a name, the same under every layout."""


class Person:
    """`keys` are the presses so far; letters and paths that are written into boxes are `letters`."""

    def __init__(self, program: Program, layout: Layout = "latin") -> None:
        self.program = program
        self.layout = layout
        self.keys = 0
        self.letters = 0

    def sees(self, shown: str | Callable[[list[str]], bool]) -> list[str]:
        """The rows as soon as this is on the screen: a text of one direction as it is stored, or what is asked for."""
        return self.program.until(drawn(shown) if isinstance(shown, str) else shown)

    def press(self, key: str, shown: str | Callable[[list[str]], bool]) -> list[str]:
        """Press one key, named as docs/keys.md names it, and wait for what it is to show.

        Waiting is also what keeps Escape and the key after it apart: in one breath they would be Alt with that key.
        """
        self.keys += 1
        self.program.type(_SENT.get(key) or self._letter(key))
        return self.sees(shown)

    def write(self, text: str, shown: str | Callable[[list[str]], bool]) -> list[str]:
        """Type a text into the box that has the focus, and wait for what it is to show."""
        self.letters += len(text)
        self.program.type(text)
        return self.sees(shown)

    def leaves(self) -> None:
        """F10; the program ends without a complaint."""
        self.keys += 1
        self.program.type(_SENT["F10"])
        assert self.program.finish() == 0

    def presses(self, key: str, until: Callable[[list[str]], bool]) -> list[str]:
        """Press one key, and look on while the program goes on: it need not come to rest."""
        self.keys += 1
        self.program.type(_SENT[key])
        return self.program.meanwhile(until)

    def begin_to_count(self) -> None:
        """The next journey begins here."""
        self.keys = self.letters = 0

    def _letter(self, key: str) -> str:
        if self.layout == "latin":
            return key
        return ARABIC.get(key) or ARABIC_SHIFTED.get(key, key)[:1]


def drawn(text: str) -> str:
    """A text of one direction as a row shows it."""
    return line(text).text


def marked(person: Person, row: int) -> str:
    """What of a row is drawn on another ground than its last cell but one; blanks between."""
    cells, columns = person.program.screen.buffer[row], person.program.screen.columns
    return "".join(cells[x].data if cells[x].bg != cells[columns - 2].bg else " " for x in range(columns))


def all_of(*texts: str) -> Callable[[list[str]], bool]:
    """Whether each of these is on some row."""
    wanted = [drawn(text) for text in texts]
    return lambda rows: all(any(text in row for row in rows) for text in wanted)


def none_of(*texts: str) -> Callable[[list[str]], bool]:
    """Whether none of these is on any row."""
    unwanted = [drawn(text) for text in texts]
    return lambda rows: not any(text in row for text in unwanted for row in rows)


def said(*texts: str) -> Callable[[list[str]], bool]:
    """Whether the line above the footer says each of these."""
    wanted = [drawn(text) for text in texts]
    return lambda rows: all(text in rows[-2] for text in wanted)
