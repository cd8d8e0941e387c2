"""`archive backup FILE`: a verified copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from store import backup
from store.connection import APPLICATION_ID, preflight
from store.encryption.keys import key_of
from store.errors import NotAnArchive
from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output
from tui.i18n import N_, _, ngettext

APPLICATION_ID_AT = 68  # bytes into the file (SQLite's file format, 1.3.17)


@subcommand(
    "backup",
    about=N_(
        "Copy the whole archive into one file, originals, tags and history included, and check the copy. It takes its"
        " name only when it is whole. An older backup of that name is replaced, any other file is not. In a folder the"
        " copy is named by the day."
    ),
    examples=(
        ("archive backup /media/usb/", N_("a copy of today on a stick")),
        ("archive backup before-merging.db", N_("a copy in a file")),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def command(invocation: Invocation, file: Path) -> int:
    """Make the copy."""
    with opened(invocation) as archive:
        target = _target(file, archive.path)
        copy = backup.hand_out(archive, target)
    with output(invocation) as out:
        out.items((Item(_("Copied and checked:")), Item(str(copy.path), "ltr")))
        count = ngettext("{count} article", "{count} articles", copy.articles).format(count=copy.articles)
        out.items((Item(count), Item(_("{size} MB").format(size=f"{copy.bytes / 1e6:.1f}"))), indent=2)
    return 0


def _target(file: Path, archive: Path) -> Path:
    """The file to write. Raises where that would destroy something that is no backup."""
    if file.is_dir():
        file /= f"{archive.stem}-{datetime.now().astimezone():%Y-%m-%d}.db"
    file = file.absolute()
    if not file.parent.is_dir():
        raise click.ClickException(_("There is no folder {path}.").format(path=file.parent))
    if file.exists():
        if file.samefile(archive):
            raise click.ClickException(
                _("{path} is the archive itself; a copy needs another name.").format(path=file)
            )
        preflight(file)
        with file.open("rb") as stream:
            head = stream.read(APPLICATION_ID_AT + 4)
        if head and key_of(file) is None and int.from_bytes(head[APPLICATION_ID_AT:]) != APPLICATION_ID:
            raise NotAnArchive(path=file)
    return file
