"""Words whose article the index keeps, or takes too much from, are found behind it and without it."""

from __future__ import annotations

import pytest

from store.finding.query import Query
from tests.store.finding.conftest import Library


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("الأمين العام للأمم المتحدة", "الأمم"),
        ("اليوم العالمي للمرأة", "المرأة"),
        ("ندوة للإعلام وللأسرة", "أسرة"),
        ("قدمت للأطفال وللآباء", "الآباء"),
        ("مدونة للأسرة", "الاسرة"),
        ("تقرير للرأي العام", "الرأي"),
        ("دعم للأشخاص في وضعية إعاقة", "شخص"),
        ("الوثائق مسلمة للأرشيف", "أرشيفات"),
        ("والأطفال", "للأطفال"),
    ],
)
def test_a_word_is_found_where_its_article_stands_behind_lam(
    library: Library, written: str, asked: str
) -> None:
    archive = library({"body": f"{written}."}, {"body": "لا شيء من ذلك هنا."})
    hits = archive.search(asked)
    assert hits.total == 1
    marked = [written[start:end] for start, end in archive.match_spans(written, Query.parse(asked))]
    assert len(marked) == 1
    (reasons,) = archive.why(hits.docids[:1].tolist(), hits.query)
    assert [form for _part, forms in reasons for form in forms] == marked


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("الحق في الماء", "حق"),
        ("حق في الماء", "الحق"),
        ("صدر حكم بحقهم", "حق"),
        ("نقل الدم", "دم"),
        ("المفوضية السامية للاجئين", "لاجئين"),
        ("المفوضية السامية للاجئين", "لاجئ"),
        ("استقبال اللاجئين", "للاجئين"),
        ("طلب للجوء", "اللجوء"),
    ],
)
def test_short_words_and_words_with_a_lam_are_found_behind_their_article(
    library: Library, written: str, asked: str
) -> None:
    words = "حق دم لاجئ لاجئون لاجئين لجوء"  # the archive knows them by themselves, too
    archive = library({"body": f"{written}."}, *({"body": f"{words} {number}"} for number in range(5)))
    found = [archive.article_by_docid(docid).article.body for docid in archive.search(asked).docids]
    assert f"{written}." in found
    assert len(archive.match_spans(written, Query.parse(asked))) == 1


def test_what_is_a_word_of_its_own_is_not_read_as_another(library: Library) -> None:
    archive = library(
        *[{"body": f"لجان {number}"} for number in range(9)],
        *[{"body": f"جان {more}"} for more in ("وجان", "بجان", "كجان", "جانات")],
        {"body": "وجد"},
        {"body": "جد"},
        {"body": "كم"},
        {"body": "بكم"},
        {"body": "كتاب عن للا فاطمة"},
    )
    assert archive.search("لجان").total == 9
    assert archive.search("جد").total == 1
    assert archive.search("كم").total == 1
    assert archive.search("للا").total == 1


def test_in_quotation_marks_a_word_is_as_it_is_spelled(library: Library) -> None:
    archive = library({"body": "الحق"}, {"body": "حق"}, {"body": "للأمم"}, {"body": "الأمم"})
    assert [archive.search(f'"{word}"').total for word in ("الحق", "حق", "للأمم")] == [1, 1, 1]
