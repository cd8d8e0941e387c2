"""Dates in running text: all month systems, bylines as they are glued, and what is no date at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.fields.dates import find_dates, first_day
from store.articles.listing import day_number

STATED = [
    ("Rabat, le 3 juin 2021", "2021-06-03"),
    ("le 1er mai 2019 à Casablanca", "2019-05-01"),
    ("vendredi 17 février 2023", "2023-02-17"),
    ("Publié le 12 déc. 2020", "2020-12-12"),
    ("publié le 14/02/2021 à 09h05", "2021-02-14T09:05"),
    ("Mis à jour le 09.11.2018", "2018-11-09"),
    ("AOÛT : le 20 août 1953", "1953-08-20"),
    ("le 30 Mars 1912", "1912-03-30"),
    ("March 5th, 2020", "2020-03-05"),
    ("Posted on Sept. 3, 2017", "2017-09-03"),
    ("Monday, 5 March 2018 10:20 pm", "2018-03-05T22:20"),
    ("the 21st of May 2016", "2016-05-21"),
    ("2020-01-31", "2020-01-31"),
    ("2020-01-31T07:45", "2020-01-31T07:45"),
    ("2019/7/4", "2019-07-04"),
    ("نشر في 2 ماي 2018", "2018-05-02"),
    ("الأربعاء 15 غشت 2018", "2018-08-15"),
    ("9 شتنبر 2023", "2023-09-09"),
    ("يوم 24 يوليوز 2017", "2017-07-24"),
    ("21 نونبر 2020", "2020-11-21"),
    ("31 دجنبر 1999", "1999-12-31"),
    ("12 يناير2015", "2015-01-12"),
    ("مراسلة خاصة11 مارس 2022", "2022-03-11"),
    ("16 أوت 2019", "2019-08-16"),
    ("14 جانفي 2011", "2011-01-14"),
    ("5 فيفري 2021", "2021-02-05"),
    ("7 أفريل 2016", "2016-04-07"),
    ("20 كانون الثاني 2014", "2014-01-20"),
    ("29 تشرين الثاني/نوفمبر 1947", "1947-11-29"),
    ("15 أيار (مايو) 2008", "2008-05-15"),
    ("3 حزيران 2013", "2013-06-03"),
    ("25 يناير ٢٠١١", "2011-01-25"),
    ("١٧ أبريل ٢٠١٦", "2016-04-17"),
    ("23 يوليه 1952", "1952-07-23"),
    ("28 سبتمبر، 2021", "2021-09-28"),
    ("أغسطس 4, 2020", "2020-08-04"),
    ("فبراير 20, 2011 سياسة", "2011-02-20"),
    ("فاتح ماي 2022", "2022-05-01"),
    ("رابع دجنبر 2018", "2018-12-04"),
    ("الثالث من مارس 2019", "2019-03-03"),
    ("الحادي والعشرين من يونيو 2020", "2020-06-21"),
    ("يوم 9 من شهر أكتوبر من سنة 2012", "2012-10-09"),
    ("بتاريخ 6/11/1975م", "1975-11-06"),
    ("30-7-1999", "1999-07-30"),
    ("22 مَارِس 1945", "1945-03-22"),
    ("18 نونبـر 1955", "1955-11-18"),
    ("4 يونيو 2019 - 8:05 مساءً", "2019-06-04T20:05"),
    ("4 يونيو 2019 على الساعة 12:10 ص", "2019-06-04T00:10"),
    ("1 محرم 1445", "2023-07-19"),
    ("الخميس 2 محرم 1445", "2023-07-20"),
    ("27 رمضان 1444هـ الموافق لـ 18 أبريل 2023", "2023-04-18"),
    ("18 أبريل 2023 الموافق 27 رمضان 1444", "2023-04-18"),
    ("9/9/1441 هـ", "2020-05-02"),
]
PARTIAL = [
    ("خلال شتنبر 2019", "2019-09", "month"),
    ("شهر ماي من سنة 2021", "2021-05", "month"),
    ("en décembre 2018", "2018-12", "month"),
    ("June 2015", "2015-06", "month"),
    ("سنة 2004", "2004", "year"),
    ("en 2016", "2016", "year"),
]
NO_DATE = [
    "هذا الصيف",
    "في السنوات الأخيرة",
    "مارس حقه في التعبير",
    "أول مارس في الحي",
    "القانون رقم 27.14",
    "الظهير رقم 1.11.91",
    "هاتف 0537-20-11-12",
    "من 12 إلى 15 مشاركا",
    "160جمعية و 33 ممثلا",
    "ISBN 978-9954-1-2020-5",
    "موسم 2018/2019",
    "الصفحة 12/05",
    "192.168.20.19",
    "version 2020.1",
    "13/13/2020",
    "00/05/2020",
    "you may 20 times",
    "il marche 12 heures",
    "بلغ العدد 2019 شخصا",
    "نسبة 5/7 من الأصوات",
    "1500 1600 1700",
]
UNRESOLVED = [
    "يومه الأربعاء",
    "يوم أمس",
    "السبت الماضي",
    "mercredi dernier",
    "منذ 3 أيام",
    "28 شتنبر الجاري",
    "حركة 20 فبراير",
    "31 فبراير 2021",
    "30 février 2020",
    "شعبان 1443",
]
RELATIVE = [  # Thursday 2024-05-16
    ("أمس الأربعاء", "2024-05-15"),
    ("اليوم الخميس", "2024-05-16"),
    ("أول أمس", "2024-05-14"),
    ("الاثنين الماضي", "2024-05-13"),
    ("السبت المقبل", "2024-05-18"),
    ("mardi dernier", "2024-05-14"),
    ("hier", "2024-05-15"),
    ("قبل يومين", "2024-05-14"),
    ("il y a 5 jours", "2024-05-11"),
    ("3 days ago", "2024-05-13"),
    ("الجمعة 10 ماي الجاري", "2024-05-10"),
    ("20 دجنبر المنصرم", "2023-12-20"),
    ("3 يونيو المقبل", "2024-06-03"),
]


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_stated_dates(text: str, wanted: str) -> None:
    found = first_day(text)
    assert found is not None
    assert found.date.value == wanted
    assert found.date.precision == ("minute" if "T" in wanted else "day")
    assert found.text in text
    assert text[found.start : found.end] == found.text == found.date.evidence


@pytest.mark.parametrize(("text", "value", "precision"), PARTIAL)
def test_partial_dates_stay_partial(text: str, value: str, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.date.value, found.date.precision) == (value, precision)


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text: str) -> None:
    assert find_dates(text, date(2024, 5, 16)) == []


@pytest.mark.parametrize("text", UNRESOLVED)
def test_nothing_is_invented_without_a_reference(text: str) -> None:
    found = find_dates(text)
    assert found
    assert all(one.date is None for one in found)


@pytest.mark.parametrize(("text", "wanted"), RELATIVE)
def test_relative_dates_against_a_stated_day(text: str, wanted: str) -> None:
    (found,) = find_dates(text, date(2024, 5, 16))
    assert found.date.value == wanted
    assert {"relative", "year-inferred"} & set(found.flags)
    assert not found.is_stated


def test_months_ago_are_a_month_and_weeks_nothing() -> None:
    reference = date(2024, 5, 16)
    (months,) = find_dates("قبل شهرين", reference)
    assert (months.date.value, months.date.precision) == ("2024-03", "month")
    for text in ("منذ 3 أسابيع", "منذ أيام", "قبل سنوات", "منذ 5 ساعات"):
        (loose,) = find_dates(text, reference)
        assert loose.date is None


def test_span_of_days() -> None:
    for text in ("من 8 إلى 10 مارس 2024", "8-10 مارس 2024", "du 8 au 10 mars 2024"):
        (found,) = find_dates(text)
        assert (found.date.value, found.until.value) == ("2024-03-08", "2024-03-10")


def test_wrong_weekday_is_flagged_not_mended() -> None:
    (found,) = find_dates("الخميس 15 غشت 2018")
    assert found.date.value == "2018-08-15"
    assert "weekday-mismatch" in found.date.flags


def test_weekday_decides_between_two_month_names_and_a_hijri_day() -> None:
    (both,) = find_dates("الأحد 11 تشرين ثاني/أكتوبر 2020")
    assert both.date.value == "2020-10-11"
    assert {"two-months", "resolved-by-weekday"} <= set(both.flags)
    (hijri,) = find_dates("الجمعة 2 محرم 1445")
    assert hijri.date.value == "2023-07-21"
    assert "shifted-by-weekday" in hijri.flags


def test_today_beside_the_date_is_noted() -> None:
    (found,) = find_dates("اليوم الجمعة 17 ماي 2024")
    assert found.date.value == "2024-05-17"


def test_a_date_does_not_cross_lines() -> None:
    assert [one.kind for one in find_dates("في 12\nماي 2019")] == ["month"]


def test_reference_cases(shared: Path) -> None:
    cases = json.loads((shared / "data" / "dates.json").read_text(encoding="utf-8"))
    assert len(cases) > 40
    wrong = []
    for case in cases:
        reference = date.fromisoformat(case["ref"]) if case["ref"] else None
        values = [one.date for one in find_dates(case["s"], reference) if one.date]
        if not values or (values[0].value, values[0].precision) != (case["expected"], case["precision"]):
            wrong.append((case["s"], values))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("من 28 أبريل إلى 3 ماي 2021", "2021-04-28", "2021-05-03"),
        ("من 28 دجنبر إلى غاية 3 يناير 2021", "2020-12-28", "2021-01-03"),
        ("du 28 avril au 3 mai 2021", "2021-04-28", "2021-05-03"),
        ("28 فبراير و1 مارس 2019", "2019-02-28", "2019-03-01"),
        ("أيام 12 و13 و14 ماي 2021", "2021-05-12", "2021-05-14"),
        ("أيام 12، 13 و14 ماي 2021", "2021-05-12", "2021-05-14"),
        ("ليلة 12/13 ماي 2021", "2021-05-12", "2021-05-13"),
    ],
)
@pytest.mark.parametrize("reference", [None, date(2019, 9, 29)])
def test_days_of_a_span_share_the_year_behind_the_last(
    text: str, first: str, last: str, reference: date | None
) -> None:
    (found,) = find_dates(text, reference)
    assert found.date is not None
    assert found.until is not None
    assert (found.date.value, found.until.value) == (first, last)
    assert "year-inferred" not in found.flags


def test_two_days_that_are_no_span_keep_their_own_years() -> None:
    found = find_dates("ولد في 28 أبريل، ثم عاد بعد سنوات من المنفى في 3 ماي 2021", None)
    assert [one.date.value if one.date else None for one in found] == [None, "2021-05-03"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("غرة شعبان 1443", "2022-03-04"),
        ("1443/08/01هـ", "2022-03-04"),
        ("14 أغشت 2021", "2021-08-14"),
        ("منذ ثلاثة أيام", "2019-09-26"),
        ("قبل خمسة أيام", "2019-09-24"),
    ],
)
def test_rarer_ways_to_write_a_day(text: str, value: str) -> None:
    (found,) = find_dates(text, date(2019, 9, 29))
    assert found.date is not None
    assert found.date.value == value


_PIECES = st.sampled_from(
    [
        "12",
        "3",
        "2019",
        "2019-05",
        "/0",
        "/",
        "-",
        ".",
        ":",
        "مارس",
        "ماي",
        "غشت",
        "يوم",
        "الأربعاء",
        "الثالث",
        "والعشرين",
        "من",
        "عام",
        "الجاري",
        "محرم",
        "1445",
        "هـ",
        "منذ",
        "قبل",
        "le",
        "lundi",
        "mai",
        "14h30",
        "،",
        "\n",
        "ـ",
        "\u200f",
        "٣",
        "́",
        "",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_spans_are_in_order_apart_and_exact(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for found in find_dates(text, date(2020, 2, 29)):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        if found.date:
            length = {"year": 4, "month": 7, "day": 10, "minute": 16}[found.date.precision]
            assert len(found.date.value) == length


@pytest.mark.parametrize(
    "piece", ["1", " ", "12 ", "مارس ", "2019-", "الأربعاء ", "\u0640", "1/", "و", "منذ 3 "]
)
def test_long_monotonous_text_comes_to_an_end(piece: str) -> None:
    assert isinstance(find_dates(piece * 100_000), list)


def test_a_span_is_not_stretched_over_the_year_before() -> None:
    assert [one.date.value for one in find_dates("30 sept - 2 avril 1903") if one.date] == ["1903-04-02"]
    (over,) = find_dates("28 déc au 3 janvier 2021")
    assert (over.date.value, over.until.value) == ("2020-12-28", "2021-01-03")


@pytest.mark.parametrize("impossible", ["0000", "2019-02-30", "2019-13", "0000-00-00T10:00"])
def test_an_impossible_date_is_listed_as_none(impossible: str) -> None:
    assert day_number(impossible) == day_number(None) == 0
