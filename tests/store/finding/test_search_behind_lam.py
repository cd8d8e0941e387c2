"""The article behind ل has no alef: a word that begins with a hamza is found behind it too, and it behind itself."""

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


def test_what_only_begins_with_two_lams_is_no_article(library: Library) -> None:
    archive = library({"body": "كتاب عن للا فاطمة."})
    assert archive.search("للا").total == 1
    assert archive.search("افاطمة").total == 0
