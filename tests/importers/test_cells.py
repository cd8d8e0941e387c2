"""Figures alone on their lines: tables whose cells were copied one below the other, hours of a live report, and counters."""

import pytest

from importers.base import Source
from importers.formats.capture import read_text
from importers.parsing import parse

TITLE = "حصيلة الاعتقالات السياسية خلال ثلاث سنوات"
FIRST = "قالت الجمعية إن عدد المعتقلين على خلفية الاحتجاجات ارتفع خلال السنوات الثلاث الأخيرة في كل الجهات، كما يبين هذا الجدول."
SECOND = "وأوضح الفرع أن الأرقام لا تشمل من أفرج عنهم قبل المحاكمة، وطالب بفتح تحقيق نزيه في ظروف اعتقالهم."
TABLE = "السنة\nعدد المعتقلين\nعدد الأحكام\n2019\n112\n43\n2020\n98\n51,5 %\n2021\n1 134\n–"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_copied_cell_by_cell_hides_nothing(gap: str) -> None:
    table = TABLE.replace("\n", gap)
    article = read_text(f"{TITLE}\nسعيد العلوي\nالثلاثاء 15 مارس 2022\n\n{FIRST}\n\n{table}\n\n{SECOND}\n")
    assert article.body.split("\n\n", 1)[0].startswith(FIRST[:20])
    for line in (FIRST, *TABLE.split("\n")[:-1], SECOND):
        assert line in article.body


def test_counters_above_a_text_are_no_table() -> None:
    article = read_text(f"{TITLE}\n12\n0\n3\n112\n43\n2020\nالثلاثاء 15 مارس 2022\n\n{FIRST}\n\n{SECOND}\n")
    assert article.body.split() == f"{FIRST} {SECOND}".split()


def test_hours_of_a_live_report_stand_above_what_happened() -> None:
    reports = [
        "18:40",
        "هيئة الحكم ترفع الجلسة وتؤجل الملف إلى الأسبوع المقبل.",
        "17:15",
        "الدفاع يطالب بالسراح المؤقت لجميع المعتقلين.",
        "15h02",
        "بدء الجلسة بحضور عائلات المعتقلين وممثلي منظمات حقوقية.",
    ]
    article = read_text(
        "مباشر.. تغطية محاكمة معتقلي الحي المحمدي\nسعيد العلوي\n15 مارس 2022\n\n" + "\n".join(reports)
    )
    assert article.body == "\n".join(reports)


def test_hours_of_a_live_page() -> None:
    entries = "".join(
        f"<div class=post><time>{hour}</time><h3>{head}</h3><p>{text}</p></div>"
        for hour, head, text in (
            ("18:40", "رفع الجلسة", SECOND),
            ("17:15", "مرافعة الدفاع", FIRST),
            (
                "15:02",
                "بدء الجلسة",
                "حضرت عائلات المعتقلين وممثلو منظمات حقوقية وطنية ودولية أطوار الجلسة منذ بدايتها.",
            ),
        )
    )
    markup = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1><p>آخر تحديث 20:00</p><div class=live>{entries}</div>"
    (read,) = parse(Source("page.html", markup.encode())).reads
    body = read.article.body
    assert [line for line in body.split() if ":" in line] == ["18:40", "17:15", "15:02"]
    assert "آخر تحديث" not in body


def test_a_ticker_of_hours_and_titles_is_no_report() -> None:
    ticker = "18:40\nالحكومة تصادق على مشروع قانون\n17:15\nأمطار رعدية مرتقبة بالشمال\n15:02\nنتائج الجولة العاشرة من البطولة\n"
    article = read_text(f"آخر الأخبار\n{ticker}\n{TITLE}\nالثلاثاء 15 مارس 2022\n\n{FIRST}\n\n{SECOND}\n")
    assert "مشروع قانون" not in article.body


@pytest.mark.parametrize(("one", "two"), [("1", "2"), ("«1»", "«2»"), ("(1)", "(2)"), ("- 1 -", "- 2 -")])
def test_numbers_of_parts_stay_above_them(one: str, two: str) -> None:
    article = read_text(
        f"{TITLE}\nسعيد العلوي\n15 مارس 2022\n\n{one}\n\n{FIRST}\n\n{two}\n\n{SECOND}\n\nمشاركة\n1\n2\n3\n"
    )
    assert article.body.split() == f"{one} {FIRST} {two} {SECOND}".split()


def test_a_sentence_that_begins_like_a_button_is_one() -> None:
    line = "انتقل إلى الصفحة التي تريد مشاهدة منشوراتها، ثم اضغط على زر المتابعة، وبعد ذلك غير الإعدادات كما تشاء في هاتفك."
    assert line in read_text(f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n").body
