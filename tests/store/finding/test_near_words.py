"""What is offered for a word that the archive does not have: a usual slip before a frequent word, names in Arabic letters, as written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.archive import Archive
from store.finding import near_words, other_queries, search
from store.finding.query import Query

Library = Callable[..., Archive]


def _offered(archive: Archive, typed: str, why: str = "other spelling") -> list[str]:
    conn = archive.connection()
    query = Query.parse(typed)
    hits = search.run(conn, query)
    return [one.query for one in other_queries.suggest(conn, query, hits) if one.why == why]


def test_a_dot_left_out_comes_before_a_more_frequent_word(library: Library) -> None:
    archive = library(*["تعديل المدونة"] * 5, "مناهضة التعذيب")
    assert _offered(archive, "تعديب") == ["تعذيب", "تعديل"]


def test_what_goes_with_the_other_words_comes_before_what_is_frequent(library: Library) -> None:
    archive = library(*["الصفحة الرئيسية للموقع"] * 6, *["نتائج الانتخابات الرئاسية"] * 2)
    assert _offered(archive, "الانتخابات الرئسية")[0] == "الانتخابات الرئاسية"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Benkirane", "قال بنكيران أمس"),
        ("zefzafi", "محاكمة الزفزافي"),
        ("Khashoggi", "مقتل خاشقجي"),
        ("Elouafi", "كتب الوافي"),
        ("Bouachrine", "ملف بوعشرين"),
        ("Raissouni", "اعتقال الريسوني"),
        ("Belmokhtar", "تصريح بلمختار"),
        ("Hirak", "ناشطو الحراك"),
    ],
)
def test_a_name_in_latin_letters_is_found_in_arabic(library: Library, name: str, body: str) -> None:
    offered = _offered(library(body, "خبر آخر عن الطقس"), name)
    assert offered
    assert offered[0] in body


def test_a_name_of_several_words_is_found_in_arabic(library: Library) -> None:
    archive = library("أخبار ناصر", "محاكمة ناصر الزفزافي في الدار البيضاء")
    assert _offered(archive, "Nasser Zefzafi")[0] == "ناصر زفزافي"


def test_a_latin_word_that_the_archive_has_stays_latin(library: Library) -> None:
    archive = library("le hirak du Rif", "ناشطو الحراك")
    assert near_words.in_arabic(archive.connection(), "hirak") == []


def test_a_word_is_offered_as_the_archive_writes_it(library: Library) -> None:
    archive = library("حرية الصحافة مسؤولية", "مُسؤوليّة المجتمع", "وبمسؤوليتهم")
    conn = archive.connection()
    (near,) = near_words.nearest(conn, "مسوولية", 1) or near_words.nearest(conn, "مسوليه", 1)
    assert near_words.as_written(conn, near.term, "مسوليه") == "مسؤولية"
    assert near_words.as_written(conn, "صحافه", "الصحفة") == "الصحافة"
    assert near_words.as_written(conn, "لا يوجد", "x") == "لا يوجد"


@pytest.mark.parametrize(
    "typed", ["", "a", "aaaa", "b" * 80, "l'" * 20, "gg", "kh", "ou" * 20, "éàü", "'''''", "123456"]
)
def test_any_word_may_be_asked_for(library: Library, typed: str) -> None:
    conn = library("نص").connection()
    assert near_words.in_arabic(conn, typed) == []


def test_function_words_alone_are_no_answer(library: Library) -> None:
    archive = library("El Centro de la Serna de la ciudad", "la liberté du commerce", "Conseil de la presse")
    hits = archive.search("liberté de la presse")
    found = [archive.article_by_docid(docid).article.body for docid in hits.docids]
    assert sorted(found) == ["Conseil de la presse", "la liberté du commerce"]
    assert archive.search("grève de la faim").docids.tolist() == []
    assert "de" not in " ".join(_offered(archive, "grève de la faim", "any of the words")).split()
    assert archive.search("de la").total == 2
