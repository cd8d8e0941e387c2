"""`archive suggest ID`: what an article could be tagged with, and taking or refusing it."""

from __future__ import annotations

import click

from store import suggestions
from store.article import StoredArticle
from store.suggesting.words import Span
from store.suggestions import Suggestion
from tui import suggested
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _


@subcommand(
    "suggest",
    about=N_(
        "Print the tags that rules suggest for an article, each with the words it stands on. Nothing is tagged until a"
        " suggestion is taken; one that is refused is not made again. 'archive undo' takes either back."
    ),
    examples=(
        ("archive suggest 3fa9c1", N_("what is suggested, and why")),
        ("archive suggest 3fa9c1 --take 'اتفاقية شراكة'", N_("tag it so; the last part of a tag is enough")),
        ("archive suggest 3fa9c1 --refuse 'بني ملال خنيفرة'", N_("never suggest this here again")),
    ),
)
@click.argument("id", metavar="ID")
@click.option(
    "--take", cls=Option, multiple=True, metavar="NAME", help=N_("Tag the article with this suggestion.")
)
@click.option(
    "--refuse", cls=Option, multiple=True, metavar="NAME", help=N_("Do not suggest this to it any more.")
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(
    invocation: Invocation,
    id: str,  # noqa: A002 - the contract's word
    take: tuple[str, ...],
    refuse: tuple[str, ...],
    as_json: bool,
) -> int:
    """Print the suggestions, 1 where there are none; or take and refuse the named ones."""
    with opened(invocation) as archive:
        stored = archive.article(id)
        done = [suggestions.take(archive, stored.id, name) for name in take]
        done += [suggestions.refuse(archive, stored.id, name) for name in refuse]
        found = suggestions.suggestions(archive, stored.id)
    if as_json:
        print_json(
            {
                "id": stored.id,
                "changes": [change.id for change in done],
                "suggestions": [_as_data(stored, one) for one in found],
            }
        )
        return 0 if found or done else 1
    with output(invocation) as out:
        for change in done:
            out.items((Item(sentence(change)),))
        if not done:
            for one in found:
                out.items(
                    (
                        Item(f"+{one.tag}"),
                        Item(suggested.kind(one), tone="dim"),
                        Item(suggested.why(one), tone="dim"),
                    )
                )
            if not found:
                out.say(_("Nothing is suggested for this article."))
    return 0 if found or done else 1


def _as_data(stored: StoredArticle, one: Suggestion) -> dict[str, object]:
    return {
        "tag": one.tag,
        "kind": one.kind,
        "rule": one.rule,
        "role": one.role or None,
        "french": one.french or None,
        "new": one.is_new,
        "spans": [_span(stored, span) for span in one.spans],
    }


def _span(stored: StoredArticle, span: Span) -> dict[str, object]:
    text = (stored.article.title or "") if span.field == "title" else stored.article.body
    return {"field": span.field, "start": span.start, "end": span.end, "text": text[span.start : span.end]}
