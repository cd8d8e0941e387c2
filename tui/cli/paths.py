"""`archive paths`: where everything is."""

from __future__ import annotations

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate, log_file, state_folder
from tui.cli.output import Item, output, print_json
from tui.i18n import N_, _
from tui.settings import settings_path

CHOSEN_BY = {
    "--db": N_("named by --db"),
    "ARCHIVE_DB": N_("named by $ARCHIVE_DB"),
    "folder": N_("in this folder"),
    "user": N_("in the user's data folder"),
}


@subcommand(
    "paths",
    about=N_("Say where archive, settings and state are, whether they exist or not."),
    examples=(
        ("archive paths", N_("all of them")),
        ("archive paths --json", N_("for another program")),
    ),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, as_json: bool) -> int:
    """Print the paths."""
    location = locate(invocation.db)
    paths = {
        "archive": location.path.absolute(),
        "settings": settings_path(),
        "state": state_folder(),
        "log": log_file(),
    }
    if as_json:
        print_json({**{name: str(path) for name, path in paths.items()}, "chosen_by": location.chosen_by})
        return 0
    labels = {"archive": _("Archive"), "settings": _("Settings"), "state": _("State"), "log": _("Log")}
    with output(invocation) as out:
        for name, path in paths.items():
            note = f"({_(CHOSEN_BY[location.chosen_by])})" if name == "archive" else ""
            out.items((Item(labels[name]), Item(str(path), "ltr"), Item(note, tone="dim")))
    return 0
