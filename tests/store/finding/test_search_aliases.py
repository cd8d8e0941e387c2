"""A name finds what has another name of the same thing: in Arabic or Latin letters, short or in full."""

from __future__ import annotations

import pytest

from store.finding.aliases import groups
from store.finding.query import Named, Query
from tests.store.finding.conftest import Library
from tests.store.finding.found import found

ARTICLES = [
    {"title": "full", "body": "نظم المجلس الوطني لحقوق الإنسان ندوة في مدينة سلا."},
    {"title": "short", "body": "Le CNDH a publié son rapport annuel."},
    {"title": "apart", "body": "المجلس البلدي والوطني لحقوق مهضومة والإنسان البسيط"},
    {"title": "town", "body": "لقاء ببني ملال حول الماء"},
    {"title": "ville", "body": "Une rencontre à Béni Mellal"},
    {"title": "dirty", "body": "Une sale affaire, la porte est sale."},
    {"title": "new", "body": "القوانين الجديدة حول الصحافة"},
    {"title": "jadida", "body": "ندوة بمدينة الجديدة حول الصحافة"},
]


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "CNDH": "full short",
        "cndh": "full short",
        "المجلس الوطني لحقوق الإنسان": "apart full short",
        "المجلس الوطني لحقوق الانسان ندوة": "full",
        "Conseil national des droits de l'Homme": "full short",
        "Béni-Mellal": "town ville",
        "بني ملال": "town ville",
        "beni mellal rencontre": "ville",
        "Salé": "dirty full",
        "سلا": "full",
        "El Jadida": "jadida",
        "الجديدة": "jadida new",
        "-CNDH ندوة": "jadida",
        "CNDH OR rencontre": "full short ville",
        '"CNDH"': "short",
        "title:CNDH": "",
    }.items(),
)
def test_either_name_finds_both(library: Library, query: str, expected: str, typing: bool) -> None:
    archive = library(*ARTICLES)
    hits = found(archive, query, typing=typing)
    if not typing and len(query.split()) >= 4:
        hits = hits[: len(expected.split())]
    assert sorted(hits) == expected.split()


@pytest.mark.parametrize(
    ("name", "text", "other"),
    [
        ("Oujda", "لقاء بوجدة حول الماء", "ندوة في جدة وأخرى بجدة"),
        ("Jérada", "سكان جرادة وعمالها", "الجراد يهاجم الحقول"),
        ("Ouarzazate", "استوديوهات ورزازات", "عمر الرزاز يستقيل"),
        ("Ceuta", "السياج المحيط بسبتة", "كسبت الدعوى يوم السبت"),
        ("CEDAW", "تنفيذ اتفاقية سيداو ولسيداو لجنة", "الطبيب يداوي الجرحى"),
        ("Nador", "احتجاج بالناظور", "منظر جميل"),
    ],
)
def test_a_name_put_in_for_another_is_no_other_word(
    library: Library, name: str, text: str, other: str
) -> None:
    archive = library({"title": "right", "body": text}, {"title": "wrong", "body": other})
    assert found(archive, name) == found(archive, name, typing=True) == ["right"]


def test_the_name_that_was_typed_comes_first(library: Library) -> None:
    assert found(library(*ARTICLES), "CNDH")[0] == "short"


def test_without_aliases_a_name_finds_itself(library: Library) -> None:
    archive = library(*ARTICLES)
    query = Query.parse("CNDH", aliases=False)
    assert archive.search(query).total == 1
    assert Query.parse("CNDH") != query
    assert str(Query.parse("CNDH")) == str(query)


def test_the_whole_name_is_marked_and_said_to_be_the_reason(library: Library) -> None:
    archive = library(*ARTICLES)
    query = Query.parse("CNDH rapport OR CNDH ندوة")
    hits = archive.search(query)
    shown = {
        row.title: [row.snippet[start:end] for start, end in row.matches]
        for row in archive.hit_rows(hits.docids, query)
    }
    assert shown["full"] == ["المجلس", "الوطني", "لحقوق", "الإنسان", "ندوة"]
    assert shown["short"] == ["CNDH", "rapport"]
    (why,) = archive.why(archive.search("CNDH ندوة").docids, Query.parse("CNDH ندوة"))
    assert why == [("CNDH", ("المجلس الوطني لحقوق الإنسان",)), ("ندوة", ("ندوة",))]


def test_an_article_that_has_the_other_name_lacks_nothing(library: Library) -> None:
    archive = library(*ARTICLES)
    query = Query.parse("المجلس الوطني لحقوق الإنسان")
    missing = {row.title: row.missing for row in archive.hit_rows(archive.search(query).docids, query)}
    assert missing["short"] == missing["full"] == ()


@pytest.mark.parametrize(
    "text", ["-(بني ملال)", "بني ملال ندوة", "CNDH OR بني ملال", "(CNDH OR x) Rabat-Salé"]
)
def test_a_query_with_names_is_written_as_it_is_read(text: str) -> None:
    query = Query.parse(text)
    assert Query.parse(str(query)) == query


def test_the_list_has_names_of_many_things_each_once() -> None:
    assert len(groups()) >= 150
    seen: dict[tuple[str, ...], str] = {}
    for names in groups():
        assert len(names) > 1
        assert any(name.looked_for for name in names)
        for name in names:
            assert name.terms, name.written
            assert name.terms not in seen or seen[name.terms] in {each.written for each in names}, (
                name.written
            )
            seen[name.terms] = name.written


def test_a_name_that_is_being_typed_is_a_beginning_too() -> None:
    (named,) = Query.parse("CNDH", typing=True).constraints
    assert isinstance(named, Named)
    assert named.asked[-1].open
    assert not Query(named).closed().constraints[0].asked[-1].open  # type: ignore[union-attr]


def test_an_article_that_has_one_of_the_alternatives_lacks_none(library: Library) -> None:
    archive = library(*ARTICLES)
    query = Query.parse("(rapport OR محكمة) CNDH")
    (row,) = archive.hit_rows(archive.search(query).docids, query)
    assert (row.title, row.missing) == ("short", ())
