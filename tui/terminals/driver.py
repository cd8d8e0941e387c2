"""Textual's driver, with the terminal switched over while the app draws and back when it leaves, however it leaves.

SIGTERM and SIGHUP (the terminal was closed, the connection broke) end the app as leaving does. Only SIGKILL can't be met:
`archive terminals --reset` puts the terminal right after it.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import select
import signal
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tui.terminals.identify import Terminal
from tui.terminals.key_reader import read_keys
from tui.terminals.setup import Setup

if TYPE_CHECKING:
    from textual.driver import Driver

_ENDING: Final = ("SIGTERM", "SIGHUP")
"""Signals that end the app, where the system has them."""
_ENDED_BY: Final = 128
"""A shell reports a process ended by a signal with this and the signal's number."""
_AGAIN: Final = (0.3, 1.5)
"""Seconds after which the switch is written again where it may have been lost."""
_LAST: Final = 5.0
"""Seconds an app has for its way out when its terminal is gone; something may be waiting for it."""


def bidi_driver(base: type[Driver], found: Setup, terminal: Terminal = Terminal()) -> type[Driver]:  # noqa: B008 - a tuple
    """Textual's driver for this platform, which also switches the terminal's own bidi off and on."""
    typed, due = terminal.typed, terminal.due

    class BidiDriver(base):  # type: ignore[misc, valid-type]  # the base depends on the platform
        """Writes `found.enter` with the application mode and `found.leave` when it ends, however it ends."""

        bidi_is_off = False
        has_drawn = False
        fileno: int
        running: asyncio.AbstractEventLoop
        rest_of_start = (typed, due)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            atexit.register(self.restore_bidi)

        def start_application_mode(self) -> None:
            self.running = asyncio.get_running_loop()
            super().start_application_mode()
            if getattr(self, "_writer_thread", None) is None:
                return  # in the background: the driver goes back to sleep and comes here again
            self.bidi_is_off = True
            self.switch_over()
            if terminal.inside == "tmux":
                # tmux drops what it is to hand on while it draws the window anew, as it does for an alternate screen.
                for delay in _AGAIN:
                    self.running.call_later(delay, self.switch_over)
            if self.has_drawn:
                # Back from the shell: the screen is empty, while Textual takes it for what it was.
                self.running.call_soon_threadsafe(partial(self._app.refresh, layout=True))
            elif hasattr(select, "poll"):
                threading.Thread(target=self.watch, name="terminal-watch", daemon=True).start()
            self.has_drawn = True
            for name in _ENDING:
                with contextlib.suppress(
                    KeyError, NotImplementedError, RuntimeError, ValueError
                ):  # as on Windows
                    number = signal.Signals[name]
                    self.running.add_signal_handler(number, self.end, number)

        def switch_over(self) -> None:
            """Write `found.enter`, once or again, while the app has the screen."""
            if self.bidi_is_off:
                self.write(found.enter)
                self.flush()

        def watch(self) -> None:
            """Wait until there is no terminal any more, and leave. Where that brings no SIGHUP, Textual reads on and on."""
            poll = select.poll()
            poll.register(self.fileno, 0)
            if any(happened & select.POLLHUP for _, happened in poll.poll()):
                with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
                    self.running.call_soon_threadsafe(self.end, signal.SIGHUP)

        def end(self, number: int) -> None:
            """Leave because of this signal."""
            if number != signal.SIGTERM:
                last = threading.Timer(_LAST, os._exit, (_ENDED_BY + number,))
                last.daemon = True
                last.start()
            self._app.exit(return_code=_ENDED_BY + number)

        def write(self, data: str) -> None:
            """Write, unless there is no terminal any more: the queue of a writer that has ended is never emptied."""
            writer = getattr(self, "_writer_thread", None)
            if writer is None or writer.is_alive():
                super().write(data)

        def close(self) -> None:
            """Clean up, without waiting for a writer that has ended."""
            writer = getattr(self, "_writer_thread", None)
            if writer is None or writer.is_alive():
                super().close()

        def run_input_thread(self) -> None:
            """Wait for input; at first with what was typed before, and without replies that come late."""
            (before, late), self.rest_of_start = self.rest_of_start, (b"", False)
            if sys.platform == "win32":
                super().run_input_thread()
                return
            if not before and not late:
                read_keys(self.fileno, self.exit_event, self.process_message)
                return
            from tui.terminals.input_pipe import InputPipe  # noqa: PLC0415 - seldom needed, and not on Windows

            with InputPipe(self.fileno, before, due=late) as pipe:
                read_keys(pipe.reader, self.exit_event, self.process_message)

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
