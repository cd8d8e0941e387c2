"""`archive backup FILE`: a verified copy; `archive backup --list`: which there are."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from store import locks
from store.connection import APPLICATION_ID, preflight
from store.encryption.keys import key_of
from store.errors import NotAnArchive
from store.safekeeping import backup
from store.safekeeping import known_copies as known
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.cli.unlocking import unlock
from tui.i18n import N_, _, ngettext
from tui.moment import moment

UNSOUND = 4
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
        ("archive backup --list", N_("the copies there are, and whether each is whole")),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path), required=False)
@click.option(
    "--list",
    "listed",
    cls=Option,
    is_flag=True,
    help=N_("List the copies that are known, and check each: date, size, articles, name."),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON; only with --list."))
@click.pass_obj
def command(invocation: Invocation, file: Path | None, *, listed: bool, as_json: bool) -> int:
    """Make the copy, or list them; 4 where one of them is damaged."""
    if listed == (file is not None) or (as_json and not listed):
        raise click.UsageError(_("Name a file for the copy, or say --list."), click.get_current_context())
    if file is None:
        return _list(invocation, as_json=as_json)
    with opened(invocation) as archive:
        target = _target(file, archive.path)
        copy = backup.hand_out(archive, target)
    with output(invocation) as out:
        out.items((Item(_("Copied and checked:")), Item(str(copy.path), "ltr")))
        count = ngettext("{count} article", "{count} articles", copy.articles).format(count=copy.articles)
        out.items((Item(count), Item(_("{size} MB").format(size=f"{copy.bytes / 1e6:.1f}"))), indent=2)
    return 0


def _list(invocation: Invocation, *, as_json: bool) -> int:
    path = locate(invocation.db).path.absolute()
    unlock(invocation, path)
    found = [known.look(copy) for copy in known.of(path)]
    if as_json:
        rows = [{**one._asdict(), "path": str(one.path)} for one in found]
        print_json({"copies": rows})
    else:
        with output(invocation) as out:
            for one in found:
                _print(out, one)
            if not found:
                out.say(
                    _("There is no copy yet. 'archive backup FILE' makes one; one a day is made on leaving.")
                )
    return UNSOUND if any(one.state == "damaged" for one in found) else 0


STATES: dict[known.State, str] = {
    "whole": N_("whole"),
    "damaged": N_("damaged"),
    "gone": N_("not there"),
    "locked": N_("another passphrase, or no permission"),
}
WHYS: dict[known.Why, str] = {
    "daily": N_("of the day"),
    "migration": N_("before a new version"),
    "replaced": N_("put aside"),
    "backup": N_("made by 'archive backup'"),
}


def _print(out: Output, one: known.Known) -> None:
    mark = "✓" if one.state == "whole" else "✗"
    size = _("{size} MB").format(size=f"{one.bytes / 1e6:.1f}") if one.bytes else ""
    articles = ngettext("{count} article", "{count} articles", one.articles or 0)
    out.items((
        Item(mark),
        Item(moment(one.at), "ltr"),
        Item(_(STATES[one.state])),
        *((Item(articles.format(count=one.articles)),) if one.articles is not None else ()),
        *((Item(size),) if size else ()),
        Item(_(WHYS[one.why]), tone="dim"),
    ))  # fmt: skip
    out.items((Item(str(one.path), "ltr"),), indent=2)


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
        head = locks.read(file, APPLICATION_ID_AT + 4)
        if head and key_of(file) is None and int.from_bytes(head[APPLICATION_ID_AT:]) != APPLICATION_ID:
            raise NotAnArchive(path=file)
    return file
