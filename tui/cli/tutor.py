"""`archive tutor`: learn the app on a copy of the sample archive."""

from __future__ import annotations

import click

from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import state_folder
from tui.i18n import N_, _
from tui.sample import copy_of_sample


@subcommand(
    "tutor",
    about=N_(
        "Learn the app in ten minutes, on a copy of a small sample archive. Your own archive is not touched."
    ),
    examples=(
        ("archive tutor", N_("begin, from the beginning")),
        ("archive tutor --lang fr", N_("in French")),
    ),
)
@click.pass_obj
def command(invocation: Invocation) -> int:
    """Open the app on a fresh copy of the sample, with the tutor."""
    try:
        path = copy_of_sample(state_folder() / "sample" / "archive.db")
    except OSError as error:
        raise click.ClickException(
            _("The sample can't be copied: {reason}.").format(reason=error.strerror or error)
        ) from error
    if path is None:
        raise click.ClickException(_("The sample archive did not come with this program."))
    from tui.cli.launch import launch  # noqa: PLC0415 - Textual is slow to load

    invocation.db = str(path)
    return launch(invocation, "", tutor=True)
