"""`archive export QUERY -o FILE`: articles as data for others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from store import export
from tui.cli.command import Option, subcommand
from tui.cli.found import articles_found
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output
from tui.cli.query import read_query
from tui.i18n import N_, _, ngettext

STDOUT = Path("-")


_ANY = frozenset({"", ".txt", ".text"})
"""Endings that say nothing of the format."""


@subcommand(
    "export",
    about=N_(
        "Write the articles that a query finds to a file, newest first; without a query, all of them. What is written as"
        " JSON or JSONL can be imported again."
    ),
    examples=(
        ("archive export tag:presse -o presse.csv", N_("a table for a spreadsheet")),
        ("archive export 'حرية الصحافة date:2019..' -o report.html", N_("a page to read and print")),
        ("archive export -o everything.jsonl", N_("the whole archive")),
        ("archive export lang:fr --format md -o -", N_("to the standard output")),
    ),
    loose=True,
)
@click.argument("query", nargs=-1, metavar="QUERY")
@click.option(
    "-o", "--output", "file", cls=Option, required=True, metavar="FILE", type=click.Path(path_type=Path),
    help=N_("The file to write; - is the standard output."),
)  # fmt: skip
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(export.FORMATS),
    help=N_("The format; if it is not given, the ending of the file says it."),
)
@click.pass_obj
def command(invocation: Invocation, *, query: tuple[str, ...], file: Path, form: export.Format | None) -> int:
    """Write the file; 1 where nothing is found, and then no file is written."""
    form = form or export.format_of(file)
    if form is None:
        raise click.UsageError(
            _("{file} does not say in which format; name one with --format.").format(file=file),
            click.get_current_context(),
        )
    if file != STDOUT and not file.absolute().parent.is_dir():
        raise click.ClickException(_("There is no folder {path}.").format(path=file.absolute().parent))
    _text, parsed = read_query(query)
    with opened(invocation, searching=True) as archive:
        if file.exists() and file.samefile(archive.path):
            raise click.ClickException(_("{path} is the archive itself.").format(path=file))
        _spare_others(file, form)
        hits = archive.search(parsed, sort="newest")
        if not hits.docids:
            with output(invocation, sys.stderr) as err:
                err.items((Item(_("Nothing found, so nothing was written.")),))
            return 1
        articles = articles_found(archive, hits)
        if file == STDOUT:
            for piece in export.text(articles, form):
                sys.stdout.write(piece)
            return 0
        count = export.write(articles, form, file)
    with output(invocation) as out:
        written = ngettext("{count} article written to:", "{count} articles written to:", count).format(
            count=count
        )
        out.items((Item(written), Item(str(file), "ltr")))
    return 0


def _spare_others(file: Path, form: export.Format) -> None:
    """Refuse to write in the place of a file of another kind: a slip, or the ending that says the format was forgotten."""
    if file.suffix.lower() in _ANY or export.format_of(file) == form:
        return
    if file != STDOUT and file.exists():
        raise click.ClickException(
            _(
                "{path} is there already and is no file of this format; nothing was written. Give another name."
            ).format(path=file)
        )
