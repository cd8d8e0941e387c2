"""`archive keys`: every command of the app, with the keys that it has now."""

from __future__ import annotations

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.output import Item, output, print_json
from tui.commands.places import PLACES
from tui.commands.table import COMMANDS
from tui.i18n import N_, gettext
from tui.keymap import keymap
from tui.widgets.wording import ltr

COLUMN = 26  # cells before the texts beside names


@subcommand(
    "keys",
    about=N_(
        "Print the commands of the app and their keys, those of the settings too, and which of these can't be had."
    ),
    examples=(
        ("archive keys", N_("all of them, with the names by which settings.toml knows them")),
        ("archive keys --json", N_("for another program")),
    ),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, as_json: bool) -> int:
    """Print the keys; 2 where some of the settings can't be had."""
    found = keymap(COMMANDS, invocation.keys)
    if as_json:
        listed = [
            {"command": one.id, "keys": list(one.keys), "places": list(one.places), "title": one.title}
            for one in found.commands
        ]
        print_json({"commands": listed, "refused": list(found.refused)})
        return 2 if found.refused else 0
    with output(invocation) as out:
        for place, heading in PLACES.items():
            out.text(gettext(heading), tone="title")
            for one in found.commands:
                if place in one.places:
                    out.row(one.id, f"{', '.join(map(ltr, one.shown_keys()))}  {one.title}", COLUMN)
            out.gap()
        for sentence in found.refused:
            out.items((Item(sentence),))
    return 2 if found.refused else 0
