"""One article saved in every format is one article with as many originals, whichever comes first."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from importers.ingest import ingest
from store.archive import Archive
from store.similar.versions import versions

WAYS = ("a0.html", "a0.odt", "a0.docx", "a0-pandoc.docx", "a0.epub", "a0-libreoffice.pdf", "p0.mhtml", "p0-dom.html", "p0-innertext.txt")  # fmt: skip


@pytest.fixture
def ways(shared: Path) -> list[Path]:
    """The files; skips where the PDF reader is not installed."""
    pytest.importorskip("pypdfium2", reason="reading PDF needs the extra: pip install 'archive-browser[pdf]'")
    return [shared / "data" / "formats" / name for name in WAYS]


def test_one_text_in_nine_files_is_one_article(ways: list[Path], tmp_path: Path) -> None:
    random.Random(4).shuffle(ways)
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        report = ingest(archive, ways)
        assert (report.imported, report.duplicates, report.failed) == (1, len(ways) - 1, 0)
        assert {one.reason for one in report.articles[1:]} == {"same text"}
        assert archive.count() == 1
        (version,) = versions(archive, report.articles[0].id)
        assert len(version.sources) == len(ways)
        for path in ways:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            assert archive.article(digest).id == report.articles[0].id
            assert archive.original(digest, digest) == data
        again = ingest(archive, ways)
        assert (again.imported, again.duplicates) == (0, len(ways))
        assert len(archive.history()) == 1


PAGE = """<!doctype html>
<!--
 Page saved with SingleFile
 url: https://rif.example/2024/03/lagha
 saved date: {when} 2024 10:11:12 GMT+0100 (GMT+01:00)
-->
<html lang="ar"><head><meta charset="utf-8"><title>لقاء بزاكورة حول أزمة الماء</title></head><body><article>
<h1>لقاء بزاكورة حول أزمة الماء</h1>
<p>نظم فرع الجمعية المغربية للدفاع عن الماء بمدينة زاكورة لقاء تواصليا حول أزمة الماء الصالح للشرب بالإقليم.</p>
<p>وأكد المتدخلون أن ساكنة الواحات تعيش منذ ثلاث سنوات على صهاريج تصل مرة كل أسبوع ولا تكفي حاجات الأسر.</p>
<p>ودعا البيان الختامي وزارة التجهيز إلى فتح تحقيق في صفقة الأثقاب المائية ونشر نتائجه قبل نهاية السنة.</p>
{more}</article></body></html>
"""


def test_the_day_a_page_was_saved_says_which_text_is_the_newer(tmp_path: Path) -> None:
    more = "<p>وأعلنت الوزارة في بلاغ لاحق أنها فتحت تحقيقا إداريا في الموضوع وستنشر خلاصاته للعموم في غضون شهر.</p>"
    for name, when, text in (("new", "Fri Mar 08", more), ("old", "Tue Mar 05", "")):
        (tmp_path / f"{name}.html").write_text(PAGE.format(when=when, more=text), encoding="utf-8")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "new.html", tmp_path / "old.html"])
        assert [(one.status, one.reason) for one in report.articles] == [
            ("imported", None),
            ("imported", "older version"),
        ]
        (ident,) = {one.id for one in report.articles}
        assert ident is not None
        assert [one.at for one in versions(archive, ident)] == ["2024-03-05", "2024-03-08"]
        assert "بلاغ لاحق" in archive.article(ident).article.body
