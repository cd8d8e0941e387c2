"""What is typed before a passphrase is asked for: the terminal must not show it.

The program takes a moment until it asks, and people type ahead. Until the program says otherwise the terminal prints each letter, so
it is told first of all where a passphrase will be wanted, and told back however the program ends. Only where a terminal has such
a switch (POSIX); what was typed by then counts as the answer.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

CAN_HIDE = termios is not None
_PLAIN = b"SQLite format 3\0"
_ASK_FOR_A_NEW_ONE = frozenset({"encrypt", "passphrase"})
_ELSEWHERE = ("ARCHIVE_PASSPHRASE_FILE", "ARCHIVE_PASSPHRASE_COMMAND")
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP")
"""Signals that would end or stop the program with the terminal as it is. After an interrupt it ends by itself."""
_LONGEST = 4096
"""Bytes of a line that a terminal holds."""
_before: list[Any] | None = None
"""The modes of the terminal while they are not those; of it, not of the program."""
_handlers: dict[int, Any] = {}


def hide_if_asked_for(arguments: Sequence[str]) -> None:
    """Hide what is typed where these words of a command line will lead to a question for a passphrase."""
    if termios is None or any(os.environ.get(name) for name in _ELSEWHERE):
        return
    with suppress(OSError, ValueError):
        if someone_is_there() and _will_ask(arguments):
            hide()


def someone_is_there() -> bool:
    """Whether a person can be asked: the caller may have closed a stream, for which Python has None."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _will_ask(arguments: Sequence[str]) -> bool:
    words = set(arguments)
    if words & _ASK_FOR_A_NEW_ONE or {"init", "--encrypt"} <= words:
        return True
    from tui.cli.location import locate  # noqa: PLC0415 - Windows does without

    archive = locate(_named(arguments)).path
    others = words if "restore" in words else ()
    return any(_is_encrypted(path) for path in (archive, *others))


def _named(arguments: Sequence[str]) -> str | None:
    """What `--db` says, wherever it stands before a lone `--`; the last of several."""
    named = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        if word == "--db":
            named = next(words, None)
        elif word.startswith("--db="):
            named = word.partition("=")[2]
    return named


def _is_encrypted(path: os.PathLike[str] | str) -> bool:
    """Whether it may be: it begins otherwise than a plain archive. Closed before SQLite has it open (`store.locks`)."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return os.read(handle, len(_PLAIN)) not in {b"", _PLAIN}
        finally:
            os.close(handle)
    return False


def hide() -> None:
    """Show nothing of what is typed from now on. Nothing where there is no terminal, or it does so already."""
    global _before  # noqa: PLW0603 - the terminal is one too
    if termios is None or _before is not None:
        return
    with suppress(termios.error, OSError, ValueError):
        modes = termios.tcgetattr(sys.stdin.fileno())
        _before = modes[:]
        _catch()
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, modes)


def show() -> None:
    """The terminal as it was."""
    global _before  # noqa: PLW0603 - as above
    if _before is None:
        return
    with suppress(termios.error, OSError, ValueError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, _before)
    _before = None
    while _handlers:
        with suppress(ValueError):
            signal.signal(*_handlers.popitem())


def read_hidden(prompt: str) -> str:
    """The line that is typed, without its end, unseen. Raises EOFError where there is no line."""
    hidden = _before is not None
    hide()
    try:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = os.read(sys.stdin.fileno(), _LONGEST)  # one line, whatever was typed behind it
        sys.stderr.write("\n")
    finally:
        if not hidden:
            show()
    if not line:
        raise EOFError
    return line.decode(sys.stdin.encoding or "utf-8", "surrogateescape").rstrip("\r\n")


def _catch() -> None:
    for name in _ENDING:
        number = getattr(signal, name)
        with suppress(ValueError):  # only the main thread may; it is the one that asks
            if signal.getsignal(number) is signal.SIG_DFL:
                _handlers[number] = signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    """Give the terminal back, and then do what the signal does; after a stop, go on hiding."""
    show()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    hide()
