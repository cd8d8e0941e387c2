"""Files that ask for much memory: large ones of every format, many at once, and some made to swell.

Texts are of invented words, 60,000 different ones, as the words of an index cost memory too. The same seed gives the same files.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

_MB = 1 << 20
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@cache
def _words() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(3, 7))) for _ in range(60_000)]


def _sentences(seed: int) -> Iterator[str]:
    """Sentences without end, of 36 words each: about 400 bytes."""
    chance = random.Random(seed)
    words = _words()
    while True:
        yield " ".join(chance.choices(words, k=36)) + "."


def _text(seed: int, size: int) -> str:
    """A text of about so many bytes, a sentence a line."""
    return "\n".join(islice(_sentences(seed), max(3, size // 400)))


def _paragraphs(seed: int, size: int, tag: str = "p") -> str:
    return "".join(f"<{tag}>{one}</{tag}>" for one in islice(_sentences(seed), max(3, size // 400)))


def _page(seed: int, size: int) -> str:
    return f"<html><head><title>صفحة {seed}</title></head><body><h1>صفحة {seed}</h1>{_paragraphs(seed, size)}</body></html>"


def _packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, content, kind)
    return out.getvalue()


def _texts(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(_text(number, 4 * _MB), "utf-8")


def _one_text(folder: Path) -> None:
    (folder / "one.txt").write_text(_text(1, 7 * _MB), "utf-8")


def _beyond_text(folder: Path) -> None:
    (folder / "beyond.txt").write_bytes(_text(1, 5 * _MB).encode() * 30)


def _text_of_60(folder: Path) -> None:
    (folder / "long.txt").write_bytes(_text(1, 5 * _MB).encode() * 12)


def _page_of_190(folder: Path) -> None:
    (folder / "beyond.html").write_bytes(_page(1, 5 * _MB).encode() * 38)


def _page_of_60(folder: Path) -> None:
    (folder / "long.html").write_bytes(_page(1, 5 * _MB).encode() * 12)


def _pages(folder: Path) -> None:
    for number in range(12):
        (folder / f"{number:02}.html").write_text(_page(number, 3 * _MB), "utf-8")


def _pictures(folder: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 120_000
    page = _page(1, 60_000).replace("</h1>", "</h1>" + f'<img src="{picture}">' * 45)
    (folder / "pictures.html").write_text(page, "utf-8")


def _members(folder: Path) -> None:
    (folder / "members.zip").write_bytes(_packed({f"{n:05}.txt": _text(n, 3_000) for n in range(4_000)}))


def _empty_members(folder: Path) -> None:
    (folder / "empty.zip").write_bytes(_packed({f"{n:06}.txt": b"" for n in range(90_000)}))


def _large_members(folder: Path) -> None:
    (folder / "large.zip").write_bytes(_packed({f"{n:02}.txt": _text(n, 4 * _MB) for n in range(20)}))


def _bomb(folder: Path) -> None:
    inner = _packed({f"{n}.txt": bytes(60 * _MB) for n in range(4)})
    (folder / "bomb.zip").write_bytes(_packed({f"{n}.zip": inner for n in range(8)}))


def _text_bomb(folder: Path) -> None:
    blank = b"a " * (30 * _MB)
    (folder / "text-bomb.zip").write_bytes(_packed({f"{n}.txt": blank for n in range(6)}))


def _nested(folder: Path) -> None:
    data = _packed({f"{n:03}.txt": _text(n, 100_000) for n in range(60)})
    for level in range(5):
        data = _packed({f"{level}.zip": data, f"{level}-again.zip": data})
    (folder / "nested.zip").write_bytes(data)


def _tar(folder: Path) -> None:
    with tarfile.open(folder / "members.tar.gz", "w:gz", compresslevel=1) as tar:
        for number in range(30):
            data = _text(number, 3 * _MB).encode()
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))


def _gzip_bomb(folder: Path) -> None:
    (folder / "swells.txt.gz").write_bytes(gzip.compress(bytes(400 * _MB), 1))


def _row(number: int) -> str:
    """A line of a page; each eighth ends a paragraph."""
    if number % 8 == 7:
        return f"and of those who signed it, {number}."
    return (
        f"Speakers recalled that the follow-up of recommendations number {number} depends on the will of all"
    )


def _pdf(folder: Path) -> None:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    kids = []
    for page in range(1_000):
        rows = " ".join(f"1 0 0 1 60 {760 - 18 * n} Tm ({_row(page * 40 + n)}) Tj" for n in range(40))
        stream = f"BT /F1 9 Tf {rows} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        box = "/MediaBox [0 0 600 800]"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects) + 2} 0 R /Resources {font} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("ascii"))
    at = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("ascii"))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n".encode("ascii"))
    (folder / "pages.pdf").write_bytes(out.getvalue())


def _table(folder: Path) -> None:
    with (folder / "table.csv").open("w", encoding="utf-8") as file:
        file.write("title,date,body\n")
        for number in range(18_000):
            file.write(f'"مقال {number}",2019-01-02,"{_text(number, 3_000)}"\n')


def _lines(folder: Path) -> None:
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as file:
        for number in range(18_000):
            record = {"title": f"مقال {number}", "body": _text(number, 3_000)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _json(folder: Path) -> None:
    records = [{"title": f"مقال {number}", "body": _text(number, 3_000)} for number in range(18_000)]
    (folder / "records.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")


def _mailbox(folder: Path) -> None:
    with (folder / "box.mbox").open("w", encoding="utf-8") as file:
        for number in range(18_000):
            file.write(
                f"From a@b.ma Fri Oct 12 23:30:00 2018\nFrom: a@b.ma\nTo: c@d.ma\nSubject: n {number}\n"
            )
            file.write("Date: Fri, 12 Oct 2018 23:30:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n")
            file.write(f"{_text(number, 3_000)}\n\n")


def _attachment(folder: Path) -> None:
    import base64  # noqa: PLC0415

    body = base64.encodebytes(bytes(40 * _MB)).decode()
    head = 'From: a@b.ma\nTo: c@d.ma\nSubject: n\nDate: Fri, 12 Oct 2018 23:30:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    text = f"--x\nContent-Type: text/plain; charset=utf-8\n\n{_text(1, 3_000)}\n"
    part = f"--x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.pdf\n\n{body}\n--x--\n"
    (folder / "attachment.eml").write_text(head + text + part, "utf-8")


def _record(number: int, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://n{number}.example/{number}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x:{number}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _web_archive(folder: Path) -> None:
    with (folder / "web.warc").open("wb") as file:
        for number in range(1_200):
            file.write(_record(number, _page(number, 45_000).encode()))


def _web_archive_bomb(folder: Path) -> None:
    (folder / "swells.warc.gz").write_bytes(gzip.compress(_record(1, b"<html>" + bytes(300 * _MB)), 1))


def _feed(folder: Path) -> None:
    with (folder / "feed.rss").open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0"><channel><title>منبر</title>')
        for number in range(6_000):
            file.write(
                f"<item><title>مقال {number}</title><link>https://a.example/{number}</link><description>"
            )
            file.write(f"{_text(number, 9_000)}</description></item>")
        file.write("</channel></rss>")


def _export(folder: Path) -> None:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    with (folder / "export.xml").open("w", encoding="utf-8") as file:
        file.write(
            f'<?xml version="1.0"?><rss version="2.0" {names}><channel><title>منبر</title><wp:wxr_version>1.2</wp:wxr_version>'
        )
        for number in range(6_000):
            file.write(
                f"<item><title>مقال {number}</title><link>https://a.example/{number}</link><wp:post_id>{number}</wp:post_id>"
            )
            file.write("<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded>")
            file.write(f"<![CDATA[{_text(number, 9_000)}]]></content:encoded></item>")
        file.write("</channel></rss>")


def _book(folder: Path) -> None:
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(3)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(3))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="x.opf"/></rootfiles></container>',
        "x.opf": f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>",
        "c0.xhtml": _page(0, 10_000),
        "c1.xhtml": _page(1, 20 * _MB),
        "c2.xhtml": _page(2, 10_000),
    }
    (folder / "book.epub").write_bytes(_packed(dict(parts)))


def _word(folder: Path) -> None:
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in islice(_sentences(1), 45_000))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {name}><w:body>{body}</w:body></w:document>",
    }
    (folder / "long.docx").write_bytes(_packed(dict(parts)))


def _word_of_elements(folder: Path) -> None:
    (folder / "elements.docx").write_bytes(_elements(3_500_000))


def _beside_each_other(folder: Path) -> None:
    for number in range(80):
        (folder / f"{number:02}.txt").write_text(_text(number, 150_000), "utf-8")
    for number in range(5, 80, 15):
        for beside in range(2):
            (folder / f"{number:02}-{beside}.docx").write_bytes(_elements(1_200_000 + 1_000 * number))
            tags = _paragraphs(number, 40_000) + "<b>" * 600_000
            (folder / f"{number:02}-{beside}.html").write_text(f"<html><body>{tags}</body></html>", "utf-8")


def _elements(count: int) -> bytes:
    """A DOCX file of so many elements."""
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p><w:r><w:t>{_text(1, 2_000)}</w:t></w:r></w:p>" + "<w:p/>" * count
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {name}><w:body>{body}</w:body></w:document>",
    }
    return _packed(parts)


def _references(folder: Path) -> None:
    with (folder / "references.bib").open("w", encoding="utf-8") as file:
        for number in range(30_000):
            file.write(
                f"@article{{k{number},\n author = {{Beno{{\\^\\i}}t, Ren{{\\'e}}}},\n title = {{L'{{\\'e}}tude num{{\\'e}}ro {number}}},\n"
            )
            file.write(" journal = {Revue de g{\\'e}ographie},\n year = {2019}\n}\n")


Making = Callable[[Path], None]
"""Makes the files of one kind in an empty folder."""
KINDS: dict[str, Making] = {
    "40 texts of 4 MB": _texts,
    "a text of 7 MB": _one_text,
    "a text of 60 MB": _text_of_60,
    "a text of 150 MB": _beyond_text,
    "a page of 60 MB": _page_of_60,
    "a page of 190 MB": _page_of_190,
    "12 pages of 3 MB": _pages,
    "a page with 60 MB of pictures": _pictures,
    "a zip file of 4,000 texts": _members,
    "a zip file of 90,000 empty files": _empty_members,
    "a zip file of 20 texts of 4 MB": _large_members,
    "a zip file of 8 zip files that swell": _bomb,
    "a zip file of 6 texts that swell": _text_bomb,
    "zip files five deep": _nested,
    "a tar file of 30 texts of 3 MB": _tar,
    "a gzip file that swells": _gzip_bomb,
    "a PDF of 1,000 pages": _pdf,
    "a CSV table of 18,000 rows": _table,
    "JSON Lines, 18,000": _lines,
    "a JSON file of 18,000 records": _json,
    "a mailbox of 18,000 messages": _mailbox,
    "a message with 40 MB attached": _attachment,
    "a WARC file of 1,200 pages": _web_archive,
    "a WARC file that swells": _web_archive_bomb,
    "a feed of 6,000 items": _feed,
    "a WordPress export of 6,000 posts": _export,
    "an EPUB with a chapter of 20 MB": _book,
    "a DOCX of 45,000 paragraphs": _word,
    "a DOCX of 3,500,000 elements": _word_of_elements,
    "BibTeX, 30,000 entries": _references,
    "80 texts among 20 that swell": _beside_each_other,
}
"""What is made, and how: each is given an empty folder."""
