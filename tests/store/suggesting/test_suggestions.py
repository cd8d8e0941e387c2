"""Suggestions in an archive: taken as tags, refused for good, both taken back; named as the archive names things."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from store import suggestions
from store.archive import Archive
from store.article import Article, Line, Provenance
from store.errors import BadTag, NoSuchArticle
from tests.store.making import sample, union, visible

TITLE = "اتفاقية شراكة بجهة بني ملال خنيفرة"
BODY = "وقع رشيد علالي، المنسق الجهوي للتعاون الوطني، اتفاقية شراكة مع المجلس الوطني لحقوق الإنسان بالمغرب."
PERSON = "أشخاص/رشيد علالي"
AGREEMENT = "اتفاقيات/اتفاقية شراكة"


@pytest.fixture
def ident(archive: Archive) -> str:
    return put(archive, TITLE, BODY)


def put(archive: Archive, title: str, body: str) -> str:
    raw = f"{title}\n{body}".encode()
    article = Article((Line(title, "title"), Line(body)), title=title)
    provenance = Provenance("/a.txt", hashlib.sha256(raw).hexdigest(), len(raw), "capture", "1")
    batch = archive.start_batch(["/a.txt"])
    added = archive.add(article, provenance, raw, batch=batch)
    archive.finish_batch(batch)
    return added.id


def names(archive: Archive, ident: str) -> list[str]:
    return [one.tag for one in suggestions.suggestions(archive, ident)]


def test_nothing_is_written_by_suggesting(archive: Archive, ident: str) -> None:
    before = visible(archive)
    history = archive.history()
    found = suggestions.suggestions(archive, ident[:8])
    assert {AGREEMENT, PERSON, "جهات/بني ملال خنيفرة"} <= {one.tag for one in found}
    assert all(one.is_new and one.rule for one in found)
    (agreement,) = [one for one in found if one.tag == AGREEMENT]
    texts = {"title": TITLE, "body": BODY}
    assert {texts[span.field][span.start : span.end] for span in agreement.spans} == {"اتفاقية شراكة"}
    assert (visible(archive), archive.history()) == (before, history)


def test_taking_tags_the_article_fills_its_record_and_can_be_taken_back(archive: Archive, ident: str) -> None:
    before = visible(archive)
    change = suggestions.take(archive, ident, "رشيد علالي")
    stored = archive.article(ident)
    assert stored.tags == (PERSON,)
    assert stored.people == ("رشيد علالي",)
    assert (change.kind, change.values["add"], change.values["why"]) == (
        "tag",
        [PERSON],
        ["person: role behind"],
    )
    assert PERSON not in names(archive, ident)
    archive.undo()
    assert visible(archive) == before
    assert PERSON in names(archive, ident)
    archive.redo()
    assert archive.article(ident).tags == (PERSON,)


def test_kind_and_places_go_into_the_record_too(archive: Archive, ident: str) -> None:
    suggestions.take(archive, ident, AGREEMENT)
    suggestions.take(archive, ident, "بني ملال-خنيفرة")
    stored = archive.article(ident)
    assert (stored.kind, stored.places) == (("اتفاقية شراكة",), ("بني ملال خنيفرة",))


def test_a_refusal_holds_until_it_is_taken_back(archive: Archive, ident: str) -> None:
    before = visible(archive)
    change = suggestions.refuse(archive, ident, "اتفاقية شراكة")
    assert "refused" in change.summary.lower()
    assert AGREEMENT not in names(archive, ident)
    assert visible(archive) == before
    archive.edit(ident, "title", "عنوان آخر")
    assert AGREEMENT not in names(archive, ident)
    archive.undo()
    archive.undo()
    assert AGREEMENT in names(archive, ident)


def test_refusals_are_united_with_another_laptop(archive: Archive, ident: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Archive.open(other, create=True) as second:
        assert put(second, TITLE, BODY) == ident
        suggestions.refuse(second, ident, AGREEMENT)
    archive.close()
    union(archive.path, other)
    with Archive.open(archive.path) as again:
        assert AGREEMENT not in names(again, ident)


def test_a_tag_of_the_archive_is_preferred_in_any_spelling_and_under_any_parent(
    archive: Archive, ident: str
) -> None:
    other = put(archive, "غيره", "نص")
    archive.tag([other], ["Conventions/convention de partenariat", "مناطق/بني ملال-خنيفرة"])
    found = {one.tag: one.is_new for one in suggestions.suggestions(archive, ident)}
    assert found["Conventions/convention de partenariat"] is False
    assert found["مناطق/بني ملال-خنيفرة"] is False
    assert AGREEMENT not in found
    archive.tag([ident], ["مناطق/بني ملال-خنيفرة"])
    assert "مناطق/بني ملال-خنيفرة" not in names(archive, ident)


def test_a_new_tag_gets_its_french_name(archive: Archive, ident: str) -> None:
    from store.thesaurus.thesaurus import Thesaurus

    suggestions.take(archive, ident, AGREEMENT)
    assert Thesaurus(archive).shown("fr")[AGREEMENT].endswith("/Convention de partenariat")
    archive.undo()
    assert AGREEMENT not in Thesaurus(archive).shown("fr")


def test_what_is_not_suggested_can_be_neither_taken_nor_refused(archive: Archive, ident: str) -> None:
    for act in (suggestions.take, suggestions.refuse):
        with pytest.raises(BadTag):
            act(archive, ident, "شيء آخر")
        with pytest.raises(NoSuchArticle):
            act(archive, "ffffffff", PERSON)


def test_the_rules_are_not_loaded_by_opening_searching_and_reading(tmp_path: Path) -> None:
    import subprocess

    program = (
        "import sys; from store.archive import Archive\n"
        "a = Archive.open(sys.argv[1], create=True); a.search('x'); a.tags(); a.close()\n"
        "print([name for name in sys.modules if name.startswith('store.sugges')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "b.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_ordinary_articles_suggest_nothing_false(archive: Archive) -> None:
    batch = archive.start_batch(["/captures"])
    ids = [archive.add(*sample(number), batch=batch).id for number in range(20)]
    archive.finish_batch(batch)
    assert {tag for ident in ids for tag in names(archive, ident)} == set()
