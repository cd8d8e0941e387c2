"""What only filters narrow: the newest come first, and at rest the filters count all of it."""

from __future__ import annotations

import pytest

from store.finding import facets
from tests.store.finding.conftest import Library


def test_at_rest_the_values_of_older_hits_are_counted_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST_COUNTED", 1)
    archive = library(
        {"body": "a", "source": "Le Matin", "published": "2019"},
        {"body": "b", "source": "هسبريس", "published": "2020"},
    )
    hits = archive.search("")
    typing, at_rest = archive.facets(hits), archive.facets(hits, at_rest=True)
    assert (typing.sources, typing.complete) == ((("هسبريس", 1),), False)
    assert (dict(at_rest.sources), at_rest.complete) == ({"هسبريس": 1, "Le Matin": 1}, True)


def test_where_only_a_source_is_asked_for_the_newest_come_first(library: Library) -> None:
    source = {"source": "Le Matin du Sahara"}
    archive = library(
        {"body": "Le Matin du Sahara", "published": "2018-01-01", "source": "Le Matin"},
        {"body": "b", "published": "2019-01-01", **source},
        {"body": "b " * 90, "published": "2021-01-01", **source},
        {"body": "rapport", "published": "2020-01-01", **source},
    )
    for query in ('source:"Le Matin"', "source:matin -has:tag", "source:matin lang:fr OR source:matin"):
        hits = archive.search(query)
        assert not hits.query.ranks
        days = [row.published for row in archive.hit_rows(hits.docids)]
        assert days == sorted(days, reverse=True), query
    assert archive.search("source:matin rapport").query.ranks
