"""`archive reread`: articles read again from their stored bytes by the importers as they are now."""

from __future__ import annotations

import sys

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.i18n import N_, _, ngettext
from tui.reasons import say

SOME_FAILED = 3


@subcommand(
    "reread",
    about=N_(
        "Read articles again from their stored bytes, where an older version of an importer read them. Tags, notes and what"
        " people set stay, and 'archive undo' takes it back. Articles that a new version finds in a file besides come in by 'archive import --again'."
    ),
    examples=(
        ("archive reread", N_("all that older importers have read")),
        ("archive reread --dry-run", N_("say how many articles would change")),
        ("archive reread --all 3fa9c1", N_("this article, whatever read it")),
    ),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "every", cls=Option, is_flag=True, help=N_("Also what today's importers have read."))
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Write nothing."))
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(
    invocation: Invocation, *, ids: tuple[str, ...], every: bool, dry_run: bool, as_json: bool
) -> int:
    """Read them; 3 where some could not be read."""
    from importers.rereading import reread  # noqa: PLC0415 - the importers are needed here only

    with opened(invocation) as archive, output(invocation, sys.stderr) as err:
        wanted = [archive.article(ident).id for ident in ids] or None
        said = _("Read again: {done} of {of}")

        def progress(done: int, of: int) -> None:
            if not as_json:
                err.status(said.format(done=done, of=of))

        report = reread(archive, wanted, every=every, dry_run=dry_run, progress=progress)
        err.status("")
        failed = [one for one in report.outcomes if one.status == "failed"]
        for one in failed:
            err.items((Item(one.path, "ltr"),))
            err.text(say(one.message), indent=2)
    if as_json:
        told = [one._asdict() for one in report.outcomes if one.status != "same"]
        counts = {status: report.count(status) for status in ("changed", "same", "failed")}
        print_json({**counts, "change": report.change or None, "articles": told})
    else:
        changed = report.count("changed")
        with output(invocation) as out:
            if dry_run:
                said = ngettext(
                    "{count} article would be read otherwise.",
                    "{count} articles would be read otherwise.",
                    changed,
                )
            else:
                said = ngettext(
                    "{count} article is read otherwise now.",
                    "{count} articles are read otherwise now.",
                    changed,
                )
            out.say(said.format(count=changed))
    return SOME_FAILED if failed else 0
