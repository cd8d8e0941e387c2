"""Texts that somebody has cleaned: with no line of a page around, nothing of them is left out."""

import pytest

from importers.formats.capture import read_text

FIRST = "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء."
SECOND = (
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار جدي مع ممثلي السكان."
)


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def test_conversation_before_a_court() -> None:
    said = "القاضي: ما اسمك؟\nالمتهم: سعيد.\nالقاضي: أين كنت يوم 12 مارس 2019؟\nالمتهم: كنت في البيت مع أسرتي، ولم أغادره طيلة ذلك اليوم.\nالقاضي: هل لديك شهود؟\nالمتهم: نعم سيدي الرئيس."
    article = read_text(f"مقطع من المحاكمة\n{said}\n")
    assert article.title in ("مقطع من المحاكمة", None)
    assert lines(article.body)[-6:] == lines(said)
    assert article.published is None


def test_list_between_two_sentences_below_the_title() -> None:
    listed = "The following detainees have been on hunger strike since 1 March 2022 in Oukacha prison to protest ill-treatment:\n\nNasser Z. – Tangier prison\nNabil A. – Tangier prison\nSamir I. – Fez prison\n\nTheir families call on the authorities to act before it is too late."
    article = read_text(f"Detainees on hunger strike\n\n{listed}\n")
    assert (article.title, article.body) == ("Detainees on hunger strike", listed)


def test_table_with_tabs_right_below_the_title() -> None:
    table = "السنة\tالمعتقلون\tالأحكام\n2019\t112\t43\n2020\t98\t51\n2021\t134\t60"
    article = read_text(f"حصيلة الاعتقالات بالإقليم خلال ثلاث سنوات\n{table}\n{FIRST}\n\n{SECOND}\n")
    assert table in article.body
    assert SECOND in article.body


@pytest.mark.parametrize("heading", ["تعليق", "الموقع", "رد"])
def test_a_word_of_a_form_between_sentences_is_a_heading(heading: str) -> None:
    article = read_text(f"سكان دوار تيزي يطالبون بطريق\n\n{FIRST}\n\n{heading}\n\n{SECOND}\n")
    assert lines(article.body) == [FIRST, heading, SECOND]
    form = read_text(f"سكان دوار تيزي يطالبون بطريق\n\n{FIRST}\n\n{SECOND}\n\nاترك تعليقا\nتعليق\nالاسم\n")
    assert lines(form.body) == [FIRST, SECOND]


@pytest.mark.parametrize("buttons", ["مشاركة / Partager", "طباعة / إرسال", "Partager | Imprimer"])
def test_buttons_below_a_text_are_no_text(buttons: str) -> None:
    article = read_text(f"سكان دوار تيزي يطالبون بطريق\n\n{FIRST}\n\n{SECOND}\n\n{buttons}\n")
    assert lines(article.body) == [FIRST, SECOND]


@pytest.mark.parametrize("sign", ["ومع: 07 نونبر 2019\nد/ ر ب - م ح", "_\nع.ف", "م أ/أ م"])
def test_the_sign_below_a_dispatch_is_no_text(sign: str) -> None:
    article = read_text(
        f"سكان دوار تيزي يطالبون بطريق\n07/11/2019 - 11:20\n\n{FIRST}\n\n{SECOND}\n\n{sign}\n"
    )
    assert lines(article.body) == [FIRST, SECOND]


def test_the_name_of_an_organisation_is_not_the_title_where_one_stands_below() -> None:
    article = read_text(
        "Human Rights Watch\n350 Fifth Avenue, New York\n\nMorocco: Crackdown on Activists Intensifies\n"
        "Rabat, March 14, 2022 – Moroccan authorities have intensified their crackdown on activists and bloggers in recent months, the group said.\n"
    )
    assert article.title == "Morocco: Crackdown on Activists Intensifies"
