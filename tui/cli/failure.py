"""What went wrong, as one sentence in the reader's language on stderr, and the exit code that goes with it."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from datetime import UTC, datetime

import click

from store.encryption import keys
from store.errors import ArchiveError
from tui import reasons
from tui.cli.invocation import Invocation
from tui.cli.location import log_file
from tui.cli.output import output
from tui.cli.wrong_query import WrongQuery
from tui.i18n import N_, _
from tui.private_folder import make_private
from tui.settings import BadSettings

WRONG_USE = 2
CANNOT_USE = 4
INTERRUPTED = 130
LOOK = N_("'archive doctor' says whether the archive is sound.")
"""What to do about an error that nobody expected: the program may be wrong, or what is stored may be no longer what it was."""


def tell(error: BaseException, invocation: Invocation) -> int:
    """Say what went wrong on stderr; the exit code.

    Where an unexpected error came from goes into the log, or to stderr with $ARCHIVE_DEBUG set.
    """
    if os.environ.get("ARCHIVE_DEBUG"):
        traceback.print_exception(error)
    elif not _is_expected(error):
        _log(error)
    with output(invocation, sys.stderr) as err:
        if isinstance(error, WrongQuery):
            err.say(said(error.error))
            err.pointed(error.text, *error.error.span)
        else:
            err.say(sentence(error))
    return exit_code(error)


def _is_expected(error: BaseException) -> bool:
    expected = (
        ArchiveError,
        BadSettings,
        click.ClickException,
        click.Abort,
        KeyboardInterrupt,
        OSError,
    )
    return isinstance(error, expected)


def _log(error: BaseException) -> None:
    """Append where the error came from to the log, if that can be written.

    Of the command line only the command is in it; where an encrypted archive is unlocked, nothing of what the error says.
    """
    said = "".join(traceback.format_exception(error))
    if keys.any_known():
        said = "".join([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"])
    with contextlib.suppress(OSError):
        make_private(log_file().parent)
        log_file().touch(0o600)
        with log_file().open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {sys.argv[1:2]!r}\n{said}")


def exit_code(error: BaseException) -> int:
    """The shell's code for this error."""
    if isinstance(error, ArchiveError):
        return error.exit_code
    if isinstance(error, click.ClickException | BadSettings | WrongQuery):
        return WRONG_USE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return INTERRUPTED
    return CANNOT_USE


def sentence(error: BaseException) -> str:
    """The sentence, in the reader's language."""
    if isinstance(error, ArchiveError):
        return said(error)
    if isinstance(error, BadSettings):
        return _(error.template).format(**error.values)
    if isinstance(error, click.ClickException):
        return usage(error)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _("Stopped. What was saved before stays saved.")
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return f"{os.fsdecode(error.filename)}: {reason}" if error.filename else f"{reason}."
    told = _("Unexpected error: {kind}: {error}. The details are in {path}.").format(
        kind=type(error).__name__, error=error, path=log_file()
    )
    return f"{told} {_(LOOK)}"


def said(error: ArchiveError) -> str:
    """An error of the archive in the reader's language; a reason among its values is a message too."""
    values = {
        name: reasons.say(value) if name == "reason" and isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return _(error.template).format(**values)


def usage(error: click.ClickException) -> str:
    """What is wrong with the words of the command line, and where to read how they go."""
    if not isinstance(error, click.UsageError):
        return error.message
    context = error.ctx
    help_line = _("See '{command} --help'.").format(command=context.command_path if context else "archive")
    return f"{_what_is_wrong(error)} {help_line}"


def _what_is_wrong(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        text = _("There is no option {option}.").format(option=error.option_name)
        if error.possibilities:
            near = ", ".join(sorted(error.possibilities))
            text += " " + _("Did you mean {names}?").format(names=near)
        return text
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _("There is no command {name}.").format(name=error.command_name)
    if isinstance(error, click.BadOptionUsage):
        if "does not take" in error.message:
            return _("{option} takes no value.").format(option=error.option_name)
        return _("{option} needs a value.").format(option=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        param = error.param
        if isinstance(param, click.Option):
            name = param.opts[0]
        elif isinstance(param.type, click.Choice):
            name = param.human_readable_name  # its metavar has all that is allowed
        else:
            name = param.make_metavar(click.Context(click.Command("")))
        if isinstance(error, click.MissingParameter):
            return _("{name} is missing.").format(name=name)
        if isinstance(param.type, click.Choice):
            return _("{option} is one of {allowed}.").format(
                option=name, allowed=", ".join(param.type.choices)
            )
        if isinstance(param.type, click.IntRange):
            return _("{option} is a whole number, {least} or more.").format(option=name, least=param.type.min)
        return f"{name}: {error.message}"
    return error.message
