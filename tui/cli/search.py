"""`archive search QUERY`: hits, best first."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import Literal

import click

from store.finding.other_queries import Suggestion
from store.finding.query import Query
from store.finding.search import Hits
from tui.cli.command import Option, subcommand
from tui.cli.facets import facets_as_json, print_facets
from tui.cli.hits import as_json, hit_as_json, print_hits, write_csv
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, Output, output, print_json, print_json_line
from tui.cli.query import read_query
from tui.i18n import N_, _, ngettext
from tui.other_queries import WHY


@subcommand(
    "search",
    about=N_(
        "Search and print the hits, best first. All words have to occur, in any form; of four words or more, and of a"
        " question, most of them. A query that begins with a dash goes after a lone '--'."
    ),
    examples=(
        ("archive search حرية الصحافة", N_("both words, in any form")),
        ("archive search '\"حقوق الإنسان\" -source:hespress'", N_("a phrase, without one source")),
        ("archive search 'tag:presse date:2019-09..2020' --sort newest --json", N_("for another program")),
        ("archive search 'lang:fr grève' --ids --limit 1000", N_("ids only, one a line")),
        ("archive search اعتقال --facets --limit 0", N_("how many a year, a source, a tag")),
    ),
    loose=True,
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option("--json", "form", cls=Option, flag_value="json", help=N_("As JSON."))
@click.option("--jsonl", "form", cls=Option, flag_value="jsonl", help=N_("As JSON, one hit a line."))
@click.option("--csv", "form", cls=Option, flag_value="csv", help=N_("As a table with commas."))
@click.option("--ids", "form", cls=Option, flag_value="ids", help=N_("Only the ids, one a line."))
@click.option(
    "--limit", cls=Option, type=click.IntRange(min=0), default=20, help=N_("At most so many hits (20).")
)
@click.option(
    "--offset", cls=Option, type=click.IntRange(min=0), default=0, help=N_("Leave out the first so many.")
)
@click.option(
    "--sort",
    cls=Option,
    type=click.Choice(["relevance", "newest", "oldest", "source"]),
    default="relevance",
    help=N_("The order of the hits."),
)
@click.option(
    "--explain",
    cls=Option,
    is_flag=True,
    help=N_("Say how the query was understood, and which words of each hit answer it."),
)
@click.option(
    "--facets",
    cls=Option,
    is_flag=True,
    help=N_("Count the hits by tag, source, language, year and month; with --json, or as a list."),
)
@click.option(
    "--no-aliases",
    cls=Option,
    is_flag=True,
    help=N_("A name finds itself only: CNDH not المجلس الوطني لحقوق الإنسان."),
)
@click.pass_obj
def command(
    invocation: Invocation,
    *,
    query: tuple[str, ...],
    form: str | None,
    limit: int,
    offset: int,
    sort: Literal["relevance", "newest", "oldest", "source"],
    explain: bool,
    facets: bool,
    no_aliases: bool,
) -> int:
    """Search and print; 1 where nothing is found."""
    text, parsed = read_query(query, aliases=False if no_aliases else None)
    with opened(invocation, searching=True) as archive:
        hits = archive.search(parsed, sort=sort, limit=None if facets else offset + limit)
        counts = archive.facets(hits, at_rest=True) if facets else None
        page = slice(offset, offset + limit)
        rows = archive.hit_rows(hits.docids[page], parsed, None if hits.scores is None else hits.scores[page])
        suggestions = archive.suggest(parsed, hits)
        why = archive.why([row.docid for row in rows], parsed) if explain else None
    if form == "json":
        understood = {"explain": str(parsed)} if explain else {}
        spread = {"facets": facets_as_json(counts)} if counts else {}
        print_json({**as_json(text, hits, rows, suggestions, why), **spread, **understood})
    elif form == "jsonl":
        for row in rows:
            print_json_line(hit_as_json(row))
    elif form == "csv":
        write_csv(rows)
    elif form == "ids":
        sys.stdout.writelines(f"{row.id}\n" for row in rows)
    else:
        with output(invocation) as out:
            if explain:
                out.items((Item(_("Understood as:")), Item(str(parsed))))
                out.gap()
            print_hits(out, rows, why)
            if counts is not None:
                print_facets(out, counts)
        _say_how_many(invocation, len(rows), hits)
    if not hits.total and not hits.partial:
        _say_nothing_found(invocation, parsed, suggestions)
        return 1
    if suggestions:
        with output(invocation, sys.stderr) as err:
            _say_what_to_try(err, suggestions)
    return 0


def _say_how_many(invocation: Invocation, shown: int, hits: Hits) -> None:
    """Say on stderr that there is more than what was printed."""
    if hits.partial:
        _say_partial(invocation, hits)
    elif shown < hits.total:
        total = str(hits.total) if hits.total_is_exact else f"≥{hits.total}"
        with output(invocation, sys.stderr) as err:
            err.say(
                _("{shown} of {total} are shown; --limit and --offset show others.").format(
                    shown=shown, total=total
                )
            )


def _say_partial(invocation: Invocation, hits: Hits) -> None:
    """Say on stderr how many hits have all of the words, and how many only most of them."""
    words = _("{total} with all of the words, {partial} with most of them.")
    with output(invocation, sys.stderr) as err:
        err.say(words.format(total=hits.total, partial=hits.partial))


def _say_nothing_found(invocation: Invocation, query: Query, suggestions: Sequence[Suggestion]) -> None:
    """Say so on stderr, and what would find something."""
    with output(invocation, sys.stderr) as err:
        err.items((Item(_("Nothing found for:")), Item(str(query))))
        _say_what_to_try(err, suggestions)


def _say_what_to_try(err: Output, suggestions: Sequence[Suggestion]) -> None:
    for one in suggestions:
        count = ngettext("{count} hit", "{count} hits", one.total).format(count=one.total)
        err.items(
            (
                Item(_("Try:")),
                Item(f"archive search {shlex.quote(one.query)}"),
                Item(count),
                Item(_(WHY[one.why]), tone="dim"),
            ),
            indent=2,
        )
