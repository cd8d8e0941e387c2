"""The help of a command, in the reader's language: how to call it, what it does, examples, options."""

from __future__ import annotations

import click

from tui.cli.archive import COMMANDS, Subcommands
from tui.cli.invocation import Invocation
from tui.cli.output import Item, Output, output
from tui.i18n import _

COLUMN = 28  # cells before the texts beside names
SHARED = ("--db", "--lang", "--bidi", "--no-color", "--help", "--version")


def show(ctx: click.Context) -> None:
    """Print the help of this command."""
    command = ctx.command
    pieces = [piece for piece in command.collect_usage_pieces(ctx) if piece != "[OPTIONS]"]
    with output(ctx.ensure_object(Invocation)) as out:
        out.items((Item(_("Usage:"), tone="title"), Item(" ".join([ctx.command_path, *pieces]), "ltr")))
        out.gap()
        out.prose(_(command.help) if command.help else "")
        _examples(out, getattr(command, "examples", ()))
        if isinstance(command, click.Group):
            _commands(out, ctx, command)
        options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
        _options(out, _("Options"), [option for option in options if option.opts[0] not in SHARED])
        _options(out, _("Everywhere"), [option for option in options if option.opts[0] in SHARED])


def _examples(out: Output, examples: tuple[tuple[str, str], ...]) -> None:
    if not examples:
        return
    out.gap()
    out.text(_("Examples"), tone="title")
    for line, meaning in examples:
        out.items((Item(line, "ltr"),), indent=2)
        out.items((Item(_(meaning), tone="dim"),), indent=6)


def _commands(out: Output, ctx: click.Context, group: click.Group) -> None:
    out.gap()
    out.text(_("Commands"), tone="title")
    for name in group.list_commands(ctx):
        if isinstance(group, Subcommands):
            summary = COMMANDS[name].summary
        else:
            command = group.get_command(ctx, name)
            summary = (command.help or "") if command else ""
        out.row(name, _(summary), 14)


def _options(out: Output, heading: str, options: list[click.Option]) -> None:
    if not options:
        return
    out.gap()
    out.text(heading, tone="title")
    for option in options:
        names = ", ".join(sorted(option.opts, key=len))
        if isinstance(option.type, click.Choice):
            names += " " + "|".join(option.type.choices)
        elif not option.is_flag:
            names += f" {option.metavar or 'N'}"
        out.row(names, _(option.help) if option.help else "", COLUMN)
