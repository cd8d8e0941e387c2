"""The same text by other ways is one article with several sources; a new text of a page is a new version of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from making import fill, union, visible

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance
from store.log import undo
from store.safekeeping import dump
from store.safekeeping.doctor import examine
from store.similar import fingerprint, known, versions
from store.similar.choosing import choose

TEXT = (
    "أعلنت الجمعية المغربية لحقوق الإنسان يوم السبت عن تنظيم لقاء وطني حول أوضاع السجون بمدينة الرباط\n"
    "وأكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية\n"
    "وختم اللقاء بتوقيع مذكرة تفاهم حول التكوين وتبادل الخبرات بين الجمعيات المشاركة في البرنامج"
)
OTHER = (
    "انطلقت بمدينة أكادير صباح اليوم أشغال الدورة التكوينية الخاصة بالصحافيين الشباب في مجال التحقيق\n"
    "ويستفيد من هذه الدورة عشرون مشاركا من مختلف أقاليم الجهة على مدى أربعة أيام متتالية وفق المنظمين"
)
URL = "https://www.rif.example/2024/05/liqaa?utm_source=x"


def make(
    text: str, path: str, *, title: str = "لقاء وطني حول أوضاع السجون", url: str | None = None, **given: str
) -> tuple[Article, Provenance, bytes]:
    raw = f"{path}\n{url}\n{text}".encode()
    lines = (Line(title, "title"), *(Line(line) for line in text.split("\n")))
    where = Provenance(path, hashlib.sha256(raw).hexdigest(), len(raw), "capture", "1", **given)
    published = PartialDate(given.pop("published"), "day") if "published" in given else None
    return Article(lines, title=title, url=url, published=published), where, raw


def take(archive: Archive, *made: tuple[Article, Provenance, bytes]) -> list[tuple[str, str, str | None]]:
    batch = archive.start_batch(["/in"])
    with archive.write():
        added = [archive.add(*one, batch=batch) for one in made]
    archive.finish_batch(batch)
    return [(one.status, one.id, one.match) for one in added]


def test_one_text_by_three_ways_is_one_article_with_three_originals(archive: Archive) -> None:
    capture = make(TEXT, "/a.txt")
    page = make(TEXT.replace("أ", "ا").replace("\n", "\n\n"), "/a.html", url=URL)
    paper = make(TEXT.replace("\n", " ").replace("السجون", "الســجون"), "/a.pdf")
    (first, second, third) = take(archive, capture, page, paper)
    ident = capture[1].sha256
    assert first == ("imported", ident, None)
    assert second == third == ("duplicate", ident, "same text")
    assert archive.count() == 1
    stored = archive.article(ident)
    assert [origin.path for origin in stored.provenance] == ["/a.txt", "/a.html", "/a.pdf"]
    assert stored.article.url == URL
    (version,) = versions.versions(archive, ident)
    assert [source.url for source in version.sources] == [None, URL, None]
    for _article, where, raw in (capture, page, paper):
        assert archive.article(where.sha256[:12]).id == ident
        assert archive.original(where.sha256) == raw
    assert [check.detail for check in examine(archive) if not check.ok] == []
    again = take(archive, page, capture)
    assert [one[:2] for one in again] == [("duplicate", ident)] * 2
    assert len(archive.history()) == 1


def test_a_fuller_record_of_the_same_text_is_shown_unless_it_says_otherwise(archive: Archive) -> None:
    paper, page, elsewhere = (
        make(TEXT, "/a.pdf"),
        make(TEXT, "/a.html", url=URL),
        make(TEXT, "/b.html", url=URL + "2"),
    )
    dated = replace(paper[0], source="الريف", published=PartialDate("2024-05", "month"))
    fuller = replace(page[0], source="الريف", published=PartialDate("2024-05-02", "day"))
    other = replace(elsewhere[0], source="سوس", author="ليلى", published=PartialDate("2024-06-01", "day"))
    ((_, ident, _), *_) = take(archive, (dated, *paper[1:]), (other, *elsewhere[1:]), (fuller, *page[1:]))
    assert archive.count() == 1
    assert archive.article(ident).article == fuller
    assert archive.original(ident) == paper[2]
    assert archive.original(ident, page[1].sha256) == page[2]


def test_a_record_without_a_headline_gives_way_to_one_that_has_it(archive: Archive) -> None:
    post, page, later = (
        make(TEXT, f"/{name}", title="ندوة عن السجون", url=URL + name)
        for name in ("a.txt", "b.html", "c.html")
    )
    untitled = replace(post[0], title=None, lines=post[0].lines[1:], source="تدوينة", author="ليلى")
    fuller = replace(page[0], author="سناء", published=PartialDate("2024-05-02", "day"))
    ((_, ident, _), *_) = take(archive, (untitled, *post[1:]))
    assert not archive.search("ندوة").docids
    take(archive, later, (fuller, *page[1:]))
    assert archive.count() == 1
    assert archive.article(ident).article == later[0]
    assert len(archive.search("ندوة").docids) == 1


def test_work_stays_with_the_article_and_undo_takes_the_source_away(archive: Archive) -> None:
    ((_, ident, _),) = take(archive, make(TEXT, "/a.txt"))
    archive.tag([ident], ["سجن"])
    archive.set_note(ident, "راجع")
    before = visible(archive)
    page = make(TEXT, "/a.html", url=URL)
    take(archive, page)
    stored = archive.article(page[1].sha256)
    assert (stored.id, stored.tags, stored.note) == (ident, ("سجن",), "راجع")
    archive.undo()
    assert visible(archive) == before
    assert take(archive, page) == [("duplicate", ident, "same text")]


def test_what_was_taken_back_is_no_longer_known(archive: Archive) -> None:
    take(archive, make(TEXT, "/a.txt"))
    archive.undo()
    page = make(TEXT, "/a.html")
    assert take(archive, page) == [("imported", page[1].sha256, None)]


def test_bytes_that_were_taken_back_by_themselves_come_in_again(archive: Archive) -> None:
    capture, page = make(TEXT, "/a.txt"), make(TEXT, "/a.html", url=URL)
    ((_, ident, _),) = take(archive, capture)
    (first,) = archive.history()
    take(archive, page)
    with archive.write() as conn:
        undo.take_back(conn, first.id, "")
    assert [origin.path for origin in archive.article(ident).provenance] == ["/a.html"]
    assert archive.met(capture[1].sha256, "/a.txt") is None
    assert take(archive, capture) == [("duplicate", ident, "same text")]
    assert {origin.path for origin in archive.article(ident).provenance} == {"/a.txt", "/a.html"}
    assert archive.original(ident) == capture[2]


def test_a_new_text_of_a_page_is_a_version_and_the_newest_is_shown(archive: Archive) -> None:
    old = make(TEXT, "/old.html", url=URL)
    new = make(
        TEXT + "\nوأضافت المنسقة أن الورشات ستستمر إلى نهاية السنة",
        "/new.html",
        url="http://rif.example/2024/05/liqaa/",
    )
    (_, ident, _), added = take(archive, old, new)
    assert added == ("imported", ident, "new version")
    stored = archive.article(ident)
    assert stored.article.body == new[0].body
    assert stored.provenance[0].sha256 == new[1].sha256
    assert archive.original(ident) == new[2]
    assert archive.search("المنسقة").total == 1
    found = versions.versions(archive, ident)
    assert [(one.number, one.shown, one.article.body) for one in found] == [
        (1, False, old[0].body),
        (2, True, new[0].body),
    ]
    pieces = versions.between(archive, ident, 1, 2)
    assert [piece.kind for piece in pieces] == ["same", "added"]
    assert [check.detail for check in examine(archive) if not check.ok] == []
    choose(archive, ident, 1)
    assert archive.article(ident).article.body == old[0].body
    assert archive.search("المنسقة").total == 0
    archive.undo()
    assert archive.article(ident).article.body == new[0].body


def test_the_version_that_was_chosen_comes_back_with_a_dump(archive: Archive, tmp_path: Path) -> None:
    pages = make(TEXT, "/old.html", url=URL), make(TEXT + "\nوأضافت المنسقة ذلك", "/new.html", url=URL)
    ident = take(archive, *pages)[0][1]
    choose(archive, ident, 1)
    lines = list(dump.lines(archive.connection()))
    for early in (True, False):
        with Archive.open(tmp_path / f"{early}.db", create=True) as other:
            if not early:
                take(other, *pages)
                assert other.article(ident).article.body == pages[1][0].body
            with other.write() as conn:
                assert dump.load(conn, lines, "work.jsonl", "").refused == 0
            if early:
                take(other, *pages)
            assert other.article(ident).article.body == pages[0][0].body


def test_the_day_of_the_capture_decides_not_the_order_of_import(archive: Archive) -> None:
    new = make(TEXT + "\nتصحيح: جرى اللقاء يوم الأحد", "/new.html", url=URL, captured_at="2024-06-01")
    old = make(TEXT, "/old.html", url=URL, captured_at="2024-05-02")
    ((_, ident, _), _) = take(archive, new, old)
    assert archive.article(ident).article.body == new[0].body
    assert [one.at for one in versions.versions(archive, ident)] == ["2024-05-02", "2024-06-01"]


def test_what_a_paywall_leaves_does_not_hide_the_whole_text(archive: Archive) -> None:
    whole = make(TEXT, "/whole.html", url=URL)
    cut = make(TEXT.partition("\n")[0] + " اشترك لقراءة المزيد", "/cut.html", url=URL)
    ((_, ident, _), added) = take(archive, whole, cut)
    assert added == ("imported", ident, "new version")
    assert archive.article(ident).article.body == whole[0].body
    assert [(one.shown, one.cut_of) for one in versions.versions(archive, ident)] == [
        (True, None),
        (False, 1),
    ]


@pytest.mark.parametrize(
    "url", ["https://rif.example/", "https://rif.example/feed/", "https://rif.example/a#comment-7", None]
)
def test_a_home_page_a_feed_and_a_comment_are_no_article(archive: Archive, url: str | None) -> None:
    take(archive, make(TEXT, "/a", url=url), make(TEXT + " ثم انتهى اللقاء", "/b", url=url))
    assert archive.count() == 2


def test_two_articles_under_one_address_are_two_when_nothing_in_them_agrees(archive: Archive) -> None:
    take(
        archive,
        make(TEXT, "/a", url=URL),
        make(OTHER, "/b", url=URL, title="دورة تكوينية للصحافيين الشباب بأكادير"),
    )
    assert archive.count() == 2


def test_short_texts_are_no_evidence(archive: Archive) -> None:
    take(archive, *(make("لا يوجد نص لهذا المقال", f"/{name}") for name in "abc"))
    assert archive.count() == 3


def test_a_rebuild_and_a_union_show_the_same(archive: Archive, tmp_path: Path) -> None:
    ((_, ident, _), *_rest) = take(
        archive,
        make(TEXT, "/a.html", url=URL),
        make(TEXT, "/a.pdf"),
        make(TEXT + " انتهى", "/b.html", url=URL),
    )
    fill(archive, range(3))
    before = visible(archive)
    with Archive.open(tmp_path / "two.db", create=True) as two:
        take(two, make(OTHER, "/c"))
    union(tmp_path / "two.db", archive.path)
    with Archive.open(tmp_path / "two.db") as two:
        assert two.count() == archive.count() + 1
        assert two.article(ident).provenance == archive.article(ident).provenance
        assert known.is_complete(two.connection())
    union(archive.path, tmp_path / "two.db")
    with Archive.open(archive.path) as merged:
        seen = visible(merged)
        assert {key: seen[key] for key in before if len(key) == 64} == {
            key: before[key] for key in before if len(key) == 64
        }


def test_keys_that_are_missing_are_made_when_they_are_asked_for(archive: Archive) -> None:
    ids = fill(archive, range(5))
    with archive.write() as conn:
        known.clear(conn)
    assert not known.is_complete(archive.connection())
    known.complete(archive)
    assert known.is_complete(archive.connection())
    assert known.taken_in(archive.connection()) == len(ids)


def test_forgotten_keys_find_nothing(archive: Archive) -> None:
    take(archive, make(TEXT, "/a.txt"))
    key = fingerprint.text_key(fingerprint.body_words(TEXT))
    conn = archive.connection()
    assert key is not None
    assert known.having(conn, key) == [1]
    with archive.write() as writer:
        known.forget(writer, 1)
    assert known.having(conn, key) == []
