"""`archive merge FILE`: what another archive has, into this one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import click

from store.connection import from_os_error
from store.merging import merging, purges
from store.merging.merging import Merged
from store.merging.purges import Kept
from store.merging.unsettled import unsettled
from tui import merged as words
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.leaving import keep_copy
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.cli.unlocking import unlock
from tui.i18n import N_, _
from tui.widgets.wording import own, titled

APART = 3
MOST_IDS = 4
"""Of articles that could be purged, in the command that is shown."""
_EVERY = 0.1
"""Seconds between two figures of how far it has come."""


@subcommand(
    "merge",
    about=N_(
        "Take in what the archive FILE has and this one lacks: articles with their originals, tags, notes, edits, stars, names of"
        " tags, and what was deleted or taken back there. FILE is only read. What was deleted here stays deleted. Where both"
        " set one field, the later value is shown and both are kept. A second time changes nothing; it is one step, which"
        " 'archive undo' takes back."
    ),
    examples=(
        ("archive merge /media/usb/archive.db --dry-run", N_("only say what would come in")),
        ("archive merge /media/usb/archive.db", N_("take it in")),
        ("archive merge --unsettled", N_("where two archives said different things and nobody has chosen")),
        ("archive merge --purged", N_("what was deleted for good in a colleague's archive and is here")),
        (
            "archive merge archive.db --db /media/usb/archive.db",
            N_("the other way round: into the one on the stick"),
        ),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Say what would come in and change nothing."))
@click.option(
    "--unsettled",
    "listed",
    cls=Option,
    is_flag=True,
    help=N_(
        "Merge nothing; list the places in which merged archives said different things and nobody has chosen since."
    ),
)
@click.option(
    "--purged",
    cls=Option,
    is_flag=True,
    help=N_(
        "Merge nothing; list the articles here that were deleted for good in an archive that was merged."
    ),
)
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(
    invocation: Invocation, *, file: Path | None, dry_run: bool, listed: bool, purged: bool, in_json: bool
) -> int:
    """Merge; 3 where both said something else of one place."""
    if [file is not None, listed, purged].count(True) != 1 or (dry_run and file is None):
        said = _("Name an archive, or say --unsettled or --purged.")
        raise click.UsageError(said, click.get_current_context())
    if file is None:
        return _list_purged(invocation, in_json=in_json) if purged else _list(invocation, in_json=in_json)
    if not file.exists():
        raise click.ClickException(_("There is no file {path}.").format(path=file.absolute()))
    try:
        with opened(invocation, create=not dry_run) as archive, output(invocation, sys.stderr) as err:
            unlock(invocation, file.absolute(), of_another=True)
            last = 0.0

            def progress(done: int, total: int) -> None:
                nonlocal last
                if (now := monotonic()) - last > _EVERY:
                    last = now
                    err.status(f"{100 * done // max(total, 1)} %")

            done = merging.merge(archive, file, dry_run=dry_run, progress=progress)
            err.status("")
            if not dry_run:
                keep_copy(invocation, archive)
    except OSError as error:
        raise from_os_error(error, file) from error
    if in_json:
        print_json(_as_json(done, dry_run=dry_run))
    else:
        _print(invocation, done, dry_run=dry_run)
    return APART if done.conflicts else 0


def _list(invocation: Invocation, *, in_json: bool) -> int:
    """The places that are not settled; 3 where there are any."""
    with opened(invocation) as archive, archive.read() as conn:
        found = unsettled(conn)
    if in_json:
        rows = [
            {"about": at.about, "title": at.title, "kind": at.kind, "field": at.slot, "values": at.values}
            for at in found
        ]
        print_json({"unsettled": rows})
        return APART if found else 0
    with output(invocation) as out:
        for at in found:
            out.items((Item(words.place(at)),))
            for value in words.all_values(at):
                out.items((Item(value, tone="dim"),), indent=2)
        if not found:
            out.say(_("Nothing is said in two ways."))
    return APART if found else 0


def _list_purged(invocation: Invocation, *, in_json: bool) -> int:
    """What was purged elsewhere and is here; 3 where there is anything."""
    with opened(invocation) as archive, archive.read() as conn:
        found = purges.of(conn)
    if in_json:
        print_json({"purged": [one._asdict() for one in found]})
        return APART if found else 0
    with output(invocation) as out:
        if found:
            _print_kept(out, found)
        else:
            out.say(_("Nothing that is here was deleted for good elsewhere."))
    return APART if found else 0


def _print_kept(out: Output, found: Sequence[Kept]) -> None:
    out.text(words.kept(len(found)))
    for one in found:
        out.items((Item(one.id[:12], "ltr"), Item(own(titled(one.title)))), indent=2)
    ids = " ".join(one.id[:12] for one in found[:MOST_IDS])
    out.items(
        (Item(f"archive purge {ids}{' …' if len(found) > MOST_IDS else ''}", "ltr", tone="dim"),), indent=2
    )


def _as_json(done: Merged, *, dry_run: bool) -> dict[str, object]:
    return {
        "file": done.name,
        "dry_run": dry_run,
        "change": done.change.id or None,
        "articles": done.articles,
        "shared": done.shared,
        "joined": done.joined,
        "withdrawn": done.withdrawn,
        "repeated": done.repeated,
        "purged": done.purged,
        "purged_elsewhere": [one._asdict() for one in done.kept],
        "added": dict(done.effect.added),
        "deleted": dict(done.effect.removed),
        "conflicts": [
            {
                "about": one.about,
                "title": one.title,
                "kind": one.kind,
                "field": one.slot,
                "here": one.mine,
                "there": one.theirs,
                "shown": one.shown,
            }
            for one in done.conflicts
        ],
    }


def _print(invocation: Invocation, done: Merged, *, dry_run: bool) -> None:
    with output(invocation) as out:
        title = _("{name} would be merged:") if dry_run else _("{name} was merged:")
        out.items((Item(title.format(name=done.name), tone="title"),))
        for sentence in words.sentences(done):
            out.items((Item(sentence),), indent=2)
        if done.kept:
            out.gap()
            _print_kept(out, done.kept)
        if done.conflicts:
            out.gap()
            out.text(words.apart(done))
            for one in done.conflicts:
                out.items((Item(words.place(one)),), indent=2)
                for value in words.values(one):
                    out.items((Item(value, tone="dim"),), indent=4)
