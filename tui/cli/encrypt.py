"""`archive encrypt`: an encrypted archive in the place of a plain one."""

from __future__ import annotations

import click

from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.output import Item, output
from tui.cli.unlocking import new_passphrase
from tui.i18n import N_, _
from tui.state import forget_session


@subcommand(
    "encrypt",
    about=N_(
        "Encrypt the archive: a verified copy takes its place, and the plain file is overwritten and deleted. On flash memory"
        " traces of it may remain; encrypt from the start, and the whole disk, where that matters."
    ),
    examples=(("archive encrypt --db field.db", N_("asks for a new passphrase")),),
)
@click.pass_obj
def command(invocation: Invocation) -> int:
    """Encrypt, and name the plain backups that are left."""
    from store.encryption import converting, files, keys  # noqa: PLC0415 - an extra

    path = locate(invocation.db).path
    files.require()
    if path.is_file() and files.is_encrypted(path):
        raise click.ClickException(_("{path} is encrypted already.").format(path=path))
    converting.encrypt(path, keys.new_key(new_passphrase(invocation)))
    forget_session(path)
    with output(invocation) as out:
        out.items((Item(_("Encrypted:")), Item(str(path), "ltr")))
        if left := converting.plain_copies(path):
            out.say(_("These backups are not encrypted. Delete them when you no longer need them:"))
            for copy in left:
                out.items((Item(str(copy), "ltr"),), indent=2)
    return 0
