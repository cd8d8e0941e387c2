"""A page that a browser printed to a PDF: words that come with their last letter first, and what the browser puts round them."""

from pathlib import Path

import pytest

from importers.base import Source, importer_for
from importers.document.pdf_lines import PdfLine, _brackets, _from_the_right
from importers.document.pdf_printed import browser_lines

pytest.importorskip("pypdfium2", reason='reading PDF files needs pip install "archive-browser[pdf]"')
PRINTED = Path(__file__).parent / "documents" / "printed_by_a_browser.pdf"


def line(text: str) -> PdfLine:
    return PdfLine(text, 0, 100, 0, 10)


def test_a_page_printed_by_a_browser() -> None:
    data = PRINTED.read_bytes()
    (one,) = importer_for("page.pdf", data).read(Source("page.pdf", data))
    article = one.article
    assert (article.title, article.author) == ("وقفة أمام مقر القيادة بتازة", "كريم العلوي")
    assert article.published is not None
    assert article.published.value == "2023-03-15"
    assert article.url == "http://127.0.0.1:8765/small.html"
    assert article.body == (
        "قال رشيد الودغيري (كاتب الفرع) إن «العمال» طالبوا بالتعويض، وإن النيابة العامة أمرت بإجراء تشريح طبي لتحديد المسؤوليات."
    )


@pytest.mark.parametrize(
    ("text", "lefts", "read"),
    [
        ("ةمظنم", [0, 10, 20, 30, 40], "منظمة"),
        ("منظمة", [40, 30, 20, 10, 0], "منظمة"),
        ("ةملاس", [0, 10, 20, 20, 30], "سلامة"),
        ("و", [5], "و"),
    ],
)
def test_letters_are_put_in_order_by_their_places(text: str, lefts: list[int], read: str) -> None:
    """Letters drawn as one sign (لا) have one place and keep their order."""
    assert _from_the_right(text, [(left, 0, left + 9, 9) for left in lefts]) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("قال )كاتب الفرع( إن »العمال« هنا", "قال (كاتب الفرع) إن «العمال» هنا"),
        ("الشغل«. )45-3(", "الشغل». (45-3)"),
        ("قال (كاتب الفرع) هنا", "قال (كاتب الفرع) هنا"),
        ("أولا) ثم ثانيا)", "أولا) ثم ثانيا)"),
    ],
)
def test_brackets_open_before_they_close(text: str, read: str) -> None:
    assert _brackets(text) == read


@pytest.mark.parametrize(
    "moment", ["22/11/2026 16:16", "11/22/26, 4:16 PM", "بيان 22/11/2026 16:16", "16:16 22/11/2026 بيان"]
)
def test_the_moment_of_printing_is_known_beside_an_address(moment: str) -> None:
    sheet = [line("نص"), line(moment), line("https://example.ma/2019/x 1/2")]
    other = [line("نص"), line(moment), line("https://example.ma/2019/x 2/2")]
    marks, address = browser_lines([sheet, other])
    assert marks == {id(one) for one in (*sheet[1:], *other[1:])}
    assert address == "https://example.ma/2019/x"
    assert browser_lines([sheet[:2], other[:2]]) == (set(), None)


def test_an_address_that_is_cut_is_none() -> None:
    assert browser_lines([[line("نص"), line("https://example.ma/2019/a-long-na… 1/1")]])[1] is None
