"""The region of a place by its name, and articles by the regions of their places."""

from __future__ import annotations

import pytest
from making import fill

from store.archive import Archive
from store.finding import regions
from store.finding.completing import complete


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("فاس", "فاس-مكناس"),
        ("إقليم تاوريرت", "الشرق"),
        ("جهة الشرق", "الشرق"),
        ("Zagora", "درعة-تافيلالت"),
        ("ville de Salé", "الرباط-سلا-القنيطرة"),
        ("العيُون", "العيون-الساقية الحمراء"),
        ("باريس", None),
        ("مدينة", None),
        ("", None),
    ],
)
def test_the_region_of_a_place(place: str, region: str | None) -> None:
    code = regions.region_of(place)
    assert (regions.name_of(code) if code else None) == region


def test_a_name_that_several_regions_have_says_nothing() -> None:
    assert regions.region_of("سيدي يوسف") is None


def test_articles_by_region(archive: Archive) -> None:
    fill(archive, range(5))
    ids = [row.id for row in archive.hit_rows(archive.search("").docids)]
    archive.edit(ids[0], "places", ["طنجة", "تطوان"])
    archive.edit(ids[1], "places", ["أصيلة", "فاس"])
    archive.edit(ids[2], "places", ["باريس"])
    counts = dict(archive.facets(archive.search("")).regions)
    assert counts == {"طنجة-تطوان-الحسيمة": 2, "فاس-مكناس": 1}, (
        "an article with two of its places is there once"
    )
    for name, number in counts.items():
        assert archive.search(f'region:"{name}"').total == number
    assert archive.search("region:طنجة").total == archive.search("région:tanger").total == 2
    assert archive.search("جهة:فاس").total == 1
    assert archive.search("region:nowhere").total == 0
    assert archive.search("-region:طنجة").total == 3
    archive.undo()
    archive.undo()
    assert dict(archive.facets(archive.search("")).regions) == {"طنجة-تطوان-الحسيمة": 1}


def test_regions_are_offered_while_they_are_typed(archive: Archive) -> None:
    with archive.read() as conn:
        assert [one.text for one in complete(conn, "region:fès")] == ["Fès-Meknès"]
        assert [one.text for one in complete(conn, "جهة:كلم")] == ['"كلميم-واد نون"']
        assert len(complete(conn, "region:")) == 8
