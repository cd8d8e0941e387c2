"""What stands round and between the lines of a text: leads, links printed again, datelines, labels, glued names and dates."""

import pytest

from importers.base import Source, importer_for
from importers.fields.boilerplate import key
from importers.formats.capture import read_text
from store.article import Article

TITLE = "منظمة حقوقية تدعو إلى التحقيق في وفاة عامل بمعمل للنسيج بطنجة"
LEAD = "طالب الفرع المحلي للمنظمة بفتح تحقيق مستقل ونشر نتائجه للعموم."
FIRST = (
    "دعت المنظمة المغربية للكرامة والشغل، في بلاغ توصلت الجريدة بنسخة منه، إلى فتح تحقيق نزيه في وفاة عامل شاب داخل معمل للنسيج"
    " بالمنطقة الصناعية، بعد سقوطه من سلم حديدي أثناء نوبة ليلية."
)
LAST = "من جهتها، أكدت السلطات المحلية أن النيابة العامة أمرت بإجراء تشريح طبي، وأن البحث ما زال جاريا لتحديد المسؤوليات وترتيب الجزاءات."
LINK = "وزارة الصحة تعلن عن إجراءات جديدة لمراقبة المختبرات الخاصة"
OTHERS = ["أسعار المحروقات تسجل ارتفاعا جديدا بمحطات التوزيع", "أمطار رعدية مرتقبة بعدد من أقاليم المملكة"]
ENGLISH = "Moroccan authorities should drop all charges against eleven contract teachers arrested during a march, a rights group said."
TABLE = """<html><head><title>{site} :: {title}</title></head><body><table><tr><td colspan=3><a>الرئيسية</a> | <a>سياسة</a></td></tr><tr><td width=150>
{links}</td><td><font size=5><b>{title}</b></font><br><font size=2>15 مارس 2023 - سلمى بنجلون</font><br><br><font>{first}<br><br>{last}<br></font>
<a>Print</a> | <a>Email</a></td></tr></table></body></html>"""


def published(article: Article) -> str | None:
    return article.published.value if article.published else None


def saved(markup: str) -> Article:
    data = markup.encode()
    (one,) = importer_for("page.html", data).read(Source("page.html", data))
    return one.article


def lines(*texts: str) -> str:
    return "\n".join(key(text) for text in texts)


def body(article: Article) -> str:
    return "\n".join(key(line) for line in article.body.split("\n") if line.strip())


def test_the_lead_above_name_and_date_is_part_of_the_text() -> None:
    article = read_text(f"{TITLE}\n{LEAD}\nبقلم سلمى بنجلون\nالأربعاء 15 مارس 2023 - 11:40\n{FIRST}\n{LAST}")
    assert (article.title, article.author, published(article)) == (TITLE, "سلمى بنجلون", "2023-03-15T11:40")
    assert body(article) == lines(LEAD, FIRST, LAST)


def test_a_title_inside_that_is_printed_again_below_is_a_link() -> None:
    article = read_text(
        "\n".join([TITLE, "15 مارس 2023", FIRST, LINK, LAST, "مواضيع ذات صلة", LINK, *OTHERS])
    )
    assert body(article) == lines(FIRST, LAST)


def test_headings_that_a_table_of_contents_repeats_stay() -> None:
    headings = [f"الفصل {name} من التقرير السنوي" for name in ("الأول", "الثاني", "الثالث", "الرابع")]
    text = [part for heading in headings for part in (heading, FIRST.replace("24", str(len(heading))))]
    article = read_text("\n".join([f"# {TITLE}", "15 مارس 2023", FIRST + LAST, *text, "محتويات", *headings]))
    assert all(key(heading) in body(article).split("\n") for heading in headings)


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("طنجة / 15 مارس 2023/ ومع /", "2023-03-15"),
        ("الرباط، 15 مارس 2023 (و م ع) -", "2023-03-15"),
        ("الدار البيضاء في 15 مارس 2023 –", "2023-03-15"),
        ("Errachidia, 4 oct. 2022 (MAP) -", "2022-10-04"),
        ("RABAT, March 23, 2021 (Reuters) -", "2021-03-23"),
        ("NEW YORK -- March 23, 2021 --", "2021-03-23"),
        ("نظمت الجمعية يوم 15 مارس 2023 - بمقرها المركزي -", None),
        ("اعتقلت السلطات بمدينة سلا في 15 مارس 2023 نشطاء - بينهم نساء -", None),
    ],
)
def test_a_dispatch_states_its_day_before_its_first_sentence(dateline: str, day: str | None) -> None:
    assert published(read_text(f"{TITLE}\n\n{dateline} {FIRST}\n\n{LAST}\n")) == day


def test_fields_that_are_labelled_above_the_text() -> None:
    article = read_text(
        f"العنوان: {TITLE}\nالكاتب: سلمى بنجلون\nالتاريخ: 15 مارس 2023\nالمصدر: صدى البوغاز\nالنص:\n{FIRST}\n{LAST}\n"
    )
    assert (article.title, article.author, article.source) == (TITLE, "سلمى بنجلون", "صدى البوغاز")
    assert published(article) == "2023-03-15"
    assert body(article) == lines(FIRST, LAST)


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("By: Daniel ForsythMarch 23, 2021", "Daniel Forsyth", "2021-03-23"),
        ("Par: Nadia OuhssinePublié le 04/10/2022 à 11h40", "Nadia Ouhssine", "2022-10-04T11:40"),
        ("Par Nadia Ouhssine, Publié le 04/10/2022", "Nadia Ouhssine", "2022-10-04"),
    ],
)
def test_a_name_that_the_date_is_glued_to(line: str, author: str, day: str) -> None:
    article = read_text(
        f"Rights group urges Morocco to drop charges\n{line}\n{ENGLISH}\n\n{ENGLISH} Again.\n"
    )
    assert (article.author, published(article)) == (author, day)


def test_a_count_of_comments_ends_the_text() -> None:
    for heading in ("التعليقات (2)", "Commentaires (2)", "Comments (12)"):
        article = read_text(
            "\n".join([TITLE, "15 مارس 2023", FIRST, LAST, heading, "مواطن غيور 5 فبراير 2024", FIRST[::2]])
        )
        assert body(article) == lines(FIRST, LAST)


def test_a_page_that_is_one_table() -> None:
    links = "<br>".join(f"<a>{link}</a>" for link in (LINK, *OTHERS))
    article = saved(
        TABLE.format(site="صدى البوغاز", title=TITLE, links=links, first=FIRST * 2, last=LAST * 2)
    )
    assert (article.title, article.author, published(article)) == (TITLE, "سلمى بنجلون", "2023-03-15")
    assert body(article) == lines(FIRST * 2, LAST * 2)


def test_pieces_that_only_a_style_keeps_apart_and_the_buttons_of_a_wiki() -> None:
    article = saved(
        f"<html><head><title>{TITLE} - صدى البوغاز</title></head><body><h1>{TITLE}</h1><div class='inf'><span class='au'>By: Daniel Forsyth</span>"
        f"<span class='dd'>March 23, 2021</span></div><div class='toc'>Contents<ul><li>1 مطالب العمال</li></ul></div><p>{FIRST}</p>"
        f"<h2>مطالب العمال<span class='mw-editsection'>[edit]</span></h2><p>{LAST}</p></body></html>"
    )
    assert (article.author, published(article)) == ("Daniel Forsyth", "2021-03-23")
    assert body(article) == lines(FIRST, "مطالب العمال", LAST)


def test_a_text_of_nothing_but_repeated_links_keeps_one() -> None:
    assert read_text("0 0 0 A\nاقرأ أيضا\n0 0 0 A").body == "0 0 0 A"
