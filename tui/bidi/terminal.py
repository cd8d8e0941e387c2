"""Terminals and their own bidi: how it is switched off while the app draws, and on again when it leaves.

In a full screen no terminal's own reordering can be used: it turns panes and dates round. `CSI 8 l` (ECMA-48 BDSM,
explicit mode) stops VTE and others and disturbs none of thirteen terminals tried; Konsole and mlterm have sequences
of their own, which mean other things elsewhere and are sent only there. The driver undoes all of it on exit,
suspension, an exception and SIGTERM.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import signal
import sys
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from tui.bidi.layout import set_order
from tui.bidi.output import Encoder, OutputFilter

if TYPE_CHECKING:
    from textual.driver import Driver

__all__ = ["Choice", "Encoder", "OutputFilter", "Sequences", "bidi_driver", "choose", "sequences"]

Choice = Literal["auto", "app", "terminal", "off"]
"""`--bidi`: by terminal; visual order in any case; the terminal's own bidi; nobody's (letters as they are stored)."""

_EXPLICIT: Final = "\x1b[8l"
_IMPLICIT: Final = "\x1b[8h"
_KONSOLE: Final = "\x1b]50;BidiRenderingEnabled={}\x07"
_MLTERM: Final = "\x1b]5379;use_ctl={}\x07"
_TERMINATED_EXIT_CODE: Final = 128 + 15
"""What a shell reports of a process ended by SIGTERM."""


class Sequences(NamedTuple):
    """What a terminal needs."""

    encoder: Encoder
    """How lines in visual order are written (see `output`)."""
    on: str
    """Written when the app takes the screen."""
    off: str
    """Written when it gives the screen back."""


def sequences(env: Mapping[str, str]) -> Sequences:
    """What the terminal that this environment speaks of needs.

    Inside tmux and screen the sequences go through to the terminal around them where that is allowed; over VTE and
    mlterm tmux usually does not allow it, so that lines carry overrides as well.
    """
    on, off = _EXPLICIT, _IMPLICIT
    if "KONSOLE_VERSION" in env:
        on, off = on + _KONSOLE.format("false"), _KONSOLE.format("true") + off
    if "MLTERM" in env:
        on, off = on + _MLTERM.format("false"), _MLTERM.format("true") + off
    encoder: Encoder = "kitty" if "KITTY_WINDOW_ID" in env else "visual"
    if "TMUX" in env:
        on, off = on + _through_tmux(on), _through_tmux(off) + off
        encoder = "lro" if "VTE_VERSION" in env or "MLTERM" in env else encoder
    elif "STY" in env:
        on, off = on + _through_screen(on), _through_screen(off) + off
    return Sequences(encoder, on, off)


def _through_tmux(text: str) -> str:
    return "\x1bPtmux;" + text.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _through_screen(text: str) -> str:
    return f"\x1bP{text}\x1b\\"


def choose(choice: Choice, env: Mapping[str, str]) -> Sequences:
    """Applies `--bidi`: sets the order lines are laid out in, and says what the terminal needs for it."""
    found = sequences(env)
    set_order("visual" if choice in ("auto", "app") else "logical")
    if choice == "app":
        return found._replace(encoder="visual")
    if choice == "terminal":
        return Sequences("plain", "", "")
    if choice == "off":
        return found._replace(encoder="plain")
    return found


def bidi_driver(base: type[Driver], found: Sequences) -> type[Driver]:
    """Textual's driver for this platform, which also switches the terminal's own bidi off and on."""

    class BidiDriver(base):  # type: ignore[misc, valid-type]  # the base depends on the platform
        """Writes `found.on` with the application mode and `found.off` when it ends, however it ends."""

        bidi_is_off = False

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            atexit.register(self.restore_bidi)

        def start_application_mode(self) -> None:
            super().start_application_mode()
            if getattr(self, "_writer_thread", None) is None:
                return  # in the background: the driver goes back to sleep and comes here again
            self.write(found.on)
            self.flush()
            self.bidi_is_off = True
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows
                asyncio.get_running_loop().add_signal_handler(
                    signal.SIGTERM, partial(self._app.exit, return_code=_TERMINATED_EXIT_CODE)
                )

        def stop_application_mode(self) -> None:
            if self.bidi_is_off:
                self.bidi_is_off = False
                self.write(found.off)
            super().stop_application_mode()

        def restore_bidi(self) -> None:
            """For ways out that do not pass `stop_application_mode`."""
            if self.bidi_is_off and sys.__stderr__ is not None:
                self.bidi_is_off = False
                with contextlib.suppress(OSError, ValueError):
                    sys.__stderr__.write(found.off)
                    sys.__stderr__.flush()

    return BidiDriver
