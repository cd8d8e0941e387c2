"""What the end of a query may go on as: names of fields, and values that this archive has."""

from __future__ import annotations

from sqlite3 import Connection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.finding.completing import complete
from store.finding.query import Query
from tests.store.finding.conftest import Library, library

__all__ = ["library"]

ARTICLES = [
    {
        "body": "a",
        "source": "هسبريس",
        "published": "2019-09-28",
        "language": "ar",
        "add_tags": ["حرية", "حرية/صحافة"],
    },
    {"body": "b", "source": "هسبريس", "published": "2019-05", "language": "ar", "add_tags": ["حرية"]},
    {"body": "c", "source": "Le Matin", "published": "2021", "language": "fr", "add_tags": ["presse"]},
    {"body": "d", "source": 'Le "Monde"', "author": "أحمد رباص", "section": "مجتمع"},
]


@pytest.fixture
def conn(library: Library) -> Connection:
    return library(*ARTICLES).connection()


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "ta": ["ta" + "g:"],
        "حقوق وس": ["حقوق وسم:"],
        "éti": ["étiquette:"],
        "حقوق -tag:حر": ["حقوق -tag:حرية", "حقوق -tag:حرية/صحافة"],
        'tag:"حرية/': ['tag:"حرية/صحافة"'],
        "source:ma": ['source:"Le Matin"'],
        "source:": ["source:هسبريس", 'source:"Le Monde"', 'source:"Le Matin"'],
        "author:رب": ['author:"أحمد رباص"'],
        "date:": ["date:2021", "date:2019"],
        "date:20": ["date:2021", "date:2019"],
        "date:2019-": ["date:2019-09", "date:2019-05"],
        "date:2018..": ["date:2018..2021", "date:2018..2019"],
        "تاريخ:2021": [],
        "lang:f": ["lang:fr"],
        "is:s": ["is:starred"],
        "has:no": ["has:note"],
        "has:": ["has:note", "has:review", "has:tag", "has:date"],
        "avec:": ["avec:note", "avec:révision", "avec:étiquette", "avec:date"],
        "فيه:": ["فيه:ملاحظة", "فيه:مراجعة", "فيه:وسم", "فيه:تاريخ"],
        "is:نج": ["is:نجمة"],
        "حقوق": [],
        '"في tag:': [],
        "x:y": [],
        "": [],
    }.items(),
)
def test_a_query_goes_on(conn: Connection, query: str, expected: list[str]) -> None:
    found = [one.put(query) for one in complete(conn, query)]
    assert found[: len(expected)] == expected
    if not expected:
        assert found == []
    for text in found:
        if not text.endswith(":"):
            Query.parse(text)


def test_values_come_with_the_number_of_their_articles(conn: Connection) -> None:
    assert [one.articles for one in complete(conn, "source:هس")] == [2]
    assert [one.articles for one in complete(conn, "date:20")] == [1, 2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="taحريsource:date20-.\"«()*%_\\'0 ", max_size=14))
def test_whatever_is_typed_is_completed_or_not(conn: Connection, query: str) -> None:
    for one in complete(conn, query):
        assert 0 <= one.start <= one.end == len(query)
