"""`archive reindex`: the search index built anew, or gone on with where it was left."""

from __future__ import annotations

import sys

import click

from store.archive import Archive
from store.finding import reindex
from store.similar import known
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import output, print_json
from tui.i18n import N_, _, ngettext


@subcommand(
    "reindex",
    about=N_(
        "Build the search index anew, or go on with it where it was left. It may be stopped at any time: what is in the index"
        " stays there, and the app and this command go on with the rest."
    ),
    examples=(
        ("archive reindex", N_("build the index, with progress")),
        ("archive reindex --json", N_("for another program")),
    ),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool) -> int:
    """Build the index."""
    with opened(invocation) as archive:
        if reindex.progress(archive.connection()) is None:
            with archive.write() as conn:
                reindex.begin(conn)
        go_on(invocation, archive)
        count = archive.count()
    if as_json:
        print_json({"indexed": count})
    else:
        with output(invocation) as out:
            said = ngettext("{count} article is in the index.", "{count} articles are in the index.", count)
            out.say(said.format(count=count))
    return 0


def go_on(invocation: Invocation, archive: Archive) -> None:
    """Finish the index, with progress on stderr."""
    with output(invocation, sys.stderr) as err:
        said = _("The search index is being built: {done} of {of} articles.")
        reindex.finish(archive, lambda now: err.status(said.format(done=now.done, of=now.of)))
        known.complete(archive)
        err.status("")
