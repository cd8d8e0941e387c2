"""Queries of many words: articles with most of them are found, after or among those with all, and say what they lack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.archive import Archive
from store.finding import best as lists
from store.finding.postings import articles, lengths, places

Library = Callable[..., Archive]

ALL = "وقعت اللجنة الجهوية اتفاقية شراكة مع الجامعة حول التكوين"
BODIES = (
    ALL + " في الرباط.",
    "اللجنة الجهوية تعقد اتفاقية مع الجامعة.",
    "الجامعة تفتح أبوابها للطلبة.",
    "مباراة في كرة القدم انتهت بالتعادل.",
    "التكوين المهني يستقبل دفعة جديدة من المتدربين.",
)


def bodies(archive: Archive, query: str) -> list[str]:
    hits = archive.search(query)
    return [archive.article_by_docid(docid).article.body for docid in hits.docids]


def test_a_pasted_headline_finds_what_has_most_of_its_words(library: Library) -> None:
    archive = library(*BODIES)
    query = "اللجنة الجهوية اتفاقية الجامعة التكوين المستمر"
    hits = archive.search(query)
    assert (hits.total, hits.total_is_exact) == (0, True)
    assert hits.partial == len(hits.docids) >= 2
    assert bodies(archive, query)[:2] == [BODIES[0], BODIES[1]]
    rows = archive.hit_rows(hits.docids, hits.query)
    assert rows[0].missing == ("المستمر",)
    assert rows[1].missing == ("التكوين", "المستمر")


def test_those_with_all_of_the_words_are_counted_apart(library: Library) -> None:
    archive = library(*BODIES)
    hits = archive.search("اللجنة الجهوية اتفاقية الجامعة التكوين")
    assert hits.total == 1
    assert hits.partial == len(hits.docids) - 1 > 0
    rows = archive.hit_rows(hits.docids, hits.query)
    assert not rows[0].missing
    assert all(row.missing for row in rows[1:])
    assert hits.scores is not None
    assert list(hits.scores) == sorted(hits.scores, reverse=True)


@pytest.mark.parametrize("query", ["الجامعة المستمر", "المستمر", '"اتفاقية الجامعة المستمر"'])
def test_of_two_words_and_in_a_phrase_every_one_is_needed(library: Library, query: str) -> None:
    hits = library(*BODIES).search(query)
    assert (hits.total, hits.partial, len(hits.docids)) == (0, 0, 0)


def test_of_three_words_every_one_is_needed_where_something_has_them(library: Library) -> None:
    hits = library(*BODIES).search("اتفاقية الجامعة التكوين")
    assert (hits.total, hits.partial, len(hits.docids)) == (1, 0, 1)


def test_of_three_words_that_nothing_has_together_most_are_enough(library: Library) -> None:
    query = "اتفاقية الجامعة المستمر"
    archive = library(*BODIES)
    hits = archive.search(query)
    assert (hits.total, hits.total_is_exact) == (0, True)
    assert hits.partial == len(hits.docids) >= 2
    assert set(bodies(archive, query)[:2]) == {BODIES[0], BODIES[1]}
    rows = archive.hit_rows(hits.docids, hits.query)
    assert rows[0].missing == ("المستمر",)
    assert not archive.search(query, typing=True).docids


def test_a_question_of_few_words_is_answered(library: Library) -> None:
    archive = library(*BODIES)
    assert bodies(archive, "متى تفتح الجامعة؟")[0] == BODIES[2]
    assert bodies(archive, "تفتح المستمر؟")[0] == BODIES[2]
    assert bodies(archive, "تفتح المستمر") == []


def test_what_else_is_asked_holds_for_them_too(library: Library) -> None:
    archive = library(
        {"body": BODIES[0], "source": "Hespress", "published": "2019-05-01"},
        {"body": BODIES[1], "source": "Le Matin", "published": "2021-05-01"},
    )
    words = "اللجنة الجهوية اتفاقية الجامعة المستمر"
    assert set(bodies(archive, words)) == set(BODIES[:2])
    assert bodies(archive, f"{words} date:2021") == [BODIES[1]]
    assert bodies(archive, f"{words} -شراكة") == [BODIES[1]]
    assert bodies(archive, f"{words} lang:fr") == []


def test_a_phrase_is_kept_where_something_has_it(library: Library) -> None:
    archive = library(*BODIES)
    assert bodies(archive, '"اتفاقية شراكة" اللجنة الجهوية الجامعة التكوين') == [BODIES[0]]
    found = archive.search('"شراكة اتفاقية" اللجنة الجهوية الجامعة التكوين')
    assert found.total == 0
    assert found.partial > 0


def test_words_of_a_phrase_spelled_otherwise_are_found_apart(library: Library) -> None:
    archive = library("وقع المجلس الجهوي الاتفاقيات والشراكات في الرباط", BODIES[3])
    found = archive.search('"المجلس جهوي" وقع الاتفاقيات الرباط')
    assert (found.total, found.partial) == (0, 1)


@pytest.mark.parametrize("asking", ["ما هي", "بماذا", "What"])
def test_particles_and_words_that_ask_are_not_missed(library: Library, asking: str) -> None:
    archive = library(*BODIES)
    hits = archive.search(f"{asking} اتفاقية اللجنة الجهوية المستمرة؟")
    (row, *_) = archive.hit_rows(hits.docids, hits.query)
    assert row.missing == ("المستمرة",)


def test_while_typing_and_by_date_only_what_has_all_is_shown(library: Library) -> None:
    archive = library(*BODIES)
    query = "اللجنة الجهوية اتفاقية الجامعة المستمر"
    assert not archive.search(query, typing=True).docids
    assert not archive.search(query, sort="newest").docids


def test_words_no_article_has_find_nothing(library: Library) -> None:
    hits = library(*BODIES).search("قبعات زرقاوات فضائيات مريخيات بنفسجيات")
    assert (hits.total, hits.partial, len(hits.docids)) == (0, 0, 0)


def test_a_read_only_archive_is_searched_as_well(library: Library) -> None:
    path = library(*BODIES).path
    with Archive.open(path, read_only=True) as archive:
        assert archive.search("اللجنة الجهوية اتفاقية الجامعة المستمر").partial
        with pytest.raises(Exception, match=r"readonly|read-only"):
            archive.connection().execute("DELETE FROM listing")


def test_places_and_lengths_are_those_of_the_texts(library: Library) -> None:
    archive = library({"body": "سلام سلام على الجميع", "title": "سلام"}, {"body": "لا شيء"})
    conn = archive.connection()
    docid = archive.search("سلام").docids[0]
    assert places(conn, ["سلام"]) == {docid: 3}
    assert lengths(conn, [docid]) == {docid: 5}


def test_the_articles_of_a_word_are_remembered_until_one_is_taken_away(library: Library) -> None:
    archive = library({"body": "سلام سلام"}, {"body": "وداع"}, {"body": "سلام ووداع"})
    conn = archive.connection()
    found = list(archive.search("سلام", sort="oldest").docids)
    assert len(found) == 2
    assert list(articles(conn, ["سلام"])) == sorted(found)
    assert articles(conn, ["سلام"]) is articles(conn, ["سلام"])
    assert len(articles(conn, ["سلام", "وداع"])) == 3
    assert not articles(conn, [])
    archive.undo()
    assert not articles(archive.connection(), ["سلام"])


@pytest.mark.parametrize("counted", [0, 5_000])
def test_frequent_words_change_only_the_order(
    library: Library, monkeypatch: pytest.MonkeyPatch, counted: int
) -> None:
    """Where a word stands is found whether or not it is counted how often it stands there."""
    monkeypatch.setattr(lists, "COUNTED", counted)
    monkeypatch.setattr(lists, "FREQUENT_SHARE", 1.0)
    archive = library(*BODIES, "اللجنة اللجنة الجهوية")
    hits = archive.search("اللجنة الجهوية اتفاقية الجامعة التكوين")
    assert (hits.total, hits.partial) == (1, 4)
    assert bodies(archive, "اللجنة الجهوية اتفاقية الجامعة التكوين")[:2] == list(BODIES[:2])


def test_that_none_has_all_is_seen_from_the_lists(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FREQUENT_SHARE", 1.0)
    conn = library(*BODIES).connection()
    both = [["اتفاقيه"], ["جامعه"]]
    assert not lists.best(conn, both, [2, 3]).none_has_all
    assert lists.best(conn, [*both, ["مباراه"]], [2, 3, 1]).none_has_all
