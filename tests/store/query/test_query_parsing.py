"""The query language: what is typed, what it means, and where an error is."""

from __future__ import annotations

import pytest

from store.errors import BadQuery
from store.finding.query import And, DateRange, Field, Not, Or, Phrase, Prefix, Query, Value, Word


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("", None),
        ("  \u200f ", None),
        ("حقوق الإنسان", And((Word("حقوق"), Word("الإنسان")))),
        ('"حقوق الإنسان"', Phrase(("حقوق", "الإنسان"))),
        ("«حقوق الإنسان»", Phrase(("حقوق", "الإنسان"))),
        ("“حقوق”", Phrase(("حقوق",))),
        ("كلم*", Prefix("كلم")),
        ("-كلمة", Not(Word("كلمة"))),
        ("NOT a", Not(Word("a"))),
        ("بدون كلمة", Not(Word("كلمة"))),
        ("SAUF mot", Not(Word("mot"))),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("a أو b", Or((Word("a"), Word("b")))),
        ("a OU b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a or b", And((Word("a"), Word("or"), Word("b")))),
        ("كلمة و كلمة", And((Word("كلمة"), Word("و"), Word("كلمة")))),
        ("title:حقوق x", And((Field("title", Word("حقوق")), Word("x")))),
        ("عنوان: حقوق", Field("title", Word("حقوق"))),
        ("titre:(a OR b)", Or((Field("title", Word("a")), Field("title", Word("b"))))),
        ('author:"أحمد رباص"', Field("author", Phrase(("أحمد", "رباص")))),
        ("كاتب:أحمد*", Field("author", Prefix("أحمد"))),
        ("مصدر:تنوير", Field("source", Word("تنوير"))),
        ("وسم:هجرة/لجوء", Field("tag", Value("هجرة/لجوء"))),
        ("étiquette:a", Field("tag", Value("a"))),
        ('tag:"two words"', Field("tag", Value("two words"))),
        ("tag:mig*", Field("tag", Value("mig", open=True))),
        ("tag:(a OR b)", Or((Field("tag", Value("a")), Field("tag", Value("b"))))),
        ("-tag:a", Not(Field("tag", Value("a")))),
        ("قسم:مجتمع", Field("section", Value("مجتمع"))),
        ("lang:fr", Field("lang", Value("fr"))),
        ("لغة:عربية", Field("lang", Value("ar"))),
        ("has:note", Field("has", Value("note"))),
        ("has:review", Field("has", Value("review"))),
        ("is:starred", Field("is", Value("starred"))),
        ("date:2019", DateRange("date", "2019", "2019")),
        ("date:2019-09..2020", DateRange("date", "2019-09", "2020")),
        ("date:..2018", DateRange("date", None, "2018")),
        ("تاريخ:٢٠١٩..", DateRange("date", "2019", None)),
        ("event:2019-9-8", DateRange("event", "2019-09-08", "2019-09-08")),
        ("url:http://x.org/a?b=c", Field("url", Value("http://x.org/a?b=c"))),
        ("11:38", And((Word("11"), Word("38")))),
        ("http://x", And((Word("http"), Word("x")))),
        ("a:b:c", And((Word("a"), Word("b"), Word("c")))),
        ("160جمعية", And((Word("160"), Word("جمعية")))),
        ("\\OR", Word("OR")),
    ],
)
def test_means(typed: str, root: object) -> None:
    query = Query.parse(typed)
    assert query.root == root
    assert Query.parse(str(query)) == query


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ('a "b c', (2, 3)),
        ("(a", (0, 1)),
        ("a )", (2, 3)),
        ("*", (0, 1)),
        ("a*b", (1, 2)),
        ("NEAR(", (4, 5)),
        ("()", (0, 2)),
        ('""', (0, 2)),
        ("title:", (0, 6)),
        ("a tag: OR b", (2, 6)),
        ("title:author:x", (0, 13)),
        ("OR", (0, 2)),
        ("a OR", (2, 4)),
        ("أو a", (0, 2)),
        ("a NOT", (2, 5)),
        ("AND b", (0, 3)),
        ("date:soon", (5, 9)),
        ("date:2019-13", (5, 12)),
        ("date:2020..2019", (5, 15)),
        ("has:nothing", (4, 11)),
        ("؟؟", (0, 2)),
    ],
)
def test_errors_point_at_the_place(typed: str, span: tuple[int, int]) -> None:
    with pytest.raises(BadQuery) as caught:
        Query.parse(typed)
    assert caught.value.span == span
    assert len(caught.value.values["reason"]) > 20


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ('a "b c', 'a "b c*"'),
        ("a (b OR c", "a (b OR c)"),
        ("a tag:", "a"),
        ("a OR", "a"),
        ("a NOT", "a"),
        ("a -", "a"),
        ("a date:20", "a"),
        ("OR", ""),
        ("a has:no", "a"),
    ],
)
def test_while_typing_the_end_may_be_unfinished(typed: str, same_as: str) -> None:
    assert Query.parse(typed, typing=True).closed() == Query.parse(same_as)


def test_the_word_being_typed_is_open() -> None:
    assert Query.parse("a b", typing=True).root == And((Word("a"), Word("b", open=True)))
    assert Query.parse("a b ", typing=True).root == And((Word("a"), Word("b")))


def test_limits() -> None:
    with pytest.raises(BadQuery):
        Query.parse("a" * 10_001)
    with pytest.raises(BadQuery):
        Query.parse("(" * 65 + "a" + ")" * 65)
    with pytest.raises(BadQuery):
        Query.parse("a " * 201)
    with pytest.raises(BadQuery):
        Query.parse("-" * 65 + "a")
    assert Query.parse("(" * 60 + "a" + ")" * 60).root == Word("a")


def test_without_takes_one_constraint_away() -> None:
    query = Query.parse("a (b OR c) tag:d")
    assert [str(query.without(at)) for at in range(3)] == [
        "b OR c tag:d".replace("b OR c", "(b OR c)"),
        "a tag:d",
        "a (b OR c)",
    ]


def test_a_span_the_wrong_way_round_says_so() -> None:
    for typed in ("date:2020..2018", "تاريخ:٢٠٢٠-٠٣..٢٠٢٠-٠١"):
        with pytest.raises(BadQuery, match="backwards"):
            Query.parse(f"{typed} ")
    with pytest.raises(BadQuery, match="no date"):
        Query.parse("date:2020..x ")
