"""`archive doctor`: whether everything is there and sound."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from store import doctor
from tui import reasons
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.i18n import N_, _

UNSOUND = 4
CHECKS = {
    "identity": N_("The file is an archive"),
    "version": N_("Its version is known"),
    "journal": N_("Changes are written safely"),
    "space": N_("There is space on the disk"),
    "integrity": N_("The database is whole"),
    "keys": N_("Every change is complete"),
    "originals": N_("The imported bytes are what they were"),
    "articles": N_("Every article can be read"),
    "custody": N_("The custody log is unbroken"),
    "whole": N_("Nothing is missing"),
    "derived": N_("What is shown is what is stored"),
    "index": N_("The search index is right"),
    "left out": N_("Articles left out of the repair"),
}


@subcommand(
    "doctor",
    about=N_(
        "Check the database, the search index and every stored original (by its hash). Nothing is changed, unless"
        " --repair is given: it builds the search index and the lists anew from what was imported and done."
    ),
    examples=(
        ("archive doctor", N_("check everything")),
        ("archive doctor --repair", N_("build the search index anew, then check")),
        ("archive doctor --json", N_("for another program")),
    ),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option("--repair", cls=Option, is_flag=True, help=N_("Build the search index and the lists anew."))
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool, repair: bool) -> int:
    """Check; 4 where something is not sound."""
    with opened(invocation) as archive:
        checks = doctor.repair(archive) if repair else doctor.examine(archive)
    sound = all(check.ok for check in checks)
    if as_json:
        print_json({"ok": sound, "checks": [check._asdict() for check in checks]})
    else:
        with output(invocation) as out:
            print_checks(out, checks)
    if not sound:
        with output(invocation, sys.stderr) as err:
            err.say(_advice(repaired=repair))
    return 0 if sound else UNSOUND


def print_checks(out: Output, checks: Sequence[doctor.Check]) -> None:
    """Print the checks, one a line."""
    for check in checks:
        name = _(CHECKS[check.name]) if check.name in CHECKS else check.name
        mark = "✓" if check.ok else "✗"
        detail = Item(reasons.say(check.detail), tone="dim")
        out.items((Item(mark), Item(name, tone="plain" if check.ok else "title"), detail))


def _advice(*, repaired: bool) -> str:
    if repaired:
        return _("Something is damaged that can't be built anew. Go back to a backup with 'archive restore'.")
    return _(
        "Something is not sound. Run 'archive doctor --repair'; if that is not enough, 'archive restore'."
    )
