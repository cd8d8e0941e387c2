"""What a byline may begin with, in pages, documents and copies alike, and names that no person has."""

import pytest

from importers.fields import assembling
from importers.fields.writers import SAYS_BY, somebody
from importers.formats.capture import read_text
from store.article import Line

TITLE = "سكان دوار تيزي يطالبون بإصلاح الطريق"
BODY = (
    "نظم عشرات من سكان دوار تيزي التابع لجماعة أيت علي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق.\n"
    "وقالت حليمة أوعلي، وهي أم لثلاثة أطفال، إن سيارة الإسعاف لم تستطع الوصول إلى بيتها في الشتاء الماضي."
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Rédigé par : Salma Berrada", "Salma Berrada"),
        ("Préparé par Salma Berrada", "Salma Berrada"),
        ("Propos recueillis par Salma Berrada", "Salma Berrada"),
        ("Texte : Salma Berrada", "Salma Berrada"),
        ("Posté par Salma Berrada", "Salma Berrada"),
        ("من إنجاز: كريم أوحدو", "كريم أوحدو"),
        ("من إعداد كريم أوحدو", "كريم أوحدو"),
        ("أعدته: سلمى بنجلون", "سلمى بنجلون"),
        ("حرره كريم أوحدو", "كريم أوحدو"),
        ("بقلم الأستاذ: كريم أوحدو", "كريم أوحدو"),
        ("كتب: كريم أوحدو", "كريم أوحدو"),
        ("Compiled by Karim Ouhaddou", "Karim Ouhaddou"),
        ("Story by: Karim Ouhaddou", "Karim Ouhaddou"),
        ("Par Salma Berrada | Edition N°:6119 Le 15/10/2021 | Partager", "Salma Berrada"),
    ],
)
def test_the_name_behind_what_says_so(line: str, name: str) -> None:
    article = read_text(f"{TITLE}\n{line}\n\n{BODY}\n")
    assert (article.author, article.source) == (name, None)
    assert [one.field for one in article.review if one.field == "author"] == []


@pytest.mark.parametrize("line", ["كتب في 12 ماي 2021", "بيان مشترك", "Mis en ligne"])
def test_what_names_nobody(line: str) -> None:
    assert read_text(f"{TITLE}\n{line}\n\n{BODY}\n").author is None


@pytest.mark.parametrize("line", ["Parvenu au terme", "Textes adoptés", "تحريرية", "إعدادية"])
def test_words_that_only_begin_so(line: str) -> None:
    assert SAYS_BY.match(line) is None


@pytest.mark.parametrize("name", ["admin", "Super User", "مدير الموقع", "Administrateur"])
def test_what_programs_call_their_users(name: str) -> None:
    assert somebody(name) is None
    assert SAYS_BY.match(f"par {name}")
    assert read_text(f"{TITLE}\nPar {name}\n\n{BODY}\n").author is None


@pytest.mark.parametrize("name", ["admin", "Super User", "المشرف العام"])
def test_no_format_takes_a_programs_user_for_an_author(name: str) -> None:
    lines = [Line(BODY, "body")]
    assert assembling.article(lines, title=TITLE, author=name).author is None
    assert assembling.article(lines, title=TITLE, author="Salma Berrada").author == "Salma Berrada"
