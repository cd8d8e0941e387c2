"""`archive passphrase`: another passphrase for an encrypted archive."""

from __future__ import annotations

import os

import click

from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.output import Item, output
from tui.cli.unlocking import COMMAND, FILE, new_passphrase, unlock
from tui.i18n import N_, _

NEW_FILE = "ARCHIVE_NEW_PASSPHRASE_FILE"


@subcommand(
    "passphrase",
    about=N_("Change the passphrase of an encrypted archive. Backups keep the one that they were made with."),
    examples=(("archive passphrase --db field.db", N_("asks for the old one and the new one")),),
)
@click.pass_obj
def command(invocation: Invocation) -> int:
    """Change it."""
    from store.encryption import converting, files  # noqa: PLC0415 - an extra

    path = locate(invocation.db).path
    if path.is_file() and not files.is_encrypted(path):
        raise click.ClickException(_("{path} is not encrypted.").format(path=path))
    unlock(invocation, path)
    for name in (FILE, COMMAND):  # they have the old one
        os.environ.pop(name, None)
    if new := os.environ.get(NEW_FILE):
        os.environ[FILE] = new
    converting.change_passphrase(path, new_passphrase(invocation))
    with output(invocation) as out:
        out.items((Item(_("Another passphrase now opens:")), Item(str(path), "ltr")))
    return 0
