"""`archive searches`: the saved searches with how many articles they find; save and forget them."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from typing import Any

import click

from store import saved
from store.archive import Archive
from store.log.changes import Change
from tui.cli.command import Option, shared_options, subcommand
from tui.cli.invocation import Invocation
from tui.cli.known_names import SavedSearch
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.cli.query import read_query
from tui.history import sentence
from tui.i18n import N_, _, ngettext


class SearchesCommand(click.Group):
    """The list of saved searches, and what can be done to one of them."""

    examples = (
        ("archive searches", N_("the saved searches, and what is new in each")),
        ("archive searches save سجون 'سجن OR اعتقال'", N_("keep a search under a name")),
        ("archive searches seen سجون", N_("what it finds now is not new any more")),
        ("archive searches forget سجون", N_("take it off the list")),
    )


@click.group(
    "searches",
    cls=SearchesCommand,
    help=N_(
        "List the saved searches with the number of articles each finds, and how many of them came in since it was looked at;"
        " or change the list."
    ),
    invoke_without_command=True,
    add_help_option=False,
    subcommand_metavar="[COMMAND …]",
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> Any:
    """Print the saved searches, unless a subcommand follows."""
    if ctx.invoked_subcommand is not None:
        return None
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation, searching=True) as archive, archive.read() as conn:
        found = [(one, saved.count(conn, one.query)) for one in saved.saved(conn)]
    if as_json:
        print_json(
            {
                "searches": [
                    {"name": one.name, "query": one.query, "total": counts.total, "new": counts.new}
                    for one, counts in found
                ]
            }
        )
        return 0
    if not found:
        with output(invocation, sys.stderr) as err:
            err.say(_("No search is saved yet. 'archive searches save NAME QUERY…' keeps one."))
        return 0
    with output(invocation) as out:
        for one, counts in found:
            out.items(
                (
                    Item(f"{counts.total:>6}", "ltr", "dim"),
                    Item(_new(counts), tone="title"),
                    Item(one.name),
                    Item(one.query, tone="dim"),
                )
            )
    return 0


def _new(counts: saved.Found) -> str:
    if counts.refused is not None:
        return _("can't be understood")
    return ngettext("{count} new", "{count} new", counts.new).format(count=counts.new) if counts.new else ""


command.params.extend(shared_options())


def _change(
    invocation: Invocation, step: Callable[[sqlite3.Connection, str], Change], name: str | None = None
) -> int:
    """Change the list, on behalf of the operator, and say what was done; 1 where no search has the `name` it is about."""
    with opened(invocation) as archive:
        if name is not None and _missing(invocation, archive, name):
            return 1
        with archive.write() as conn:
            change = step(conn, archive.operator)
        with output(invocation) as out:
            out.items((Item(sentence(change)),))
    return 0


def _missing(invocation: Invocation, archive: Archive, name: str) -> bool:
    """Whether there is no saved search of this name; it is said."""
    with archive.read() as conn:
        one = saved.named(conn, name)
    if one is None:
        with output(invocation, sys.stderr) as err:
            err.say(_("There is no saved search {name}.").format(name=name))
    return one is None


@subcommand(
    "save",
    loose=True,
    about=N_("Keep a query under a name. A name that is there already gets the new query."),
    examples=(("archive searches save سجون 'سجن OR اعتقال'", N_("keep a search under a name")),),
)
@click.argument("name", type=SavedSearch(), metavar="NAME")
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.pass_obj
def save(invocation: Invocation, name: str, query: tuple[str, ...]) -> int:
    """Save a search."""
    text, _query = read_query(query)
    return _change(invocation, lambda conn, operator: saved.save(conn, name, text, operator))


@subcommand(
    "forget",
    about=N_("Take a saved search off the list. 'archive undo' brings it back."),
    examples=(("archive searches forget سجون", N_("take it off the list")),),
)
@click.argument("name", type=SavedSearch(), metavar="NAME")
@click.pass_obj
def forget(invocation: Invocation, name: str) -> int:
    """Forget a search; 1 where there is none of this name."""
    return _change(invocation, lambda conn, operator: saved.forget(conn, name, operator), name)


@subcommand(
    "rename",
    about=N_("Give a saved search another name."),
    examples=(("archive searches rename سجون 'سجون المغرب'", N_("another name for the same search")),),
)
@click.argument("old", type=SavedSearch(), metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def rename(invocation: Invocation, old: str, new: str) -> int:
    """Rename a search; 1 where there is none of this name."""
    return _change(invocation, lambda conn, operator: saved.rename(conn, old, new, operator), old)


@subcommand(
    "seen",
    about=N_(
        "Note in this copy of the archive that what a saved search finds now was seen; later ones count as new."
    ),
    examples=(("archive searches seen سجون", N_("what it finds now is not new any more")),),
)
@click.argument("name", type=SavedSearch(), metavar="NAME")
@click.pass_obj
def seen(invocation: Invocation, name: str) -> int:
    """Mark a search as looked at; 1 where there is none of this name."""
    with opened(invocation) as archive:
        if _missing(invocation, archive, name):
            return 1
        with archive.write() as conn:
            one = saved.named(conn, name)
            if one is not None:
                saved.looked_at(conn, one.query)
    return 0


for _each in (save, forget, rename, seen):
    command.add_command(_each)
