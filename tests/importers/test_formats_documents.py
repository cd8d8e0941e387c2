"""Word, OpenDocument, EPUB and PDF: the text in its order with its title, byline and date; what can't be read is said."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, articles, date, fingerprint, parsed

from importers.document.pdf_lines import PdfLine, Word, logical
from importers.document.pdf_paragraphs import paragraphs_of

TITLE = "عنوان التقرير السنوي"
BYLINE = "سعاد المرابط – منبر الريف – 12 أكتوبر 2018"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, content, kind)
    return out.getvalue()


def word(body: str, **parts: str) -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f'<w:styles {W}><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>',
            "docProps/core.xml": "<x><creator>HP</creator><created>2024-01-01T00:00:00Z</created></x>",
            **parts,
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text[:5]}</w:t></w:r><w:r><w:t>{text[5:]}</w:t></w:r></w:p>"


def test_word_document() -> None:
    body = (
        paragraph(TITLE, '<w:pStyle w:val="Titre1"/>')
        + paragraph(BYLINE)
        + "".join(map(paragraph, PARAGRAPHS))
    )
    (article,) = articles("x.docx", word(body))
    assert article.title == TITLE
    assert (article.author, article.source, date(article)) == ("سعاد المرابط", "منبر الريف", "2018-10-12")
    assert article.body == "\n".join(PARAGRAPHS)
    assert (article.language, article.review) == ("ar", ())


def test_what_word_hides_stays_hidden_and_what_it_shows_is_kept() -> None:
    body = (
        paragraph(TITLE, '<w:pStyle w:val="Titre1"/>')
        + paragraph(PARAGRAPHS[0])
        + "<w:p><w:r><w:t>قبل </w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText><w:t>محذوف</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>مضاف</w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK</w:instrText><w:tab/><w:t>بعد</w:t>"
        '<w:footnoteReference w:id="2"/><w:br/><w:t>سطر</w:t></w:r></w:p>'
        + paragraph("بند", '<w:numPr><w:numId w:val="3"/></w:numPr>')
        + "<w:tbl><w:tr><w:tc>" + paragraph("خلية أولى") + "</w:tc><w:tc>" + paragraph("خلية ثانية") + "</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("إطار نص") + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>" + paragraph("إطار نص") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote><w:footnote w:id="2">{paragraph("حاشية")}</w:footnote></w:footnotes>'
    (article,) = articles("x.docx", word(body, **{"word/footnotes.xml": notes}))
    assert article.body.split("\n") == [
        PARAGRAPHS[0],
        "قبل مضاف بعد[1]",
        "سطر",
        "- بند",
        "خلية أولى | خلية ثانية",
        "إطار نص",
        "[1] حاشية",
    ]
    assert (article.author, article.published) == (None, None)


def open_document(body: str, **parts: str) -> bytes:
    names = ' xmlns:office="urn:office" xmlns:text="urn:text" xmlns:style="urn:style" xmlns:table="urn:table"'
    style = '<style:style style:name="P1" style:parent-style-name="Heading_20_1"/>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{names}>{style}<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
            **parts,
        }
    )


@pytest.mark.parametrize(
    "heading", ['<text:p text:style-name="P1">{}</text:p>', '<text:h text:outline-level="1">{}</text:h>']
)
def test_open_document(heading: str) -> None:
    body = (
        "<text:tracked-changes><text:p>محذوف</text:p></text:tracked-changes>"
        + heading.format(TITLE)
        + f"<text:p>{BYLINE}</text:p>"
        + "".join(f"<text:p>{text}</text:p>" for text in PARAGRAPHS)
        + "<text:list><text:list-item><text:p>بند</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>أ</text:p></table:table-cell><table:table-cell><text:p>ب</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        '<text:p>واحد<text:s text:c="2"/>اثنان<text:line-break/>ثلاثة<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>حاشية</text:p></text:note-body></text:note></text:p>"
    )
    (article,) = articles("x.odt", open_document(body))
    assert article.title == TITLE
    assert (article.author, article.source, date(article)) == ("سعاد المرابط", "منبر الريف", "2018-10-12")
    assert article.body.split("\n") == [*PARAGRAPHS, "- بند", "أ | ب", "واحد اثنان", "ثلاثة[1]", "[1] حاشية"]


def test_hidden_text_is_none_and_a_text_box_stands_behind_its_paragraph() -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        f"<text:h text:outline-level='1'>{TITLE}</text:h>{hidden}<text:p>{PARAGRAPHS[0]}</text:p>"
        "<text:p><text:frame><text:text-box><text:p>إطار</text:p><text:p>نص</text:p></text:text-box></text:frame>فقرة"
        '<text:span text:style-name="H">مخفي</text:span> الإطار</text:p>'
    )
    (article,) = articles("x.odt", open_document(body))
    assert article.body.split("\n") == [PARAGRAPHS[0], "فقرة الإطار", "إطار", "نص"]
    run = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>مخفي</w:t></w:r>"
    shown = run.format(' w:val="0"').replace("مخفي", "ظاهر")
    (article,) = articles(
        "x.docx", word(f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r>{run.format('')}{shown}</w:p>")
    )
    assert article.body == f"{PARAGRAPHS[0]}ظاهر"


def book(chapters: list[str], metadata: str, **parts: str) -> bytes:
    items = "".join(
        f'<item id="c{n}" href="a%20b/c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/x.opf"/></rootfiles></container>',
            "OPS/x.opf": f'<package xmlns:dc="urn:dc"><metadata>{metadata}</metadata><manifest>{items}<item id="n" href="nav.xhtml"'
            f' properties="nav"/></manifest><spine><itemref idref="n"/>{spine}<itemref idref="gone"/></spine></package>',
            "OPS/nav.xhtml": "<html><body>فهرس</body></html>",
            **{f"OPS/a b/c{n}.xhtml": text for n, text in enumerate(chapters)},
            **parts,
        }
    )


def test_epub() -> None:
    page = f"<html><head><title>x</title></head><body><h1>{TITLE}</h1><p>سعاد المرابط</p></body></html>"
    chapters = [page, *(f"<html><body><h2>فصل</h2><p>{text}</p></body></html>" for text in PARAGRAPHS)]
    metadata = (
        f"<dc:title>{TITLE}</dc:title><dc:creator>سعاد المرابط</dc:creator><dc:publisher>منبر الريف</dc:publisher>"
        '<dc:date>2018-10</dc:date><dc:date>2026-11-21T21:40:54Z</dc:date><meta property="dcterms:modified">2026-11-21T21:40:54Z</meta>'
    )
    (article,) = articles("x.epub", book(chapters, metadata))
    assert (article.title, article.author, article.source) == (TITLE, "سعاد المرابط", "منبر الريف")
    assert date(article) == "2018-10"
    assert article.body.split("\n") == [line for text in PARAGRAPHS for line in ("فصل", text)]
    undated = metadata.replace("<dc:date>2018-10</dc:date>", "")
    (article,) = articles("x.epub", book(chapters, undated))
    assert article.published is None


@pytest.mark.parametrize("ending", ["docx", "odt", "epub"])
def test_containers_that_mean_harm_or_are_broken(ending: str) -> None:
    whole = {
        "docx": word(paragraph("x" * 30)),
        "odt": open_document("<text:p>نص طويل</text:p>"),
        "epub": book(["<p>نص طويل</p>"], ""),
    }[ending]
    main = {"docx": "word/document.xml", "odt": "content.xml", "epub": "OPS/x.opf"}[ending]
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    assert parsed(f"x.{ending}", whole[: len(whole) // 2]).reason == "broken"
    assert parsed(f"x.{ending}", packed({**parts, main: b"<a>" * 100_000})).reason == "broken"
    bomb = packed({**parts, main: bytes(30 << 20)})
    assert len(bomb) < 1 << 20
    assert parsed(f"x.{ending}", bomb).reason == "too large"
    lying = bytearray(bomb)
    size = (30 << 20).to_bytes(4, "little")
    while (at := lying.find(size)) >= 0:
        lying[at : at + 4] = (1000).to_bytes(4, "little")
    assert parsed(f"x.{ending}", bytes(lying)).reason in ("broken", "too large")
    laughs = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    assert parsed(f"x.{ending}", packed({**parts, main: laughs})).reason == "entities"
    outside = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
    assert parsed(f"x.{ending}", packed({**parts, main: outside})).reason == "entities"


def test_encrypted_documents_say_so() -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    odt = open_document("<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest})
    assert parsed("x.odt", odt).reason == "encrypted"
    locked = "<encryption><EncryptedData><CipherReference URI='OPS/c0.xhtml'/></EncryptedData></encryption>"
    assert (
        parsed("x.epub", book(["<p>x</p>"], "", **{"META-INF/encryption.xml": locked})).reason == "encrypted"
    )


def test_locked_word_documents_have_an_old_shell() -> None:
    shell = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert parsed("x.docx", shell + "EncryptedPackage".encode("utf-16-le") + bytes(600)).reason == "encrypted"
    old = parsed("x.doc", shell)
    assert (old.reason, old.unknown) == ("unknown format", True)
    assert "an old Office document" in old.message
    assert "a picture" in parsed("x.png", b"\x89PNG\r\n\x1a\n" + bytes(60)).message


def test_other_office_documents_are_named() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    sheet = packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Type="{relation}" Target="/xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": "<x/>",
        }
    )
    said = parsed("x.xlsx", sheet)
    assert (said.reason, said.unknown) == ("unknown format", True)
    assert "a spreadsheet" in said.message


def pdf(pages: list[list[tuple[int, int, int, str]]]) -> bytes:
    """A PDF of lines: size of type, place from the left and from the bottom, text in Latin letters."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    fonts = f"<< /Font << /F1 {font} >> >>"
    kids = []
    for lines in pages:
        stream = (
            "BT "
            + " ".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for size, x, y, text in lines)
            + " ET"
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R /Resources {fonts} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


TEXT = (
    "Les participants ont rappelé que le suivi des recomman-",
    "dations dépend de la volonté des signataires de la conven",
    "tion signée à Rabat.",
    "Une commission mixte sera créée pour suivre la mise en",
    "place du programme.",
)


def page(number: int, lines: tuple[str, ...]) -> list[tuple[int, int, int, str]]:
    middle = [(12, 60, 700 - 15 * at, line) for at, line in enumerate(lines)]
    return [(9, 60, 780, "Rapport annuel 2018"), *middle, (9, 300, 20, f"- {number} -")]


def test_pdf_text_in_paragraphs_without_running_heads() -> None:
    pytest.importorskip("pypdfium2", reason='PDF needs the extra: pip install "archive-browser[pdf]"')
    first = [(9, 60, 780, "Rapport annuel 2018"), (22, 60, 745, "Un titre en"), (22, 60, 722, "deux lignes")]
    first += page(1, TEXT[:4])[1:]
    (article,) = articles("x.pdf", pdf([first, page(2, TEXT[4:]), page(3, ("Fin du texte ici.",))]))
    assert article.title == "Un titre en deux lignes"
    assert article.body.split("\n") == [
        " ".join(TEXT[:3]).replace("recomman- ", "recomman"),
        "Une commission mixte sera créée pour suivre la mise en place du programme.",
        "Fin du texte ici.",
    ]
    hidden = [line.reason for line in article.lines if line.kind == "boilerplate"]
    assert hidden.count("running head") == 3
    assert hidden.count("page number") == 3


def test_pdf_that_can_not_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2", reason='PDF needs the extra: pip install "archive-browser[pdf]"')
    assert parsed("x.pdf", pdf([[]])).reason == "no text"
    assert parsed("x.pdf", pdf([[(9, 60, 20, "Scan 3")]])).reason == "no text"
    assert parsed("x.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20).reason == "broken"
    locked = pdf([page(1, TEXT)]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R /ID [<00><00>]")
    handler = (
        b"9 0 obj\n<< /Filter /Standard /V 1 /R 2 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> /P -4 >>\nendobj\nxref"
    )
    assert parsed("x.pdf", locked.replace(b"xref", handler, 1)).reason in ("encrypted", "broken")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    missing = parsed("x.pdf", pdf([page(1, TEXT)]))
    assert missing.reason == "missing library"
    assert "archive-browser[pdf]" in missing.message


def words(text: str, width: float = 10) -> list[Word]:
    """The words of a line as they stand on the page from left to right, given in that order."""
    found = []
    left = 0.0
    for part in text.split(" "):
        kind = (
            "number"
            if part[0].isdecimal()
            else "latin"
            if part.isascii() and part[0].isalpha()
            else "sign"
            if len(part) == 1
            else "rtl"
        )
        found.append(Word(part, kind, left, left + width * len(part)))
        left += width * len(part) + 4
    return found


@pytest.mark.parametrize(
    ("on_the_page", "read"),
    [
        ("بعد 2018 في", "في 2018 بعد"),
        ("إن Valdis Dombrovskis قال", "قال Valdis Dombrovskis إن"),
        ("سنة 19 - 04 - 2018 يوم", "يوم 2018 - 04 - 19 سنة"),
        ("آخر COVID 19 حول", "حول COVID 19 آخر"),
        ("ب ( أ ) ج", "ج ( أ ) ب"),
    ],
)
def test_words_of_an_arabic_line_in_the_order_they_are_read(on_the_page: str, read: str) -> None:
    assert logical(words(on_the_page), 10) == read


def test_lines_of_two_columns_are_joined_inside_their_column() -> None:
    left = [PdfLine(f"ligne de gauche {n} et suite", 50, 290, 700 - 14 * n, 10) for n in range(3)]
    right = [PdfLine(f"ligne de droite {n} et suite", 310, 550, 700 - 14 * n, 10) for n in range(3)]
    found = paragraphs_of([[*left, *right]])
    assert " ".join(one.text for one in found).index("gauche 2") < " ".join(one.text for one in found).index(
        "droite 0"
    )


@pytest.mark.parametrize(
    "ending", [".docx", "-pandoc.docx", ".odt", ".epub", "-chromium.pdf", "-libreoffice.pdf"]
)
@pytest.mark.parametrize("number", [0, 2, 3, 5])
def test_one_article_in_every_format_is_the_same_text(shared: Path, number: int, ending: str) -> None:
    if ending.endswith(".pdf"):
        pytest.importorskip("pypdfium2", reason='PDF needs the extra: pip install "archive-browser[pdf]"')
    formats = shared / "data" / "formats"
    gold = {one["i"]: one for one in json.loads((formats / "gold.json").read_text(encoding="utf-8"))}[number]
    (article,) = articles(f"a{number}{ending}", (formats / f"a{number}{ending}").read_bytes())
    assert fingerprint(article.body) == fingerprint(gold["text"])
    assert fingerprint(article.title or "") == fingerprint(gold["title"])
    assert date(article) == gold["date"][:10]
    assert article.author is None or fingerprint(article.author) in fingerprint(gold["author"])


def test_parts_named_with_the_sign_of_windows_are_found() -> None:
    data = word("".join(map(paragraph, PARAGRAPHS)))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w") as turned:
        for name in parts.namelist():
            turned.writestr(name.replace("/", "\\"), parts.read(name))
    (article,) = articles("x.docx", out.getvalue())
    assert article.body == "\n".join(PARAGRAPHS)
