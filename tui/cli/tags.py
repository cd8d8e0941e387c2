"""`archive tags`: the tags with their counts. What changes them is in `tag_changes` and `tag_names`."""

from __future__ import annotations

import sys
from typing import Any

import click

from store.thesaurus.entries import Entry
from store.thesaurus.thesaurus import Thesaurus
from tui.cli import tag_changes, tag_names
from tui.cli.command import Option, shared_options
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.i18n import N_, _, language


class TagsCommand(click.Group):
    """The list of tags, and what can be done to one of them."""

    examples = (
        ("archive tags", N_("all tags and how many articles have them")),
        ("archive tags --once", N_("tags of one article only: slips, perhaps")),
        ("archive tags rename presse médias", N_("rename a tag and its sub-tags")),
        ("archive tags merge journal journaux presse", N_("make the first two the last")),
        ("archive tags label سجن fr=Prison en=Prison", N_("what a tag is called in other languages")),
        ("archive tags starter --take", N_("take in the starter vocabulary")),
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
@click.option(
    "--all",
    "everything",
    cls=Option,
    is_flag=True,
    help=N_("With the tags that no article has, and what each is called otherwise."),
)
@click.option("--once", cls=Option, is_flag=True, help=N_("Only tags that just one article has."))
@click.pass_context
def command(ctx: click.Context, as_json: bool, everything: bool, once: bool) -> Any:
    """Print the tags, unless a subcommand follows."""
    if ctx.invoked_subcommand is not None:
        return None
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation) as archive:
        if everything:
            found = [entry for entry in Thesaurus(archive).entries() if entry.once or not once]
            return _print_json(found) if as_json else _print(invocation, found)
        tags = [tag for tag in archive.tags() if tag.count == 1 or not once]
    if as_json:
        print_json({"tags": [{"name": tag.name, "count": tag.count} for tag in tags]})
        return 0
    if not tags:
        with output(invocation, sys.stderr) as err:
            if once:
                err.say(_("No tag is used just once."))
            else:
                err.say(_("No article has a tag yet. 'archive tag +TAG -- QUERY…' gives one."))
        return 0
    with output(invocation) as out:
        for tag in tags:
            out.items((Item(f"{tag.count:>6}", "ltr", "dim"), Item(tag.name)))
    return 0


def _print_json(found: list[Entry]) -> int:
    print_json(
        {
            "tags": [
                {
                    "name": one.name,
                    "count": one.count,
                    "with_sub_tags": one.total,
                    "labels": dict(one.names.labels),
                    "aliases": list(one.names.aliases),
                }
                for one in found
            ]
        }
    )
    return 0


def _print(invocation: Invocation, found: list[Entry]) -> int:
    """A line a tag: number, name, and its other names, that of the reader's language first."""
    with output(invocation) as out:
        for one in found:
            labels = sorted(one.names.labels.items(), key=lambda label: label[0] != language())
            others = dict.fromkeys((*(text for _, text in labels), *one.names.aliases))
            others.pop(one.leaf, None)
            out.items(
                (
                    Item(f"{one.count:>6}", "ltr", "dim"),
                    Item(one.name),
                    *(Item(other, tone="dim") for other in others),
                )
            )
    return 0


command.params.extend(shared_options())
for _each in (*tag_changes.COMMANDS, *tag_names.COMMANDS):
    command.add_command(_each)
