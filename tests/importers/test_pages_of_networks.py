"""Saved pages of X and Telegram: the account is the source, nothing of its name or of the counters is text."""

from importers.page.markup import read_markup
from importers.page.reading import read_page
from store.article import Article

FIRST = "نظم سكان دوار تيزي، صباح يوم الاثنين، وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تقطعها الثلوج كل شتاء."
SECOND = (
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها، ودعت إلى فتح حوار جدي مع ممثلي السكان."
)


def read(markup: str) -> Article:
    return read_page(read_markup(markup.encode()))


def channel(second: str) -> str:
    return (
        "<title>Telegram: Contact @tizi</title><meta property=og:title content='لجنة سكان تيزي'><meta property=og:site_name content=Telegram>"
        "<body><main><div class=message><a class=owner><span>لجنة سكان تيزي</span></a>"
        f"<div class=text>{FIRST}</div><div><span>1.2K</span> <time datetime='2021-03-14T18:04:00+00:00'>18:04</time></div></div>"
        f"<div class=message><div class=text>{SECOND}</div><div><time datetime='{second}'>10:04</time></div></div></main>"
    )


def test_channel_of_telegram() -> None:
    article = read(channel("2021-03-15T10:04:00+00:00"))
    assert (article.title, article.author, article.source) == (None, None, "لجنة سكان تيزي")
    assert article.published is None
    assert article.body.split() == f"{FIRST} {SECOND}".split()
    one_day = read(channel("2021-03-14T19:04:00+00:00")).published
    assert one_day is not None
    assert one_day.value == "2021-03-14T18:04"


def test_post_on_x() -> None:
    article = read(
        "<html lang=ar dir=rtl><title>حليمة أوعلي على X: &quot;نظم سكان&quot; / X</title><body><main><h2>منشور</h2><article>"
        f"<div><span>حليمة أوعلي</span><span>@halima_o</span></div><div lang=ar><span>{FIRST}</span></div>"
        "<a href=/halima_o/status/1><time datetime='2021-07-19T23:14:00.000Z'>0:14 ص · 20 يوليو 2021</time></a>"
        "<span>·</span><span>12.4 ألف</span><span>مشاهدة</span></article></main>"
    )
    assert (article.title, article.source, article.body) == (None, "حليمة أوعلي", FIRST)
    assert not any(line.kind == "title" for line in article.lines)
    assert article.published is not None
    assert article.published.value == "2021-07-20T00:14"


def test_old_page_with_a_clock_above_its_menu() -> None:
    article = read(
        "<html dir=rtl><title>جريدة النهج</title><body><table width=760><tr><td colspan=2><font size=2>اليوم: الإثنين 3 يونيو 2024</font></td></tr>"
        "<tr><td width=160><a href=a>الرئيسية</a><br><a href=b>سياسة</a></td><td><b><font size=5>سكان دوار تيزي يطالبون بطريق معبدة</font></b><br>"
        f"<font size=2>سعيد العلوي - الرباط</font><br><font size=1>2006/03/12</font><br><br>{FIRST}<br><br>{SECOND}<br></td></tr></table>"
    )
    assert (article.title, article.author) == ("سكان دوار تيزي يطالبون بطريق معبدة", "سعيد العلوي")
    assert article.published is not None
    assert article.published.value == "2006-03-12"


def test_page_of_facebook_that_calls_itself_a_post() -> None:
    article = read(
        "<html lang=ar dir=rtl><title>(3) AMDH Nador | Facebook</title><body><div role=main><h2>منشور AMDH Nador</h2><div role=article>"
        f"<div><h3><a>AMDH Nador</a></h3><span>٢٤ يونيو ٢٠٢٢</span><span> · </span></div><div>{FIRST}</div><div>{SECOND}</div>"
        "<div>٢٫٣ ألف</div><div>٤٥٠ تعليقًا</div></div></div>"
    )
    assert (article.title, article.author, article.source) == (None, None, "AMDH Nador")
    assert article.body.split() == f"{FIRST} {SECOND}".split()


def test_the_channel_of_a_video_is_its_source() -> None:
    article = read(
        "<html lang=ar dir=rtl><title>وقفة سكان تيزي - YouTube</title><meta property=og:site_name content=YouTube><meta property=og:title content='وقفة سكان تيزي'>"
        f"<body><span itemprop=author><link itemprop=name content='صدى الجبل'></span><h1>وقفة سكان تيزي</h1><div>{FIRST} {SECOND}</div>"
    )
    assert (article.title, article.source) == ("وقفة سكان تيزي", "صدى الجبل")
