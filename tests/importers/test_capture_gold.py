"""The five founding captures against their hand-made records: every line, every field."""

import hashlib
import json
from pathlib import Path

import pytest

from importers.base import Source, importer_for
from store.article import Article

NAMES = {
    "000": "000_c2b84ac6a33948d8.txt",
    "001": "001_54b40226c47508d6.txt",
    "002": "002_064e39be56c7c071.txt",
    "003": "003_4e2c2fff0d91ce5b.txt",
    "004": "004_bfea7599f6c7adb0.txt",
}
FURNITURE = (
    "Akismet",
    "اترك تعليق",
    "شروط التعليق",
    "لن يتم نشر",
    "مقالات ذات صلة",
    "التعليقات مغلقة",
    "أول جريدة إلكترونية",
    "زر الذهاب",
    "الاخبار العاجلة",
    "IMG 2019",
)


def capture(shared: Path, number: str) -> Article:
    data = (shared / "captures" / NAMES[number]).read_bytes()
    importer = importer_for(NAMES[number], data)
    (read,) = importer.read(Source(NAMES[number], data))
    assert read.encoding == "utf-8"
    return read.article


def gold(shared: Path) -> dict[str, dict]:
    records = json.loads((shared / "captures" / "gold.json").read_text(encoding="utf-8"))["records"]
    return {record["file"][:3]: record for record in records}


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_fields_are_the_gold_record(shared: Path, number: str) -> None:
    article, record = capture(shared, number), gold(shared)[number]
    assert article.title == record["title"]
    assert article.author == record["author"]
    assert article.source == record["site"]
    assert article.section == record["section"]
    assert article.language == record["language"]
    for field in ("published", "event_date"):
        found, wanted = getattr(article, field), record[field]
        assert (found.value if found else None) == wanted["value"]
        assert (found.precision if found else None) == wanted["precision"]
        if found:
            assert found.evidence in (shared / "captures" / NAMES[number]).read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_every_line_has_the_gold_kind(shared: Path, number: str) -> None:
    article, record = capture(shared, number), gold(shared)[number]
    kinds = {str(place): line.kind for place, line in enumerate(article.lines, 1)}
    assert {place: kinds[place] for place in record["lines"]} == record["lines"]
    body = [place for place, line in enumerate(article.lines, 1) if line.kind == "body"]
    assert (body[0], body[-1]) == (record["body"]["start_line"], record["body"]["end_line"])
    assert article.body.startswith(record["body"]["starts"])
    assert article.body.endswith(record["body"]["ends"])


@pytest.mark.parametrize("number", NAMES)
def test_no_furniture_in_any_body_and_no_line_lost(shared: Path, number: str) -> None:
    article = capture(shared, number)
    for phrase in FURNITURE:
        assert phrase not in article.body
    assert article.title is None or article.title not in article.body
    text = (shared / "captures" / NAMES[number]).read_text(encoding="utf-8")
    assert [line.text for line in article.lines] == [line.strip() for line in text.split("\n")]
    assert all(line.reason for line in article.lines if line.kind == "boilerplate")


def test_protocol_with_no_date_and_a_publisher_beside_the_name(shared: Path) -> None:
    article = capture(shared, "001")
    assert article.title == (
        "المجلس الوطني لحقوق الإنسان ودائرة حقوق الإنسان في منظمة التحرير الفلسطينية يوقعان بروتوكول تعاون"
    )
    assert (article.author, article.source, article.section) == ("أحمد رباص", "تنوير", "مجتمع")
    assert article.published is None
    assert article.event_date is None
    assert article.body.startswith("بعد دورة تدريبية للمسؤولين الفلسطينيين انعقدت خلال هذا الصيف")
    assert article.body.endswith("تظل في صميم الاهتمامات الحقوقية المغربية، رسميا وشعبيا.")


def test_missing_headline_is_missing_and_the_first_heading_is_only_suggested(shared: Path) -> None:
    article = capture(shared, "002")
    assert article.title is None
    (review,) = [one for one in article.review if one.field == "title"]
    assert gold(shared)["002"]["title_fallback"] in review.reason


def test_study_day_with_a_tagline_a_place_and_a_bare_weekday(shared: Path) -> None:
    article = capture(shared, "003")
    assert (
        article.title == "فعاليات اللقاء الجهوي بالداخلة حول “دور المجتمع المدني في تعزيز الحماية الاجتماعية”"
    )
    assert (article.author, article.source) == ("أحمد درويش", None)
    assert article.published is None
    assert article.event_date is None
    assert article.lines[0].reason == "tagline"
    assert article.body.endswith("أنظمة الحماية الاجتماعية بالمغرب في اطار الديمقراطية التشاركية.")


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_what_the_page_states_asks_for_no_review(shared: Path, number: str) -> None:
    assert capture(shared, number).review == ()


def test_digests_are_those_of_the_records(shared: Path) -> None:
    for number, record in gold(shared).items():
        data = (shared / "captures" / NAMES[number]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == record["sha256"]
