"""Dialogs in which a key carries something out: what was chosen is written by a thread while the keys wait, and told about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.errors import ArchiveError
from tui.screens.dialog import Dialog, Result
from tui.screens.row_dialog import RowDialog
from tui.widgets.bar import Bar
from tui.widgets.wording import failure

if TYPE_CHECKING:
    from store.log.changes import Change


class CarriedOut(Message, bubble=False):
    """A step was written, with the change it made if it made one; or it could not be."""

    def __init__(self, change: Change | None, error: ArchiveError | None = None) -> None:
        self.change = change
        self.error = error
        super().__init__()


class CarryingOut(Dialog[Result]):
    """A dialog that carries out steps, and has a bar of the class `dialog-remark` for what came of them."""

    def remark(self, text: str) -> None:
        """Say this under the dialog, in the place of what was said before."""
        self.query_one(".dialog-remark", Bar).say(text)

    def carry_out(self, step: Callable[[], Change | None]) -> None:
        """Let a thread do this; the next key waits until `carried_out` has taken it in, or the refusal was said."""
        self.pending = True
        self._write(step)

    def carried_out(self, change: Change | None) -> None:
        """Called when a step was written, with the change it made."""
        raise NotImplementedError

    @work(thread=True, group="write", exit_on_error=False)
    def _write(self, step: Callable[[], Change | None]) -> None:
        try:
            change = step()
        except ArchiveError as error:
            self.post_message(CarriedOut(None, error))
        else:
            self.post_message(CarriedOut(change))

    @on(CarriedOut)
    def _written(self, event: CarriedOut) -> None:
        self.pending = False
        if event.error is not None:
            self.remark(failure(event.error))
        else:
            self.carried_out(event.change)


class CarryingOutRows(CarryingOut[Result], RowDialog[Result]):
    """The same about a row of the one list there is."""
