"""Textual's driver, with the terminal switched over while the app draws and back when it leaves, however it leaves."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tui.terminals.setup import Setup

if TYPE_CHECKING:
    from textual.driver import Driver

_TERMINATED_EXIT_CODE: Final = 128 + 15
"""What a shell reports of a process ended by SIGTERM."""


def bidi_driver(base: type[Driver], found: Setup) -> type[Driver]:
    """Textual's driver for this platform, which also switches the terminal's own bidi off and on."""

    class BidiDriver(base):  # type: ignore[misc, valid-type]  # the base depends on the platform
        """Writes `found.enter` with the application mode and `found.leave` when it ends, however it ends."""

        bidi_is_off = False

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            atexit.register(self.restore_bidi)

        def start_application_mode(self) -> None:
            super().start_application_mode()
            if getattr(self, "_writer_thread", None) is None:
                return  # in the background: the driver goes back to sleep and comes here again
            self.write(found.enter)
            self.flush()
            self.bidi_is_off = True
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows
                asyncio.get_running_loop().add_signal_handler(
                    signal.SIGTERM, partial(self._app.exit, return_code=_TERMINATED_EXIT_CODE)
                )

        def stop_application_mode(self) -> None:
            if self.bidi_is_off:
                self.bidi_is_off = False
                self.write(found.leave)
            super().stop_application_mode()

        def restore_bidi(self) -> None:
            """For ways out that do not pass `stop_application_mode`."""
            if self.bidi_is_off and sys.__stderr__ is not None:
                self.bidi_is_off = False
                with contextlib.suppress(OSError, ValueError):
                    sys.__stderr__.write(found.leave)
                    sys.__stderr__.flush()

    return BidiDriver
