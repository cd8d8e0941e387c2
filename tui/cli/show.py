"""`archive show ID`: one article."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from store.article import PartialDate, StoredArticle
from store.export import as_json
from store.similar.versions import Version, numbered
from store.subjects import SUBJECTS, joined
from tui import fields, reasons
from tui.cli import alike
from tui.cli.clean import untitled
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json
from tui.i18n import N_, _
from tui.moment import moment


@subcommand(
    "show",
    about=N_(
        "Print one article. ID is its id or the beginning of it, at least 4 characters that no other article shares."
    ),
    examples=(
        ("archive show 3fa9c1", N_("the article with what is known of it")),
        ("archive show 3fa9c1 --text", N_("its text only")),
        ("archive show 3fa9c1 --original > page.html", N_("the stored bytes, untouched")),
        ("archive show 3fa9c1 --version 1", N_("as it was before its page was changed")),
    ),
)
@click.argument("id", metavar="ID")
@click.option("--json", "form", cls=Option, flag_value="json", help=N_("As JSON."))
@click.option("--text", "form", cls=Option, flag_value="text", help=N_("Only the text of the article."))
@click.option(
    "--original", "form", cls=Option, flag_value="original", help=N_("The imported bytes as they were.")
)
@click.option(
    "--version",
    "number",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("This version of an article whose page was changed; 1 is the oldest."),
)
@click.pass_obj
def command(invocation: Invocation, id: str, form: str | None, number: int | None) -> int:  # noqa: A002 - the contract's word
    """Print the article in the form that is asked for."""
    with opened(invocation) as archive:
        stored = archive.article(id)
        found, told = alike.of(archive, stored.id)
        if number is not None:
            stored = _version(stored, found, number)
        wanted = None if number is None else stored.provenance[0].sha256
        original = archive.original(id, wanted) if form == "original" else b""
    if form == "original":
        sys.stdout.buffer.write(original)
        sys.stdout.buffer.flush()
    elif form == "json":
        print_json({**as_json(stored), **alike.as_json(found, told)})
    else:
        with output(invocation) as out:
            if form is None:
                print_record(out, stored)
                alike.print_sources(out, found)
                alike.print_tellers(out, told)
                out.gap()
            out.text(stored.article.body)
    return 0


def _version(stored: StoredArticle, found: Sequence[Version], number: int) -> StoredArticle:
    """The article as this version of it was imported. Raises `NoSuchVersion`."""
    version = numbered(found, number)
    return replace(
        stored, article=version.article, provenance=tuple(source.provenance for source in version.sources)
    )


def print_record(out: Output, stored: StoredArticle) -> None:
    """Print the title and what is known of the article, a field a line; fields that are not known are left out."""
    article = stored.article
    origin = stored.provenance[0]
    out.text(untitled(article.title), tone="title")
    values: dict[str, Item] = {
        "author": Item(article.author or ""),
        "source": Item(article.source or ""),
        "section": Item(article.section or ""),
        "published": _date(article.published),
        "event_date": _date(article.event_date),
        "language": Item(article.language or "", "ltr"),
        "url": Item(article.url or "", "ltr"),
        **{field: Item(joined(getattr(stored, field))) for field in SUBJECTS},
        "note": Item(stored.note),
        "path": Item(origin.path, "ltr"),
        "imported_at": Item(moment(origin.imported_at), "ltr"),
        "id": Item(stored.id, "ltr"),
    }
    for field, item in values.items():
        if item.text:
            out.items((_label(field), item))
    if stored.tags:
        out.items((_label("tags"), *(Item(f"+{tag}") for tag in stored.tags)))
    for review in article.review:
        out.items((Item(_("To review:"), tone="dim"), _label(review.field), Item(reasons.say(review.reason))))


def _label(field: str) -> Item:
    return Item(f"{fields.name(field)}:", tone="dim")


def _date(date: PartialDate | None) -> Item:
    return Item(date.value.replace("T", " ") if date else "", "ltr")
