"""Posts copied from X, Facebook and Telegram: whose they are, which words are the network's, and what is cut off."""

import pytest

from importers.formats.capture import read_text

FIRST = "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء."
SECOND = (
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار جدي مع ممثلي السكان."
)
COUNTERS = {
    "ar": "\n·\n١٢٫٤ ألف\n مشاهدة\n٣٧\nإعادات نشر\n٤\nاقتباسات\n١١٢\nإعجابًا\nانشر ردك\nرد\n",
    "en": "\n·\n12.4K\n Views\n37\n Reposts\n4\n Quotes\n112\n Likes\n8\n Bookmarks\nPost your reply\nReply\n",
    "fr": "\n·\n12,4 k\n vues\n37\n Reposts\n112\n J’aime\n8\n Signets\nPostez votre réponse\n",
}
REPLY = "قارئ\n@reader\n·\nJul 20, 2021\nأعانكم الله على هذه المحنة الطويلة، ونتمنى أن تجد السلطات حلا لهذه الطريق في القريب العاجل إن شاء الله.\n"


@pytest.mark.parametrize(
    ("above", "moment", "counters"),
    [
        ("منشور\n\nمحادثة\n", "٩:١٤ م · ١٩ يوليو ٢٠٢١", "ar"),
        ("Post\nSee new posts\nConversation\n", "9:14 PM · Jul 19, 2021", "en"),
        ("", "9:14 PM · 19 juil. 2021 · Twitter for Android", "fr"),
    ],
)
def test_post_on_x(above: str, moment: str, counters: str) -> None:
    article = read_text(
        f"{above}حليمة أوعلي\n@halima_o\n{FIRST}\n\n{SECOND}\n{moment}{COUNTERS[counters]}{REPLY}"
    )
    assert (article.title, article.author, article.source) == (None, "حليمة أوعلي", None)
    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert article.published is not None
    assert article.published.value[:10] == "2021-07-19"


@pytest.mark.parametrize(
    ("name", "is_page"),
    [
        ("AMDH Nador", True),
        ("لجنة دعم سكان تيزي", True),
        ("فرع الناظور", True),
        ("حليمة أوعلي", False),
        ("Halima O.", False),
    ],
)
def test_pages_and_persons_above_posts(name: str, is_page: bool) -> None:
    article = read_text(f"{name}\n16 août 2018 ·\n{FIRST}\n{SECOND}\nأعجبني\nتعليق\nمشاركة\n")
    assert (article.author, article.source) == ((None, name) if is_page else (name, None))


def test_points_and_buttons_between_name_and_moment() -> None:
    article = read_text(
        f"AMDH Nador\n · \nSuivre\n24 juin 2022 à 14:32\n · \n{FIRST}\n{SECOND}\nVoir la traduction\nToutes les réactions :\n234\n45\nJ’aime\nCommenter\nEnvoyer\nPartager\n"
    )
    assert article.source == "AMDH Nador"
    assert article.published is not None
    assert article.published.value == "2022-06-24T14:32"
    assert article.body == f"{FIRST}\n{SECOND}"


def test_who_likes_a_post_is_no_part_of_it() -> None:
    words = "Peut être une image de 3 personnes et plein air\n1,2 K\nYoussef El Idrissi et 233 autres personnes\n87 commentaires\n"
    article = read_text(f"AMDH Nador\n16 août 2018 ·\n{FIRST}\n{SECOND}\n{words}J’aime\nCommenter\n")
    assert article.body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "above",
    [
        "Forwarded from لجنة دعم سكان تيزي",
        "أعيد توجيهها من لجنة دعم سكان تيزي",
        "Transféré de لجنة دعم سكان تيزي",
    ],
)
def test_message_that_was_sent_on(above: str) -> None:
    article = read_text(f"{above}\nبلاغ إخباري\n{FIRST}\n{SECOND}\n1.2K views, edited  18:04\n")
    assert (article.title, article.author, article.source) == ("بلاغ إخباري", None, "لجنة دعم سكان تيزي")
    assert article.body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("end", ["… عرض المزيد", "... Voir plus", "… See more", "... Afficher la suite"])
def test_post_that_was_cut_off_says_so(end: str) -> None:
    article = read_text(f"حليمة أوعلي\nالأمس الساعة ١٠:٣٢ م ·\n{FIRST}\n{SECOND[:-1]}{end}\n")
    assert article.title is None
    assert [review.field for review in article.review if review.field == "body"] == ["body"]
    whole = read_text(f"حليمة أوعلي\nالأمس الساعة ١٠:٣٢ م ·\n{FIRST}\n{SECOND}\n")
    assert not any(review.field == "body" for review in whole.review)


def test_messages_of_a_channel_copied_from_its_window() -> None:
    name = "لجنة دعم سكان تيزي"
    article = read_text(
        f"{name}\nقناة\n3 214 مشترك\n14 مارس\n{name}\n{FIRST}\n1.2K\n18:04\n{name}\n{SECOND}\n980\n19:12\n"
    )
    assert (article.title, article.author, article.source) == (None, None, name)
    assert article.body == f"{FIRST}\n{SECOND}"
    assert article.published is None
    assert {review.field for review in article.review} == {"title", "source", "published"}


def test_a_portal_with_its_name_above_and_below_is_no_channel() -> None:
    article = read_text(
        f"صدى الجبل\n10:35\nأمطار مرتقبة بالشمال\n11:20\nصدى الجبل\n12:00\nوقفة سكان دوار تيزي من أجل الطريق\nالاثنين 14 مارس 2022\n\n{FIRST}\n\n{SECOND}\n\nصدى الجبل\nجميع الحقوق محفوظة\n"
    )
    assert article.title == "وقفة سكان دوار تيزي من أجل الطريق"
    assert article.published is not None


def test_numbers_that_a_browser_puts_before_links_are_no_text() -> None:
    article = read_text(
        "Les habitants de Tizi réclament une route\n\nlundi 14 mars 2022, par [6]Salma Berrada\n\n"
        "Les habitants de la [7]vallée se sont rassemblés devant le siège du caïdat [1].\n\nPersonne n'est venu constater les dégâts.\n\n"
        "References\n\n   1. https://example.ma/\n   6. https://example.ma/salma\n   7. https://example.ma/vallee\n"
    )
    assert "de la vallée se sont" in article.body
    assert "caïdat [1]." in article.body
    assert article.author == "Salma Berrada"
