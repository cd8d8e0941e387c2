"""Saved pages that are no article: notices of a server, walls, and lists of articles, whose days and names are nobody's here."""

import pytest

from importers.base import Read, Source
from importers.page.notices import is_notice
from importers.parsing import parse
from store.article import Article

TEXT = [
    "أعلنت نقابة عمال الميناء عن إضراب لثمان وأربعين ساعة ابتداء من الإثنين، بعد فشل جولتين من الحوار مع الإدارة.",
    "وأوضح كاتبها المحلي أن المطالب تتعلق بالسلامة وبأداء الساعات الإضافية، وأن النقابة تبقى منفتحة على كل حل جدي.",
    "ولم تصدر الإدارة إلى حدود مساء الأحد أي بلاغ، فيما دعت الغرفة التجارية الطرفين إلى العودة إلى طاولة الحوار.",
]
TITLES = [
    "نقابة عمال الميناء تعلن إضرابا",
    "جمعية الآباء تطالب بفتح المدرسة",
    "سكان الحي يشتكون من غياب الإنارة",
    "ندوة حول الحق في الماء",
]
DAYS = ["3 ماي 2022", "4 ماي 2022", "5 ماي 2022", "6 ماي 2022"]
NAV = "<ul class=menu><li><a href=/p>سياسة</a><li><a href=/s>مجتمع</a></ul>"


def outcome(markup: str) -> Article | str:
    parsed = parse(Source("page.html", markup.encode()))
    if parsed.reads and isinstance(parsed.reads[0], Read):
        return parsed.reads[0].article
    return parsed.message


def page(title: str, body: str, head: str = "") -> Article | str:
    return outcome(
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{NAV}{body}</body></html>"
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<h1>www.journal.example</h1><h2>Checking if the site connection is secure</h2><div>Ray ID: 7a8b</div>"),
        ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access journal.example.</p>"),
        ("الصفحة غير موجودة - جريدة الميناء", "<h1>404</h1><p>ربما تم حذف الصفحة أو تغيير عنوانها.</p>"),
        ("Page introuvable | Le Port", "<h1>Erreur 404</h1><p>La page que vous cherchez a peut-être été déplacée ou supprimée.</p>"),
        ("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center>"),
        ("Le Port", "<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location.</p>"),
        ("Log in or sign up to view", "<h1>Log in</h1><p>You must log in to continue.</p><p>Create new account</p>"),
        ("تسجيل الدخول | جريدة الميناء", "<h1>تسجيل الدخول</h1><p>المرجو إدخال اسم المستخدم وكلمة المرور للاطلاع على المقال كاملا.</p>"),
        ("Before you continue to YouTube", "<h1>Before you continue to YouTube</h1><p>We use cookies and data to deliver and maintain services.</p>"),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1><p>The server did not answer.</p>"),
    ],
)  # fmt: skip
def test_a_notice_of_the_server_is_refused_with_a_sentence(title: str, body: str) -> None:
    said = outcome(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert isinstance(said, str)
    assert "notice of the server" in said or "no text of an article" in said


def test_a_notice_with_much_text_beside_it_is_marked() -> None:
    much = "".join(f"<p>{text}</p>" for text in TEXT * 3)
    article = page("الصفحة غير موجودة", f"<h1>الصفحة غير موجودة</h1><article>{much}</article>")
    assert isinstance(article, Article)
    assert any(review.field == "body" for review in article.review)


@pytest.mark.parametrize(
    "title",
    [
        "Pourquoi la page 404 du ministère est introuvable",
        "تسجيل الدخول إلى اللوائح الانتخابية يثير الجدل",
        "Erreur judiciaire : un an après",
        "404 familles relogées",
    ],
)
def test_an_article_that_speaks_of_such_things_is_none(title: str) -> None:
    assert not is_notice([f"{title} - جريدة"], [title])
    article = page(title, f"<h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in TEXT))
    assert isinstance(article, Article)
    assert article.review == ()


CARDS = {
    "boxes": "<div class=item><a href=/x><h3>{title}</h3></a><span>{day}</span><p>{text}...</p></div>",
    "WordPress": (
        "<article class='post hentry'><h2 class=entry-title><a href=/x>{title}</a></h2><div class=meta><a class=author>كريم الميناوي</a>"
        "<time datetime=2022-05-03>{day}</time></div><div class=entry-summary><p>{text} […]</p></div></article>"
    ),
    "whole posts": "<div class=post><h3 class=post-title><a href=/x>{title}</a></h3><span>{day}</span><div>{all}</div></div>",
    "links alone": "<div class=row><a href=/x>{title}</a><br><small>{day}</small><p>{text}...</p></div>",
}


@pytest.mark.parametrize("kind", CARDS)
def test_the_days_and_names_of_listed_articles_are_not_the_lists(kind: str) -> None:
    cards = "".join(
        CARDS[kind].format(
            title=title, day=day, text=TEXT[number % 3][:90], all="".join(f"<p>{one}</p>" for one in TEXT)
        )
        for number, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    article = page(
        "مجتمع - جريدة الميناء",
        f"<h1>مجتمع</h1>{cards}<div>1 2 3 التالي</div>",
        "<meta property=og:type content=website>",
    )
    assert isinstance(article, Article)
    assert (article.published, article.author, article.event_date) == (None, None, None)
    assert any(review.field == "body" and "list of articles" in review.reason for review in article.review)


def test_an_article_with_links_to_others_between_its_paragraphs_is_no_list() -> None:
    linked = "".join(
        f"<p>{text}</p><h4><a href=/x>{title}</a></h4>" for text, title in zip(TEXT, TITLES, strict=False)
    )
    below = "".join(
        CARDS["boxes"].format(title=title, day=day, text=TEXT[0][:60])
        for title, day in zip(TITLES, DAYS, strict=True)
    )
    article = page(
        TITLES[0],
        f"<h1>{TITLES[0]}</h1><div>12 ماي 2022</div><div class=content>{linked}</div><div class=related>{below}</div>",
    )
    assert isinstance(article, Article)
    assert article.published is not None
    assert article.published.value == "2022-05-12"
    assert not any("list of articles" in review.reason for review in article.review)


def test_the_name_of_the_site_is_no_author_but_that_of_a_blog_is() -> None:
    head = "<meta property=og:site_name content='كريم الميناوي'><meta name=author content='كريم الميناوي'>"
    body = f"<h1>{TITLES[0]}</h1>" + "".join(f"<p>{text}</p>" for text in TEXT)
    article = page(TITLES[0], body, head)
    assert isinstance(article, Article)
    assert (article.author, article.source) == (None, "كريم الميناوي")
    article = page(
        TITLES[0], body, f"{head}<link rel=canonical href=https://minaoui.blogspot.com/2022/05/x.html>"
    )
    assert isinstance(article, Article)
    assert article.author == "كريم الميناوي"


def test_the_day_of_what_is_announced_is_not_that_of_publication() -> None:
    body = f"<h1>{TITLES[3]}</h1><div class=event-date><time datetime=2022-06-13T18:30>13 يونيو</time></div>"
    article = page(TITLES[3], body + "".join(f"<p>{text}</p>" for text in TEXT))
    assert isinstance(article, Article)
    assert article.published is None
