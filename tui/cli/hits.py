"""Hits for people and for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import Any

from store.export import inert
from store.finding.other_queries import Suggestion
from store.finding.search import Hits
from store.finding.snippets import HitRow
from tui.cli.clean import one_line, untitled
from tui.cli.output import Item, Output
from tui.i18n import _

ID_SHOWN = 12  # characters of an id that people see; commands take any beginning of at least 4
Why = Sequence[Sequence[tuple[str, Sequence[str]]]]
"""For each hit the parts of the query with the words that answer them."""

CSV_COLUMNS = ("id", "title", "published", "source", "url", "tags", "score", "snippet")


def as_json(
    query: str,
    hits: Hits,
    rows: Sequence[HitRow],
    suggestions: Sequence[Suggestion],
    why: Why | None = None,
) -> dict[str, Any]:
    """What `archive search --json` prints, without the number of the format. With `why` each hit says its own.

    `partial`, where there are any, are hits without some of the words, which `total` does not count; they say what is `missing`.
    """
    found = [hit_as_json(row) for row in rows]
    for hit, parts in zip(found, why or (), strict=False):
        hit["why"] = [{"asked": asked, "forms": list(forms)} for asked, forms in parts]
    return {
        "query": query,
        **({"partial": hits.partial} if hits.partial else {}),
        "total": hits.total,
        "total_is_exact": hits.total_is_exact,
        "milliseconds": round(hits.milliseconds, 1),
        "hits": found,
        "suggest": [{"query": one.query, "total": one.total, "why": one.why} for one in suggestions],
    }


def hit_as_json(row: HitRow) -> dict[str, Any]:
    """One hit; `matches` are character offsets into the snippet, `missing` the words of the query that it lacks."""
    return {
        "id": row.id,
        "title": row.title,
        "published": row.published,
        "source": row.source,
        "url": row.url,
        "tags": list(row.tags),
        "score": row.score,
        "snippet": row.snippet,
        "matches": [list(span) for span in row.matches],
        **({"missing": list(row.missing)} if row.missing else {}),
    }


def write_csv(rows: Sequence[HitRow]) -> None:
    """Print the hits as a table with commas, its first line the names of the columns."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        values = {**hit_as_json(row), "tags": "; ".join(row.tags)}
        writer.writerow(inert(one_line(str(values[name] or ""))) for name in CSV_COLUMNS)


def print_hits(out: Output, rows: Sequence[HitRow], why: Why | None = None) -> None:
    """Print the hits for people: when, where, the id; the title; the snippet with its matches; why; an empty line."""
    for number, row in enumerate(rows):
        date = (row.published or "").replace("T", " ")
        marks = "★" if row.starred else ""
        out.items(
            (
                Item(row.id[:ID_SHOWN], "ltr", "dim"),
                Item(date, "ltr"),
                Item(row.source or ""),
                Item(marks),
                *(Item(f"+{tag}", tone="dim") for tag in row.tags),
            )
        )
        out.text(untitled(row.title), tone="title", indent=2)
        if row.snippet:
            out.text(row.snippet.replace("\n", " "), indent=2, spans=row.matches)
        if row.missing:
            out.items((Item(_("Without:"), tone="dim"), *(Item(word) for word in row.missing)), indent=2)
        for asked, forms in why[number] if why else ():
            if forms:
                out.items((Item(f"{asked}:"), *(Item(form) for form in forms)), indent=2)
        out.gap()
