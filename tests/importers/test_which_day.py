"""Which of the days around a text is the day it was published: not that of a change, a print, a visit, a deadline or a law."""

import pytest

from importers.formats.capture import read_text
from store.article import Article

TITLE = "تأجيل ملف معتقلي الحي المحمدي بالدار البيضاء"
TEXT = (
    "قررت المحكمة الابتدائية بالدار البيضاء تأجيل النظر في ملف معتقلي الحي المحمدي إلى غاية الأسبوع المقبل من أجل إعداد الدفاع.\n\n"
    "وطالبت العائلات بالإفراج عن أبنائها، مؤكدة أنها ستواصل احتجاجها أمام مقر المحكمة إلى حين تحقيق مطالبها.\n"
)


def day(article: Article) -> str | None:
    return article.published.value[:10] if article.published else None


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ الطباعة: 5 يونيو 2023",
        "طبعت هذه الصفحة يوم 5 يونيو 2023",
        "تاريخ الاطلاع: 5 يونيو 2023",
        "Imprimé le 5 juin 2023",
        "Consulté le 5 juin 2023",
        "Printed on June 5, 2023",
        "Retrieved 5 June 2023",
        "آخر أجل: 5 يونيو 2023",
        "Date limite : 5 juin 2023",
    ],
)
def test_the_day_of_something_else_is_none_of_publication(line: str) -> None:
    assert day(read_text(f"{line}\n{TITLE}\n\n{TEXT}")) is None
    assert day(read_text(f"{TITLE}\n{line}\nنشر في 12 مارس 2022\n\n{TEXT}")) == "2022-03-12"
    assert day(read_text(f"{TITLE}\nنشر في 12 مارس 2022\n\n{TEXT}\n{line}\n")) == "2022-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Dernière mise à jour : 4 mars 2023",
        "Mis à jour le 4 mars 2023",
        "Modifiée le 4 mars 2023",
        "آخر تعديل: 4 مارس 2023",
        "تم التحديث في 4 مارس 2023",
        "Last edited March 4, 2023",
    ],
)
def test_the_day_of_a_change_gives_way_and_is_looked_at_where_it_is_alone(line: str) -> None:
    above = read_text(f"2 مارس 2023\n3 دقائق للقراءة\n{TITLE}\n{line}\n\n{TEXT}")
    assert day(above) == "2023-03-02"
    assert not any(review.field == "published" for review in above.review)
    alone = read_text(f"{TITLE}\n{line}\n\n{TEXT}")
    assert day(alone) == "2023-03-04"
    assert [review.field for review in alone.review if review.field == "published"] == ["published"]


def test_the_day_a_law_was_printed_is_no_event() -> None:
    law = "نشر القانون رقم 31.13 في الجريدة الرسمية عدد 6655 بتاريخ 12 مارس 2018 ويهم كل المؤسسات العمومية بالمملكة."
    assert read_text(f"{TITLE}\n\n{law}\n\n{TEXT}").event_date is None
