"""`archive undo`: the last change, taken back."""

from __future__ import annotations

import click

from tui.cli.command import Option, subcommand
from tui.cli.history import print_nothing_changed
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output
from tui.history import sentence
from tui.i18n import N_, _
from tui.moment import moment


@subcommand(
    "undo",
    about=N_(
        "Take back the last change (tags, an edit, an import) and say what it was. Once more takes back the one before."
    ),
    examples=(
        ("archive undo --list", N_("the last changes, newest first")),
        ("archive undo", N_("take back the newest one")),
    ),
)
@click.option(
    "--list", "listed", cls=Option, is_flag=True, help=N_("List the last changes and change nothing.")
)
@click.pass_obj
def command(invocation: Invocation, listed: bool) -> int:
    """Undo, or list what can be undone."""
    with opened(invocation) as archive, output(invocation) as out:
        if not listed:
            out.items((Item(sentence(archive.undo())),))
            return 0
        changes = archive.history()
        if not changes:
            print_nothing_changed(invocation)
        for change in changes:
            state = _("(taken back)") if change.undone else ""
            out.items(
                (
                    Item(moment(change.at), "ltr", "dim"),
                    Item(sentence(change)),
                    Item(state, tone="dim"),
                    Item(change.operator, tone="dim"),
                )
            )
    return 0
