"""`archive restore FILE`: back from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from store.safekeeping import backup, custody
from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate, make_folder
from tui.cli.output import Item, output
from tui.cli.unlocking import unlock
from tui.i18n import N_, _, ngettext


@subcommand(
    "restore",
    about=N_(
        "Make the archive what the backup FILE is. The backup is checked first, and the archive that was there is kept"
        " beside the new one."
    ),
    examples=(
        ("archive restore /media/usb/archive-2026-03-01.db", N_("go back to this backup")),
        ("archive restore copy.db --db new.db", N_("into another file")),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def command(invocation: Invocation, file: Path) -> int:
    """Go back."""
    location = locate(invocation.db)
    target = location.path.absolute()
    if file.exists() and target.exists() and file.samefile(target):
        raise click.ClickException(_("{path} is the archive itself.").format(path=target))
    if not file.exists():
        raise click.ClickException(_("There is no file {path}.").format(path=file.absolute()))
    make_folder(location)
    for path in (file.absolute(), target):
        unlock(invocation, path)
    copy = backup.restore(file.absolute(), target, custody.operator())
    with output(invocation) as out:
        out.items((Item(_("Restored:")), Item(str(copy.path), "ltr")))
        count = ngettext("{count} article", "{count} articles", copy.articles).format(count=copy.articles)
        out.items((Item(count),), indent=2)
        if copy.replaced is not None:
            out.items((Item(_("What was there before:")), Item(str(copy.replaced), "ltr")), indent=2)
    return 0
