"""The `archive` command: one file a subcommand, loaded when it is called. Textual starts only with the app."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; never raises and never shows a traceback.

    0 done · 1 nothing found · 2 wrong use or settings · 3 some inputs failed · 4 the archive can't be used ·
    130 interrupted. With $ARCHIVE_DEBUG set, an unexpected error shows where it came from.
    """
    _open_closed_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    from tui.cli import echo  # noqa: PLC0415 - what importing a module of this package need not load

    echo.hide_if_asked_for(arguments)
    try:
        return _run(arguments)
    finally:
        echo.show()


def _run(arguments: Sequence[str]) -> int:
    from tui.cli import invocation, start  # noqa: PLC0415 - as above

    call = invocation.Invocation()
    try:
        code = start.run(arguments, call)
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
        _forget_stdout()
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - the last line of defence: a sentence, never a traceback
        from tui.cli import failure  # noqa: PLC0415 - click is slow to load

        code = failure.tell(error, call)
    if code and not _flushed():
        _forget_stdout()
    return code


def _open_closed_streams() -> None:
    """Write into nothing where the caller closed a stream (``>&-``), for which Python has None."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end; pathlib loads slowly


def _flushed() -> bool:
    """Whether stdout takes what is left in its buffer (a full disk does not)."""
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _forget_stdout() -> None:
    """Let the interpreter flush into nothing at exit, where the reader of the pipe has gone."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
