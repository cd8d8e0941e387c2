"""`archive tags`: the tags with their counts; rename, merge and delete them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from store.changes import Change
from store.names import is_within, normalise
from store.tags import TagCount
from tui.cli.command import Command, Option, shared_options
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _


class TagsCommand(click.Group):
    """The list of tags, and what can be done to one of them."""

    examples = (
        ("archive tags", N_("all tags and how many articles have them")),
        ("archive tags rename presse médias", N_("rename a tag and its sub-tags")),
        ("archive tags merge journal journaux presse", N_("make the first two the last")),
        ("archive tags delete brouillon", N_("take a tag off everything")),
    )


@click.group(
    "tags",
    cls=TagsCommand,
    help=N_("List the tags with the number of articles that have them, or change a tag everywhere."),
    invoke_without_command=True,
    add_help_option=False,
    subcommand_metavar="[COMMAND …]",
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> Any:
    """Print the tags, unless a subcommand follows."""
    if ctx.invoked_subcommand is not None:
        return None
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation) as archive:
        tags = archive.tags()
    if as_json:
        print_json({"tags": [{"name": tag.name, "count": tag.count} for tag in tags]})
        return 0
    with output(invocation) as out:
        for tag in tags:
            out.items((Item(f"{tag.count:>6}", "ltr", "dim"), Item(tag.name)))
    return 0


command.params.extend(shared_options())


def _report(invocation: Invocation, change: Change, names: Sequence[str], known: Sequence[TagCount]) -> int:
    """Print what was done; 1 where none of the tags exists and so nothing was."""
    have = {tag.name for tag in known}
    if not change.count and not any(is_within(tag, normalise(name)) for name in names for tag in have):
        with output(invocation, sys.stderr) as err:
            err.say(_("No article has the tag {name}, so nothing was changed.").format(name=", ".join(names)))
        return 1
    with output(invocation) as out:
        out.items((Item(sentence(change)),))
    return 0


@command.command(
    "rename",
    cls=Command,
    help=N_("Give a tag another name on every article."),
    examples=(("archive tags rename presse médias", N_("rename a tag and its sub-tags")),),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def rename(invocation: Invocation, old: str, new: str) -> int:
    """Rename a tag."""
    with opened(invocation) as archive:
        known = archive.tags()
        return _report(invocation, archive.rename_tag(old, new), [old], known)


@command.command(
    "merge",
    cls=Command,
    help=N_("Replace tags by one other on every article."),
    examples=(("archive tags merge journal journaux presse", N_("make the first two the last")),),
)
@click.argument("names", nargs=-1, required=True, metavar="FROM… INTO")
@click.pass_context
def merge(ctx: click.Context, names: tuple[str, ...]) -> int:
    """Merge tags into the last one named."""
    if len(names) < 2:
        raise click.UsageError(_("Name the tags to merge and then the one they become."), ctx)
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation) as archive:
        known = archive.tags()
        return _report(invocation, archive.merge_tags(names[:-1], names[-1]), names[:-1], known)


@command.command(
    "delete",
    cls=Command,
    help=N_("Take a tag off every article."),
    examples=(("archive tags delete brouillon", N_("take a tag off everything")),),
)
@click.argument("name", metavar="NAME")
@click.pass_obj
def delete(invocation: Invocation, name: str) -> int:
    """Delete a tag."""
    with opened(invocation) as archive:
        known = archive.tags()
        return _report(invocation, archive.delete_tag(name), [name], known)
