"""`archive import PATH…`: files and folders into the archive."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import click

from importers.base import Given
from importers.fields.assembling import address, one_line
from importers.fields.column_names import FIELDS
from importers.ingest import ingest
from importers.report import Progress, Report
from store.archive import Archive
from store.connection import from_os_error, missing
from store.errors import ArchiveError
from store.safekeeping.copies import TRIED
from tui.cli.command import Option, subcommand
from tui.cli.import_report import as_json, print_failures, print_summary, progress_line
from tui.cli.interrupt import interruptible
from tui.cli.invocation import Invocation
from tui.cli.known_names import Source, Tag
from tui.cli.leaving import keep_copy
from tui.cli.location import NAME, locate
from tui.cli.opened import opened
from tui.cli.output import Output, output, print_json
from tui.i18n import N_, _

SOME_FAILED = 3
_TIDYING = 0.05
"""The part of the time of an import that may be spent on the index afterwards."""


_IN_PLACE = 0.1
"""Seconds between two lines of progress on a terminal."""
_BY_LINES = 10.0
"""Seconds between two lines of progress in a file or a pipe."""


@subcommand(
    "import",
    about=N_(
        "Import files, and folders with everything in them. The bytes are kept as they are; what is in the archive"
        " already is not imported twice. It is one step, which 'archive undo' takes back."
    ),
    examples=(
        ("archive import captures/", N_("a folder")),
        ("archive import page.txt --tag presse --tag 'حرية التعبير'", N_("a file, with two tags")),
        (
            "archive import page.html --url https://example.ma/1 --source 'Rif News'",
            N_("what the file does not say"),
        ),
        ("archive import table.csv --column title=Titre", N_("a table, with the column of the titles")),
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
    type=Tag(),
    metavar="NAME",
    help=N_("Give this tag to what is new. Repeatable."),
)
@click.option(
    "--url",
    cls=Option,
    metavar="ADDRESS",
    help=N_("Where the article was published, if the file does not say so. For one file."),
)
@click.option(
    "--source",
    cls=Option,
    type=Source(),
    metavar="NAME",
    help=N_("The newspaper or site of what does not name one itself."),
)
@click.option(
    "--column",
    "columns",
    cls=Option,
    multiple=True,
    metavar="FIELD=NAME",
    help=N_("The column of a table that holds a field (title, body, published …). Repeatable."),
)
@click.option(
    "--purged-too", cls=Option, is_flag=True, help=N_("Take in again what was purged from the archive.")
)
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(min=1),
    help=N_("So many files are read at once (2)."),
)
@click.option(
    "--again",
    cls=Option,
    is_flag=True,
    help=N_("Read also the files that are as they were when they were last imported."),
)
@click.pass_obj
def command(
    invocation: Invocation,
    *,
    paths: tuple[Path, ...],
    in_json: bool,
    dry_run: bool,
    tags: tuple[str, ...],
    url: str | None,
    source: str | None,
    columns: tuple[str, ...],
    purged_too: bool,
    jobs: int | None,
    again: bool,
) -> int:
    """Import; 3 where some inputs failed. An interrupt stops after the file at hand; what is in stays in."""
    given = Given(_address(url, paths), one_line(source), tuple(map(_column, columns)))
    with _archive(invocation, dry_run=dry_run) as archive, output(invocation, sys.stderr) as err:
        show = _Shown(err)

        with interruptible() as interrupted:
            begun = monotonic()
            report = ingest(
                archive,
                paths,
                tags=tags,
                dry_run=dry_run,
                jobs=jobs,
                again=again,
                purged_too=purged_too,
                given=given,
                on_progress=show.progress,
                cancelled=interrupted,
            )
        err.status("")
        print_failures(err, report)
        if not dry_run:
            _tidy(archive, (monotonic() - begun) * _TIDYING)
            keep_copy(invocation, archive)
    if in_json:
        print_json(as_json(report))
    else:
        with output(invocation) as out:
            print_summary(out, report, dry_run=dry_run)
    return _exit_code(report)


class _Shown:
    """Progress on a terminal, in place; elsewhere a line now and then."""

    def __init__(self, err: Output) -> None:
        self._err = err
        self._in_place = err.stream.isatty()
        self._last = monotonic() - _IN_PLACE if self._in_place else monotonic()

    def progress(self, progress: Progress) -> None:
        """Show it, unless something was shown just before; on a terminal the last file is always told."""
        now = monotonic()
        last = self._in_place and progress.done == progress.total
        if not last and now - self._last < (_IN_PLACE if self._in_place else _BY_LINES):
            return
        self._last = now
        if self._in_place:
            self._err.status(progress_line(progress))
        else:
            self._err.say(progress_line(progress))
            self._err.stream.flush()


def _tidy(archive: Archive, seconds: float) -> None:
    """Merge what the import added to the index, for so long at most: whoever only types commands leaves it no idle time."""
    until = monotonic() + seconds
    with suppress(
        ArchiveError
    ):  # another program writes, the disk is full: nothing that was imported depends on it
        while monotonic() < until and archive.tidy():
            pass


def _address(url: str | None, paths: tuple[Path, ...]) -> str | None:
    """The address a person gave. Raises UsageError when it is none, or stands for more than one file."""
    if url is None:
        return None
    if len(paths) > 1 or paths[0].is_dir():
        raise click.UsageError(_("--url is for one file; there are more."))
    if address(url) is None:
        raise click.UsageError(_("{url} is not an address of the web.").format(url=url))
    return address(url)


def _column(said: str) -> tuple[str, str]:
    """Field and column of ``FIELD=NAME``. Raises UsageError."""
    field, _equals, name = said.partition("=")
    if field.strip() not in FIELDS or not name.strip():
        fields = ", ".join(sorted(FIELDS))
        raise click.UsageError(
            _("Write --column FIELD=NAME, with one of these fields: {fields}.").format(fields=fields)
        )
    return field.strip(), name.strip()


def _exit_code(report: Report) -> int:
    if report.cancelled:
        raise KeyboardInterrupt
    return SOME_FAILED if report.failed else 0


@contextmanager
def _archive(invocation: Invocation, *, dry_run: bool) -> Iterator[Archive]:
    """The archive, made if need be. A dry run makes none: it reads into an empty one that is thrown away."""
    location = locate(invocation.db)
    path = location.path.absolute()
    if dry_run and not path.exists():
        with _thrown_away(path, anywhere_above=location.chosen_by == "user") as archive:
            yield archive
        return
    with opened(invocation, create=not dry_run) as archive:
        yield archive


@contextmanager
def _thrown_away(path: Path, *, anywhere_above: bool) -> Iterator[Archive]:
    """An archive in the folder where the one at `path` would be: what is read into it is as private as that, and no other place is.

    `anywhere_above`: that folder may be one that is made with the archive.
    """
    place = next(one for one in path.parents if one.is_dir()) if anywhere_above else path.parent
    if not place.is_dir():
        raise missing(path)
    try:
        folder = tempfile.TemporaryDirectory(prefix=TRIED, dir=place)
    except OSError as error:
        raise from_os_error(error, path) from error
    with folder, Archive.open(Path(folder.name, NAME), create=True) as archive:
        yield archive
