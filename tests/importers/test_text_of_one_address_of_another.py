"""A file with the text of one article and the address of another: its text decides, and the contradiction is said."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from importers.ingest import ingest
from store.archive import Archive
from store.similar.versions import versions

WATER = (
    "نظم فرع الجمعية المغربية للدفاع عن الماء بمدينة زاكورة لقاء تواصليا حول أزمة الماء الصالح للشرب بالإقليم.",
    "وأكد المتدخلون أن ساكنة الواحات تعيش منذ ثلاث سنوات على صهاريج تصل مرة كل أسبوع ولا تكفي حاجات الأسر.",
    "ودعا البيان الختامي وزارة التجهيز إلى فتح تحقيق في صفقة الأثقاب المائية ونشر نتائجه قبل نهاية السنة.",
)
PRISON = (
    "زار وفد من المرصد الوطني للسجون مؤسسة عكاشة بالدار البيضاء صباح الخميس للوقوف على ظروف الاعتقال.",
    "وسجل أعضاء الوفد اكتظاظا كبيرا في الجناح المخصص للأحداث ونقصا في التطبيب خلال فصل الصيف الماضي.",
    "وطالب المرصد المندوبية العامة بتمكين العائلات من الزيارة المباشرة وفتح أبواب المؤسسة أمام الجمعيات.",
)
AT_WATER, AT_PRISON = "https://rif.example/2024/03/water", "https://rif.example/2024/05/prison"


def page(title: str, text: tuple[str, ...], url: str, beside: str = "") -> str:
    paragraphs = "".join(f"<p>{one}</p>" for one in text)
    head = f"<title>{title}</title><link rel=canonical href='{url}'>"
    return f"<html lang=ar><head><meta charset=utf-8>{head}</head><body><article><h1>{title}</h1>{paragraphs}</article>{beside}</body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.html").write_text(page("لقاء بزاكورة حول أزمة الماء", WATER, AT_WATER), "utf-8")
    (folder / "2.html").write_text(page("زيارة المرصد لسجن عكاشة بالبيضاء", PRISON, AT_PRISON), "utf-8")
    return folder


@pytest.mark.parametrize("named", ["0.html", "3.html"])
def test_text_decides_and_the_address_is_told_of(folder: Path, tmp_path: Path, named: str) -> None:
    mixed = folder / named
    mixed.write_text(page("لقاء بزاكورة حول أزمة الماء", WATER, AT_PRISON, "<p>نسخة</p>"), "utf-8")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        order = sorted(folder.iterdir())
        foretold = ingest(archive, order, dry_run=True)
        found = {Path(one.path).name: one for one in ingest(archive, order).articles}
        assert archive.count() == 2
        water = found["1.html"].id
        prison = found["2.html"].id
        assert water != prison
        assert found[named].id == water
        assert [len(versions(archive, one)) for one in (water, prison)] == [1, 1]
        assert "عكاشة" in archive.article(prison).article.body
        assert archive.article(prison).article.url == AT_PRISON
        (version,) = versions(archive, water)
        assert len(version.sources) == 2
        if named == "3.html":
            assert (found[named].status, found[named].reason) == ("duplicate", "other address")
            assert "another article" in found[named].message
        assert [one.status for one in foretold.articles].count("imported") == 2
        assert archive.original(water, _digest(mixed)) == mixed.read_bytes()


def test_same_text_at_its_own_address_is_nothing_to_check(folder: Path, tmp_path: Path) -> None:
    (folder / "3.html").write_text(
        page("لقاء بزاكورة حول أزمة الماء", WATER, AT_WATER, "<p>نسخة</p>"), "utf-8"
    )
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        told = ingest(archive, sorted(folder.iterdir())).articles[-1]
        assert (told.status, told.reason) == ("duplicate", "same text")


def test_other_text_at_the_address_of_another_is_an_article_of_its_own(folder: Path, tmp_path: Path) -> None:
    """A home page saved under one address twice: the texts share nothing, so neither is a version of the other."""
    (folder / "2.html").write_text(page("زيارة المرصد لسجن عكاشة بالبيضاء", PRISON, AT_WATER), "utf-8")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        told = ingest(archive, sorted(folder.iterdir())).articles
        assert [(one.status, one.reason) for one in told] == [("imported", None)] * 2
        assert archive.count() == 2


def _digest(path: Path) -> str:

    return sha256(path.read_bytes()).hexdigest()


def test_a_dry_run_tells_two_headlines_of_one_text_apart_as_the_import_does(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    titles = (
        "لقاء بزاكورة حول أزمة الماء",
        "بيان فرع الجمعية إلى وزارة التجهيز",
        "لقاء بزاكورة حول أزمة الماء",
    )
    for number, title in enumerate(titles):
        address = f"https://rif.example/2024/03/{number}"
        (place / f"{number}.html").write_text(page(title, WATER, address), "utf-8")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        foretold = ingest(archive, [place], dry_run=True)
        done = ingest(archive, [place])
    assert [one.status for one in foretold.articles] == ["imported", "imported", "duplicate"]
    assert [(one.id, one.status) for one in foretold.articles] == [
        (one.id, one.status) for one in done.articles
    ]
