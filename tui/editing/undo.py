"""Undo and redo of typing: edits of a text, in steps that a person thinks of as one.

A word that is typed with the blanks after it is one step, letters taken away one after the other are one, and anything
else (a paste, a word deleted, something typed over a selection) is a step of its own.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

P = TypeVar("P")
"""A place in the text: an index, or a paragraph with an index in it."""

STEPS = 1_000
"""Steps kept; the oldest go first."""
CHARACTERS = 4_000_000
"""Characters kept in all steps together: four times the longest note."""

_Run = Literal["typed", "erased", ""]


@dataclass(frozen=True, slots=True)
class Edit(Generic[P]):
    """A text put in another's place.

    `before` is what was selected (anchor and cursor) before it, `after` where the cursor stood then.
    """

    start: P
    removed: str
    inserted: str
    before: tuple[P, P]
    after: P

    @property
    def run(self) -> _Run:
        """The kind of run it can be part of: one key typed it or took it away."""
        # One key types two letters at most (lam-alef), and takes one letter with its marks.
        if not self.removed and 0 < len(self.inserted) <= 2 and "\n" not in self.inserted:
            return "typed"
        if not self.inserted and self.before[0] == self.before[1] and "\n" not in self.removed:
            return "erased" if len(self.removed) <= _ERASED_AT_ONCE else ""
        return ""


_ERASED_AT_ONCE = 8
"""Characters that one press of Backspace may take: a letter with its marks, an emoji of several."""


class History(Generic[P]):
    """What can be taken back, and what can be done again."""

    def __init__(self) -> None:
        self._done: deque[list[Edit[P]]] = deque()
        self._undone: list[list[Edit[P]]] = []
        self._kept = 0

    def record(self, edit: Edit[P]) -> None:
        """An edit was made. What was taken back before can't be done again any more."""
        self._undone.clear()
        self._kept += len(edit.removed) + len(edit.inserted)
        if self._done and _continues(self._done[-1][-1], edit):
            self._done[-1].append(edit)
        else:
            self._done.append([edit])
        while len(self._done) > 1 and (len(self._done) > STEPS or self._kept > CHARACTERS):
            self._kept -= sum(len(edit.removed) + len(edit.inserted) for edit in self._done.popleft())

    def undo(self) -> list[Edit[P]]:
        """The edits of the last step, the last one first: each to be taken back. Empty without one."""
        if not self._done:
            return []
        self._undone.append(self._done.pop())
        return self._undone[-1][::-1]

    def redo(self) -> list[Edit[P]]:
        """The edits of the step that was taken back last, in order: each to be made again. Empty without one."""
        if not self._undone:
            return []
        self._done.append(self._undone.pop())
        return self._done[-1]

    def clear(self) -> None:
        """Forget everything: another text is being edited."""
        self._done.clear()
        self._undone.clear()
        self._kept = 0


def _continues(last: Edit[P], edit: Edit[P]) -> bool:
    """Whether an edit belongs to the step that ended with another."""
    if not edit.run or edit.run != last.run or edit.before != (last.after, last.after):
        return False
    # A word begins: what was typed before it can be taken back without it.
    return edit.run == "erased" or not (last.inserted.isspace() and not edit.inserted.isspace())
