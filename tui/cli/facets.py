"""How hits spread, for people and for programs."""

from __future__ import annotations

from typing import Any

from store.finding.facets import Counts, Facets
from tui.cli.output import Item, Output
from tui.i18n import N_, _

_LISTED = (
    ("tags", N_("Tags")),
    ("sources", N_("Sources")),
    ("languages", N_("Languages")),
    ("years", N_("Years")),
    ("months", N_("Months")),
)
_MOST = 15
"""Values of a facet that people see."""
_BAR = 20
"""Cells of the longest bar."""


def facets_as_json(facets: Facets) -> dict[str, Any]:
    """What `archive search --facets --json` adds: lists of value and count; `tags` count sub-tags with their parents."""
    tags = dict(facets.tags) | dict(facets.branches)
    lists: dict[str, Counts] = {name: getattr(facets, name) for name, _heading in _LISTED}
    lists["tags"] = tuple(sorted(tags.items(), key=lambda one: (-one[1], one[0])))
    return {
        **{
            name: [{"value": value, "count": number} for value, number in values]
            for name, values in lists.items()
        },
        "subjects": [
            {"field": field, "value": value, "count": number} for field, value, number in facets.subjects
        ],
        "undated": facets.undated,
        "starred": facets.starred,
        "review": facets.in_review,
        "notes": facets.noted,
        "complete": facets.complete and facets.dates_complete,
    }


def print_facets(out: Output, facets: Facets) -> None:
    """Print the counts for people: a heading, then the values with their numbers and bars."""
    found = facets_as_json(facets)
    for name, heading in _LISTED:
        values = found[name][:_MOST]
        if not values:
            continue
        out.items((Item(_(heading), tone="title"),))
        most = max(one["count"] for one in values)
        for one in values:
            bar = "█" * max(1, one["count"] * _BAR // most)
            out.items(
                (Item(f"{one['count']:>6}", "ltr"), Item(one["value"]), Item(bar, tone="dim")), indent=2
            )
        if len(found[name]) > _MOST:
            out.items((Item("…", tone="dim"),), indent=2)
    if not found["complete"]:
        out.say(_("There are more hits than could be counted."))
