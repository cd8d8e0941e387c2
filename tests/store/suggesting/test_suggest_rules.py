"""What the rules find in a text, and what they leave alone: sentences made for it, and the gold captures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.formats.capture import read_text
from store.names import normalise
from store.suggesting.finding import Finding
from store.suggesting.reading import read


def found(body: str, title: str = "", *kinds: str) -> set[str]:
    return {one.tag for one in read(title, body) if not kinds or one.kind in kinds}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("انعقد اللقاء بجهة بني ملال خنيفرة أمس.", {"جهات/بني ملال خنيفرة"}),
        ("شمل المشروع جهة طنجةتطوان الحسيمة.", {"جهات/طنجة تطوان الحسيمة"}),
        ("بجهة الدارالبيضاء_ سطات", {"جهات/الدار البيضاء سطات"}),
        ("مجلس جهة الداخلة وادي الذهب", {"جهات/الداخلة وادي الذهب"}),
        ("جهة الشرق بالمغرب والجهة الشرقية", {"جهات/الشرق"}),
        ("La région de Béni Mellal-Khénifra accueille le projet.", {"جهات/بني ملال خنيفرة"}),
        ("Signé avec la Région Marrakech-Safi", {"جهات/مراكش آسفي"}),
        ("أكادير – نظمت الجمعية لقاء.", {"جهات/سوس ماسة", "مدن/أكادير"}),
        ("بديل ــ الرباط\nنظمت الجمعية لقاء.", {"جهات/الرباط سلا القنيطرة", "مدن/الرباط"}),
        (
            "بإقليم الحوز بالمغرب تضررت دواوير، وفي إقليم الحوز نصبت خيام.",
            {"جهات/مراكش آسفي", "أقاليم/الحوز"},
        ),
        (
            "رئيس جماعة تنزرت بإقليم تارودانت بالمغرب",
            {"جماعات/تنزرت", "أقاليم/تارودانت", "جهات/سوس ماسة"},
        ),
    ],
)
def test_places_that_are_named(text: str, tags: set[str]) -> None:
    assert tags <= found(text, "", "region", "province", "town", "commune")


@pytest.mark.parametrize(
    "text",
    [
        "صرح محمد الوزاني أن الأمر انتهى، وقال السيد أحمد سلا إنه راض.",
        "المادة الجديدة من القانون، والعيون الباكية، والمضيق والسلام والوحدة.",
        "في بلدية المحمدية بولاية المسيلة بالجزائر، وفي مدينة العيون الجزائرية.",
        "جاءت الريح من جهة الشرق ثم من جهة الشرق.",
        "تجمعت حافلات بمحافظة القنيطرة في جنوبي سوريا قرب القنيطرة.",
        "اتفاق مراكش المؤسس لمنظمة التجارة العالمية.",
        "La salle était sale, et tata est venue avec safi.",
        "مشروع وطني يشمل الرباط ومراكش ووجدة وأكادير وتطوان.",
        "جماعة العدل، وجماعة الإخوان، وجماعة تنزرت.",
    ],
)
def test_no_region_for_a_word_a_family_or_a_place_abroad(text: str) -> None:
    assert found(text, "", "region", "province", "commune") == set()


@pytest.mark.parametrize(
    ("title", "body", "tags"),
    [
        ("", "وقع الطرفان اتفاقية تعاون وشراكة أمس.", {"اتفاقيات/اتفاقية شراكة"}),
        ("", "جرى التوقيع على مذكرة تفاهم بين الوزارتين.", {"اتفاقيات/مذكرة تفاهم"}),
        ("", "Ils ont signé une convention de partenariat à Rabat.", {"اتفاقيات/اتفاقية شراكة"}),
        ("", "نظمت الجمعية وقفة احتجاجية أمام البرلمان.", {"أنشطة/وقفة احتجاجية"}),
        ("دورة تكوينية حول التوثيق", "تفاصيل.", {"أنشطة/دورة تكوينية"}),
        ("", "المهاجرون في المدينة. وقال إن اللاجئين كثر.", {"قضايا/هجرة"}),
        ("", "زار المجلسَ الوطني لحقوق الإنسان وفدٌ.", {"مؤسسات/المجلس الوطني لحقوق الإنسان"}),
        ("", "Le CNDH a publié son avis.", {"مؤسسات/المجلس الوطني لحقوق الإنسان"}),
    ],
)
def test_agreements_events_themes_and_institutions(title: str, body: str, tags: set[str]) -> None:
    assert tags <= found(body, title)


@pytest.mark.parametrize(
    "body",
    [
        "نصت اتفاقية شراكة قديمة على ذلك.",  # an agreement that nobody signs here
        "ذكر في آخر كلامه ندوة حضرها قبل سنوات.",
        "هاجر مهاجر واحد.",
        "le hcr de la machine et le cndhx",
        "قرر اللجوء إلى القضاء ثم اللجوء إلى التحكيم.",
    ],
)
def test_what_is_only_mentioned_is_not_suggested(body: str) -> None:
    assert found(body) == set()


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        (
            "وقع رشيد علالي، المنسق الجهوي للتعاون الوطني، الوثيقة.",
            "رشيد علالي",
            "المنسق الجهوي للتعاون الوطني",
        ),
        ("أكد وزير الخارجية المغربي ناصر بوريطة أن الأمر محسوم.", "ناصر بوريطة", "وزير الخارجية المغربي"),
        ("وأوضح بوبكر لركو رئيس المنظمة المغربية.", "بوبكر لركو", "رئيس المنظمة المغربية"),
        ("، وأحمد سعيد التميمي، رئيس الدائرة.", "أحمد سعيد التميمي", "رئيس الدائرة"),
        ("وعبد الباسط بن حسن، رئيس المعهد.", "عبد الباسط بن حسن", "رئيس المعهد"),
        ("حضور للحسين امزال عامل إقليم تارودانت.", "الحسين امزال", "عامل إقليم تارودانت"),
        (
            "Mustapha Ramid, ministre chargé des droits, a signé.",
            "Mustapha Ramid",
            "ministre chargé des droits",
        ),
        ("M. Charles Fries a signé.", "Charles Fries", ""),
    ],
)
def test_people_with_what_they_are_called(text: str, person: str, role: str) -> None:
    (one,) = [one for one in read("", text) if one.kind == "person"]
    assert (one.tag, one.role) == (f"أشخاص/{person}", role)


@pytest.mark.parametrize(
    "text",
    [
        "قرب ثانوية مولاي علي الشريف وشارع محمد الخامس.",
        "جامعة محمد الخامس بالرباط وجامعة ابن طفيل.",
        "أكد أمين المجلس أن اللقاء ناجح.",
        "أسامة كريم نجيب سعيد جميل عادل.",
        "كشف الرئيس التركي فلان علان.",
        "Le Conseil national, président de séance, a dit.",
    ],
)
def test_names_of_things_and_words_are_no_people(text: str) -> None:
    assert found(text, "", "person") == set()


def test_an_unlisted_organisation_is_named_where_it_stands_again_the_same() -> None:
    text = "عقد المركز المغربي للشباب والتحولات الديمقراطية لقاء. وأضاف رئيس المركز المغربي للشباب والتحولات الديمقراطية."
    assert found(text, "", "institution") == {"منظمات/المركز المغربي للشباب والتحولات الديمقراطية"}
    assert found("عقد المركز المغربي للشباب والتحولات الديمقراطية لقاء.", "", "institution") == set()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_is_read_and_its_spans_lie_in_it(title: str, body: str) -> None:
    for one in read(title, body):
        _spans_lie_in(one, title, body)


def _spans_lie_in(one: Finding, title: str, body: str) -> None:
    assert one.spans
    assert normalise(one.tag) == one.tag
    for span in one.spans:
        text = title if span.field == "title" else body
        assert 0 <= span.start < span.end <= len(text)


EXPECTED = {
    "000": {
        "اتفاقيات/اتفاقية شراكة",
        "جهات/بني ملال خنيفرة",
        "مؤسسات/التعاون الوطني",
        "مؤسسات/اللجنة الجهوية لحقوق الإنسان",
        "أشخاص/رشيد علالي",
        "أشخاص/أحمد توفيق الزينبي",
    },
    "001": {
        "اتفاقيات/بروتوكول",
        "مؤسسات/المجلس الوطني لحقوق الإنسان",
        "منظمات/منظمة التحرير الفلسطينية",
        "أشخاص/أمينة بوعياش",
        "أشخاص/أحمد سعيد التميمي",
    },
    "002": {
        "مؤسسات/المندوبية الوزارية المكلفة بحقوق الإنسان",
        "أمم متحدة/صندوق الأمم المتحدة للسكان",
        "أمم متحدة/هيئة الأمم المتحدة للمرأة",
        "أشخاص/محمد الحبيب بلكوش",
        "أشخاص/مارييل ساندر",
        "أشخاص/مريم أوشن نصيري",
    },
    "003": {"اتفاقيات/مذكرة تفاهم", "أنشطة/يوم دراسي", "جهات/الداخلة وادي الذهب", "أقاليم/أوسرد"},
    "004": {
        "جهات/الدار البيضاء سطات",
        "جهات/طنجة تطوان الحسيمة",
        "منظمات/المنظمة المغربية لحقوق الإنسان",
        "منظمات/المركز المغربي للشباب والتحولات الديمقراطية",
        "أشخاص/حسام هاب",
        "أشخاص/يوسف الكلاخي",
        "أشخاص/بوبكر لركو",
        "قضايا/هجرة",
    },
}
PEOPLE_AND_REGIONS = ("person", "region")


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_the_gold_captures(shared: Path, number: str) -> None:
    (path,) = (shared / "captures").glob(f"{number}_*.txt")
    article = read_text(path.read_text(encoding="utf-8"))
    title, body = article.title or "", article.body
    findings = read(title, body)
    tags = {one.tag for one in findings}
    assert EXPECTED[number] <= tags
    wanted = {tag for tag in EXPECTED[number] if tag.startswith(("أشخاص/", "جهات/"))}
    assert {one.tag for one in findings if one.kind in PEOPLE_AND_REGIONS} == wanted
    for one in findings:
        _spans_lie_in(one, title, body)


def test_the_gold_records_name_nobody_whom_the_rules_do_not_find(shared: Path) -> None:
    records = json.loads((shared / "captures" / "gold.json").read_text(encoding="utf-8"))["records"]
    for record in records:
        article = read_text((shared / "captures" / record["file"]).read_text(encoding="utf-8"))
        people = found(article.body, article.title or "", "person")
        assert {f"أشخاص/{person['name']}" for person in record["content"].get("people", ())} <= people
