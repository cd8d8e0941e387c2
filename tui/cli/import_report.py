"""What an import did, for people and for programs."""

from __future__ import annotations

from typing import Any

from importers.report import Progress, Report
from tui import reasons
from tui.cli.clean import untitled
from tui.cli.output import Item, Output
from tui.i18n import N_, _, ngettext
from tui.pace_words import file_name, pace_words


def as_json(report: Report) -> dict[str, Any]:
    """What `archive import --json` prints, without the number of the format."""
    return {
        "imported": report.imported,
        "duplicates": report.duplicates,
        "skipped": report.skipped,
        "failed": report.failed,
        "review": report.review,
        "articles": [
            {
                "id": one.id,
                "path": one.path,
                "title": one.title,
                "status": one.status,
                "reason": one.reason,
                "review": [item._asdict() for item in one.review],
            }
            for one in report.articles
        ],
        "seconds": report.seconds,
    }


def progress_line(progress: Progress) -> str:
    """How far the import has come, how fast it goes and which file it is at."""
    said = _("{done} of {total}: {imported} imported, {failed} failed")
    parts = [
        said.format(
            done=progress.done, total=progress.total, imported=progress.imported, failed=progress.failed
        ),
        *pace_words(progress),
        file_name(progress.path),
    ]
    return " · ".join(filter(None, parts))


def print_failures(out: Output, report: Report) -> None:
    """Print every input that failed or was skipped, and why."""
    for one in report.articles:
        if one.status in {"failed", "skipped"}:
            what = _("Failed:") if one.status == "failed" else _("Skipped:")
            out.items((Item(what, tone="title"), Item(one.path, "ltr")))
            out.prose(reasons.say(one.message or one.reason or ""), indent=2)


_HERE_ALREADY = {
    "same text": N_("Further source of a text that is here:"),
    "other address": N_("Further source, at the address of another article:"),
    "new version": N_("New version:"),
    "older version": N_("Older version, the newer is shown:"),
    "shorter version": N_("Shorter version, the longer is shown:"),
}


def print_summary(out: Output, report: Report, *, dry_run: bool) -> None:
    """Print what was here already in other bytes, what is new and asks for a look, and the counts."""
    for one in report.articles:
        if one.status in {"imported", "duplicate"} and one.reason in _HERE_ALREADY:
            how = _(_HERE_ALREADY[one.reason])
            out.items((Item(how, tone="dim"), Item(untitled(one.title)), Item(one.path, "ltr", "dim")))
        if one.status == "imported" and one.review:
            out.items(
                (Item(_("To review:"), tone="dim"), Item(untitled(one.title)), Item(one.path, "ltr", "dim"))
            )
            for review in one.review:
                out.prose(reasons.say(review.reason), indent=2)
    counts = [ngettext("{count} imported", "{count} imported", report.imported).format(count=report.imported)]
    for number, said in (
        (report.duplicates, ngettext("{count} there already", "{count} there already", report.duplicates)),
        (report.skipped, ngettext("{count} skipped", "{count} skipped", report.skipped)),
        (report.failed, ngettext("{count} failed", "{count} failed", report.failed)),
        (report.review, ngettext("{count} to review", "{count} to review", report.review)),
    ):
        if number:
            counts.append(said.format(count=number))
    out.items([Item(count) for count in counts])
    if dry_run:
        out.say(_("This was a dry run: nothing was changed."))
