"""Statements, communiqués and letters of organisations kept as text: who speaks, what the paper calls itself, who wrote nothing."""

import pytest

from importers.fields.organisations import is_office, organisation
from importers.formats.capture import read_text

ARABIC = (
    "تتابع الجمعية بقلق بالغ ما يتعرض له سكان دوار أكرض من تضييق بعد احتجاجهم على نزع ملكية أراضيهم السلالية دون تعويض.\n"
    "وتطالب السلطات بفتح حوار جدي مع ممثلي السكان، وبوقف المتابعات في حق ستة منهم أمام المحكمة الابتدائية."
)
FRENCH = (
    "Le bureau a appris avec stupeur la fermeture du seul dispensaire de la vallée, qui soignait plus de deux mille personnes par an.\n"
    "Il demande aux autorités sanitaires de rétablir sans délai la permanence de nuit et de publier les raisons de cette décision."
)
ENGLISH = (
    "The authorities closed the only clinic in the valley last month, which had treated more than two thousand people a year.\n"
    "We call on the ministry to restore the night service without delay and to publish the reasons for its decision."
)


@pytest.mark.parametrize(
    ("head", "text", "title", "source", "date"),
    [
        (
            "جمعية أكرض للتنمية\nالمكتب المحلي\nأكرض، في 3 ماي 2021\n\nبيان إلى الرأي العام المحلي والوطني",
            ARABIC,
            "بيان إلى الرأي العام المحلي والوطني",
            "جمعية أكرض للتنمية",
            "2021-05-03",
        ),
        (
            "المنظمة المغربية للأرض والكرامة\nلا كرامة بلا أرض\n\n*** بــلاغ ***\nحول نزع ملكية أراضي دوار أكرض",
            ARABIC,
            "بلاغ حول نزع ملكية أراضي دوار أكرض",
            "المنظمة المغربية للأرض والكرامة",
            None,
        ),
        (
            "Association Vallée Vivante\nSection d'Imlil\n\nC O M M U N I Q U É\n\nImlil, le 4 juin 2020",
            FRENCH,
            "COMMUNIQUÉ",
            "Association Vallée Vivante",
            "2020-06-04",
        ),
        (
            "Ligue des Vallées\nBureau exécutif\nLettre ouverte\nà Monsieur le Ministre de la Santé\nRabat, le 4 juin 2020",
            FRENCH,
            "Lettre ouverte à Monsieur le Ministre de la Santé",
            "Ligue des Vallées",
            "2020-06-04",
        ),
        (
            "Atlas Network for Health\nMedia Unit\nPRESS RELEASE\n4 June 2020\nValley left without a clinic",
            ENGLISH,
            "PRESS RELEASE : Valley left without a clinic",
            "Atlas Network for Health",
            "2020-06-04",
        ),
        (
            "Association Vallée Vivante\nImlil, le 4 juin 2020\nÀ Monsieur le délégué provincial\nObjet : fermeture du dispensaire",
            FRENCH,
            "fermeture du dispensaire",
            "Association Vallée Vivante",
            "2020-06-04",
        ),
    ],
)
def test_what_it_is_and_who_speaks(head: str, text: str, title: str, source: str, date: str | None) -> None:
    article = read_text(f"{head}\n\n{text}\n\nعن المكتب\n")
    assert (article.title, article.source, article.author) == (title, source, None)
    assert (article.published.value if article.published else None) == date
    assert text in article.body


def test_who_signs_and_the_date_below_belong_to_the_text() -> None:
    page = f"جمعية أكرض للتنمية\n\nبلاغ صحفي\n\n{ARABIC}\n\nأكرض، 3 ماي 2021\nالمكتب المحلي\n"
    article = read_text(page)
    assert article.published is not None
    assert article.published.value == "2021-05-03"
    assert article.body.endswith("المكتب المحلي")
    assert article.author is None


def test_a_title_with_its_kind_below_stays_the_title() -> None:
    title = "Valley of two thousand people left without any clinic"
    article = read_text(f"{title}\nPress release\n4 June 2020\n\n{ENGLISH}\n")
    assert article.title == title


def test_several_who_speak_together_are_no_single_source() -> None:
    head = "جمعية أكرض للتنمية\nمنظمة الأرض والكرامة\n\nبيان مشترك"
    article = read_text(f"{head}\n\n{ARABIC}\n")
    assert (article.title, article.source) == ("بيان مشترك", None)


@pytest.mark.parametrize(
    "name", ["المكتب المركزي", "فرع الناظور", "عن المكتب", "Section Agadir", "Pour le bureau", "Media Unit"]
)
def test_a_bureau_is_nobodys_name(name: str) -> None:
    assert is_office(name)
    assert organisation(name) is None


@pytest.mark.parametrize("name", ["كريم أوحدو", "Salma Berrada", "سكان الدوار يطالبون بالماء."])
def test_a_person_is_no_organisation(name: str) -> None:
    assert not is_office(name)
    assert organisation(name) is None


def test_the_section_behind_the_name_is_cut() -> None:
    assert organisation("جمعية أكرض للتنمية فرع إمليل") == "جمعية أكرض للتنمية"


@pytest.mark.parametrize(
    ("page", "title", "author", "source", "date"),
    [
        (
            f"المملكة المغربية\nوزارة العدل\nالمحكمة الابتدائية بأزيلال\n\nحكم عدد 45 بتاريخ 2019/05/21\n\n{ARABIC}",
            "حكم عدد 45 بتاريخ 2019/05/21",
            None,
            "المحكمة الابتدائية بأزيلال",
            "2019-05-21",
        ),
        (
            f"Témoignage\n\nRecueilli par Salma Berrada à Imlil, le 20 février 2019\n\n{FRENCH}",
            "Témoignage",
            "Salma Berrada",
            None,
            "2019-02-20",
        ),
        (
            f"شهادة السيدة حادة أوعلي من دوار أكرض\n\nسجلت بأكرض يوم 20 فبراير 2019\n\n{ARABIC}",
            "شهادة السيدة حادة أوعلي من دوار أكرض",
            None,
            None,
            "2019-02-20",
        ),
        (
            f"لائحة المعتقلين من دوار أكرض\nتحيين: 3 مارس 2019\n\n1- كريم أوعلي، 27 سنة\n2- سعيد أوبلا، 31 سنة\n\n{ARABIC}",
            "لائحة المعتقلين من دوار أكرض",
            None,
            None,
            "2019-03-03",
        ),
        (
            f"Une vallée sans dispensaire\n\nKhénifra (Maroc), 8 fév 2019 (AFP) - {FRENCH}",
            "Une vallée sans dispensaire",
            None,
            None,
            "2019-02-08",
        ),
        (
            f"FOR IMMEDIATE RELEASE\n\nAtlas Health Coalition\nContact: Salma Berrada, +212 600 000 000\n\nPRESS RELEASE\n\nValley Left Without Court Order or Clinic\n\nImlil, February 8, 2019\n\n{ENGLISH}",
            "PRESS RELEASE : Valley Left Without Court Order or Clinic",
            None,
            "Atlas Health Coalition",
            "2019-02-08",
        ),
    ],
)
def test_other_papers(page: str, title: str, author: str | None, source: str | None, date: str) -> None:
    article = read_text(page)
    assert (article.title, article.author, article.source) == (title, author, source)
    assert (article.published.value if article.published else None) == date


def test_to_whom_a_letter_goes_and_who_speak_together_stay_in_the_text() -> None:
    to = "إلى السيد وكيل الملك لدى المحكمة الابتدائية بأزيلال"
    letter = read_text(
        f"كريم أوعلي\nدوار أكرض\n\n{to}\n\nالموضوع: شكاية من أجل الهدم\n\n{ARABIC}\n\nأزيلال في 12 فبراير 2019\n"
    )
    assert (letter.title, letter.author) == ("شكاية من أجل الهدم", None)
    assert letter.body.startswith(f"كريم أوعلي\nدوار أكرض\n\n{to}")
    together = read_text(f"جمعية أكرض للتنمية\nمنظمة الأرض والكرامة\n\nبيان مشترك\n\n{ARABIC}\n")
    assert together.body.startswith("جمعية أكرض للتنمية\nمنظمة الأرض والكرامة")


@pytest.mark.parametrize(
    "line", ["منظمة الأرض والكرامة تندد بهدم المنازل", "Seventeen Homes Destroyed Without Court Order"]
)
def test_a_headline_about_an_organisation_is_no_name(line: str) -> None:
    assert organisation(line) is None


def test_a_letter_without_a_subject_has_no_title_and_keeps_its_head() -> None:
    head = "Salma Berrada\n12, rue des Oudayas\nRabat\n\nRabat, le 8 février 2019\n\nMonsieur le Directeur,"
    article = read_text(f"{head}\n\n{FRENCH}\n\nSalma Berrada\n")
    assert (article.title, article.author, article.source) == (None, None, None)
    assert article.published is not None
    assert article.published.value == "2019-02-08"
    assert article.body.startswith("Salma Berrada\n12, rue des Oudayas")
    assert [one.field for one in article.review] == ["title"]


def test_a_chronology_is_no_dispatch() -> None:
    lines = "05/02/2019, 05:30 - Les bulldozers arrivent au village : trois maisons sont détruites.\n06/02/2019, 11:00 - Une délégation des habitants est reçue à la province."
    article = read_text(f"Chronologie des événements d'Imlil\n\n{lines}\n\n{FRENCH}\n")
    assert article.published is None
    assert article.body == f"{lines}\n\n{FRENCH}"


@pytest.mark.parametrize(
    "line",
    [
        "المجلس الوطني لحقوق الإنسان يتفقد سجن عكاشة",
        "هيئة دفاع بوعشرين تنسحب من الجلسة",
        "المحكمة تؤجل ملف معتقلي الحي المحمدي",
        "جمعية حقوقية نددت بالاعتقالات",
        "وزارة الداخلية تمنع مسيرة تضامنية",
        "مجلس جماعة تازة يقاطع الدورة",
        "محكمة الرباط تبرئ الصحفي",
        "نقابة التعليم تلوح بالإضراب",
        "Amnesty International accuse Rabat",
        "Ligue marocaine des droits humains dénonce",
    ],
)
def test_a_headline_in_whatever_verb_is_no_organisation(line: str) -> None:
    assert organisation(line) is None


@pytest.mark.parametrize(
    "name",
    [
        "المجلس الوطني لحقوق الإنسان",
        "جمعية تويزة للتنمية والتضامن",
        "منظمة تاماينوت",
        "جمعية تيفاوين",
        "تنسيقية تافراوت",
        "مؤسسة يوسف بن تاشفين",
        "جمعية آيت يحيى للتراث",
        "جمعية تنمية المرأة القروية",
        "مركز تكوين المحامين",
        "شبكة جمعيات الجنوب الشرقي تنغير",
        "Association marocaine des droits humains",
        "Ligue marocaine pour la défense des droits de l’homme",
    ],
)
def test_a_name_with_a_word_like_a_verb_is_one(name: str) -> None:
    assert organisation(name) == name
