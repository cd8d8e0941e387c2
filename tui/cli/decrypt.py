"""`archive decrypt`: a plain archive in the place of an encrypted one."""

from __future__ import annotations

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.output import Item, output
from tui.cli.unlocking import unlock
from tui.i18n import N_, _


@subcommand(
    "decrypt",
    about=N_("Make an encrypted archive one that everybody can read who has the file."),
    examples=(("archive decrypt --yes --db field.db", N_("asks for its passphrase")),),
)
@click.option("--yes", cls=Option, is_flag=True, help=N_("Yes, write everything unencrypted."))
@click.pass_obj
def command(invocation: Invocation, yes: bool) -> int:
    """Decrypt, when it is really meant."""
    from store.encryption import converting, files  # noqa: PLC0415 - an extra

    path = locate(invocation.db).path
    if path.is_file() and not files.is_encrypted(path):
        raise click.ClickException(_("{path} is not encrypted.").format(path=path))
    if not yes:
        raise click.UsageError(
            _("This writes everything unencrypted to the disk. Say --yes if that is meant."),
            click.get_current_context(),
        )
    unlock(invocation, path)
    converting.decrypt(path)
    with output(invocation) as out:
        out.items((Item(_("No longer encrypted:")), Item(str(path), "ltr")))
    return 0
