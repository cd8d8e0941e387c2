"""`archive load FILE`: what people did, back from a dump."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from store.connection import from_os_error
from store.safekeeping import dump
from tui import reasons
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.leaving import keep_copy
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.i18n import N_, _, ngettext

SOME_REFUSED = 3


@subcommand(
    "load",
    about=N_(
        "Take in what 'archive dump' wrote: into a new archive before or after its articles are imported, or into another"
        " one. What is there already is left alone; what was deleted, here or there, stays deleted; where the archive says something"
        " else, both are kept. It is one step, which 'archive undo' takes back."
    ),
    examples=(
        ("archive load work.jsonl", N_("give the work back")),
        ("archive load work.jsonl --db new.db", N_("into a new archive")),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--deleted-too",
    cls=Option,
    is_flag=True,
    help=N_("Bring back also what was deleted or taken back in this archive."),
)
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, *, file: Path, deleted_too: bool, in_json: bool) -> int:
    """Load; 3 where some lines can't be kept."""
    if not file.is_file():
        raise click.ClickException(_("There is no file {path}.").format(path=file.absolute()))
    try:
        with (
            file.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as text,
            opened(invocation, create=True) as archive,
        ):
            with archive.write() as conn:
                name = file.name.encode("utf-8", "backslashreplace").decode()
                loaded = dump.load(conn, text, name, archive.operator, deleted_too=deleted_too)
            keep_copy(invocation, archive)
    except OSError as error:
        raise from_os_error(error, file) from error
    with output(invocation, sys.stderr) as err:
        for number, reason in loaded.reasons:
            err.say(_("Line {number}: {reason}.").format(number=number, reason=reasons.say(reason)))
    if in_json:
        refused = [{"line": number, "reason": reason} for number, reason in loaded.reasons]
        numbers = {
            "new": loaded.new,
            "known": loaded.known,
            "deleted": loaded.deleted,
            "refused": loaded.refused,
        }
        print_json({**numbers, "lines": refused})
    else:
        with output(invocation) as out:
            new = ngettext("{count} fact is new", "{count} facts are new", loaded.new).format(
                count=loaded.new
            )
            known = ngettext("{count} was there already", "{count} were there already", loaded.known)
            out.items((Item(new), Item(known.format(count=loaded.known), tone="dim")))
            if loaded.deleted:
                gone = ngettext(
                    "{count} was deleted here and stays so; --deleted-too brings it back",
                    "{count} were deleted here and stay so; --deleted-too brings them back",
                    loaded.deleted,
                )
                out.items((Item(gone.format(count=loaded.deleted)),))
    return SOME_REFUSED if loaded.refused else 0
