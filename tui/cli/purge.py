"""`archive purge ID…`: articles deleted for good."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from store.archive import Archive
from store.article import StoredArticle
from store.safekeeping import custody, purge
from tui.cli.clean import untitled
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.i18n import N_, _, ngettext
from tui.traces import forget_traces


@subcommand(
    "purge",
    about=N_(
        "Delete articles for good: text, original, tags, notes and history, from the archive, its index and the backups that"
        " the program made beside it. This can't be undone. The archive is written anew, which takes a while. It is not"
        " imported again, unless with 'archive import --purged-too'. Backups elsewhere, and blocks that a disk keeps to"
        " itself, can't be reached; they are named."
    ),
    examples=(
        ("archive purge 3fa9c1", N_("show what would go, and ask")),
        ("archive purge 3fa9c1 77d0aa --yes", N_("without asking")),
    ),
)
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--yes", cls=Option, is_flag=True, help=N_("Don't ask."))
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON; only with --yes."))
@click.pass_obj
def command(invocation: Invocation, *, ids: tuple[str, ...], yes: bool, in_json: bool) -> int:
    """Show, ask, purge; 1 where the answer is no."""
    path = locate(invocation.db).path.absolute()
    with opened(invocation) as archive:
        found = _found(archive, ids)
    if not yes:
        if in_json or not sys.stdin.isatty():
            raise click.UsageError(_("Purging can't be undone: add --yes."))
        with output(invocation, sys.stderr) as err:
            for stored in found:
                err.items(
                    (Item(untitled(stored.article.title)), Item(stored.id[:16], "ltr", "dim")), indent=2
                )
            err.say(_("Delete this for good? Type yes to do it:"))
        if sys.stdin.readline().strip().lower() not in {"yes", _("yes")}:
            return 1
    done = purge.purge(path, ids, custody.operator())
    forget_traces(path, done.articles)
    if in_json:
        print_json(
            {
                "purged": list(done.articles),
                "shared_originals": list(done.shared),
                "copies": [str(copy) for copy in done.copies],
                "unreached": [str(copy) for copy in done.unreached],
                "paths": list(done.paths),
            }
        )
    else:
        with output(invocation) as out:
            _print(out, done)
    return 0


def _found(archive: Archive, ids: Sequence[str]) -> list[StoredArticle]:
    """The articles that are meant. Those whose import was taken back can't be shown."""
    found = []
    for ident in ids:
        if len(ident) == 64 and not archive.met(ident):
            continue
        found.append(archive.article(ident))
    return found


def _print(out: Output, done: purge.Purged) -> None:
    count = ngettext("{count} article purged", "{count} articles purged", len(done.articles))
    out.items((Item(count.format(count=len(done.articles))),))
    for copy in done.copies:
        out.items((Item(_("Also from the backup:"), tone="dim"), Item(str(copy), "ltr")), indent=2)
    for copy in done.unreached:
        out.items(
            (Item(_("Not reached; delete it yourself if it holds the article:")), Item(str(copy), "ltr")),
            indent=2,
        )
    for path in done.paths:
        out.items(
            (
                Item(_("It was imported from this file, which was not touched:"), tone="dim"),
                Item(path, "ltr"),
            ),
            indent=2,
        )
    if done.shared:
        out.items(
            (Item(_("The imported file stays in the archive, because other articles are in it too.")),),
            indent=2,
        )
    out.say(
        _("What the disk itself keeps (every SSD does), and copies on other media, the program can't reach.")
    )
