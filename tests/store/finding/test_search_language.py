"""The query language on a real archive."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.errors import BadQuery
from store.finding import facets, other_queries, search, snippets
from store.finding.query import Query
from tests.store.finding.found import found

ARTICLES = [
    {
        "title": "ألف",
        "body": "حقوق الإنسان في المغرب",
        "author": "أحمد رباص",
        "source": "تنوير",
        "section": "مجتمع مدني",
        "language": "ar",
        "url": "https://example.org/a?x=1",
        "published": "2019-09-28",
        "event_date": "2019-09",
        "add_tags": ("هجرة/لجوء", "تقارير"),
    },
    {
        "title": "باء",
        "body": "تقرير عن حقوق المرأة والإنسان",
        "author": "ليلى أحمد",
        "source": "هسبريس",
        "language": "ar",
        "published": "2020",
        "add_tags": ("هجرة",),
    },
    {
        "title": "Droits",
        "body": "Les droits humains au Maroc",
        "source": "Le Matin",
        "language": "fr-MA",
        "published": "2018-02",
    },
    {"title": "تقرير بلا تاريخ", "body": "نص عن الهجرة وعن الانسان"},
]


@pytest.fixture
def archive(library) -> Archive:
    return library(*ARTICLES)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"ألف", "باء", "Droits", "تقرير بلا تاريخ"}),
        ("حقوق الإنسان", {"ألف", "باء"}),
        ('"حقوق الإنسان"', {"ألف"}),
        ('"الإنسان حقوق"', set()),
        ('-"حقوق الإنسان" حقوق', {"باء"}),
        ('"حقوق الإنسان" OR droits', {"ألف", "Droits"}),
        ('"حقوق ال*"', {"ألف", "باء"}),
        ("حق*", {"ألف", "باء"}),
        ("droit -maroc", set()),
        ("-حقوق", {"Droits", "تقرير بلا تاريخ"}),
        ("-حقوق -droits", {"تقرير بلا تاريخ"}),
        ("الإنسان NOT (المرأة أو المغرب)", {"تقرير بلا تاريخ"}),
        ("المغرب OU Maroc", {"ألف", "Droits"}),
        ("title:تقرير", {"تقرير بلا تاريخ"}),
        ("تقرير", {"باء", "تقرير بلا تاريخ"}),
        ("كاتب:أحمد", {"ألف", "باء"}),
        ('author:"أحمد رباص"', {"ألف"}),
        ("رباص", {"ألف"}),
        ('source:"le matin"', {"Droits"}),
        ("مصدر:(تنوير OR هسبريس)", {"ألف", "باء"}),
        ("tag:هجرة", {"ألف", "باء"}),
        ("وسم:هجره/لجوء", {"ألف"}),
        ("tag:تق*", {"ألف"}),
        ("-tag:هجرة", {"Droits", "تقرير بلا تاريخ"}),
        ("lang:fr", {"Droits"}),
        ("لغة:عربية", {"ألف", "باء"}),
        ("قسم:مدني", {"ألف"}),
        ("url:EXAMPLE.org/a", {"ألف"}),
        ("date:2019", {"ألف"}),
        ("date:2019-09-28..2020", {"ألف", "باء"}),
        ("date:..2018", {"Droits"}),
        ("تاريخ:٢٠٢٠..", {"باء"}),
        ("has:date", {"ألف", "باء", "Droits"}),
        ("-has:date", {"تقرير بلا تاريخ"}),
        ("has:tag -date:2020", {"ألف"}),
        ("event:2019", {"ألف"}),
        ("event:..2018", set()),
        ("has:note OR is:starred", set()),
        ("date:2020 OR tag:تقارير OR droits", {"ألف", "باء", "Droits"}),
        ("(tag:هجرة OR lang:fr) -date:2020", {"ألف", "Droits"}),
        ("المغرب و الإنسان", {"ألف"}),
        ("زرافة", set()),
        ("زرافة OR المغرب", {"ألف"}),
        ("-زرافة date:2019", {"ألف"}),
    ],
)
def test_finds(archive: Archive, query: str, titles: set[str]) -> None:
    assert set(found(archive, query)) == titles
    assert set(found(archive, query, typing=True)) == titles
    assert search.count(archive.connection(), Query.parse(query)) == len(titles)


def test_what_people_add_is_found(archive: Archive) -> None:
    ident = archive.connection().execute("SELECT id FROM listing WHERE title = 'باء'").fetchone()[0]
    archive.star([ident], on=True)
    archive.set_note(ident, "للمراجعة")
    assert found(archive, "is:starred") == ["باء"]
    assert found(archive, "has:note حقوق") == ["باء"]
    archive.undo()
    assert found(archive, "has:note") == []


def test_orders(archive: Archive) -> None:
    assert found(archive, "") == ["باء", "ألف", "Droits", "تقرير بلا تاريخ"]
    assert found(archive, "", sort="oldest") == ["Droits", "ألف", "باء", "تقرير بلا تاريخ"]
    assert found(archive, "الإنسان", sort="newest") == ["باء", "ألف", "تقرير بلا تاريخ"]
    assert found(archive, "الإنسان", sort="oldest") == ["ألف", "باء", "تقرير بلا تاريخ"]
    assert found(archive, "", sort="source") == ["Droits", "ألف", "باء", "تقرير بلا تاريخ"]


def test_a_limit_cuts_the_list_and_not_the_total(archive: Archive) -> None:
    hits = search.run(archive.connection(), "الإنسان", limit=1)
    assert (len(hits.docids), hits.total, hits.total_is_exact) == (1, 3, True)
    assert hits.scores is not None
    assert len(hits.scores) == 1


def test_the_word_being_typed_is_a_beginning(archive: Archive) -> None:
    assert set(found(archive, "حقوق الإنس", typing=True)) == {"ألف", "باء"}
    assert found(archive, "حقوق الإنس") == []
    for end in range(1, len("حقوق الإنسان") + 1):
        assert {"ألف", "باء"} <= set(found(archive, "حقوق الإنسان"[:end], typing=True))


def test_words_in_the_title_come_first(library) -> None:
    archive = library(
        {"title": "خبر عام", "body": "هذا تقرير عن شيء", "published": "2022"},
        {"title": "تقرير سنوي", "body": "هذا نص عن شيء", "published": "2001"},
    )
    assert found(archive, "تقرير") == ["تقرير سنوي", "خبر عام"]


def test_facets_count_the_hits(archive: Archive) -> None:
    conn = archive.connection()
    counted = facets.count(conn, search.run(conn, "الإنسان"))
    assert counted.tags == (("تقارير", 1), ("هجرة", 1), ("هجرة/لجوء", 1))
    assert set(counted.sources) == {("تنوير", 1), ("هسبريس", 1)}
    assert counted.years == (("2020", 1), ("2019", 1))
    assert counted.languages == (("ar", 2),)
    assert counted.complete
    assert not facets.count(conn, search.run(conn, "الإنسان"), most=2).complete


def test_rows_are_what_a_list_shows(archive: Archive) -> None:
    conn = archive.connection()
    query = Query.parse("حقوق الإنسان رباص")
    hits = search.run(conn, query)
    (row,) = snippets.rows(conn, hits.docids, query, hits.scores)
    assert (row.title, row.source, row.published, row.tags) == (
        "ألف",
        "تنوير",
        "2019-09-28",
        ("تقارير", "هجرة/لجوء"),
    )
    assert row.snippet == "حقوق الإنسان في المغرب"
    assert [row.snippet[start:end] for start, end in row.matches] == ["حقوق", "الإنسان"]
    assert row.score == hits.scores[0]


@pytest.mark.parametrize(
    ("query", "why", "suggested"),
    [
        ("المغرب زرافة", "without a condition", "المغرب"),
        ("المغرب date:1999", "without a condition", "المغرب"),
        ("الانسن", "other spelling", "الإنسان"),
        ("mraoc", "other spelling", "maroc"),
        ('"الإنسان حقوق"', "without quotation marks", "الإنسان حقوق"),
        ("tag:لجوء", "other value", "tag:هجرة/لجوء"),
        ("tag:لجوء حقوق", "other value", "tag:هجرة/لجوء حقوق"),
        ("lang:xx", "other value", "lang:ar"),
        ("title:تقرر", "other value", "title:تقرير"),
        ("date:1999", "other value", "date:2018"),
        ("date:2018-05", "other value", "date:2018"),
        ("date:2018-03..2018-12", "other value", "date:2019"),
        ("date:2031..", "other value", "date:2020"),
    ],
)
def test_suggestions_find_something(archive: Archive, query: str, why: str, suggested: str) -> None:
    conn = archive.connection()
    parsed = Query.parse(query)
    offered = other_queries.suggest(conn, parsed, search.run(conn, parsed))
    for each in offered:
        assert search.run(conn, each.query).total == each.total > 0
    assert (suggested, why) in [(each.query, each.why) for each in offered]


def test_another_keyboard(library) -> None:
    archive = library("التعاون الوطني", "le conseil national")
    conn = archive.connection()
    for typed, meant in (("hgjuh,k", "التعاون"), ("hgjuh;k", "التعاون"), ("ؤخىسثهم", "conseil")):
        query = Query.parse(typed)
        assert (meant, "other keyboard") in [
            (each.query, each.why) for each in other_queries.suggest(conn, query, search.run(conn, query))
        ]


def test_no_suggestions_where_there_are_hits(archive: Archive) -> None:
    conn = archive.connection()
    query = Query.parse("المغرب")
    assert other_queries.suggest(conn, query, search.run(conn, query)) == []


def test_an_interrupted_search_says_so(archive: Archive) -> None:
    conn = archive.connection()
    conn.set_progress_handler(lambda: 1, 1)  # what interrupt() does, at once
    try:
        with pytest.raises(search.Interrupted):
            search.run(conn, "حقوق")
    finally:
        conn.set_progress_handler(None, 0)
    assert search.run(conn, "حقوق").total == 2


PIECES = [
    *"()\"«»*-:\\ '%_;",
    " OR ",
    " NOT ",
    " أو ",
    "title:",
    "tag:",
    "date:",
    "section:",
    "url:",
    "2019",
    "..",
    "حقوق",
    "الإنسان",
    "ﷺ",
    "\u200f",
    "\ud800",
    "\x00",
    "l'État",
    "' OR 1=1 --",
    "NEAR(a b)",
    "{title}",
    "^a",
    "a+b",
]


@given(
    text=st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=20)),
    typing=st.booleans(),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_a_search(archive: Archive, text: str, typing: bool) -> None:
    conn = archive.connection()
    try:
        query = Query.parse(text, typing=typing)
    except BadQuery:
        return
    hits = search.run(conn, query, typing=typing)
    facets.count(conn, hits)
    for row in snippets.rows(conn, hits.docids[:5], query):
        for start, end in row.matches:
            assert row.snippet[start:end].strip() == row.snippet[start:end]
    other_queries.suggest(conn, query, hits)


@pytest.mark.parametrize("depth", [5, 20, 60])
def test_deep_queries_run(archive: Archive, depth: int) -> None:
    text = "المغرب"
    for level in range(depth):
        text = f"({text}) OR زرافة" if level % 2 else f"({text}) الإنسان"
    assert "ألف" in found(archive, text)


def test_long_queries_run(archive: Archive) -> None:
    assert found(archive, " OR ".join(["المغرب"] * 190)) == ["ألف"]
    assert found(archive, " ".join(["المغرب"] * 190)) == ["ألف"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("section:مجتمع", {"أ", "ب", "ت"}),
        ("section:المجتمع", {"أ", "ب", "ت"}),
        ('section:"أحداث المجتمع"', {"ب"}),
        ("قسم:قانون", {"ت"}),
        ("section:homme", {"ث"}),
        ("rubrique:droits", {"ث"}),
        ("section:حدث", set()),
        ("-section:مجتمع", {"ث", "ج"}),
    ],
)
def test_a_section_is_found_by_any_of_its_words(library, query: str, hits: set[str]) -> None:
    sections = {
        "أ": "مجتمع",
        "ب": "أحداث المجتمع",
        "ت": "المجتمع والقانون",
        "ث": "Droits de l’Homme",
        "ج": None,
    }
    archive = library(*({"title": title, "body": "نص", "section": name} for title, name in sections.items()))
    assert set(found(archive, query)) == hits
