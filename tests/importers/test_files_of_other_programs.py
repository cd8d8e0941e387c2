"""Files as other programs write them (`files/README.md` says how): every paragraph, list, table and note, in order, and nothing else."""

from pathlib import Path

import pytest

from importers.base import Read, Source
from importers.document.pdf_lines import _brackets
from importers.parsing import parse
from store.article import Article

FILES = Path(__file__).parent / "files"
TAZA = (
    "فلاحو تازة يطالبون بفتح تحقيق في نزع أراضيهم",
    "سلمى الإدريسي",
    "2023-09-14",
)
OUKACHA = (
    "Détention préventive : l’OMDH alerte sur la surpopulation à Oukacha",
    "Karim Bennis",
    "2022-02-03",
)
PROTEST = "وقال رئيس الفرع إن المنع لا يستند إلى أي نص، وإن الجمعية ستلجأ إلى القضاء الإداري للطعن فيه."


def read(name: str, data: bytes | None = None) -> Article:
    found = parse(Source(name, data if data is not None else (FILES / name).read_bytes()))
    (one,) = found.reads
    assert isinstance(one, Read), found
    return one.article


def fields(article: Article) -> tuple[str | None, str | None, str | None]:
    return article.title, article.author, article.published.value if article.published else None


@pytest.mark.parametrize(
    ("name", "wanted", "openings"),
    [
        (
            "pandoc_ar.html",
            TAZA,
            "طالبت|وقال|مطالب|إيقاف|تعويض|نشر|وتضمن|القطعة |بوحلو |عين|لن|وذكّرت|وقفة|مسيرة|الظهير",
        ),
        (
            "libreoffice_ar.html",
            TAZA,
            "طالبت|وقال|مطالب|إيقاف|تعويض|نشر|وتضمن|القطعة |بوحلو |عين|لن|وذكّرت|وقفة|مسيرة",
        ),
        ("pandoc_fr.html", OUKACHA, "L’Obs|Selon|Trois|réviser|généraliser|autoriser|La Dél|Courriels"),
        ("pandoc_fr.epub", OUKACHA, "L’Obs|Selon|Trois|- rév|- général|- autor|La Dél|1. Courriels"),
    ],
)
def test_a_document_saved_as_a_page_or_book(name: str, wanted: tuple[str, str, str], openings: str) -> None:
    article = read(name)
    assert fields(article) == wanted
    lines = article.body.split("\n")
    shown = [line for line in lines if line.strip()]
    assert [line.startswith(begin) for line, begin in zip(shown, openings.split("|"), strict=True)] == [
        True
    ] * len(shown), shown


@pytest.mark.parametrize(
    ("name", "noted"), [("pandoc_ar.html", "السلالية[1]."), ("pandoc_fr.epub", "entretien[1].")]
)
def test_the_number_of_a_note_is_no_part_of_its_word(name: str, noted: str) -> None:
    body = read(name).body
    assert noted in body
    assert "↩" not in body


def test_letters_drawn_as_one_sign_are_read_in_order() -> None:
    pytest.importorskip("pypdfium2", reason='reading PDF files needs pip install "archive-browser[pdf]"')
    article = read("weasyprint_ar.pdf")
    assert article.title == "لا لإفلات الجلادين من العقاب"
    assert article.body == (
        "قالت الأسر (لجنة 2) إن الإدارة لا تجيب، وإن «الملف لا يزال مفتوحا» (CNDH) منذ 2019، تحت عدد 20/45."
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الإنسان ) CNDH ) الصادرة", "الإنسان (CNDH) الصادرة"),
        ("أولا) ثم ثانيا)", "أولا) ثم ثانيا)"),
        ("(اللجنة) ثم (الفرع)", "(اللجنة) ثم (الفرع)"),
    ],
)
def test_two_brackets_of_one_shape_are_a_pair(text: str, wanted: str) -> None:
    assert _brackets(text) == wanted


@pytest.mark.parametrize(
    "below",
    [
        "<p>الرباط في 14 أكتوبر 2020</p>",
        "<p>عن المكتب: الرباط 14/10/2020</p>",
    ],
)
def test_a_short_statement_that_ends_in_its_date_is_read(below: str) -> None:
    page = f"<html lang=ar><title>بيان الفرع</title><body><h1>بيان الفرع</h1><p>{PROTEST}</p><p>{PROTEST[5:]}</p>{below}"
    article = read("page.html", page.encode())
    assert PROTEST in article.body


def test_a_list_that_the_text_ends_in_is_text_and_links_are_not() -> None:
    page = (
        f"<html lang=ar><title>بيان الفرع يدعو إلى وقفة</title><body><h1>بيان الفرع يدعو إلى وقفة</h1><div class=c><p>{PROTEST}</p>"
        f"<p>{PROTEST[5:]}</p><p>ويطالب الفرع بما يلي:</p><ul><li>إطلاق سراح المعتقلين</li><li>فتح حوار جدي</li></ul></div>"
        "<ul><li><a href=/1>حوار مع رئيس الفرع</a></li></ul>"
    )
    body = read("page.html", page.encode()).body
    assert body.endswith("إطلاق سراح المعتقلين\nفتح حوار جدي")
