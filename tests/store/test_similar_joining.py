"""Two articles that are one: nothing that came in and nothing that people did is lost, and the step can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

from making import union, visible
from test_similar_sources import OTHER, TEXT, URL, make, take

from store.archive import Archive
from store.safekeeping import dump
from store.similar import known
from store.similar.joining import join, join_same_texts
from store.similar.versions import versions


def test_all_work_goes_to_the_article_that_is_kept(archive: Archive) -> None:
    ((_, kept, _), (_, gone, _), (_, third, _)) = take(
        archive, make(TEXT, "/a"), make(OTHER, "/a"), make(OTHER + " أمس", "/c", title="دورة")
    )
    archive.tag([kept], ["سجن"])
    archive.tag([gone, third], ["سجن", "تكوين"])
    archive.star([gone])
    archive.set_note(kept, "أول")
    archive.set_note(gone, "ثان")
    archive.set_note(third, "ثالث")
    archive.edit(gone, "author", "ليلى")
    before = visible(archive)
    change = join(archive, kept, [gone[:12], third, kept])
    assert change.kind == "join"
    stored = archive.article(gone)
    assert stored.id == archive.article(third[:10]).id == kept
    assert archive.count() == 1
    assert stored.tags == ("تكوين", "سجن")
    assert stored.starred
    assert stored.note == "أول\n\nثان\n\nثالث"
    assert stored.article.author == "ليلى"
    assert len(versions(archive, kept)) == 3
    assert {origin.path for origin in stored.provenance} == {"/a", "/c"}
    assert known.is_complete(archive.connection())
    for _, where, raw in (make(TEXT, "/a"), make(OTHER, "/a")):
        assert archive.original(kept, where.sha256) == raw
    archive.undo()
    assert visible(archive) == before
    assert archive.article(gone).id == gone


def test_laptops_that_had_one_text_each_agree_after_a_merge(tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    with Archive.open(one, create=True) as archive:
        ((_, first, _),) = take(archive, make(TEXT, "/a.txt"))
        archive.tag([first], ["سجن"])
    with Archive.open(two, create=True) as archive:
        ((_, second, _), _) = take(archive, make(TEXT, "/a.html", url=URL), make(OTHER, "/c"))
        archive.tag([second], ["لقاء"])
    shutil.copy(one, tmp_path / "copy.db")
    union(one, two)
    union(two, tmp_path / "copy.db")
    seen = []
    for path in (one, two):
        with Archive.open(path) as archive:
            assert archive.count() == 3
            join_same_texts(archive)
            assert archive.count() == 2
            assert archive.article(second).tags == archive.article(first).tags == ("سجن", "لقاء")
            assert not join_same_texts(archive).id
            seen.append({key: archive.article(key).tags for key in (first, second)})
    assert seen[0] == seen[1]
    union(one, two)
    with Archive.open(one) as archive:
        assert not join_same_texts(archive).id
        assert archive.count() == 2


def test_what_is_said_later_of_the_other_id_comes_to_the_article(archive: Archive, tmp_path: Path) -> None:
    page = make(TEXT, "/a.html", url=URL)
    with Archive.open(tmp_path / "two.db", create=True) as two:
        take(two, page)
        two.tag([page[1].sha256], ["لقاء"])
        lines = list(dump.lines(two.connection()))
    ((_, kept, _), _) = take(archive, make(TEXT, "/a.txt"), page)
    with archive.write() as conn:
        dump.load(conn, lines, "two", "")
    assert archive.article(kept).tags == ("لقاء",)
    archive.undo()
    union(archive.path, tmp_path / "two.db")
    with Archive.open(archive.path) as merged:
        assert merged.count() == 2
        join_same_texts(merged)
        assert merged.count() == 1
        assert merged.article(page[1].sha256).tags == ("لقاء",)
        assert {origin.path for origin in merged.article(kept).provenance} == {"/a.txt", "/a.html"}
