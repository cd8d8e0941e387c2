"""`archive tag +NAME -NAME … ID…` or `… -- QUERY`: tags on, tags off, as one step that can be undone."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from store.articles.chosen import tags_of_each
from store.thesaurus.thesaurus import Thesaurus
from tui.cli.as_utf8 import as_utf8
from tui.cli.command import Command, Option
from tui.cli.invocation import Invocation
from tui.cli.known_names import SignedTag, signed
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.cli.query import read_query
from tui.cli.selection import Selection, read_words
from tui.history import sentence
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from store.archive import Archive

WORDS = "archive.words"  # where the words stand in the context, the lone "--" among them


class TagCommand(Command):
    """Keeps the lone ``--``, which click would swallow: what follows it is a query, not ids."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give click the words before the ``--``, and keep the query that follows it."""
        at = args.index("--") if "--" in args else len(args)
        ctx.meta[WORDS] = [as_utf8(word) for word in args[at:]]
        return super().parse_args(ctx, args[:at])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Options, and behind a single dash the tags to take off."""
        found = super().shell_complete(ctx, incomplete)
        return (
            found
            if not incomplete.startswith("-") or incomplete.startswith("--")
            else found + signed(ctx, incomplete)
        )


@click.command(
    "tag",
    cls=TagCommand,
    loose=True,
    help=N_(
        "Add tags to articles (+NAME) and take tags off (-NAME). The articles are named by their ids, or found by a"
        " query after '--'. It is one step, which 'archive undo' takes back."
    ),
    examples=(
        ("archive tag +presse +'حرية التعبير' 3fa9c1 77be02", N_("two tags on two articles")),
        ("archive tag -brouillon +vérifié -- tag:brouillon date:2019", N_("on everything the query finds")),
        ("archive tag +grève -- lang:fr grève", N_("on everything the query finds")),
        ("archive tag --dry-run +grève -- lang:fr grève", N_("how many articles that would change")),
    ),
)
@click.argument("words", nargs=-1, type=SignedTag(), metavar="+NAME -NAME ID… | … -- QUERY")
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.option("--dry-run", cls=Option, is_flag=True, help=N_("Say what would change, and change nothing."))
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], as_json: bool, dry_run: bool) -> int:
    """Change the tags; 1 where the query finds nothing."""
    selection = read_words([*words, *ctx.meta[WORDS]])
    _refuse_nonsense(ctx, selection)
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation, searching=True) as archive:
        tags_of = dict(_articles(archive, selection))
        if not tags_of:
            sys.stderr.write(_("Nothing found, so nothing was tagged.") + "\n")
            return 1
        book = Thesaurus(archive)
        add, remove = book.resolve(selection.add), book.resolve(selection.remove)
        _warn(invocation, book, add)
        _say_what_none_has(
            invocation, [name for name in remove if not any(name in tags for tags in tags_of.values())]
        )
        if dry_run:
            return _foretell(invocation, tags_of, add, remove, as_json=as_json)
        change = archive.tag(list(tags_of), add, remove)
    if as_json:
        print_json({"change": change.id or None, "articles": change.count, "selected": len(tags_of)})
    else:
        with output(invocation) as out:
            out.items((Item(sentence(change)),))
    return 0


def _foretell(
    invocation: Invocation,
    tags_of: Mapping[str, Collection[str]],
    add: Sequence[str],
    remove: Sequence[str],
    *,
    as_json: bool,
) -> int:
    """Print on how many of the articles each tag would come or go."""
    adding = {name: sum(name not in tags for tags in tags_of.values()) for name in add}
    removing = {name: sum(name in tags for tags in tags_of.values()) for name in remove if name not in adding}
    changed = sum(
        not tags.isdisjoint(removing) or not tags.issuperset(adding) for tags in map(set, tags_of.values())
    )
    if as_json:
        print_json(
            {
                "change": None,
                "dry_run": True,
                "articles": changed,
                "selected": len(tags_of),
                "add": adding,
                "remove": removing,
            }
        )
        return 0
    with output(invocation) as out:
        for sign, counts in (("+", adding), ("-", removing)):
            for name, number in counts.items():
                out.items((Item(f"{number:>6}", "ltr", "dim"), Item(f"{sign}{name}")))
        would = ngettext(
            "{count} article would change; nothing was changed.",
            "{count} articles would change; nothing was changed.",
            changed,
        )
        out.say(would.format(count=changed))
    return 0


def _say_what_none_has(invocation: Invocation, names: Sequence[str]) -> None:
    """Say which tags can't be taken off, because no article that is meant has them."""
    if names:
        with output(invocation, sys.stderr) as err:
            err.say(_("None of these articles has the tag {name}.").format(name=", ".join(names)))


def _warn(invocation: Invocation, book: Thesaurus, names: Sequence[str]) -> None:
    """Say which of these tags are new, but nearly called like one there is."""
    with output(invocation, sys.stderr) as err:
        for name in names:
            if near := book.near(name):
                err.say(
                    _("The tag {name} is new; nearly the same is there: {others}.").format(
                        name=name, others=", ".join(one.name for one in near[:3])
                    )
                )


def _refuse_nonsense(ctx: click.Context, selection: Selection) -> None:
    if not selection.add and not selection.remove:
        raise click.UsageError(_("Name a tag to add (+NAME) or to take off (-NAME)."), ctx)
    if not selection.ids and not (selection.query or "").strip():
        raise click.UsageError(_("Name articles by their ids, or by a query after '--'."), ctx)
    if selection.query is not None and selection.ids:
        raise click.UsageError(_("Name articles by their ids or by a query, not by both."), ctx)


def _articles(archive: Archive, selection: Selection) -> Iterator[tuple[str, Collection[str]]]:
    """The articles that are meant: full id, tags."""
    if selection.query is None:
        for ident in selection.ids:
            article = archive.article(ident)
            yield article.id, article.tags
        return
    _text, parsed = read_query([selection.query])
    hits = archive.search(parsed, sort="newest")
    with archive.read() as conn:
        yield from tags_of_each(conn, hits.docids).items()
