"""`archive init`: a new, empty archive, encrypted if that is wanted."""

from __future__ import annotations

import click

from store.archive import Archive
from store.errors import ArchiveExists
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate, make_folder
from tui.cli.output import Item, output
from tui.cli.unlocking import new_passphrase
from tui.i18n import N_, _


@subcommand(
    "init",
    about=N_("Make a new, empty archive; with --encrypt one that only its passphrase opens."),
    examples=(
        ("archive init --db field.db", N_("an empty archive in this file")),
        ("archive init --encrypt --db field.db", N_("an encrypted one")),
    ),
)
@click.option(
    "--encrypt", cls=Option, is_flag=True, help=N_("Encrypt it, with a passphrase that is asked for.")
)
@click.pass_obj
def command(invocation: Invocation, encrypt: bool) -> int:
    """Make it; 2 where there is a file already."""
    location = locate(invocation.db)
    if location.path.exists():
        raise ArchiveExists(path=location.path)
    make_folder(location)
    if encrypt:
        from store.encryption import files, keys  # noqa: PLC0415 - an extra

        files.require()
        files.begin(location.path, keys.new_key(new_passphrase(invocation)))
    Archive.open(location.path, create=True).close()
    with output(invocation) as out:
        said = _("A new archive, encrypted:") if encrypt else _("A new archive:")
        out.items((Item(said), Item(str(location.path), "ltr")))
    return 0
