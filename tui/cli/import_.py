"""`archive import PATH…`: files and folders into the archive."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from importers.ingest import ingest
from importers.report import Progress, Report
from store.archive import Archive
from tui.cli.command import Option, subcommand
from tui.cli.import_report import as_json, print_failures, print_summary, progress_line
from tui.cli.interrupt import interruptible
from tui.cli.invocation import Invocation
from tui.cli.location import NAME, locate
from tui.cli.opened import opened
from tui.cli.output import output, print_json
from tui.i18n import N_

SOME_FAILED = 3


@subcommand(
    "import",
    about=N_(
        "Import files, and folders with everything in them. The bytes are kept as they are; what is in the archive"
        " already is not imported twice. It is one step, which 'archive undo' takes back."
    ),
    examples=(
        ("archive import captures/", N_("a folder")),
        ("archive import page.txt --tag presse --tag 'حرية التعبير'", N_("a file, with two tags")),
        ("archive import captures/ --dry-run", N_("only say what would happen")),
        ("archive import captures/ --json > report.json", N_("for another program")),
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Read everything and change nothing."))
@click.option(
    "--tag",
    "tags",
    cls=Option,
    multiple=True,
    metavar="NAME",
    help=N_("Give this tag to what is new. Repeatable."),
)
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(min=1),
    default=1,
    help=N_("So many files are read at once (1)."),
)
@click.pass_obj
def command(
    invocation: Invocation,
    *,
    paths: tuple[Path, ...],
    in_json: bool,
    dry_run: bool,
    tags: tuple[str, ...],
    jobs: int,
) -> int:
    """Import; 3 where some inputs failed. An interrupt stops after the file at hand; what is in stays in."""
    with _archive(invocation, dry_run=dry_run) as archive, output(invocation, sys.stderr) as err:

        def show(progress: Progress) -> None:
            err.status(progress_line(progress))

        with interruptible() as interrupted:
            report = ingest(
                archive, paths, tags=tags, dry_run=dry_run, jobs=jobs, on_progress=show, cancelled=interrupted
            )
        err.status("")
        print_failures(err, report)
    if in_json:
        print_json(as_json(report))
    else:
        with output(invocation) as out:
            print_summary(out, report, dry_run=dry_run)
    return _exit_code(report)


def _exit_code(report: Report) -> int:
    if report.cancelled:
        raise KeyboardInterrupt
    return SOME_FAILED if report.failed else 0


@contextmanager
def _archive(invocation: Invocation, *, dry_run: bool) -> Iterator[Archive]:
    """The archive, made if need be. A dry run makes none: it reads into an empty one that is thrown away."""
    if dry_run and not locate(invocation.db).path.exists():
        with (
            tempfile.TemporaryDirectory(prefix="archive-") as folder,
            Archive.open(Path(folder, NAME), create=True) as archive,
        ):
            yield archive
        return
    with opened(invocation, create=not dry_run) as archive:
        yield archive
