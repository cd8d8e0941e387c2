"""`archive custody [ID]`: who did what to an article, or to the whole archive, as the custody log has it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

import click

from store.article import StoredArticle
from store.articles import reading
from store.log import changes
from store.safekeeping import custody
from tui.cli.clean import untitled
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.history import sentence
from tui.i18n import N_, _, ngettext
from tui.moment import moment

SHOWN = 12  # characters of a hash that people are shown; JSON has all
BROKEN = 4
EVENTS = {
    "creation": N_("The archive was made"),
    "migration": N_("The archive was brought to format {to}"),
    "restore": N_("Restored from the backup {name}"),
    "backup": N_("Copied to {path}"),
    "repair": N_("Saved from a damaged file: {name}"),
    "rebuild": N_("The search index was built anew"),
    "merge-taken-back": N_("What a merge had brought was taken out again"),
}


class Told(NamedTuple):
    """An entry with what was done, in the reader's language, and whether it and what it covers are as they were."""

    entry: custody.Entry
    what: str
    holds: bool


@subcommand(
    "custody",
    about=N_(
        "Print the custody log: what was done to the article ID, when and by whom, from its import on; without ID the last"
        " entries of the whole archive. Every entry holds the hash of the one before it, so that nothing can be altered"
        " unnoticed: note the last hash down elsewhere to prove it later. Your name is taken from $ARCHIVE_OPERATOR."
    ),
    examples=(
        ("archive custody 3fa9c1", N_("what was done to this article")),
        ("archive custody", N_("the last entries, and the hash to note down")),
        ("archive custody 3fa9c1 --json", N_("for another program")),
    ),
)
@click.argument("id", metavar="ID", required=False)
@click.option("--json", "in_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option(
    "--limit",
    cls=Option,
    type=click.IntRange(min=1),
    default=20,
    help=N_("So many entries without an ID (20)."),
)
@click.pass_obj
def command(invocation: Invocation, *, id: str | None, in_json: bool, limit: int) -> int:  # noqa: A002 - the contract's word
    """Print the log; 4 where an entry does not hold."""
    stored = None
    with opened(invocation) as archive, archive.read() as conn:
        if id is not None:
            stored = reading.by_id(conn, reading.full_id(conn, id))
            found = custody.about(conn, stored.id)
        else:
            found = custody.last(conn, limit)
        told = [Told(entry, _what(conn, entry), custody.holds(conn, entry)) for entry in found]
        last = custody.head(conn)[1]
    if in_json:
        print_json(_as_json(stored, told, last))
    else:
        with output(invocation) as out:
            _print(out, stored, told, last)
    return 0 if all(one.holds for one in told) else BROKEN


def _what(conn: sqlite3.Connection, entry: custody.Entry) -> str:
    """What an entry is about, as a sentence."""
    if entry.change:
        row = conn.execute("SELECT 1 FROM change WHERE id = ?", (entry.change,)).fetchone()
        return sentence(changes.read(conn, entry.change)) if row else _("The change is not here any more")
    values = entry.values
    if entry.kind == "purge":
        count = int(values.get("articles", 0))
        return ngettext("{count} article purged", "{count} articles purged", count).format(count=count)
    if entry.kind in EVENTS:
        shown = {"to": "?", "name": "?", "path": "?"} | {name: str(value) for name, value in values.items()}
        return _(EVENTS[entry.kind]).format(**shown)
    return entry.kind


def _as_json(stored: StoredArticle | None, told: list[Told], last: str) -> dict[str, object]:
    listed = [
        {
            "hash": entry.hash,
            "previous": entry.previous,
            "number": entry.seq,
            "replica": entry.replica,
            "at": entry.at,
            "operator": entry.operator,
            "kind": entry.kind,
            "what": what,
            "change": entry.change or None,
            "facts": entry.facts,
            "digest": entry.digest or None,
            "said": entry.values,
            "holds": holds,
        }
        for entry, what, holds in told
    ]
    if stored is None:
        return {"last": last, "entries": listed}
    origins = [
        {"path": origin.path, "member": origin.member or None, "sha256": origin.sha256, "bytes": origin.bytes}
        for origin in stored.provenance
    ]
    return {
        "id": stored.id,
        "title": stored.article.title,
        "origins": origins,
        "last": last,
        "entries": listed,
    }


def _print(out: Output, stored: StoredArticle | None, told: list[Told], last: str) -> None:
    if stored is not None:
        out.text(untitled(stored.article.title), tone="title")
        for origin in stored.provenance:
            out.items(
                (Item(_("Imported from:"), tone="dim"), Item(origin.path, "ltr"), Item(origin.member, "ltr"))
            )
        out.items((Item("SHA-256:", tone="dim"), Item(stored.provenance[0].sha256, "ltr")))
    for entry, what, holds in told:
        mark = "✓" if holds else "✗"
        who = entry.operator or "-"
        out.items(
            (
                Item(mark),
                Item(moment(entry.at), "ltr", "dim"),
                Item(what, tone="plain" if holds else "title"),
                Item(who, tone="dim"),
                Item(entry.hash[:SHOWN], "ltr", "dim"),
            )
        )
    out.items((Item(_("The last hash of the log:"), tone="dim"), Item(last, "ltr")))
