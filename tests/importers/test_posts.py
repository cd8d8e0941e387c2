"""Posts of social networks, copies of browsers for terminals, and what sites print below a text."""

import pytest

from importers.formats.capture import read_text

FIRST = "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء."
SECOND = (
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار جدي مع ممثلي السكان."
)
FOOT = "Voir moins\n312\n87 commentaires\n145 partages\nJ’aime\nCommenter\nPartager\nVoir plus de commentaires\nMohamed\nالله يعاونكم على هذه المحنة\nJ’aime\nRépondre\n5 ans\n"
FRENCH = (
    "Les habitants de la vallée se sont rassemblés lundi devant le siège du caïdat pour réclamer la réfection de la route.",
    "Selon Halima Ouali, l'ambulance n'a pas pu atteindre sa maison l'hiver dernier, et personne n'est venu constater les dégâts.",
)
TITLE = "Les habitants de Tizi réclament une route"


@pytest.mark.parametrize(
    ("name", "stamp", "day", "source"),
    [
        ("جمعية تيزي للتنمية", "16 août 2018 ·", "2018-08-16", "جمعية تيزي للتنمية"),
        ("جمعية تيزي للتنمية", "3 h ·", None, "جمعية تيزي للتنمية"),
        ("Karim Ouhaddou", "منذ 3 ساعات ·", None, None),
        ("Karim Ouhaddou", "12 mai 2021, 09:30 · Public", "2021-05-12T09:30", None),
    ],
)
@pytest.mark.parametrize(
    "foot", [FOOT, "أعجبني · تعليق · مشاركة\nعرض المزيد من التعليقات\nمحمد\nأعانكم الله\n"]
)
def test_post(name: str, stamp: str, day: str | None, source: str | None, foot: str) -> None:
    article = read_text(f"{name}\n{stamp}\n{FIRST}\n{SECOND}\n{foot}")
    assert (article.title, article.source) == (None, source)
    assert article.author == (None if source else name)
    assert (article.published.value if article.published else None) == day
    assert article.body == f"{FIRST}\n{SECOND}"
    assert {one.field for one in article.review} >= {"title", "source" if source else "author"}


def test_statement_in_a_post() -> None:
    article = read_text(
        f"جمعية تيزي للتنمية\n16 août 2018 ·\nبلاغ إلى الرأي العام\n{FIRST}\n{SECOND}\n{FOOT}"
    )
    assert (article.title, article.source) == ("بلاغ إلى الرأي العام", "جمعية تيزي للتنمية")
    assert article.body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "tail",
    [
        "Salma Berrada\nRetrouvez dans la même rubrique\nLa neige bloque le col de Tichka",
        "Topics\nFreedom of Expression\nRelated Content\nSnow blocks the pass",
        "اقرأ أيضا\nالثلوج تقطع طريق تيشكا أمام المسافرين\nمواضيع ذات صلة\nأمطار مرتقبة",
    ],
)
def test_what_stands_below_a_text(tail: str) -> None:
    article = read_text(
        f"{TITLE}\nPar Salma Berrada | Edition N°:6119 Le 15/10/2021 | Partager\n"
        + "\n".join(FRENCH)
        + f"\n{tail}\n"
    )
    assert (article.title, article.author) == (TITLE, "Salma Berrada")
    assert article.body == "\n".join(FRENCH)


@pytest.mark.parametrize("heading", ["References\n\n   ", "References\n\n   Visible links\n   "])
def test_numbers_of_links_are_no_part_of_a_name(heading: str) -> None:
    page = (
        f"   [1]Accueil [2]Articles\n\n   {TITLE}\n\n   mercredi 20 novembre 2019, par [4]Salma Berrada\n\n   "
        + "\n\n   ".join(FRENCH)
    )
    article = read_text(
        f"{page}\n\n{heading}1. https://tizi.example/\n   2. https://tizi.example/articles\n   4. https://tizi.example/salma\n"
    )
    assert (article.title, article.author) == (TITLE, "Salma Berrada")
    assert "tizi.example" not in article.body
    assert "References" not in article.body


def test_numbers_in_brackets_stay_where_no_links_are_listed() -> None:
    text = f"{TITLE} [2]\n\n" + "\n".join(FRENCH)
    assert read_text(text).title == f"{TITLE} [2]"


def test_a_moment_with_nothing_posted_below_it_is_no_post() -> None:
    article = read_text("A\n0·")
    assert [line.text for line in article.lines] == ["A", "0·"]
