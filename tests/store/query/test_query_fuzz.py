"""Any text is a query or an error with a place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import BadQuery
from store.finding.query import Query

PIECES = [
    *"()\"«»“”*-:\\ \t_'",
    " OR ",
    " AND ",
    " NOT ",
    " أو ",
    " بدون ",
    "NEAR(",
    "title:",
    "وسم:",
    "tag:",
    "date:",
    "2019",
    "..",
    "has:",
    "note",
    "حقوق",
    "الإنسان",
    "ﻻ",
    "ﷺ",
    "\u200f",
    "\ud800",
    "\x00",
    "l'État",
    "160جمعية",
    "🙂",
    "a",
    "؛",
]
QUERIES = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=30))


@given(QUERIES, st.booleans())
@settings(max_examples=1000)
def test_parses_or_points_at_the_place(text: str, typing: bool) -> None:
    try:
        query = Query.parse(text, typing=typing)
    except BadQuery as error:
        start, end = error.span
        assert 0 <= start <= end <= len(text)
        return
    if not typing:
        assert Query.parse(str(query)) == query
    str(query)
