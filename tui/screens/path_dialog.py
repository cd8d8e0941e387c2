"""Dialogs that ask for a path: Tab completes it, as a shell does, and names the ways it can go on."""

from __future__ import annotations

from tui.commands.binding import bindings_of
from tui.editing.input import BidiInput
from tui.screens.dialog import Dialog, Result
from tui.typed_paths import completed
from tui.widgets.wording import own

_NAMES = 8
"""Names of files that are shown as ways to go on."""


class PathDialog(Dialog[Result]):
    """A dialog with a box for a path and a line under it."""

    BINDINGS = bindings_of("complete_path", "complete_path")

    def say(self, text: str) -> None:
        """Say this under the box, in the place of what was said before."""
        raise NotImplementedError

    def action_complete_path(self) -> None:
        """Complete the path in the box, and say how it may go on."""
        box = self.query_one(BidiInput)
        text, names = completed(box.value)
        if text != box.value:
            box.value = text
            box.action_end()
        if names:
            shown = "  ".join(own(name) for name in names[:_NAMES])
            # What is said of a path that was typed is said first.
            self.call_after_refresh(self.say, f"{shown} …" if len(names) > _NAMES else shown)
