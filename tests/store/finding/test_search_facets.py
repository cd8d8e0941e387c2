"""How hits spread: what a facet counts is what its value finds when it is put into the query."""

from __future__ import annotations

import random

from store.archive import Archive
from store.finding.histogram import histogram
from tests.store.finding.conftest import Library

SOURCES = ("هسبريس", "Le Matin", None)
TAGS = ("حرية", "حرية/صحافة", "حرية/صحافة/سجن", "حرية/تجمع", "presse")


def spread(library: Library) -> Archive:
    choose = random.Random(5)
    articles = []
    for number in range(60):
        year, month, day = choose.randint(2017, 2020), choose.randint(1, 12), choose.randint(1, 28)
        published = choose.choice([None, f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"])
        articles.append(
            {
                "body": f"تقرير رقم {number} " + choose.choice(["عن الصحافة", "عن السجون"]),
                "source": choose.choice(SOURCES),
                "language": choose.choice(["ar", "fr"]),
                "published": published,
                "add_tags": choose.sample(TAGS, choose.randint(0, 3)),
            }
        )
    archive = library(*articles)
    archive.star([row.id for row in archive.hit_rows(archive.search("السجون").docids[:3])])
    return archive


def test_every_value_finds_as_many_as_it_counts(library: Library) -> None:
    archive = spread(library)
    for query in ("", "الصحافة", "تقرير -الصحافة"):
        facets = archive.facets(archive.search(query))
        assert facets.complete
        assert facets.dates_complete
        terms = {f'source:"{value}"': number for value, number in facets.sources}
        terms |= {f"lang:{value}": number for value, number in facets.languages}
        terms |= {f"date:{value}": number for value, number in (*facets.years, *facets.months)}
        terms |= {
            f'tag:"{value}"': number for value, number in (dict(facets.tags) | dict(facets.branches)).items()
        }
        terms |= {"is:starred": facets.starred, "-has:date": facets.undated}
        for term, number in terms.items():
            assert archive.search(f"{query} {term}").total == number, (query, term)


def test_years_and_months_are_newest_first_and_add_up(library: Library) -> None:
    archive = spread(library)
    hits = archive.search("")
    bars = histogram(hits)
    assert list(bars.years) == sorted(bars.years, reverse=True)
    assert list(bars.months) == sorted(bars.months, reverse=True)
    assert sum(n for _, n in bars.months) == sum(n for _, n in bars.years) == hits.total - bars.undated


def test_what_was_cut_short_says_so(library: Library) -> None:
    archive = spread(library)
    assert not histogram(archive.search("تقرير", limit=10)).complete
    assert not archive.facets(archive.search("تقرير", limit=10)).dates_complete


def test_a_branch_counts_an_article_once(library: Library) -> None:
    archive = library({"body": "a", "add_tags": ["x/y", "x/z", "x/y/w"]}, {"body": "b", "add_tags": ["x"]})
    assert dict(archive.facets(archive.search("")).branches) == {"x": 2, "x/y": 1}


def test_an_archive_of_no_articles_has_no_facets(library: Library) -> None:
    archive = library()
    facets = archive.facets(archive.search(""))
    assert (facets.tags, facets.years, facets.months, facets.branches, facets.starred) == ((), (), (), (), 0)


def test_what_was_written_down_of_the_hits_is_counted_while_it_stands(library: Library) -> None:
    archive = library({"body": "ندوة أولى"}, {"body": "ندوة ثانية"}, {"body": "بيان"})
    ids = [row.id for row in archive.hit_rows(archive.search("", sort="oldest").docids)]
    archive.edit(ids[0], "kind", ["ندوة"])
    archive.edit(ids[1], "kind", ["ندوة"])
    archive.edit(ids[2], "kind", ["بيان"])
    archive.edit(ids[0], "places", ["الرباط", "سلا"])
    counted = archive.facets(archive.search("")).subjects
    assert counted == (("kind", "ندوة", 2), ("place", "الرباط", 1), ("kind", "بيان", 1), ("place", "سلا", 1))
    for field, value, number in counted:
        assert archive.search(f'{field}:"{value}"').total == number
    assert archive.facets(archive.search("بيان")).subjects == (("kind", "بيان", 1),)
    archive.undo()
    assert {field for field, _, _ in archive.facets(archive.search("")).subjects} == {"kind"}
