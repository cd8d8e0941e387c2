"""Habits of papers and networks: the paper's name beside the author's, labels beside dates, leads, accounts, midnight."""

import pytest

from importers.base import Read, Source
from importers.parsing import parse
from store.article import Article

TITLE = "تجار السوق القديم يرفضون قرار الترحيل"
TEXT = [
    "رفض تجار السوق القديم، مساء الأحد، قرار ترحيلهم إلى ضاحية المدينة قبل أن تنتهي الجماعة من بناء المحلات الجديدة.",
    "وقال أمين التجار إن القرار اتخذ دون استشارتهم، وإن أكثر من تسعين أسرة ستفقد مورد رزقها الوحيد بسببه.",
    "ووعد رئيس الجماعة بلقاء جديد خلال الأسبوع، وبإحداث لجنة مشتركة تتابع الأشغال وتحصي المتضررين منها.",
]


def page(
    above: str = "", head: str = "", title: str | None = None, first: str = "", heading: str | None = None
) -> Article:
    text = "".join(f"<p>{one}</p>" for one in (first, *TEXT) if one)
    markup = (
        f"<html><head><title>{title or TITLE}</title>{head}</head><body><h1>{TITLE if heading is None else heading}</h1>{above}"
        f"<div class=text>{text}</div></body></html>"
    )
    (read,) = parse(Source("page.html", markup.encode())).reads
    assert isinstance(read, Read)
    return read.article


def body_of(article: Article) -> list[str]:
    return [line for line in article.body.split("\n") if line]


SITE = "<meta property=og:site_name content='صدى السوق'>"


@pytest.mark.parametrize(
    "line", ["صدى السوق – كريم التازي", "كريم التازي ـ صدى السوق //", "صدى السوق: كريم التازي"]
)
def test_the_author_beside_the_name_of_the_paper_on_the_first_line(line: str) -> None:
    article = page("<div>16 يناير 2024 - 14:00</div>", SITE, first=line)
    assert article.author == "كريم التازي"
    assert [review.field for review in article.review] == ["author"]
    assert body_of(article) == TEXT


@pytest.mark.parametrize("line", ["صدى السوق – تازة", "صدى السوق – و م ع"])
def test_a_place_or_an_agency_there_is_no_author(line: str) -> None:
    assert page("<div>16 يناير 2024 - 14:00</div>", SITE, first=line).author is None


def test_the_name_of_the_paper_in_other_words_is_no_author() -> None:
    assert page("<div>صدى السوق السوق - 16 يناير 2024</div>", SITE).author is None


@pytest.mark.parametrize(
    "line",
    [
        "Catégorie : Communiqués",
        "Publication : 16 janvier 2024",
        "الخط : A- A+",
        "التصنيف: بيانات",
        "Affichages : 412",
    ],
)
def test_what_is_said_of_a_page_beside_its_author_names_nobody(line: str) -> None:
    article = page(f"<div>{line}</div><div>16 يناير 2024 - 14:00</div>")
    assert (article.author, article.source) == (None, None)


def test_one_word_beside_a_day_is_marked() -> None:
    article = page("<div><span>الصدى</span> <span>الثلاثاء 16 يناير 2024 | 14:00</span></div>")
    assert article.author is None or [review.field for review in article.review] == ["author"]


def test_a_page_that_names_its_site_before_its_title() -> None:
    article = page(
        "<div>16/01/2024 14:00:00</div><div>الصدى المغربية - كريم التازي</div>", title=f"الصدى : {TITLE}"
    )
    assert article.author == "كريم التازي"
    assert article.source is not None
    assert "الصدى" in article.source


def test_a_tagline_is_no_name_of_a_site() -> None:
    article = page(title=f"{TITLE} - صدى.كوم | موقع مغربي إخباري شامل يتجدد على مدار الساعة")
    assert article.source == "صدى.كوم"
    assert page(title=f"طباعة - {TITLE}").source is None


def test_sentences_between_title_and_author_are_the_lead() -> None:
    lead = "قرار الجماعة يهدد مورد رزق تسعين أسرة، والتجار يطالبون بالحوار قبل أي ترحيل جديد من السوق."
    article = page(f"<div class=chapo><p>{lead}</p></div><div>بقلم: كريم التازي - 16 يناير 2024</div>")
    assert body_of(article) == [lead, *TEXT]
    assert article.author == "كريم التازي"


def test_midnight_sharp_is_no_hour() -> None:
    article = page("<div>January 16, 2024 12:00AM EST</div>")
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2024-01-16", "day")


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("جمعية تجار السوق - Facebook", ""),
        (
            'جمعية تجار السوق on X: "رفض تجار" / X',
            "<meta property=og:title content='جمعية تجار السوق (@suq) on X'>",
        ),
    ],
)
def test_the_account_of_a_post_is_no_title(title: str, head: str) -> None:
    article = page("<div>16 يناير 2024</div>", head, title, heading="جمعية تجار السوق")
    assert (article.title, article.source) == (None, "جمعية تجار السوق")
    assert {"title", "source"} <= {review.field for review in article.review}


DRUPAL = "<article class=node><footer class=node__meta><div class=node__submitted>{}</div></footer><div>"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Soumis par <span>Karim Tazi</span> le <span>mar 16/01/2024 - 14:00</span>", "Karim Tazi"),
        ("Soumis par <span>admin</span> le <span>mar 16/01/2024 - 14:00</span>", None),
        ("Submitted by <span>Karim Tazi</span> on <span>Tue, 01/16/2024 - 14:00</span>", "Karim Tazi"),
    ],
)
def test_the_footer_above_a_text_in_drupal(line: str, author: str | None) -> None:
    article = page(f"{DRUPAL.format(line)}</div></article>")
    assert article.author == author
    assert article.published is not None
    assert article.published.value == "2024-01-16T14:00"


def test_who_took_down_the_words_stands_below_an_interview() -> None:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    (read,) = parse(
        Source(
            "page.html",
            f"<title>{TITLE}</title><h1>{TITLE}</h1>{text}<p><i>حاوره: كريم التازي</i></p>".encode(),
        )
    ).reads
    assert isinstance(read, Read)
    assert read.article.author == "كريم التازي"
    assert body_of(read.article) == TEXT


def test_the_day_of_a_change_that_stands_alone_is_marked() -> None:
    article = page("<div><span>آخر تحديث</span><time>17 يناير 2024 09:10</time></div>")
    assert article.published is None or [review.field for review in article.review] == ["published"]
    article = page(
        "<div><span>نشر</span><time>16 يناير 2024</time></div><div><span>آخر تحديث</span><time>17 يناير 2024</time></div>"
    )
    assert article.published is not None
    assert article.published.value == "2024-01-16"


def test_a_home_page_is_not_called_as_its_first_article() -> None:
    cards = "".join(
        f"<article><h2><a href=/x>{TITLE} {day}</a></h2><time>1{day} يناير 2024</time><p>{TEXT[0][:70]}...</p></article>"
        for day in range(4)
    )
    (read,) = parse(Source("page.html", f"<title>صدى السوق</title><body>{cards}</body>".encode())).reads
    assert isinstance(read, Read)
    assert read.article.title == "صدى السوق"
    assert {"title", "body"} <= {review.field for review in read.article.review}
