"""The only door from the command line to Textual."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from store.encryption import keys
from tui.cli.invocation import Invocation
from tui.cli.leaving import leave
from tui.cli.location import locate, make_folder
from tui.cli.this_terminal import Prepared, ask_again, prepare
from tui.i18n import _, language
from tui.terminals.colours import tell_colours
from tui.terminals.identify import Identification
from tui.terminals.setup import ASK_AGAIN, needs_passage

_FRAMES = 240
"""Frames a second at most. Each part of an answer, the results, then the article, waits for up to two of them behind the part before:
33 ms with Textual's 60. With twice as many as here a key is not answered sooner, but in more parts."""


def launch(invocation: Invocation, query: str, *, tutor: bool = False) -> int:
    """Open the app with the query typed, or with the tutor; its exit code.

    A usage error where there is no terminal to open it in.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        from click import ClickException  # noqa: PLC0415 - slow to load

        raise ClickException(_("The app needs a terminal. In a pipe or a script use 'archive search'."))
    if os.environ.get("TERM") == "dumb":
        from click import ClickException  # noqa: PLC0415 - as above

        raise ClickException(
            _("This terminal can't show the app. Open another one, or use 'archive search'.")
        )
    # What is made until the first screen stands stays for good: looking for garbage in it took an eighth of the start. The
    # app looks again when the screen stands.
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", str(_FRAMES))
    try:
        with Identification(os.environ) as finding:
            refused = (*_unknown(invocation), *_use_keys(invocation))
            with _without_tls():
                import tui.app  # noqa: F401, PLC0415 - Textual is slow to load and only the app wants it
            terminal = finding.result()
        prepared = prepare(invocation, terminal)
        tell_colours(terminal, os.environ)
        location = locate(invocation.db)
        make_folder(location)
        if keys.may_need_one(location.path):
            from tui.cli.unlocking import unlock  # noqa: PLC0415 - most archives are plain

            unlock(invocation, location.path)
        while (
            code := _opened(invocation, prepared, location.path, query, refused, tutor=tutor)
        ) == ASK_AGAIN:
            prepared = ask_again(invocation, terminal)
    finally:
        gc.enable()
    leave(invocation, location.path)
    return code


def _opened(
    invocation: Invocation, prepared: Prepared, path: Path, query: str, refused: Sequence[str], *, tutor: bool
) -> int:
    """Run the app in a terminal that is known; its exit code."""
    from tui.app import run  # noqa: PLC0415 - loaded by now

    terminal = prepared.terminal
    with _passage(prepared.setup.leave) if needs_passage(prepared.setup, terminal) else nullcontext():
        return run(
            path,
            language(),
            query=query,
            terminal=terminal,
            setup=prepared.setup,
            advice=prepared.advice,
            refused=refused,
            theme=invocation.theme,
            tutor=tutor,
            lock_after=invocation.lock_after,
            no_color=not invocation.color,
        )


def _unknown(invocation: Invocation) -> Sequence[str]:
    """What is to be said of names in the settings that mean nothing."""
    if not invocation.unknown:
        return ()
    from tui.unknown_settings import sentences  # noqa: PLC0415 - most files say what they mean

    return sentences(invocation.unknown)


def _use_keys(invocation: Invocation) -> tuple[str, ...]:
    """Give commands the keys of the settings; what is to be said of those that can't be."""
    if not invocation.keys:
        return ()
    from tui.commands.table import COMMANDS, use  # noqa: PLC0415 - most people change no key
    from tui.keymap import keymap  # noqa: PLC0415 - as above

    found = keymap(COMMANDS, invocation.keys)
    use(found.commands)
    return found.refused


@contextmanager
def _without_tls() -> Iterator[None]:
    """Inside, asyncio is loaded as on a Python that was built without TLS, which a program without network never needs.

    Loading it took a fifteenth of the start. Whoever imports `ssl` afterwards gets it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # as the import system has it: this import fails
    try:
        yield
    finally:
        del sys.modules["ssl"]


@contextmanager
def _passage(leave: str) -> Iterator[None]:
    from tui.terminals.tmux import open_passage  # noqa: PLC0415 - only in tmux

    with open_passage(os.environ, leave, sys.stderr):
        yield
