"""Pages as SPIP, Joomla, Drupal, Blogger, newspapers and table layouts make them: fields where each of them puts them."""

import pytest

from importers.base import Read, Source
from importers.parsing import parse
from store.article import Article

TITLE = "منع وقفة احتجاجية لعائلات المعتقلين بالناظور"
ARABIC = [
    "أكد رئيس فرع الجمعية أن السلطات المحلية منعت الوقفة الاحتجاجية التي دعت إليها عائلات المعتقلين صباح اليوم أمام المحكمة.",
    "وأضاف المتحدث ذاته، في تصريح للصحافة، أن المنع غير قانوني ويتعارض مع مقتضيات الدستور والاتفاقيات الدولية ذات الصلة.",
    "من جهتها، عبرت عائلات المعتقلين عن استنكارها لهذا القرار، مطالبة بالإفراج الفوري عن أبنائها وفتح تحقيق نزيه.",
    "وكانت المحكمة قد أجلت النظر في الملف إلى الأسبوع المقبل من أجل استدعاء الشهود وإعداد الدفاع.",
]
FRENCH = [
    "Le président de la section locale a dénoncé l'interdiction du sit-in prévu devant le tribunal de première instance.",
    "Selon lui, cette décision est contraire à la Constitution et aux conventions internationales que le Maroc a ratifiées.",
    "Les familles des détenus ont exprimé leur indignation et demandé la libération immédiate de leurs proches.",
]
LEAD = "Les familles des détenus n'ont pas pu se rassembler devant le tribunal ce jeudi matin."
MENU = "<ul class=menu><li><a href=/>الرئيسية</a><li><a href=/p>سياسة</a><li><a href=/s>مجتمع</a></ul>"
SIDE = (
    "<div id=right><h3>آخر المواضيع</h3><ul><li><a href=/1>توقيف شخص متورط في ترويج المخدرات بمدينة فاس</a>"
    "<li><a href=/2>ارتفاع أسعار المحروقات ابتداء من منتصف ليلة السبت</a></ul></div>"
)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


PAGES = {
    "spip": (
        (
            "<html lang=fr><title>Sit-in interdit à Nador - AMDH Nador</title><div class=hierarchie><a>Accueil</a> &gt; "
            "<a>Communiqués</a></div><h1 class='crayon article-titre-12'>Sit-in interdit à Nador</h1><p class=info-publi>"
            "<abbr class=published title=2012-03-04T10:00:00Z>dimanche 4 mars 2012</abbr>, par <span class='vcard author'>"
            f"<a class='url fn'>Driss Alaoui</a></span></p><div class='texte'>{paragraphs(FRENCH)}</div>"
            "<div class='menu rubriques'><h2>Dans la même rubrique</h2><ul><li><a>Autre texte</a></ul></div>"
            "<div id=pied>2003-2012 © AMDH Nador. Plan du site | Se connecter | Contact</div>"
        ),
        ("Sit-in interdit à Nador", "Driss Alaoui", "AMDH Nador", "2012-03-04"),
        FRENCH,
    ),
    "joomla": (
        (
            f"<html dir=rtl><title>{TITLE}</title><div class=topbar>الخميس 20 غشت 2020</div>{MENU}<div class=item-page>"
            f"<h2 itemprop=headline>{TITLE}</h2><dl class=article-info><dt>التفاصيل</dt><dd>كتب بواسطة: سعيد العمراني</dd>"
            "<dd class=published><time datetime=2015-03-12T10:20:00+01:00>نشر بتاريخ: 12 آذار/مارس 2015</time></dd>"
            f"<dd>الزيارات: 533</dd></dl><div itemprop=articleBody>{paragraphs(ARABIC)}</div></div>{SIDE}"
        ),
        (TITLE, "سعيد العمراني", None, "2015-03-12T10:20"),
        ARABIC,
    ),
    "drupal": (
        (
            f"<html lang=ar dir=rtl><title>{TITLE} | مجلس الحقوق</title>{MENU}<h1 class=title>{TITLE}</h1><div class=submitted>"
            f"نشره <span>admin</span> في خميس, 03/12/2015 - 10:20</div><div class=field-name-body>{paragraphs(ARABIC)}</div>{SIDE}"
        ),
        (TITLE, None, "مجلس الحقوق", "2015-03-12T10:20"),
        ARABIC,
    ),
    "blogger": (
        (
            f"<html dir=rtl><title>مدونة الريف: {TITLE}</title><h1 class=title><a>مدونة الريف</a></h1><h2 class=date-header>"
            f"<span>الخميس، 12 مارس 2015</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3>"
            f"<div class='post-body entry-content'>{'<br/><br/>'.join(ARABIC)}</div><span class='post-author vcard'>"
            "مرسلة بواسطة <span class=fn>كريم الريفي</span></span></div><div id=comments><h4>هناك تعليق واحد:</h4><dl>"
            "<dt>غير معرف يقول...<dd><p>شكرا لكم على هذا المقال المهم والمفيد جدا لكل المهتمين بحقوق الإنسان.</p></dl></div>"
        ),
        (TITLE, "كريم الريفي", "مدونة الريف", "2015-03-12"),
        ARABIC,
    ),
    "date below the lead": (
        (
            "<html lang=fr><title>Sit-in interdit à Nador</title><meta property=og:site_name content=Rifnews><div id=header>"
            f"Jeudi 20 août 2020</div><div class=content><h1>Sit-in interdit à Nador</h1><div class=intro>{LEAD}</div><div>Publié le "
            f"12/03/2015 à 10h20 <span>Temps de lecture: 2'</span></div><div class=author>Par <a>Salma K.</a></div>"
            f"<div class=text>{'<br><br>'.join(FRENCH)}</div></div>"
        ),
        ("Sit-in interdit à Nador", "Salma K.", "Rifnews", "2015-03-12T10:20"),
        [LEAD, *FRENCH],
    ),
    "two dates without a space": (
        (
            "<html lang=fr><title>Sit-in interdit à Nador | Rif24</title><meta property=og:title content='Sit-in interdit à Nador'>"
            f"<main><h1>Sit-in interdit à Nador</h1><p class=excerpt>{LEAD}</p><div><span>Le 12 mars 2015 à 10:20</span>"
            f"<span>Modifié 13 mars 2015 à 9:00</span></div><div class=prose>{paragraphs(FRENCH)}</div></main>"
        ),
        ("Sit-in interdit à Nador", None, "Rif24", "2015-03-12T10:20"),
        [LEAD, *FRENCH],
    ),
    "a box inside": (
        (
            f"<html lang=ar dir=rtl><title>{TITLE} - صوت الريف</title><meta property=og:site_name content='صوت الريف'>"
            f"<span class=today>الخميس 20 غشت 2020</span>{MENU}<article><h1 class=post-title>{TITLE}</h1><span class=author>"
            f"صوت الريف - محمد الراجي</span><span class=date-post>الخميس 12 مارس 2015 - 10:20</span><div class=article-content>"
            f"{paragraphs(ARABIC[:2])}<section class=read-also><h4>اقرأ أيضا</h4><a>حقوقيون يطالبون بالإفراج عن معتقلي الريف</a>"
            f"</section>{paragraphs(ARABIC[2:])}</div></article>{SIDE}"
        ),
        (TITLE, "محمد الراجي", "صوت الريف", "2015-03-12T10:20"),
        ARABIC,
    ),
    "laid out by tables": (
        (
            f"<html><title>جريدة الريف</title><table width=780><tr><td colspan=3><img src=l.gif alt='جريدة الريف'><tr><td>"
            f"<a>الرئيسية</a><br><a>اخبار محلية</a><br><a>ارشيف</a><td><font size=5><b>{TITLE}</b></font><br><font color=gray>"
            f"2006-03-12 / كتب: أحمد بنعلي</font><br><br><font size=3>{'<br><br>'.join(ARABIC)}</font><td><b>استفتاء</b><br>"
            "هل تؤيد القرار؟<br>نعم<br>لا</table>جميع الحقوق محفوظة جريدة الريف 2006"
        ),
        (TITLE, "أحمد بنعلي", "جريدة الريف", "2006-03-12"),
        ARABIC,
    ),
    "a sub-title is no author": (
        (
            f"<html lang=ar><title>المغرب: {TITLE} | منظمة</title><meta property=article:published_time content=2015-03-12T00:00:00-0400>"
            f"<meta property=og:site_name content='منظمة الحقوق'><h1>المغرب: {TITLE}</h1><h2>على السلطات احترام التجمع</h2>"
            f"<div class=rich-text>{paragraphs(ARABIC)}</div><div class=donate><h3>تبرعكم يساعدنا</h3><p>تبرعكم قد يساعدنا "
            "في وقف الانتهاكات في العالم.</p></div>"
        ),
        (f"المغرب: {TITLE}", None, "منظمة الحقوق", "2015-03-12"),
        ARABIC,
    ),
}


def read(name: str) -> Article:
    page = PAGES[name][0]
    data = page.encode("cp1256" if name == "laid out by tables" else "utf-8")
    (one,) = parse(Source("page.html", data)).reads
    return one.article


@pytest.mark.parametrize("name", PAGES)
def test_fields(name: str) -> None:
    article = read(name)
    published = article.published.value if article.published else None
    assert (article.title, article.author, article.source, published) == PAGES[name][1]


@pytest.mark.parametrize("name", PAGES)
def test_body(name: str) -> None:
    assert [line for line in read(name).body.split("\n") if line] == PAGES[name][2]


def test_an_article_in_several_parts_is_put_together() -> None:
    part = "<div class='body main-text'>{}</div><div class='ad-slot'>Publicité</div>"
    page = "<html><title>Titre de l'article</title><h1>Titre de l'article</h1><main>"
    texts = [f"{text} Et ceci est la phrase numéro {number}." for number in range(4) for text in FRENCH]
    page += "".join(part.format(paragraphs(texts[at : at + 3])) for at in range(0, len(texts), 3)) + "</main>"
    (one,) = parse(Source("page.html", page.encode())).reads
    assert [line for line in one.article.body.split("\n") if line] == texts


def test_rows_of_a_table_are_text() -> None:
    rows = "".join(
        f"<tr><td>إقليم {number}</td><td>{number * 7}</td><td>{number * 3}</td><td>{number}</td></tr>"
        for number in range(1, 9)
    )
    page = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><article><div class=entry-content>{paragraphs(ARABIC)}<table>{rows}</table></div></article>"
    (one,) = parse(Source("page.html", page.encode())).reads
    assert "إقليم 3 | 21 | 9 | 3" in one.article.body


def test_a_subtitle_of_four_capitals_is_no_author_and_the_day_of_a_change_is_not_that_of_publication() -> (
    None
):
    title = "Trial of trade unionists postponed in Beni Mellal"
    texts = [
        "The court of first instance in Beni Mellal postponed the trial of four trade unionists at the request of their defence.",
        "Their lawyer said by telephone that his clients are accused of obstructing the freedom to work after a sit-in.",
        "The company said it was ready for talks once the entrance of the plant is cleared, and denied having dismissed anyone.",
    ]
    page = (
        f"<html lang=en><head><title>{title} | Watch</title><meta name=publishedDate content='2023-05-10T10:00:00'></head><body>"
        f"<article><h1 class=news-header__title>{title}</h1><p class=news-header__subtitle>Drop Charges, Pay Workers</p>"
        f"<div class=article-dates><div>Last updated: 11 May 2023</div></div><div class=body>{paragraphs(texts)}</div></article>"
    )
    read = parse(Source("page.html", page.encode())).reads[0]
    assert isinstance(read, Read)
    assert read.article.author is None
    assert read.article.published is not None
    assert read.article.published.value == "2023-05-10T10:00"
    without = parse(Source("page.html", page.replace("publishedDate", "x").encode())).reads[0]
    assert isinstance(without, Read)
    assert without.article.published is None or without.article.review


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 11 May 2023",
        "News Release May 10, 2023",
        "Mis en ligne le 11 mai 2023",
        "تاريخ النشر: 11 ماي 2023",
        "بلاغ 11 ماي 2023",
    ],
)
def test_what_stands_beside_a_date_is_no_author(line: str) -> None:
    page = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><div>{line}</div>{paragraphs(ARABIC)}"
    read = parse(Source("page.html", page.encode())).reads[0]
    assert isinstance(read, Read)
    assert read.article.author is None
