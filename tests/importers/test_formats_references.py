"""Records of reference managers: RIS, BibTeX and CSL-JSON give the same articles, with or without a summary."""

import json
import sys

import pytest
from formats_reading import date, parsed, reads

from importers.base import Read, Refused, Source
from importers.parsing import parse

RIS = """TY  - NEWS
ID  - k1
TI  - تقرير حول السجون
AU  - المرابط, سعاد
AU  - Zeroual, Omar
DA  - 2018/10/12/
PY  - 2018
T2  - منبر الريف
UR  - https://example.ma/1
AB  - ملخص أول
سطر ثان
N1  - قرأته
KW  - سجون
KW  - عدالة
LA  - ar
ER  -

TY  - RPRT
TI  - Untitled date
PY  - 2018///automne
DO  - doi:10.1000/xyz
ER  -
TY  - JOUR
AU  - Nobody, N.
ER  -
"""
BIB = r"""% a comment
@article{k1, title = {تقرير حول {السجون}}, author = {المرابط, سعاد and Omar Zeroual}, date = {2018-10-12},
  journaltitle = {منبر الريف}, url = {https://example.ma/1}, abstract = {ملخص أول
سطر ثان}, annote = {قرأته}, keywords = {سجون, عدالة}, langid = {arabic}}
@book{k2, title = {L'{\'E}tat \& la loi}, author = {{Collectif} and others}, year = 2018, month = oct, doi = {10.1000/xyz}}
@misc{k3, author = {Nobody}}
@broken{k4, title = {
"""
CSL = [
    {
        "id": "k1",
        "type": "article-newspaper",
        "title": "تقرير حول السجون",
        "author": [{"family": "المرابط", "given": "سعاد"}, {"literal": "Omar Zeroual"}],
        "issued": {"date-parts": [["2018", 10, 12]]},
        "container-title": "منبر الريف",
        "URL": "https://example.ma/1",
        "abstract": "ملخص أول\nسطر ثان",
        "note": "قرأته",
        "keyword": "سجون, عدالة",
        "language": "ar",
    },
    {"id": 2, "title": "ثان", "issued": {"raw": "octobre 2018"}},
    {"id": 3, "type": "book"},
    "x",
]
FILES = {"x.ris": RIS, "x.bib": BIB, "x.json": json.dumps(CSL, ensure_ascii=False)}


def needs_library(name: str) -> None:
    if name.endswith(".bib"):
        pytest.importorskip(
            "bibtexparser", reason='BibTeX needs the extra: pip install "archive-browser[bib]"'
        )


@pytest.mark.parametrize("name", FILES)
def test_the_same_record_in_every_format(name: str) -> None:
    needs_library(name)
    first = reads(name, FILES[name])[0]
    assert isinstance(first, Read)
    article = first.article
    assert article.title == "تقرير حول السجون"
    assert article.author == "سعاد المرابط, Omar Zeroual"
    assert (article.source, article.url) == ("منبر الريف", "https://example.ma/1")
    assert date(article) == "2018-10-12"
    assert article.body == "ملخص أول\nسطر ثان"
    assert (article.tags, first.note, first.member) == (("سجون", "عدالة"), "قرأته", "k1")
    assert [(one.field, one.reason) for one in article.review] == [
        ("body", "Only a summary is there, not the text.")
    ]


@pytest.mark.parametrize("name", FILES)
def test_records_without_a_text_or_without_a_title(name: str) -> None:
    needs_library(name)
    _, second, *rest = reads(name, FILES[name])
    assert isinstance(second, Read)
    assert second.article.body == ""
    assert "Only the record is there, without a text." in [one.reason for one in second.article.review]
    assert date(second.article) == ("2018" if name == "x.ris" else "2018-10")
    assert rest
    assert all(isinstance(one, Refused) for one in rest)
    if name != "x.json":
        assert second.article.url == "https://doi.org/10.1000/xyz"


def test_letters_written_in_latex() -> None:
    needs_library("x.bib")
    second = reads("x.bib", BIB)[1]
    assert isinstance(second, Read)
    assert (second.article.title, second.article.author) == ("L'État & la loi", "Collectif")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "bibtexparser"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    said = parsed("x.bib", BIB)
    assert said.reason == "missing library"
    assert "archive-browser[bib]" in said.message


def test_five_hundred_entries_are_read_with_little_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoding LaTeX takes a millisecond a field: only what holds some of it is decoded."""
    from pylatexenc.latex2text import LatexNodes2Text

    decoded: list[str] = []
    whole = LatexNodes2Text.latex_to_text

    def counted(self: LatexNodes2Text, latex: str, **options: object) -> str:
        decoded.append(latex)
        return whole(self, latex, **options)

    monkeypatch.setattr(LatexNodes2Text, "latex_to_text", counted)
    entries = [
        f"@article{{key{number}, title = {{Rapport {number} sur les {{Droits}}}}, year = 2019}}"
        for number in range(500)
    ]
    entries.append(r"@article{last, title = {R{\'e}sum{\'e} -- {\oe}uvres}, year = 2020}")
    entries.append(r"@article{accents, title = {L'{\'E}tat \& la loi}, year = 2020}")
    said = parsed("a.bib", "\n".join(entries))
    titles = [read.article.title for read in said.reads if isinstance(read, Read)]
    assert titles[0] == "Rapport 0 sur les Droits"
    assert titles[-2:] == ["Résumé – œuvres", "L'État & la loi"]
    assert len(titles) == 502
    assert decoded == [r"Résumé -- {\oe}uvres"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"L{\'e}tude de Beno{\^\i}t", "Létude de Benoît"),
        (r"fa\c{c}ade, fa{\c c}ade, na\"{\i}ve", "façade, façade, naïve"),
        (r"\v{S}koda \& Erd\H{o}s, 50\%", "Škoda & Erdős, 50%"),
        (r"{\`A} la {\'{E}}cole", "À la École"),
        (r"\'ecole {\ss} {\ae}", "école ß æ"),
    ],
)
def test_accents_in_latex_are_letters(written: str, meant: str) -> None:
    needs_library("x.bib")
    entry = (
        f"@article{{k,\n title = {{{written}}},\n author = {{Ren{{\\'e}} Cl\\'ement}},\n year = 2019\n}}\n"
    )
    (read,) = reads("x.bib", entry)
    assert (read.article.title, read.article.author) == (meant, "René Clément")


def test_the_year_of_endnote_beside_its_day_and_a_paper_in_the_acts_of_a_conference() -> None:
    ris = b"TY  - RPRT\nPY  - 2022\nDA  - 28 July\nTI  - They Will Get You\nPB  - HRW\nER  - \n"
    bib = (
        b"@inproceedings{a, author={Benali, Youssef}, title={La torture au Maroc}, crossref={acts}}\n"
        b"@proceedings{acts, title={Actes du colloque}, year=2015, month=oct, url={http://a.example/acts}}\n"
    )
    (report,) = parse(Source("a.ris", ris)).reads
    paper, _acts = parse(Source("a.bib", bib)).reads
    assert isinstance(report, Read)
    assert isinstance(paper, Read)
    assert report.article.published is not None
    assert report.article.published.value == "2022-07-28"
    assert (paper.article.source, paper.article.url) == ("Actes du colloque", None)
    assert paper.article.published is not None
    assert paper.article.published.value == "2015-10"
