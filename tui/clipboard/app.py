"""Copying in the app: whatever a person copies anywhere goes through here, and it is said which way it went."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.real_cursor import RealCursorApp
from tui.settings import BadSettings, Clipboard, read_settings, settings_path
from tui.widgets.wording import count, ltr, own

if TYPE_CHECKING:
    from tui.clipboard.ways import Sent


class TextSent(Message):
    """A text is in the clipboard, or as near as programs brought it."""

    def __init__(self, what: str, sent: Sent) -> None:
        self.what = what
        self.sent = sent
        super().__init__()


class CopyingApp(RealCursorApp):
    """An app whose clipboard is the system's where there is a program for it, and else the terminal's."""

    clipboard_way: Clipboard | None = None
    """Which way copied text goes; None for what the settings say."""

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say what happened where the person looks."""
        raise NotImplementedError

    def copy_to_clipboard(self, text: str) -> None:
        """Copy the text; inputs call this too."""
        self.copy(text)

    def copy(self, text: str, what: str = "") -> None:
        """Copy the text and say so. `what` is what was copied, in words; without it, the characters are counted."""
        from tui.clipboard.plain_text import plain_text  # noqa: PLC0415 - nothing is copied at the start

        text = plain_text(text)
        if not text:
            return
        self._clipboard = text  # what pasting inside the app gives
        self._send(text, what or characters(text), self.clipboard_way or _way_set())

    def empty_clipboard(self) -> None:
        """Put nothing in the place of what was copied, where that can be done, without a word."""
        self._send_nothing(self.clipboard_way or _way_set())

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _send_nothing(self, way: Clipboard) -> None:
        from tui.clipboard.ways import send  # noqa: PLC0415 - as below

        sent = send("", way, dict(os.environ), sys.platform)
        if sent.to_terminal and self._driver is not None:
            self.call_from_thread(self._driver.write, sent.to_terminal)

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _send(self, text: str, what: str, way: Clipboard) -> None:
        from tui.clipboard.ways import send  # noqa: PLC0415 - starting programs is loaded when something is copied

        self.post_message(TextSent(what, send(text, way, dict(os.environ), sys.platform)))

    @on(TextSent)
    def _say_sent(self, event: TextSent) -> None:
        sent, what = event.sent, event.what
        if sent.taken_by:
            self.tell(
                _("Copied: {what} · {program}").format(what=what, program=ltr(", ".join(sent.taken_by)))
            )
        elif sent.to_terminal and self._driver is not None:
            self._driver.write(sent.to_terminal)
            self._driver.flush()
            self.tell(_("The terminal was asked to copy: {what}. Not every terminal does.").format(what=what))
        else:
            self.tell(_not_copied(sent), warning=True)


def characters(text: str) -> str:
    """How long a text is, in words."""
    return ngettext("{count} character", "{count} characters", len(text)).format(count=ltr(count(len(text))))


def _way_set() -> Clipboard:
    try:
        return read_settings(settings_path()).clipboard or "auto"
    except BadSettings:  # it was good when the app started; it is complained about at the next start
        return "auto"


def _not_copied(sent: Sent) -> str:
    said = " · ".join(map(own, sent.failures))
    if sent.too_long:
        return (
            _("Not copied: too long for the terminal's clipboard. Select a part. {said}")
            .format(said=said)
            .strip()
        )
    if said:
        return _("Not copied: {reason}").format(reason=said)
    return _("Not copied: no program for the clipboard was found, or the settings forbid it.")
