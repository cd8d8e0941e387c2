"""`archive join`: several articles made one."""

from __future__ import annotations

import click

from store.similar.joining import join, join_same_texts
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output
from tui.history import sentence
from tui.i18n import N_, _

NOTHING_DONE = 1


@subcommand(
    "join",
    about=N_(
        "Make one article of several: the first that is named keeps its id and gets what came in under the others, their"
        " tags, notes, stars and edits. Their ids lead to it from then on. It is one step, which 'archive undo' takes back."
    ),
    examples=(
        ("archive join 3fa9c1 77d0e2", N_("the second is the first by another way")),
        ("archive join --same-text", N_("what two archives had each, after they were put together")),
    ),
)
@click.argument("ids", nargs=-1, metavar="ID…")
@click.option(
    "--same-text",
    "same_text",
    cls=Option,
    is_flag=True,
    help=N_("All articles with the same text and no headline against it."),
)
@click.pass_obj
def command(invocation: Invocation, *, ids: tuple[str, ...], same_text: bool) -> int:
    """Join them; 1 where there was nothing to join."""
    if same_text == bool(ids) or (ids and len(ids) < 2):
        raise click.UsageError(_("Name two articles or more, or say --same-text."))
    with opened(invocation) as archive:
        change = join_same_texts(archive) if same_text else join(archive, ids[0], ids[1:])
    with output(invocation) as out:
        out.items((Item(sentence(change) if change.id else _("There is nothing to join.")),))
    return 0 if change.id else NOTHING_DONE
