"""`archive related ID`: articles about the same matters, and those that tell the same story."""

from __future__ import annotations

import sys

import click

from store.similar import known
from store.similar.relatives import related
from store.similar.story import same_story
from tui.cli.alike import print_relatives, print_tellers, relative_as_json, teller_as_json
from tui.cli.clean import untitled
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import output, print_json
from tui.i18n import N_, _

NOTHING_FOUND = 1


@subcommand(
    "related",
    about=N_(
        "Print the articles that tell the same story as the article ID in much the same words, and those about the same"
        " matters: they have the words that tell it from the rest of the archive."
    ),
    examples=(
        ("archive related 3fa9c1", N_("what else there is on this")),
        ("archive related 3fa9c1 --json", N_("for another program")),
    ),
)
@click.argument("id", metavar="ID")
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option(
    "--limit", cls=Option, type=click.IntRange(min=1), default=10, help=N_("So many related articles (10).")
)
@click.pass_obj
def command(invocation: Invocation, *, id: str, in_json: bool, limit: int) -> int:  # noqa: A002 - the contract's word
    """Print them; 1 where there are none."""
    with opened(invocation) as archive:
        if not archive.read_only:
            known.complete(archive)
        stored = archive.article(id)
        told = same_story(archive, stored.id)
        found = related(archive, stored.id, limit)
    if in_json:
        print_json(
            {
                "id": stored.id,
                "title": stored.article.title,
                "same_story": [teller_as_json(one) for one in told],
                "related": [relative_as_json(one) for one in found],
            }
        )
    else:
        with output(invocation) as out:
            out.text(untitled(stored.article.title), tone="title")
            print_tellers(out, told)
            print_relatives(out, found)
        if not told and not found:
            with output(invocation, sys.stderr) as err:
                err.say(_("Nothing in the archive is like it."))
    return 0 if told or found else NOTHING_FOUND
