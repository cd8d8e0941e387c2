"""Copies of conversations on telephones: no author, no source, no date but a stated one, every message kept."""

import pytest

from importers.formats.capture import read_text

BODY = (
    "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء.\n"
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار مع ممثلي السكان."
)
FORMS = {
    "whatsapp-ios": "\u200e[14/03/2023, 09:12:44] {}: {}",
    "whatsapp-ios-12": "[14/3/23, 9:12:44\u202fPM] {}: {}",
    "whatsapp-android": "14/03/2023, 09:12 - {}: {}",
    "whatsapp-french": "14/03/2023 à 09:12 - {} : {}",
    "whatsapp-arabic": "١٤/٣/٢٠٢٣، ٩:١٢ م - {}: {}",
    "telegram": "{}, [14.03.2023 09:12]\n{}",
    "telegram-desktop": "[14.03.2023 09:12] {}: {}",
    "signal": "[2023-03-14 09:12] {}: {}",
}


@pytest.mark.parametrize("form", FORMS)
def test_who_sent_it_on_is_nobody(form: str) -> None:
    said = [("كريم", "السلام عليكم"), ("كريم", f"*نداء سكان دوار تيزي*\n{BODY}"), ("سناء", "شكرا")]
    text = "\n".join(FORMS[form].format(name, words) for name, words in said)
    article = read_text(text)
    assert (article.title, article.author, article.source) == ("نداء سكان دوار تيزي", None, None)
    assert article.published is None
    assert BODY in article.body
    assert "شكرا" in article.body
    assert {one.field for one in article.review} == {"title", "author", "published"}
    assert [line.text for line in article.lines] == [line.strip() for line in text.split("\n")]


def test_a_day_that_a_message_states() -> None:
    text = f"14/03/2023, 09:12 - كريم: بلاغ حول دوار تيزي\nتيزي في 12 مارس 2023\n{BODY}\n14/03/2023, 09:20 - سناء: تم\n"
    article = read_text(text)
    assert (article.title, article.published and article.published.value) == (
        "بلاغ حول دوار تيزي",
        "2023-03-12",
    )
    assert "published" in {one.field for one in article.review}


def test_what_the_program_says_is_hidden() -> None:
    text = f"14/03/2023, 09:11 - Les messages sont chiffrés de bout en bout.\n14/03/2023, 09:12 - Karim: {BODY}\n"
    article = read_text(text)
    assert article.lines[0].kind == "boilerplate"
    assert article.title is None


def test_a_line_of_hours_in_a_text_is_no_conversation() -> None:
    text = f"دوار تيزي: يوم من الاحتجاج\n\n{BODY}\n14/03/2023, 09:12 - وصول القوات العمومية\n{BODY}\n"
    assert read_text(text).title == "دوار تيزي: يوم من الاحتجاج"
