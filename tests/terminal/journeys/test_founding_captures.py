"""What the founding captures are there for: found by every query that names what is in them, and two agreements recorded from them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from importers.ingest import ingest
from store.archive import Archive
from store.article import StoredArticle
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, Person, all_of, drawn, marked, said

pytestmark = pytest.mark.terminal
GOLD = {
    "اتفاقية": "012",
    "انتهاك": "14",
    "توصية": "24",
    "جمعية": "34",
    "مهاجر": "4",
    "لاجئ": "4",
    "شراكة": "0234",
    "تكوين": "24",
    "بروتوكول": "1",
    "مذكرة تفاهم": "3",
    "الدار البيضاء": "4",
    "مناصرة": "12",
    "هجرة": "4",
    "لجوء": "4",
    "حقوق الانسان": "0124",
    "احمد توفيق الزينبي": "0",
    "المجتمع المدني": "1234",
    "وثائق": "0",
    "تتبع": "2",
    "كتيب": "4",
}
"""What is looked for, and the captures that speak of it."""
_ENOUGH = 34
"""Of the 36 pairs of them."""
_HEADLINES = (
    "التعاون الوطني بجهة بني ملال",
    "المجلس الوطني لحقوق الإنسان ودائرة",
    "(no title)",
    "فعاليات اللقاء الجهوي بالداخلة",
    "تقوية قدرات المجتمع المدني في مجال",
)
"""How they begin; the third has none."""
_WIDE = (140, 50)
"""Columns and rows where the record stands under the text, so that what a suggestion stands on is seen beside it."""


@pytest.fixture
def captures(tmp_path: Path, shared: Path) -> Path:
    """An archive of the five captures."""
    path = tmp_path / "captures.db"
    with Archive.open(path, create=True) as archive:
        ingest(archive, sorted((shared / "captures").glob("*.txt")))
    return path


def test_every_query_finds_what_speaks_of_it_and_nothing_else(captures: Path, sit_down: SitDown) -> None:
    person = sit_down(captures, "arabic")
    person.sees(" / 5")
    wanted = found = 0
    for query, speaking in GOLD.items():
        person.begin_to_count()
        person.press("s", "To the results")
        person.write(query, f"{len(speaking)} / 5")
        rows = person.press("Enter", lambda rows: "Open" in rows[-1])
        assert person.keys <= 2
        assert person.letters == len(query), "as it is typed, under the layout that is on"
        seen = {
            str(number)
            for number, headline in enumerate(_HEADLINES)
            if any(drawn(headline) in row for row in rows[2:])
        }
        wanted += len(speaking)
        found += len(seen & set(speaking))
        person.press("Backspace", "5 / 5")
    person.leaves()
    assert wanted == 36
    assert found >= _ENOUGH


def taken(person: Person, kind: str, words: str, source: str) -> None:
    """Take the suggestion that is chosen, which is of these words; what it stands on is marked in the text beside it."""
    chosen = [
        row.rpartition("▌")[2]
        for row in person.program.rows[person.program.screen.lines // 2 :]
        if "▌" in row
    ]
    assert "Suggested" in chosen[0]
    assert kind in " ".join(chosen)
    marks = [" ".join(marked(person, row).split()) for row in range(2, person.program.screen.lines - 2)]
    assert all(any(drawn(word) in row.split() for row in marks) for word in source.split()), (words, marks)
    person.press("+", said("Tags of 1 article changed", words))


def sought(person: Person, word: str) -> None:
    """The one article with this word, in the list."""
    person.press("s", "To the results")
    person.write(word, " 1 / 5")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.begin_to_count()


def stored(path: Path, word: str) -> StoredArticle:
    """The one article with this word, in the archive."""
    with Archive.open(path, read_only=True) as archive:
        (docid,) = archive.search(word).docids
        return archive.article_by_docid(docid)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_record_of_each_agreement(captures: Path, sit_down: SitDown, layout: Layout) -> None:
    person = sit_down(captures, layout, _WIDE)
    person.sees(" / 5")
    sought(person, "الزينبي")
    person.press("r", all_of("2024-02-07", "stated as:"))
    person.press("+", said("Suggested"))
    for kind, words, source in (
        ("Agreement", "اتفاقية شراكة", "اتفاقية تعاون وشراكة"),
        ("Region", "بني ملال خنيفرة", "بني ملال خنيفرة"),
        ("Institution", "التعاون الوطني", "للتعاون الوطني"),
        ("Institution", "اللجنة الجهوية لحقوق الإنسان", "اللجنة الجهوية لحقوق"),
        ("Person", "رشيد علالي", "رشيد"),
        ("Person", "أحمد توفيق الزينبي", "أحمد توفيق"),
    ):
        taken(person, kind, words, source)
    assert person.keys <= 12
    first = stored(captures, "الزينبي")
    assert first.kind == ("اتفاقية شراكة",)
    assert set(first.people) == {"رشيد علالي", "أحمد توفيق الزينبي"}
    assert set(first.institutions) == {"التعاون الوطني", "اللجنة الجهوية لحقوق الإنسان"}
    assert first.places == ("بني ملال خنيفرة",)
    assert first.article.event_date is not None
    assert first.article.event_date.value == "2024-02-07"

    person.press("Esc", lambda rows: "Open" in rows[-1])
    person.press("Backspace", "5 / 5")
    sought(person, "مارييل")
    person.press("r", lambda rows: "Enter Edit" in rows[-1])
    person.press("g", all_of("Title: to be checked", "Suggestion:"))
    person.press("Enter", "Enter Save")
    person.press("Enter", "Title: set by a person")
    person.press("+", said("Suggested"))
    for kind, words, source in (
        ("Agreement", "اتفاقية", "الاتفاقية"),
        ("Institution", "صندوق الأمم المتحدة للسكان", "صندوق الأمم المتحدة"),
        ("Institution", "المندوبية الوزارية المكلفة", "المندوب الوزاري"),
        ("Institution", "هيئة الأمم المتحدة للمرأة", "هيئة الأمم المتحدة للمرأة"),
        ("Institution", "المبادرة الوطنية للتنمية البشرية", "المبادرة الوطنية"),
        ("Person", "محمد الحبيب بلكوش", "محمد الحبيب بلكوش"),
        ("Person", "مارييل ساندر", "مارييل ساندر"),
        ("Person", "مريم أوشن نصيري", "مريم أوشن نصيري"),
    ):
        taken(person, kind, words, source)
    assert person.keys <= 20
    second = stored(captures, "مارييل")
    assert second.article.title is not None
    assert second.article.title.startswith("اتفاقية مع صندوق الأمم المتحدة")
    assert second.kind == ("اتفاقية",)
    assert set(second.people) == {"محمد الحبيب بلكوش", "مارييل ساندر", "مريم أوشن نصيري"}
    assert {"صندوق الأمم المتحدة للسكان", "هيئة الأمم المتحدة للمرأة"} < set(second.institutions)
    assert second.article.published is second.article.event_date is None, "no date is invented"
    person.leaves()
