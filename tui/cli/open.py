"""`archive [QUERY…]`: the app."""

from __future__ import annotations

import click

from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.i18n import N_


@subcommand(
    "QUERY",
    about=N_("Open the app, with the query already typed if there is one."),
    examples=(("archive", N_("open the app")), ("archive حقوق الإنسان", N_("open the app with this query"))),
    loose=True,
)
@click.argument("query", nargs=-1)
@click.pass_obj
def command(invocation: Invocation, query: tuple[str, ...]) -> int:
    """Open the app on the archive that is meant."""
    from tui.cli import launch  # noqa: PLC0415 - Textual starts only here

    return launch.launch(invocation, " ".join(query))
