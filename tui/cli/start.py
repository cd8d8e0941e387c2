"""From the words of the shell to a command that runs: language and settings first, then click.

The app is opened without click where the words are plain.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from tui.cli.app_words import app_words
from tui.cli.invocation import Invocation
from tui.cli.mistyped import command_meant
from tui.cli.subcommands import COMMANDS
from tui.i18n import _, choose_language, set_language
from tui.settings import read_settings, settings_path


def run(arguments: Sequence[str], invocation: Invocation) -> int:
    """Run the command these words name and return its exit code. Fills in `invocation`; raises what the command raises."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    flag = language_flag(arguments)
    set_language(choose_language(flag, None, os.environ))
    settings = read_settings(settings_path(), invocation.unknown)
    set_language(choose_language(flag, settings.language, os.environ))

    invocation.bidi = settings.bidi or "auto"
    invocation.theme = settings.theme or "dark"
    invocation.lock_after = settings.lock_after
    invocation.keys = settings.keys
    if settings.queries == "off":
        from tui import query_history  # noqa: PLC0415 - as below

        query_history.use(False)
    if settings.labels == "off":
        from tui import tag_labels  # noqa: PLC0415 - most people leave them on

        tag_labels.use(False)
    if settings.aliases == "off":
        from store.finding import aliases  # noqa: PLC0415 - most people leave them on

        aliases.use(False)
    invocation.color = not os.environ.get("NO_COLOR")  # no-color.org: an empty one does not count
    if wanted := os.environ.get("_ARCHIVE_COMPLETE"):
        from tui.cli.completion import answer  # noqa: PLC0415 - for a shell that was asked to complete a word

        return answer(wanted, invocation)
    if meant := command_meant(arguments, COMMANDS, in_terminal=sys.stdout.isatty()):
        from click import UsageError  # noqa: PLC0415 - only where a word is wrong

        word, command = meant
        raise UsageError(
            _("There is no command “{word}”. Did you mean 'archive {command}'?").format(
                word=word, command=command
            )
        )
    if (asked := app_words(arguments, invocation, COMMANDS)) is not None:
        from tui.cli.launch import launch  # noqa: PLC0415 - only for the app

        found, query = asked
        invocation.db, invocation.bidi, invocation.color = found.db, found.bidi, found.color
        return launch(invocation, query)

    if invocation.unknown and sys.stderr.isatty():
        from tui.cli.settings import say_unknown  # noqa: PLC0415 - most files say what they mean

        say_unknown(invocation)
    from click.exceptions import Exit  # noqa: PLC0415 - click is slow to load, and the language is known by now

    from tui.cli.archive import archive  # noqa: PLC0415 - as above

    try:
        with archive.make_context("archive", list(arguments), obj=invocation) as context:
            code = archive.invoke(context)
    except Exit as done:  # --help and --version
        return done.exit_code
    return code if isinstance(code, int) else 0


def language_flag(arguments: Sequence[str]) -> str | None:
    """The value of `--lang` among the words, wherever it stands before a lone `--`.

    It is needed before click reads the words: help and errors are said in this language already.
    """
    found = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        if word == "--lang":
            found = next(words, None)
        elif word.startswith("--lang="):
            found = word.partition("=")[2]
    return found


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the locale says; a file name that is not Unicode shows its odd bytes escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
