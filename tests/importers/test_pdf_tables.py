"""Tables in PDF files, told by the places of words; columns of text are none. Files that do not say what their letters are."""

from pathlib import Path

import pytest
from formats_reading import articles, parsed

from importers.document.pdf_lines import Cell, PdfLine
from importers.document.pdf_tables import rows_of_tables

pytest.importorskip("pypdfium2")
FILES = Path(__file__).parent / "files"


def line(text: str, left: float, right: float, base: float) -> PdfLine:
    return PdfLine(text, left, right, base, 10)


def table(*lines: PdfLine) -> list[str]:
    found = rows_of_tables(lines)
    return [found[id(one)] for one in lines if found.get(id(one))]


def test_rows_of_libreoffice() -> None:
    (article,) = articles("x.pdf", (FILES / "libreoffice_table.pdf").read_bytes())
    body = article.body.split("\n")
    assert body[2:7] == [
        "الجهة | عدد السجناء | ملاحظات",
        "الشرق | 1230 | اكتظاظ كبير في السجن المحلي مع نقص واضح في الخدمات الصحية المقدمة للنزلاء",
        "الرباط سلا القنيطرة | 30 | لا شيء",
        "سوس ماسة | 512 | زيارة سنة 2017",
        "وختم اللقاء بتوقيع مذكرة تفاهم حول التكوين وتبادل الخبرات سنة 2017.",
    ]


def test_a_pictogram_on_the_page_costs_nothing() -> None:
    (article,) = articles("x.pdf", (FILES / "libreoffice_ar.pdf").read_bytes())
    assert "خلال اللقاء" in article.body
    assert "تفاهم 😀 حول" in article.body
    assert "خالل" not in article.body


def test_cells_of_several_lines_are_cells_and_text_around_is_none() -> None:
    assert table(
        line("A paragraph above the table that is as wide as the page is.", 50, 500, 700),
        line("Region", 50, 90, 680),
        line("Number", 200, 240, 680),
        line("Remarks", 300, 340, 680),
        line("Oriental", 50, 100, 660),
        line("12", 200, 210, 660),
        line("crowded, and without", 300, 400, 660),
        line("any doctor", 300, 350, 648),
        line("Rabat and all that", 50, 140, 630),
        line("lies around", 50, 110, 618),
        line("30", 200, 210, 630),
        line("nothing", 300, 335, 630),
        line("A paragraph below it, which begins at the same edge as its cells.", 50, 420, 600),
        line("and goes on.", 50, 110, 588),
    ) == [
        "Region | Number | Remarks",
        "Oriental | 12 | crowded, and without any doctor",
        "Rabat and all that lies around | 30 | nothing",
    ]


def test_rows_that_come_as_one_line_are_read_from_their_side() -> None:
    def row(base: float, *cells: tuple[str, float, float]) -> PdfLine:
        parts = tuple(Cell(*cell) for cell in sorted(cells, key=lambda cell: cell[1]))
        text = " ".join(cell[0] for cell in cells)
        return PdfLine(text, parts[0].left, parts[-1].right, base, 10, parts)

    assert table(
        row(700, ("الجهة", 460, 500), ("العدد", 300, 330)),
        row(680, ("الشرق", 465, 500), ("12", 320, 330)),
    ) == ["الجهة | العدد", "الشرق | 12"]
    assert (
        table(row(700, ("•", 490, 495), ("بند", 440, 480)), row(680, ("•", 490, 495), ("بند ثان", 420, 480)))
        == []
    )
    assert table(row(700, ("المملكة المغربية", 400, 500), ("الرباط في 3 ماي", 50, 150))) == []


def test_columns_of_text_are_no_table() -> None:
    left = [line(f"left line {n} of a text in two columns", 50, 240, 700 - 12 * n) for n in range(30)]
    right = [line(f"right line {n} of a text in two columns", 260, 450, 700 - 12 * n) for n in range(30)]
    assert table(*left, *right) == []
    assert table(*left[:10], *right[:10], *left[12:], *right[12:]) == []


def test_a_file_that_does_not_name_its_letters_says_so() -> None:
    found = parsed("x.pdf", (FILES / "wkhtmltopdf_unnamed.pdf").read_bytes())
    assert found.reason == "unknown letters"
    assert "text recognition" in found.message


def test_signs_that_lengthen_a_line_are_no_unknown_letters() -> None:
    (article,) = articles("x.pdf", (FILES / "libreoffice_columns.pdf").read_bytes())
    body = article.body.split("\n")
    assert (
        body[0]
        == "أكد المتدخلون خلال اللقاء المنظم بالرباط أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية رقم 10."
    )
    assert [line[-3:-1] for line in body[2::3]] == ["12", "15", "18", "21", "24", "27", "30", "33"]
    assert len(body) == 24
    assert article.review == ()
