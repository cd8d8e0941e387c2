"""Articles in review: found, said to be right, asked about again when they were read otherwise."""

from __future__ import annotations

from dataclasses import replace

from store import checking
from store.archive import Archive
from store.article import Review
from tests.store.making import fill, sample, visible


def in_review(archive: Archive) -> set[str]:
    return {archive.article_by_docid(docid).id for docid in archive.search("has:review").docids}


def test_what_was_guessed_is_waiting_and_the_last_import_first(archive: Archive) -> None:
    first = fill(archive, range(4))
    second = fill(archive, range(4, 8))
    found = checking.waiting(archive)
    assert found.total == 4
    assert [one.id for one in found.articles] == [second[3], second[1], first[3], first[1]]
    assert {one.id for one in found.articles} == in_review(archive)
    chosen = checking.waiting(archive, 2, [first[1], first[0]])
    assert [one.id for one in chosen.articles] == [first[1], second[3]]
    assert chosen.total == 4


def test_several_are_accepted_in_one_step_and_taken_back(archive: Archive) -> None:
    ids = fill(archive, range(4))
    before = visible(archive)
    change = checking.accept(archive, [ids[1][:10], ids[3]])
    assert (change.kind, change.count) == ("check", 2)
    assert in_review(archive) == set()
    assert archive.article(ids[1]).edited == ()
    assert checking.waiting(archive) == checking.Waiting(0, ())
    archive.undo()
    assert visible(archive) == before
    archive.redo()
    assert in_review(archive) == set()


def test_an_article_without_marks_changes_nothing(archive: Archive) -> None:
    ids = fill(archive, range(1))
    assert checking.accept(archive, ids).id == ""


def test_a_reading_with_another_reason_asks_again(archive: Archive) -> None:
    (ident,) = fill(archive, range(1, 2))
    checking.accept(archive, [ident])
    article, provenance, raw = sample(1)
    archive.undo()
    archive.undo()
    article = replace(article, review=(*article.review, Review("title", "a new doubt")))
    batch = archive.start_batch(["/again"])
    archive.add(article, provenance, raw, batch=batch)
    archive.finish_batch(batch)
    assert {item.field for item in archive.article(ident).article.review} == {"author", "title"}
    checking.accept(archive, [ident])
    assert archive.article(ident).article.review == ()


def test_the_rebuilt_listing_agrees(archive: Archive) -> None:
    from store.articles import listing

    ids = fill(archive, range(6))
    checking.accept(archive, ids[:4])
    before = visible(archive)
    with archive.write() as conn:
        listing.rebuild(conn)
    assert visible(archive) == before
