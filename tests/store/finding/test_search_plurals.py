"""A singular finds its broken plurals, clitics and all; a plural does not find the singular."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.archive import Archive
from store.text.arabic import endings
from store.text.fold import fold
from store.text.plurals import _plurals, broken_plurals

Library = Callable[..., Archive]

PAIRS = (
    ("تقرير", "صدرت التقارير السنوية"),
    ("التقرير", "وتقاريرها كثيرة"),
    ("ضحية", "عائلات الضحايا تطالب بالحقيقة"),
    ("سجن", "الأوضاع في السجون"),
    ("سجين", "إضراب السجناء عن الطعام"),
    ("شهيد", "أسر الشهداء"),
    ("محكمة", "أمام المحاكم الابتدائية"),
    ("طفل", "حقوق الأطفال"),
    ("امرأة", "حقوق النساء"),
    ("قاعدة", "خرق القواعد"),
)


@pytest.mark.parametrize(("singular", "text"), PAIRS)
def test_a_singular_finds_its_broken_plural_and_highlights_it(
    library: Library, singular: str, text: str
) -> None:
    archive = library(text, "كلام آخر لا علاقة له بما سبق")
    hits = archive.search(singular)
    assert hits.total == 1
    (row,) = archive.hit_rows(hits.docids, hits.query)
    assert row.matches
    assert all(row.snippet[end : end + 1] in {"", " "} for _, end in row.matches)


def test_the_word_itself_stands_above_its_plural(library: Library) -> None:
    archive = library("التقارير كثيرة هنا", "التقرير طويل هنا")
    first, second = archive.hit_rows(archive.search("تقرير").docids)
    assert "التقرير" in first.snippet
    assert "التقارير" in second.snippet


def test_a_plural_does_not_find_the_singular(library: Library) -> None:
    archive = library("ليس هذا البروتوكول مجرد وثيقة إطارية", "تبادل الوثائق والمنشورات")
    assert archive.search("وثائق").total == 1
    assert archive.search("وثيقة").total == 2


def test_the_list_has_only_what_no_rule_gives() -> None:
    for singular, plurals in _plurals().items():
        assert singular == fold(singular)
        for plural in plurals:
            assert plural != singular
            assert singular not in endings(plural), (singular, plural)
    assert broken_plurals("xyz") == ()
