"""`archive dump [-o FILE]`: everything people did, as text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from store import export
from store.safekeeping import dump
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output
from tui.i18n import N_, _, ngettext

STDOUT = Path("-")


@subcommand(
    "dump",
    about=N_(
        "Write everything people did (tags, notes, edits, stars) and deleted as text, a JSON line each, always in the same order. It"
        " can be read without this program, compared, and loaded into an empty archive or another one with 'archive load'."
    ),
    examples=(
        ("archive dump -o work.jsonl", N_("into a file")),
        ("archive dump | gzip > work.jsonl.gz", N_("to the standard output")),
    ),
)
@click.option(
    "-o",
    "--output",
    "file",
    cls=Option,
    default=STDOUT,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("The file to write; '-' is the standard output."),
)
@click.pass_obj
def command(invocation: Invocation, file: Path) -> int:
    """Write the dump."""
    with opened(invocation) as archive, archive.read() as conn:
        if file == STDOUT:
            for line in dump.lines(conn):
                sys.stdout.write(line)
            return 0
        if file.exists() and file.samefile(archive.path):
            raise click.ClickException(_("{path} is the archive itself.").format(path=file.absolute()))
        count = export.write_text(dump.lines(conn), file)
    with output(invocation) as out:
        said = ngettext("{count} line", "{count} lines", count).format(count=count)
        out.items((Item(_("Written:")), Item(str(file.absolute()), "ltr"), Item(said)))
    return 0
