"""Names and days between title and text of pages, in the mark-up of builders and agencies."""

import pytest

from importers.page.markup import read_markup
from importers.page.reading import read_page
from store.article import Article

TITLE = "تأجيل ملف معتقلي الحي المحمدي بالدار البيضاء"
TEXT = "".join(
    f"<p>{one}</p>"
    for one in (
        "قررت المحكمة الابتدائية بالدار البيضاء تأجيل النظر في ملف معتقلي الحي المحمدي إلى غاية الأسبوع المقبل من أجل إعداد الدفاع.",
        "وطالبت العائلات بالإفراج عن أبنائها، مؤكدة أنها ستواصل احتجاجها أمام مقر المحكمة إلى حين تحقيق مطالبها.",
    )
)


def page(above: str, below: str = "", head: str = "", name: str = "") -> Article:
    markup = f"<html lang=ar dir=rtl><head><title>{TITLE}{name}</title>{head}</head><body><article><h1>{TITLE}</h1>{above}<div>{TEXT}</div>{below}</article>"
    return read_page(read_markup(markup.encode()))


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("<div>نشر بتاريخ 15/03/2022 من طرف سعيد العلوي</div>", "سعيد العلوي"),
        ("<p>15-03-2022 10:35</p><p>سعيد العلوي</p>", "سعيد العلوي"),
        ("<p class=source>AFP</p><p>15 mars 2022</p>", "AFP"),
        (
            "<div class=article-byline><h4><a>Jane Doe</a></h4><time datetime=2022-03-15>Mar 15, 2022</time> • 4 min read</div>",
            "Jane Doe",
        ),
    ],
)
def test_author_beside_the_day(above: str, author: str) -> None:
    article = page(above, name=" - جريدة الوادي")
    assert article.author == author
    assert article.published is not None
    assert article.published.value[:10] == "2022-03-15"
    assert author not in article.body


def test_of_a_site_and_a_person_the_person_wrote() -> None:
    article = page(
        "<div><span><a>سعيد العلوي</a></span> <time>15 مارس</time></div>",
        head="<meta itemprop=datePublished content=2022-03-15T10:35:00+0000><meta name=author content='جريدة الوادي'>",
        name=" — جريدة الوادي",
    )
    assert (article.author, article.source) == ("سعيد العلوي", "جريدة الوادي")
    assert "سعيد" not in article.body


@pytest.mark.parametrize(
    "below",
    [
        "<p>تمت الطباعة يوم: 2023-06-05</p>",
        "<div><h3>ادعم عملنا</h3><p>تبرع الآن لحماية حقوق الإنسان.</p></div>",
    ],
)
def test_what_is_printed_below_is_no_text(below: str) -> None:
    assert page("<p>15 مارس 2022</p>", below).body == page("<p>15 مارس 2022</p>").body


def test_the_way_back_is_no_section() -> None:
    article = read_page(
        read_markup(
            f"<html lang=ar><title>{TITLE}</title><body><div class=breadcrumb><a>العودة إلى الأخبار</a></div><h1>{TITLE}</h1>{TEXT}".encode()
        )
    )
    assert article.section is None
