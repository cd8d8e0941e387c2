"""A first word that is a command but for a letter or two, where no query can be meant: the app would open with it otherwise."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence

_SHORTEST = 5
"""Letters of a command below which anything is near to it: "juin" is no slip of the pen for "join"."""
_GLOBAL = frozenset({"--db", "--lang", "--bidi"})


def command_meant(
    arguments: Sequence[str], commands: Collection[str], *, in_terminal: bool
) -> tuple[str, str] | None:
    """The first word and the command that it is within two letters of, when the other words show that one is meant.

    They do where one is an option of its own, or names a file; and without a terminal no app can be meant at all.
    """
    words = _words(arguments)
    if not words or words[0] in commands or words[0].startswith("-"):
        return None
    word, *rest = words
    if in_terminal and not any(one.startswith(("-", "+")) or os.path.exists(one) for one in rest):  # noqa: PTH110
        return None
    near = [
        (distance(word, command), command)
        for command in commands
        if len(command) >= _SHORTEST and abs(len(command) - len(word)) <= 2
    ]
    far, command = min(near, default=(3, ""))
    return (word, command) if far <= (2 if len(command) > _SHORTEST else 1) else None


def _words(arguments: Sequence[str]) -> list[str]:
    """The words without the options that stand before all commands."""
    words = list(arguments)
    while words and (
        words[0] in _GLOBAL or words[0].partition("=")[0] in _GLOBAL or words[0] == "--no-color"
    ):
        del words[: 2 if words[0] in _GLOBAL else 1]
    return words


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out, changed, or swapped with the next, to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                least = min(least, earlier[place - 2] + 1)
            row.append(least)
    return row[-1]
