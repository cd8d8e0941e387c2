"""As it is written before as it is folded, folded before other forms: the order of articles that are equal but for the word asked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from store.archive import Archive

Library = Callable[..., Archive]


def _bodies(archive: Archive, query: str) -> list[str]:
    return [archive.article_by_docid(docid).article.body for docid in archive.search(query).docids]


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("اتفاقية", ("اتفاقية", "اتفاقيه", "الاتفاقيات")),
        ("إعلان", ("إعلان", "اعلان", "الإعلانات")),
        ("agrément", ("agrément", "agrement", "agréments")),
        ("اعلان", ("اعلان", "إعلان", "الإعلانات")),
    ],
)
def test_the_letters_typed_come_before_folded_ones_and_those_before_other_forms(
    library: Library, query: str, forms: tuple[str, ...]
) -> None:
    wanted = [f"خبر عن {form} هنا" for form in forms]
    for order in permutations(wanted):
        assert _bodies(library(*order), query) == wanted


def test_one_passing_mention_of_the_word_comes_before_many_of_another_with_its_stem(library: Library) -> None:
    once = "زار الوفد عدة مدن في الجنوب الشرقي خلال الأسبوع الماضي ومنها ورزازات التي بقي فيها يومين كاملين"
    others = [f"الرزاز {number} الرزاز يتحدث والرزاز يجيب" for number in range(70)]
    archive = library(*others, once)
    assert len(archive.search("ورزازات").docids) == 71
    assert _bodies(archive, "ورزازات")[0] == once
