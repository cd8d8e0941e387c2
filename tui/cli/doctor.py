"""`archive doctor`: whether everything is there and sound."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from store.archive import Archive
from store.errors import ArchiveDamaged, ArchiveLocked, ArchiveReadOnly, InputOutput, NoSpace, NotAnArchive
from store.safekeeping import custody, doctor
from store.salvage import making
from tui import reasons
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.cli.unlocking import unlock
from tui.i18n import N_, _, ngettext

UNSOUND = 4
CHECKS = {
    "opens": N_("The file can be opened"),
    "identity": N_("The file is an archive"),
    "version": N_("Its version is known"),
    "journal": N_("Changes are written safely"),
    "space": N_("There is space on the disk"),
    "place": N_("The file is on a disk of this computer"),
    "clock": N_("The clock is right"),
    "integrity": N_("The database is whole"),
    "keys": N_("Every change is complete"),
    "originals": N_("The imported bytes are what they were"),
    "articles": N_("Every article can be read"),
    "log": N_("What was done can be read"),
    "custody": N_("The custody log is unbroken"),
    "whole": N_("Nothing is missing"),
    "derived": N_("What is shown is what is stored"),
    "index": N_("The search index is right"),
    "left out": N_("Articles left out of the repair"),
}
AROUND = {
    "clock": N_(
        "Set this computer's clock right. If it is right now, it was ahead when the last change was made; nothing is lost."
    ),
    "place": N_("Copy the archive to a disk of this computer with 'archive restore', and work on the copy."),
    "space": N_("Make room on the disk: an archive that can't grow takes in nothing more."),
}
"""What to do about what is wrong around the archive, where it is sound itself and no repair helps."""


@subcommand(
    "doctor",
    about=N_(
        "Check the database, the search index, every stored original and article (by their hashes) and the custody log."
        " Nothing is changed, unless --repair is given. It builds the search index and the lists anew where only they are"
        " wrong. Where more is damaged it writes a new archive beside the damaged one with everything that can be saved, and"
        " lists what can't."
    ),
    examples=(
        ("archive doctor", N_("check everything")),
        ("archive doctor --repair", N_("repair what is wrong, or save what can be saved")),
        ("archive doctor --json", N_("for another program")),
    ),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option(
    "--repair",
    cls=Option,
    is_flag=True,
    help=N_("Build the search index anew, or save what can be saved into a new file."),
)
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool, repair: bool) -> int:
    """Check; 4 where something is not sound."""
    path = locate(invocation.db).path.absolute()
    saved, beyond = None, False
    try:
        unlock(invocation, path, cut_off=True)
        with opened(invocation) as archive:
            checks = doctor.examine(archive)
            if repair and not doctor.needs_saving(checks):
                checks, beyond = _repaired(archive, checks)
    except (ArchiveDamaged, NotAnArchive):
        checks = doctor.unopenable(path)
        if not checks:
            raise
    if repair and (beyond or doctor.needs_saving(checks)):
        saved = making.save(path, making.target_beside(path), custody.operator())
    sound = all(check.ok for check in checks)
    if as_json:
        said = {"ok": sound, "checks": [check._asdict() for check in checks]}
        print_json(said if saved is None else {**said, "saved": _as_json(saved)})
    else:
        with output(invocation) as out:
            print_checks(out, checks)
            if saved is not None:
                _print_saved(out, saved)
    if not sound:
        with output(invocation, sys.stderr) as err:
            for advice in _advice(checks, repaired=repair, saved=saved):
                err.say(advice)
    return 0 if sound else UNSOUND


def _repaired(archive: Archive, checks: list[doctor.Check]) -> tuple[list[doctor.Check], bool]:
    """The checks after the repair; or those before it, and True, where what is stored is beyond what any code expects."""
    try:
        return doctor.repair(archive), False
    except (ArchiveLocked, ArchiveReadOnly, NoSpace, InputOutput):
        raise
    except Exception:  # noqa: BLE001 - as in the examination: then it is saved into a new file
        return checks, True


def print_checks(out: Output, checks: Sequence[doctor.Check]) -> None:
    """Print the checks, one a line."""
    for check in checks:
        name = _(CHECKS[check.name]) if check.name in CHECKS else check.name
        mark = "✓" if check.ok else "✗"
        detail = Item(reasons.say(check.detail), tone="dim")
        out.items((Item(mark), Item(name, tone="plain" if check.ok else "title"), detail))


def _as_json(saved: making.Saved) -> dict[str, object]:
    lost = saved.lost
    return {
        "path": str(saved.path),
        "articles": saved.articles,
        "ok": all(check.ok for check in saved.checks),
        "lost": {
            "articles": [{"id": ident, "path": path} for ident, path in lost.articles.items()],
            "originals": [{"id": ident, "path": path} for ident, path in lost.originals.items()],
            "arrivals": lost.arrivals,
            "changes": lost.changes,
            "entries": lost.entries,
        },
    }


def _print_saved(out: Output, saved: making.Saved) -> None:
    """Print what was saved and, thing by thing, what was not."""
    lost = saved.lost
    out.gap()
    out.items((Item(_("Saved into a new archive:")), Item(str(saved.path), "ltr")))
    count = ngettext("{count} article", "{count} articles", saved.articles).format(count=saved.articles)
    out.items((Item(count),), indent=2)
    listed = [
        (_("Articles that could not be saved:"), lost.articles),
        (_("Articles whose imported bytes could not be saved (their text was):"), lost.originals),
        (
            _("Articles of which it is no longer known where they came from:"),
            dict.fromkeys(lost.arrivals, ""),
        ),
    ]
    for title, articles in listed:
        if articles:
            out.items((Item(title, tone="title"),))
            for ident, path in articles.items():
                out.items((Item(ident[:16], "ltr"), Item(path, "ltr", "dim")), indent=2)
    if lost.changes or lost.entries:
        count = ngettext("{count} change", "{count} changes", len(lost.changes)).format(
            count=len(lost.changes)
        )
        out.items(
            (Item(_("Changes that are not what they were, or not complete:"), tone="title"), Item(count))
        )
    if not lost:
        out.items((Item(_("Nothing was lost.")),), indent=2)


def _advice(checks: Sequence[doctor.Check], *, repaired: bool, saved: making.Saved | None) -> Iterator[str]:
    if saved is not None:
        yield _(
            "The damaged file was left as it is. Look at the new one with 'archive --db {path}', compare it with your last"
            " backup, and put one of them in place with 'archive restore FILE'."
        ).format(path=saved.path)
        return
    wrong = {check.name for check in checks if not check.ok}
    if wrong - AROUND.keys():
        yield (
            _("Something is damaged that can't be built anew. Go back to a backup with 'archive restore'.")
            if repaired
            else _(
                "Something is not sound. Run 'archive doctor --repair'; if that is not enough, 'archive restore'."
            )
        )
    yield from (_(advice) for name, advice in AROUND.items() if name in wrong)
