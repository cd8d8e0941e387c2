"""Texts kept with their fields above, whatever stands between a label and its value."""

import pytest

from importers.formats.capture import read_text

TITLE = "سكان دوار تيزي يطالبون بطريق معبدة"
FIRST = "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء."
SECOND = (
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار جدي مع ممثلي السكان."
)
BODY = f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("sign", [": ", " : ", ":", " - ", " – ", " = ", "\t", " | "])
def test_labels_with_any_sign(sign: str) -> None:
    head = [
        ("العنوان", TITLE),
        ("الكاتب", "سعيد العلوي"),
        ("المصدر", "موقع لكم"),
        ("التاريخ", "12/03/2022"),
        ("الرابط", "https://lakome2.com/politique/12345/"),
        ("القسم", "سياسة"),
    ]
    if sign == " | ":
        head = [one for one in head if one[0] != "الرابط"]
    lines = "\n".join(f"{label}{sign}{value}" for label, value in head)
    article = read_text(f"{lines}\n\n{BODY}\n")
    assert (article.title, article.author, article.source, article.section) == (
        TITLE,
        "سعيد العلوي",
        "موقع لكم",
        "سياسة",
    )
    assert article.published is not None
    assert article.published.value == "2022-03-12"
    assert article.url == (None if sign == " | " else "https://lakome2.com/politique/12345/")
    assert article.body == BODY
    assert article.review == ()


def test_each_label_above_its_value() -> None:
    article = read_text(
        f"العنوان\n{TITLE}\nالتاريخ\n12 مارس 2022\nالمصدر\nهسبريس\nالكاتب\nسعيد العلوي\nالنص\n{BODY}\n"
    )
    assert (article.title, article.author, article.source) == (TITLE, "سعيد العلوي", "هسبريس")
    assert article.published is not None
    assert article.body == BODY


def test_the_subject_is_the_title_where_no_other_is_named() -> None:
    article = read_text(f"المصدر - هسبريس\nالتاريخ - 12 مارس 2022\nالموضوع - {TITLE}\n\n{BODY}\n")
    assert (article.title, article.review) == (TITLE, ())


def test_title_below_the_fields_is_looked_at() -> None:
    article = read_text(f"Source : Le Courrier\nDate : 12 mars 2022\nAuteur : admin\n\n{TITLE}\n\n{BODY}\n")
    assert (article.title, article.author, article.source) == (TITLE, None, "Le Courrier")
    assert [review.field for review in article.review] == ["title"]
    assert article.body == BODY


def test_what_is_no_date_is_said() -> None:
    article = read_text(f"العنوان: {TITLE}\nالمصدر: هسبريس\nالتاريخ: بدون\n\n{BODY}\n")
    assert article.published is None
    assert [review.field for review in article.review] == ["published"]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\nالمصدر: هسبريس\n\n{BODY}",
        f"{TITLE}\nسعيد العلوي\n\nالعنوان: شارع محمد الخامس، الرباط\n{BODY}",
    ],
)
def test_a_label_or_two_are_no_head(text: str) -> None:
    assert read_text(text).title == TITLE
