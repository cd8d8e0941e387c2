"""`archive settings`: what can be set, what is set, and a file to set it in."""

from __future__ import annotations

import os
import sys

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.output import Item, output
from tui.i18n import N_, _
from tui.private_folder import make_private
from tui.settings import Settings, read_settings, settings_path
from tui.settings_page import settings_page


@subcommand(
    "settings",
    about=N_("Print the settings as they are, each with what it means; or write a file to set them in."),
    examples=(
        ("archive settings", N_("what can be set, and what is")),
        ("archive settings --create", N_("write the file, where there is none, and say where it is")),
    ),
)
@click.option(
    "--create",
    cls=Option,
    is_flag=True,
    help=N_("Write the file, where there is none; a file that is there stays."),
)
@click.pass_obj
def command(invocation: Invocation, create: bool) -> int:
    """Print the settings, or write the file; 2 where the file has names that mean nothing."""
    if create:
        return _create(invocation)
    page = settings_page(read_settings(settings_path()))
    with output(invocation) as out:
        for line in page.splitlines():
            if line.startswith("# "):
                out.text(line)
            elif line:
                out.items((Item(line, "ltr"),))
            else:
                out.gap()
    if not invocation.unknown:
        return 0
    if not sys.stderr.isatty():  # there it is said before any command
        say_unknown(invocation)
    return 2


def say_unknown(invocation: Invocation) -> None:
    """Say on stderr which names in the settings mean nothing."""
    from tui.unknown_settings import sentences  # noqa: PLC0415 - seldom

    with output(invocation, sys.stderr) as err:
        for sentence in sentences(invocation.unknown):
            err.say(sentence)


def _create(invocation: Invocation) -> int:
    """Write the file, if there is none."""
    path = settings_path()
    make_private(path.parent)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        said = _("The settings are in {path} already; it stays as it is.")
    else:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(settings_page(Settings()))
        said = _("The settings can be set in {path} now.")
    with output(invocation) as out:
        out.items((Item(said.format(path=path)),))
    return 0
