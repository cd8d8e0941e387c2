"""Locking the app: nothing of the archive stays on the screen, in memory, or in the clipboard, until its passphrase is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from store.encryption import keys
from tui.preferring import PreferringApp
from tui.threads import Threads

if TYPE_CHECKING:
    from textual.screen import Screen

    from store.archive import Archive

_LOOK = 10.0
"""Seconds between two looks whether the person is still there."""
_TOLD = 45.0
"""Seconds that is shown after unlocking what the lock cut short: whoever comes back has something else in mind."""
_FORGET_SCROLLED = "\x1b[3J"
"""xterm's ED 3: what has scrolled out of the terminal is forgotten. Others pass over what they do not know."""


class LockingApp(PreferringApp):
    """An app that can be locked, by a key or by itself."""

    archive: Archive | None = None
    path: Path
    _asked = ""
    """The query that the app was started with; it has been asked."""
    lock_after = 0.0
    """Minutes without a key after which it locks itself; 0 for never."""

    def __init__(self) -> None:
        super().__init__()
        self.threads = Threads()
        self._cut_short: list[Callable[[], str]] = []
        """What to say when the archive is open again, of what the lock stopped."""

    def on_load(self) -> None:
        """Have the app's own threads work for it."""
        self.threads.serve()

    def write_down(self) -> None:
        """Remember the place, to come back to."""
        raise NotImplementedError

    def browser_on(self, archive: Archive) -> Screen[None]:
        """The main screen on this archive, where the person was in it."""
        raise NotImplementedError

    def watch_idle(self) -> None:
        """Begin to look whether the person is still there."""
        self._begun = monotonic()
        if self.lock_after > 0:
            self.set_interval(_LOOK, self._lock_when_idle)

    def _lock_when_idle(self) -> None:
        if monotonic() - max(self.typed_at, self._begun) > self.lock_after * 60:
            self.action_lock()

    @property
    def locked(self) -> bool:
        """Whether the archive is closed behind the lock."""
        from tui.screens.lock import LockScreen  # noqa: PLC0415 - seldom

        return isinstance(self.screen, LockScreen)

    def action_lock(self) -> None:
        """Close the archive and ask for its passphrase, at once: a question about what is typed would stand over all of it.

        What is typed and not saved is kept, and offered when the archive is open again.
        """
        if self.archive is None or self.locked:
            return
        for screen in self.screen_stack:
            keep_typed = getattr(screen, "keep_typed", None)
            if keep_typed is not None:
                keep_typed()
            cut_short = getattr(screen, "cut_short", None)
            if cut_short is not None and (to_say := cut_short()) is not None:
                self._cut_short.append(to_say)
        self._lock()

    def _lock(self) -> None:
        from tui.screens.lock import LockScreen  # noqa: PLC0415 - seldom

        assert self.archive is not None  # noqa: S101 - looked at before
        self.write_down()
        self._asked = ""
        self.workers.cancel_all()
        self.threads.close(self.archive)
        self.archive = None
        keys.forget()
        self._forget_copies()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.replace_screen(LockScreen(self.path))
        if self._driver is not None:
            self._driver.write(_FORGET_SCROLLED)

    def close_for(self, screen: Screen[None]) -> None:
        """Close the archive and show this screen and no other; `unlocked` opens it again where the person was."""
        assert self.archive is not None  # noqa: S101 - looked at before
        self.write_down()
        self._asked = ""
        self.workers.cancel_all()
        self.threads.close(self.archive)
        self.archive = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.replace_screen(screen)

    def _forget_copies(self) -> None:
        """Empty the clipboard where the app put something into it."""
        if self._clipboard:
            self._clipboard = ""
            self.empty_clipboard()

    def unlocked(self, archive: Archive) -> None:
        """Go back to where the person was, and say what the lock stopped."""
        self.archive = archive
        self._begun = monotonic()
        self.replace_screen(self.browser_on(archive))
        for to_say in self._cut_short:
            self.notify(to_say(), severity="warning", timeout=_TOLD)
        self._cut_short.clear()
