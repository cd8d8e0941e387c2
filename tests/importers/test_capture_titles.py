"""Where the title of a copied page stands: below notices, above who wrote it, beside menus printed twice and galleries."""

import json
import textwrap
from pathlib import Path

import pytest

from importers.fields.boilerplate import key
from importers.formats.capture import read_text

TITLE = "سكان دوار تيزي يطالبون بإصلاح الطريق"
BODY = (
    "نظم عشرات من سكان دوار تيزي التابع لجماعة أيت علي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق.\n\n"
    "وقالت حليمة أوعلي، وهي أم لثلاثة أطفال، إن سيارة الإسعاف لم تستطع الوصول إلى بيتها في الشتاء الماضي.\n\n"
    "ودعا بيان وزعه المحتجون إلى فتح حوار مع ممثليهم قبل نهاية الشهر، وإلى نشر الميزانية المخصصة للطرق القروية."
)
MENU = "حول الجمعية\nالأنشطة\nوثائق\nخريطة الموقع\n\n"


@pytest.mark.parametrize(
    "notice",
    [
        "هذه الترجمة قد لا تعكس التغييرات التي تم إدخالها منذ 2022-01-23 على النسخة الإنجليزية الأصلية.",
        "تنبيه: هذه المقالة ترجمة غير رسمية لنص نشرته المنظمة باللغة الإنجليزية.",
        "Ceci est une traduction ; la version anglaise fait foi en cas de doute sur le sens d'un passage.",
        "Note: this page was machine translated on 3 May 2021 and may contain errors.",
        "This article is more than 5 years old.\n\nThis is an unofficial translation from the Arabic original, which prevails.",
    ],
)
def test_title_stands_below_notices_about_the_page(notice: str) -> None:
    article = read_text(f"{MENU}{notice}\n\n{TITLE}\n\n{BODY}\n")
    assert article.title == TITLE
    assert article.body == f"{notice}\n\n{BODY}"
    assert article.published is None
    assert article.event_date is None


def test_a_sentence_that_tells_something_is_no_notice() -> None:
    first = "أعلنت الجماعة أمس عن تأجيل دورة فبراير إلى موعد لاحق، من دون أن تذكر سببا لهذا القرار المفاجئ."
    heading = "شهادات من عين المكان"
    article = read_text(f"{MENU}{first}\n\n{heading}\n\n{BODY}\n")
    assert article.title is None
    assert article.body.startswith(first)


@pytest.mark.parametrize("office", ["رئيس جمعية تيزي للتنمية القروية", "عضو المكتب التنفيذي للجمعية"])
def test_what_the_author_does_is_no_title(office: str) -> None:
    article = read_text(f"{MENU}{TITLE}\n\nبقلم كريم أوحدو\n{office}\n\n{BODY}\n")
    assert (article.title, article.author) == (TITLE, "كريم أوحدو")


def test_menu_that_is_printed_again_below_the_text_gives_no_title() -> None:
    menu = "خدمات الجمعية\nأوراش سكان دوار تيزي\n{}\n"
    other = "\n".join(f"رابط رقم {number}" for number in range(3))
    article = read_text(
        f"{menu.format('مكتبة')}{other}\n\n{TITLE}\n\n{BODY}\n\nجميع الحقوق محفوظة\n{menu.format('أرشيف')}"
    )
    assert article.title == TITLE


def test_caption_of_a_gallery_is_no_title() -> None:
    caption = "سكان دوار تيزي خلال وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق صباح يوم الاثنين"
    page = f"{TITLE}\nكريم أوحدو\n12 ماي 2021\nView 3 Images\n{caption}\n\n{BODY}\n"
    article = read_text(page)
    assert article.title == TITLE
    assert article.published is not None
    assert article.published.value == "2021-05-12"


def test_stamp_below_the_sentence_that_explains_the_headline() -> None:
    lead = "Reçus mardi à la province, les habitants ont exposé leurs revendications tout en interpellant le gouverneur sur l'état de la route qui mène au seul dispensaire de la vallée, coupée chaque hiver."
    title = "Les habitants de Tizi mettent en garde contre l'isolement de la vallée"
    stamp = "Publié le 30 août 2023 à 14h52, modifié le 31 août 2023 à 15h54"
    page = f"{title}\n\n{lead}\n\nPar Salma Berrada\n\n{stamp}\n\n{lead}\n\nIls ont annoncé une marche le 12 septembre 2023 vers la capitale régionale.\n"
    article = read_text(page)
    assert (article.title, article.author) == (title, "Salma Berrada")
    assert article.published is not None
    assert article.published.value == "2023-08-30T14:52"
    assert "Publié" not in article.body


def test_a_day_in_a_chronology_is_no_stamp() -> None:
    page = f"{TITLE}\n\n{BODY}\n\n12 ماي 2021\n\n{BODY}\n"
    assert read_text(page).published is None


@pytest.mark.parametrize("width", [72, 80, 100])
def test_page_printed_to_one_width(width: int) -> None:
    """Browsers for terminals break paragraphs, put signs before the lines of lists and names of files for pictures."""
    notice = (
        "هذه الترجمة قد لا تعكس التغييرات التي تم إدخالها منذ 2022-01-23 على النسخة الإنجليزية الأصلية للنص."
    )
    menu = "  • دليل سكان دوار تيزي\n  • وثائق الجمعية\n\n[3f87c03_2023-08-22t06114]\n"
    paragraphs = [
        *BODY.split("\n\n"),
        *(
            f"وجاء في بلاغ 3 ماي 2021 الذي وزع على الصحافة وعلى جميع سكان الدوار ما يلي: {one}"
            for one in BODY.split("\n\n")
        ),
    ]
    page = f"{menu}\n" + "\n\n".join(
        textwrap.fill(one, width, break_on_hyphens=False) for one in (notice, TITLE, *paragraphs)
    )
    article = read_text(page + "\n")
    assert article.title == TITLE
    assert article.published is None
    assert " ".join(article.body.split()) == " ".join([notice, *paragraphs])


def test_titles_of_real_pages_copied_whole(shared: Path) -> None:
    """Measured: all 60 that a page shows; two pages show another headline than they state."""
    home = shared / "data"
    records = json.loads((home / "pages" / "gold.json").read_text(encoding="utf-8"))
    right = sum(
        key(read_text((home / one["capture"]).read_text(encoding="utf-8-sig")).title or "")
        == key(one["title"])
        for one in records
    )
    assert right >= 0.95 * len(records)
