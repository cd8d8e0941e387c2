"""What stands at the edges of a page's text: glued pieces, readers' comments, signatures, when it was changed, where it is."""

import pytest

from importers.base import Read, Source
from importers.capture.rows import rows_of
from importers.fields.boilerplate import furniture, key
from importers.page.tree import parse as parse_tree
from importers.page.tree import text_of
from importers.parsing import parse
from store.article import Article

TITLE = "عمال مصنع النسيج يعتصمون أمام العمالة"
TEXT = [
    "اعتصم عمال مصنع النسيج، صباح الإثنين، أمام مقر العمالة احتجاجا على إغلاقه دون إشعار وعلى تأخر أجورهم ثلاثة أشهر.",
    "وقالت مندوبة العمال إن الإدارة لم تحضر جلستي الصلح، وإن مفتشية الشغل حررت محضرا بذلك في اليوم نفسه.",
    "ودعت النقابة إلى مسيرة يوم الجمعة المقبل، وإلى تدخل الوزارة الوصية لضمان حقوق مائة وعشرين أسرة.",
]


def page(above: str = "", below: str = "", body: str | None = None) -> Article:
    text = "".join(f"<p>{one}</p>" for one in TEXT) if body is None else body
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{above}<div class=text>{text}</div>{below}</body></html>"
    (read,) = parse(Source("page.html", markup.encode())).reads
    assert isinstance(read, Read)
    return read.article


def body_of(article: Article) -> list[str]:
    return [line for line in article.body.split("\n") if line]


@pytest.mark.parametrize(
    "pieces",
    [
        "<span class=date>5 أكتوبر، 2022</span><span>0 دقيقة واحدة للقراءة</span>",
        "<span>5 أكتوبر، 2022</span><span class=time>0 دقيقة واحدة للقراءة</span>",
        "<span>5 أكتوبر، 2022</span><span>0 دقيقة واحدة للقراءة</span>",
    ],
)
def test_pieces_that_a_style_keeps_apart_are_not_glued(pieces: str) -> None:
    article = page(above=f"<div class=meta>{pieces}</div>")
    assert article.published is not None
    assert article.published.value == "2022-10-05"
    assert body_of(article) == TEXT
    assert not any("20220" in line.text for line in article.lines)


def test_letters_in_elements_of_their_own_stay_one_word() -> None:
    article = page(
        body=f"<p><span class=first>ا</span><span>{TEXT[0][1:]}</span></p><p>{TEXT[1]}</p><div>{TEXT[2]}</div>"
    )
    assert body_of(article) == TEXT


def test_steps_of_a_path_are_kept_apart() -> None:
    assert page(above="<ul class=breadcrumb><li>مجتمع</li><li>نقابات</li></ul>").section == "مجتمع"
    heading = parse_tree("<h1>أولا<br>ثانيا <b>ثا</b>لثا</h1>").find(".//h1")
    assert heading is not None
    assert text_of(heading) == "أولا ثانيا ثالثا"


@pytest.mark.parametrize(
    "line",
    [
        "قرئ 3214 مرة",
        "شوهد 12 مرة",
        "Lu 324 fois",
        "Temps de lecture: 2'",
        "Temps de Lecture 3 min.",
        "مدة القراءة: 3 دقائق",
        "أرسل المقال | اطبع المقال | قرئ 3214 مرة",
    ],
)
def test_counts_of_readers_and_minutes_are_furniture(line: str) -> None:
    assert furniture(line, key(line)) is not None


def test_figures_in_a_sentence_are_no_counts() -> None:
    for line in (
        "قرئ البيان 3 مرات في الساحة",
        "Lu 3 fois en séance, le texte a été adopté",
        "نص | رأي المواطنين",
    ):
        assert furniture(line, key(line)) is None


COMMENTS = "<b>1 - ولد البلاد</b><br>الخميس 18 نونبر 2010 - 02:11<br>تحية لهؤلاء العمال الصامدين والله ينصرهم على من ظلمهم في رزقهم<br>"


def test_readers_comments_in_old_tables_are_no_text() -> None:
    more = COMMENTS.replace("1 -", "2 -") * 3
    table = (
        f"<table><tr><td><b>{TITLE}</b><br>كريم الوادي<br>Wednesday, November 17, 2010<br><br>{'<br><br>'.join(TEXT)}</td></tr>"
        f"<tr><td>أرسل المقال | اطبع المقال | قرئ 14 مرة</td></tr><tr><td>{COMMENTS}{more}</td></tr></table>"
    )
    (read,) = parse(
        Source("page.html", f"<html><head><title>{TITLE}</title></head><body>{table}</body></html>".encode())
    ).reads
    assert isinstance(read, Read)
    assert body_of(read.article) == TEXT


def test_numbered_points_with_a_day_are_no_comments() -> None:
    rows = rows_of("برنامج اللقاء:\n2 - مراكش\nالسبت 12 مارس 2011 - 10:00\nورشة")
    assert not any(row.reason == "comment" for row in rows)


@pytest.mark.parametrize(
    "line", ["عن المكتب المركزي", "Fait à Rabat, le 11 octobre 2012", "Pour le bureau national"]
)
@pytest.mark.parametrize("markup", ["<p style='text-align:left'>{}</p>", "<div align=left>{}</div>"])
def test_the_signature_of_an_organisation_belongs_to_the_text(line: str, markup: str) -> None:
    body = "".join(f"<p>{one}</p>" for one in TEXT)
    above = "<div>كتب بواسطة المكتب المركزي</div>"
    for article in (
        page(above=above, body=body + markup.format(line)),
        page(above=above, below=markup.format(line)),
    ):
        assert body_of(article) == [*TEXT, line]


def test_when_a_page_was_changed_is_no_last_line_of_its_text() -> None:
    update = "<p>آخر تحديث ( السبت, 13 أكتوبر 2012 10:00 )</p>"
    article = page(
        above="<div>الجمعة, 12 أكتوبر 2012 14:20</div>",
        body="".join(f"<p>{one}</p>" for one in TEXT) + update,
    )
    assert body_of(article) == TEXT
    assert article.published is not None
    assert article.published.value == "2012-10-12T14:20"
