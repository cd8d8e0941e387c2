"""Captures of invented pages in three languages: every field, the edges of the body, and no furniture in it."""

import json
from pathlib import Path

import pytest
from generate import captures
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.base import Source, UnreadableSource, importer_for
from importers.fields.boilerplate import key
from importers.fields.encoding import decode
from importers.formats.capture import CaptureImporter, read_text
from store.article import Article

HOME = Path(__file__).parent / "captures"
EXPECTED: dict[str, dict] = json.loads((HOME / "expected.json").read_text(encoding="utf-8"))


def read(name: str) -> Article:
    data = (HOME / name).read_bytes()
    (one,) = importer_for(name, data).read(Source(name, data))
    return one.article


@pytest.mark.parametrize("name", EXPECTED)
def test_fields(name: str) -> None:
    article, wanted = read(name), EXPECTED[name]
    for field in ("title", "author", "source", "section", "language"):
        assert getattr(article, field) == wanted[field], field
    for field in ("published", "event_date"):
        found = getattr(article, field)
        assert (found.value if found else None) == wanted[field], field
    assert article.body.startswith(wanted["starts"])
    assert article.body.endswith(wanted["ends"])
    assert [one.field for one in article.review] == wanted["review"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_line_is_accounted_for(name: str) -> None:
    article = read(name)
    text = decode((HOME / name).read_bytes()).text
    assert [line.text for line in article.lines] == [line.strip() for line in text.split("\n")]
    assert sum(line.kind == "title" for line in article.lines) == (article.title is not None)
    for line in article.lines:
        assert (line.kind == "blank") == (not line.text)
        assert bool(line.reason) or line.kind not in ("boilerplate", "image")


@pytest.mark.parametrize("codec", ["cp1256", "utf-16", "utf-8-sig"])
def test_same_article_whatever_it_was_saved_in(codec: str) -> None:
    for name in ("06_place_and_weekday.txt", "07_ordinal_and_pointer.txt"):
        text = (HOME / name).read_text(encoding="utf-8")
        (one,) = CaptureImporter().read(Source(name, text.encode(codec)))
        assert one.article == read(name)


def test_windows_line_ends_change_nothing() -> None:
    for name in EXPECTED:
        text = (HOME / name).read_text(encoding="utf-8")
        assert read_text(decode(text.replace("\n", "\r\n").encode()).text) == read(name)


def test_lists_and_headings_stay_in_the_body() -> None:
    assert "رقمنة ألفي وثيقة في السنة" in read("01_byline_glued.txt").body.split("\n")
    assert "محور الترافع: لقاءات مع المنتخبين والقطاعات الحكومية" in read("02_no_headline.txt").body.split(
        "\n"
    )


@pytest.mark.parametrize(
    "ending", ["", "\n\nوطالبت الجمعية بفتح تحقيق عاجل في ظروف الاعتقال وتمكين الأسر من الزيارة.\n"]
)
def test_a_long_list_of_names_is_not_lost(ending: str) -> None:
    names = [f"{name} {family}" for name in ("حميد", "سعيد", "نجاة", "ليلى") for family in FAMILIES]
    intro = (
        "نشرت الجمعية لائحة بأسماء المعتقلين الذين زارتهم خلال الشهر الماضي، وأكدت في بلاغ لها أن أغلبهم لم يستفد من محاكمة "
        "تتوفر فيها الشروط القانونية، وهذه أسماؤهم:"
    )
    page = (
        "لائحة المعتقلين كما نشرتها الجمعية\n\nهيئة التحرير\n3 ماي 2021\n\n" + intro + "\n" + "\n".join(names)
    )
    article = read_text(page + ending + "\n\nاترك تعليقا\n\nالاسم *\n")
    assert article.title == "لائحة المعتقلين كما نشرتها الجمعية"
    body = article.body.split("\n")
    assert body[0] == intro
    assert [line for line in body if line in names] == names
    assert "الاسم *" not in body


FAMILIES = (
    *(
        "المنصوري",
        "أولعربي",
        "بنشقرون",
        "الزياني",
        "أيت همو",
        "التازي",
        "البقالي",
        "الريفي",
        "الصحراوي",
        "أمزيان",
    ),
    *("أوحساين", "تمغارت", "الورضاغي", "لمرابط", "بوسنان", "إيعزى", "أبلاغ", "أعراب", "الفيلالي", "السوسي"),
)


def test_first_heading_is_suggested_but_no_title() -> None:
    (review,) = read("02_no_headline.txt").review
    assert "محور التكوين: مائة مستفيدة في السنة الأولى" in review.reason


def test_uncertain_encoding_is_marked_for_review() -> None:
    text = (HOME / "06_place_and_weekday.txt").read_text(encoding="utf-8")
    (one,) = CaptureImporter().read(Source("x.txt", text.encode()[:-1] + b"\xd8"))
    assert [review.field for review in one.article.review] == ["encoding"]


def test_address_and_named_publisher() -> None:
    text = (
        "https://example.org/a/1\n\nالمصدر: منبر الريف\n\nعنوان المقال هنا واضح\n\n"
        + "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n" * 3
    )
    article = read_text(text)
    assert article.url == "https://example.org/a/1"
    assert article.source == "منبر الريف"
    assert article.title == "عنوان المقال هنا واضح"


def test_clock_of_the_page_is_no_date_of_publication() -> None:
    menu = "الرئيسية\nسياسة\nمجتمع\nثقافة\nرياضة\n"
    text = f"الخميس 29 يناير 2026\n{menu}\nعنوان المقال الذي يهمنا هنا\n\nسعاد المرابط\n\n" + (
        "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية، وعنوان المقال يهمنا.\n"
        * 3
    )
    article = read_text(text)
    assert article.title == "عنوان المقال الذي يهمنا هنا"
    assert article.published is None


def test_markdown_heading_is_the_title() -> None:
    body = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n"
    for space in ("", "\n"):
        article = read_text(f"# لقاء حول الهجرة\n{space}{body}\n## محور أول\n\n{body}")
        assert article.title == "لقاء حول الهجرة"
        assert article.review == ()
        assert article.body.split("\n")[2] == "## محور أول"
        assert article.lines[0].text == "# لقاء حول الهجرة"


def test_first_line_right_above_the_text_is_taken_with_a_review() -> None:
    text = (
        "لقاء حول الهجرة بالشرق\n"
        + "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n" * 3
    )
    article = read_text(text)
    assert article.title == "لقاء حول الهجرة بالشرق"
    assert [review.field for review in article.review] == ["title"]


def test_generated_captures_give_what_was_put_in() -> None:
    for made in captures(120, seed=7):
        article = read_text(made.text)
        published = article.published.value if article.published else None
        assert (article.title, article.author, published, article.language) == (
            made.title,
            made.author,
            made.published,
            made.language,
        )
        assert article.event_date is None
        assert article.review == ()


def test_whole_pages_copied_from_a_browser(shared: Path) -> None:
    """Against 62 real and rendered pages; measured: 52 titles, 43 dates and 41 authors right, 5, 1 and 5 wrong."""
    records = json.loads((shared / "data" / "pages" / "gold.json").read_text(encoding="utf-8"))
    titles = wrong_titles = dates = wrong_dates = languages = 0
    for record in records:
        article = read_text(decode((shared / "data" / record["capture"]).read_bytes()).text)
        languages += article.language == record["lang"]
        titles += article.title is not None and key(article.title) == key(record["title"])
        wrong_titles += article.title is not None and key(article.title) != key(record["title"])
        if record.get("date") and article.published:
            right = article.published.value[:10] == record["date"]
            dates, wrong_dates = dates + right, wrong_dates + (not right)
    assert languages == len(records) == 62
    assert titles >= 50
    assert wrong_titles <= 6
    assert dates >= 42
    assert wrong_dates <= 1


_LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [line for name in EXPECTED for line in (HOME / name).read_text(encoding="utf-8").split("\n")]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINES, max_size=30))
def test_any_lines_are_kept_and_nothing_is_made_up(lines: list[str]) -> None:
    article = article_or_none("\n".join(lines))
    if article is None:
        return
    kept = [line.text for line in article.lines]
    text = "\n".join(kept)
    assert sum(line.kind == "title" for line in article.lines) == (article.title is not None)
    assert any(line.kind == "body" for line in article.lines)
    for field in (article.author, article.source, article.section):
        assert field is None or field in " ".join(text.split())
    if article.published:
        assert article.published.evidence in " ".join(text.split())
    assert all(review.reason for review in article.review)


def article_or_none(text: str) -> Article | None:
    try:
        return read_text(decode(text.encode(errors="replace")).text)
    except UnreadableSource as error:
        assert error.reason in ("empty", "binary", "no article")  # noqa: PT017 - any of these is right
        return None


@pytest.mark.parametrize(
    "line", ["سطر قصير", "سطر يتكرر هنا كل مرة", "3 ماي 2021", "أ", "كلمة – أخرى", "الرئيسية / مجتمع"]
)
def test_thousands_of_the_same_line_come_to_an_end(line: str) -> None:
    sentence = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية."
    different = "\n".join(f"{line} {number}" for number in range(9_000))
    article = read_text(f"{different}\n{sentence}\n{sentence}\n" + f"{line}\n" * 9_000)
    assert sentence in article.body


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("الأربعاء، 28 آب/أغسطس 2019، آخر تحديث 14:00 (GMT+0400)", None),
        ("الأربعاء 28 غشت 2019 - آخر تحديث على الساعة 14:00", None),
        ("Mercredi 28 août 2019 | Dernière mise à jour à 14h00", None),
        ("28 غشت 2019 - آخر تحديث 29 غشت 2019", "2019-08-28"),
        ("نشر يوم 28 غشت 2019", "2019-08-28"),
    ],
)
def test_day_with_only_the_time_of_an_update_is_the_clock_of_a_portal(line: str, date: str | None) -> None:
    sentence = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية."
    article = read_text(
        f"لقاء حول تتبع توصيات الاتفاقية الموقعة بالرباط\n{line}\n\n{sentence}\n\n{sentence} وأضافوا ذلك.\n"
    )
    assert (article.published.value[:10] if article.published else None) == date
