"""The command itself: the subcommands, each loaded when it is called, and the app for anything else."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from store import __version__
from tui.cli.command import Option, shared_options
from tui.cli.subcommands import COMMANDS
from tui.i18n import N_

__all__ = ["COMMANDS", "OPEN", "Subcommands", "archive"]

OPEN = "tui.cli.open"


class Subcommands(click.Group):
    """The subcommands by name; words that name none of them are a query, which the app opens with."""

    examples = (
        ("archive", N_("open the app")),
        ("archive حقوق الإنسان", N_("open the app with this query")),
        ("archive import captures/", N_("import a folder")),
        ("archive search 'tag:presse date:2019' --json", N_("hits for another program")),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """The subcommand of this name, or None."""
        entry = COMMANDS.get(cmd_name)
        return _load(entry.module) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand and its words; the app with all the words where the first names no subcommand."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "QUERY", _load(OPEN), args


def _load(module: str) -> click.Command:
    command = import_module(module).command
    assert isinstance(command, click.Command)  # noqa: S101 - each module of the table has one
    return command


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"archive {__version__}")
        ctx.exit()


@click.pass_context
def _open_app(ctx: click.Context) -> Any:
    """Open the app, unless a subcommand follows."""
    if ctx.invoked_subcommand is None:
        return ctx.invoke(_load(OPEN), query=())
    return None


archive = Subcommands(
    "archive",
    callback=_open_app,
    help=N_(
        "A terminal archive of articles. Without a command it opens the app, with the query already typed if there is one."
    ),
    invoke_without_command=True,
    subcommand_metavar="[QUERY… | COMMAND …]",
    add_help_option=False,
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=N_("The version."),
        ),
        *shared_options(),
    ],
)
