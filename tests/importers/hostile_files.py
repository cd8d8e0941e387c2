"""Files that mean harm or are just broken, some eighty of them, each small: name → bytes.

Nothing here is read from a disk; what needs a file system of its own (links, pipes, sparse files, names) is in the test.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

from test_formats_documents import book, open_document, packed, page, paragraph, pdf, word

SENTENCE = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية رقم {}."
_MB = 1 << 20


def text(number: int) -> str:
    """A text that is no other's."""
    return "\n".join(
        [f"عنوان المقال رقم {number}", "", *(SENTENCE.format(f"{number}-{n}") for n in range(4))]
    )


def html(number: int, inside: str = "") -> str:
    body = "".join(f"<p>{SENTENCE.format(f'{number}-{n}')}</p>" for n in range(4))
    return f"<html><head><title>صفحة {number}</title></head><body><h1>صفحة رقم {number} هنا</h1>{body}{inside}</body></html>"


def _entities(root: str) -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>{root.format("&a9;")}'.encode()


def _outside(root: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>{root.format("&s;")}'.encode()


_RSS = '<rss version="2.0"><channel><title>t</title><item><title>{}</title></item></channel></rss>'
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>{}</title></entry></feed>'


def _locked(data: bytes) -> bytes:
    """A zip file whose members say that they are encrypted."""
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def _link_in_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return out.getvalue()


def _stated(size: int) -> bytes:
    """The head of a file in a tar archive that states this size, with nothing behind it."""
    entry = tarfile.TarInfo("endless.bin")
    entry.size = size
    return entry.tobuf()


def _tar(*entries: tuple[str, bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, kind, data in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.size = kind, "/etc/passwd", len(data)
            tar.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def _nested(levels: int) -> bytes:
    data = packed({"inner.txt": text(70)})
    for level in range(levels):
        data = packed({f"{level}.zip": data})
    return data


def _lying_zip() -> bytes:
    data = bytearray(packed({"lies.txt": bytes(3 * _MB)}))
    size = (3 * _MB).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _overlapping_zip() -> bytes:
    """Twenty entries of the directory that all point at one member."""
    data = packed({"one.txt": text(71)})
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    tail = bytearray(data[end:])
    tail[8:12] = (20).to_bytes(2, "little") * 2
    tail[12:16] = (20 * (end - at)).to_bytes(4, "little")
    return data[:at] + data[at:end] * 20 + bytes(tail)


def _mhtml(parts: list[tuple[str, str]]) -> bytes:
    head = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n'
    body = "".join(f"--b\nContent-Type: text/html\n{said}\n\n{content}\n" for said, content in parts)
    return f"{head}{body}--b--\n".encode()


def _nested_mail(levels: int) -> bytes:
    inner = "Content-Type: text/plain; charset=utf-8\n\n" + text(72)
    for _ in range(levels):
        inner = f"Content-Type: message/rfc822\n\n{inner}"
    return f"From: a@b.ma\nTo: c@d.ma\nSubject: s\nMIME-Version: 1.0\n{inner}".encode()


def _loop_book(times: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book([html(73)], "<dc:title>x</dc:title>"))) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    opf = parts["OPS/x.opf"]
    assert isinstance(opf, bytes)
    return packed(
        {**parts, "OPS/x.opf": opf.replace(b'<itemref idref="c0"/>', b'<itemref idref="c0"/>' * times)}
    )


def _warc(body: bytes, length: int) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:x:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


_DOC = (Path(__file__).parent / "files" / "libreoffice_ar.doc").read_bytes()


def _looping_doc() -> bytes:
    """An old Word file all of whose sectors follow themselves."""
    table = int.from_bytes(_DOC[76:80], "little")
    at = (table + 1) * 512
    return _DOC[:at] + b"".join(number.to_bytes(4, "little") for number in range(128)) + _DOC[at + 512 :]


_LATIN = ("Les participants ont rappelé que le suivi dépend de la volonté des signataires.", "Fin du texte.")
_PDF = pdf([page(1, _LATIN)])
_PICTURE = base64.b64encode(bytes(400_000)).decode()

FILES: dict[str, bytes] = {
    # texts
    "cut-utf8.txt": text(1).encode()[:-3],
    "cp1256-in-utf8-name.txt": text(2).encode("cp1256"),
    "utf16-odd.txt": text(3).encode("utf-16-le")[:-1],
    "utf16-bom-cut.txt": text(4).encode("utf-16")[:-1],
    "two-encodings.txt": text(5).encode() + b"\n" + SENTENCE.encode("cp1256"),
    "nul-between.txt": text(6).replace("المتدخلون", "المتد\0خلون").encode(),
    "nul-only.txt": bytes(9000),
    "escapes.txt": f"\x1b[2J\x1b]52;c;aGk=\x07{text(7)}\x1b[0m\x9b31m".encode(),
    "overrides.txt": text(8).replace(" ", " \u202e\u2066", 3).encode(),
    "surrogates.txt": text(9).encode() + b"\xed\xa0\x80\xed\xb0\x80",
    "marks.txt": (text(10) + "\n" + "ا" + "\u0651" * 30_000).encode(),
    "one-line.txt": ("كلمة " * 450_000).encode(),
    "many-lines.txt": b"a b c.\n" * 30_000,
    "blanks.txt": b" \n\t\r\n" * 5_000,
    "brackets.txt": b"<" * _MB,
    "only-bom.txt": b"\xef\xbb\xbf",
    # pages
    "deep.html": html(11, "<div>" * 100_000).encode(),
    "deep-closed.html": html(12, "<b>" * 20_000 + "</b>" * 20_000).encode(),
    "attributes.html": html(13, "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">").encode(),
    "laughs.html": _entities(html(14, "{}")),
    "outside.xhtml": _outside(html(15, "<p>{}</p>")),
    "never-closed.html": html(16, "<!--" * 10_000).encode(),
    "comments.html": ("<html><body>" + "<!-- -" * 30_000 + html(17)).encode(),
    "pictures.html": html(18, f'<img src="data:image/png;base64,{_PICTURE}">' * 8).encode(),
    "json-depth.html": html(19, f'<script type="application/ld+json">{"[" * 50_000}</script>').encode(),
    "gzipped-bomb.html": gzip.compress(b"<html>" + bytes(70 * _MB), 1),
    "wrong-charset.html": html(20).replace("<head>", '<head><meta charset="utf-7">').encode("cp1256"),
    "frameset-loop.html": b'<html><frameset><frame src="frameset-loop.html"></frameset></html>',
    "loop.mhtml": _mhtml([("Content-Location: cid:a", '<html><frameset><frame src="cid:b"></frameset></html>'), ("Content-Location: cid:b", '<html><frameset><frame src="cid:a"></frameset></html>')]),
    "self.mhtml": _mhtml([("Content-ID: <a>", html(21, '<iframe src="cid:a"></iframe>'))]),
    "cut.mhtml": _mhtml([("Content-Location: x", html(22))])[:300],
    # feeds, exports, data
    "depth.rss": ('<rss version="2.0"><channel><item><title>t</title><description>' + "<a>" * 15_000).encode(),
    "depth-closed.rss": _RSS.format("<a>" * 10_000 + "x" + "</a>" * 10_000).encode(),
    "items-in-items.rss": ('<rss version="2.0"><channel>' + "<item>" * 200 + "</item>" * 200 + "</channel></rss>").encode(),
    "laughs.rss": _entities(_RSS),
    "outside.atom": _outside(_ATOM),
    "cut.rss": _RSS.format("t")[:70].encode(),
    "depth.json": b"[" * 200_000,
    "number.json": b'{"title": "t", "body": ' + b"9" * 10_000 + b"}",
    "surrogate.json": b'{"title": "\\ud800", "body": "\\udc00 a b c"}',
    "not-records.json": b'[1, null, "a", [], {}]',
    "cut.jsonl": b'{"title": "a", "body": "b"}\n{"title": "a", "bo',
    "quote.csv": b'title,body\n"' + b"a," * 200_000,
    "columns.csv": b"title," * 100_000 + b"\n1",
    "nul.csv": b"title,body\na\0b,c\0d\n",
    "alias-bomb.md": ("---\na: &a [x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)) + f"---\n{text(23)}").encode(),
    "tag.md": f"---\ntitle: !!python/object/apply:os.system ['false']\n---\n{text(24)}".encode(),
    "open.bib": b"@article{" * 100,
    "endless.ris": b"TY  - JOUR\n" * 200,
    # documents
    "laughs.docx": packed({"[Content_Types].xml": "<x/>", "word/document.xml": _entities("<a>{}</a>")}),
    "outside.odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _outside("<a>{}</a>")}),
    "swells.docx": packed({"[Content_Types].xml": "<x/>", "word/document.xml": bytes(25 * _MB)}),
    "depth.odt": open_document("<text:p>" * 50_000),
    "cut.docx": word(paragraph("نص " * 20))[:-40],
    "empty.docx": word(""),
    "loop.epub": _loop_book(2_000),
    "big.epub": book(["<html><body>" + f"<p>{SENTENCE}</p>" * 60_000 + "</body></html>"], ""),
    "outside.epub": book(["x"], "", **{"OPS/x.opf": _outside("<package>{}</package>").decode()}),
    "parent.epub": book(["x"], "", **{"META-INF/container.xml": '<c><rootfile full-path="../../../etc/passwd"/></c>'}),
    "depth.rtf": b"{\\rtf1 " + b"{" * 100_000,
    "endless.rtf": b"{\\rtf1 " + b"\\par" * 500_000,
    "binary.rtf": b"{\\rtf1 x{\\pict\\bin4000000000 y}}",
    "swells.rtf": b"{\\rtf1 " + "ا".encode("cp1256") * 6_000_000,
    "noise.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 60,
    "loop.doc": _looping_doc(),
    "cut.doc": _DOC[:9_000],
    "cut.pdf": _PDF[: len(_PDF) // 2],
    "noise.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "locked.pdf": _PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R /ID [<00><00>]").replace(b"xref", b"9 0 obj\n<< /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> /P -4 >>\nendobj\nxref", 1),
    "loop.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>\nendobj\ntrailer << /Root 1 0 R >>\n",
    # mail and archives of the web
    "depth.eml": _nested_mail(400),
    "no-boundary.eml": b"From: a@b.ma\nTo: c@d.ma\nSubject: s\nContent-Type: multipart/mixed\n\n--\n",
    "headers.eml": b"From: a@b.ma\nTo: c@d.ma\nSubject: s\n" + b"X-A: b\n" * 50_000 + b"\nx",
    "envelopes.mbox": b"From a@b Fri Oct 12 23:30:00 2018\nFrom: a\n\n" * 200,
    "lies.warc": _warc(html(25).encode(), 1 << 40),
    "swells.warc.gz": gzip.compress(_warc(b"<html>" + bytes(70 * _MB), 80 * _MB), 1),
    "cut.warc.gz": gzip.compress(_warc(html(26).encode(), 5_000))[:200],
    "nothing.wacz": packed({"datapackage.json": "{", "archive/data.warc": "x"}),
    # archives of files
    "traversal.zip": packed({"../../../../tmp/evil.txt": text(27), "/etc/evil.txt": text(28), "..\\evil.txt": text(29)}),
    "devices.zip": packed({"CON": text(30), "NUL.txt": text(31), "C:\\evil.txt": text(32), "\\\\host\\share\\a.txt": text(33)}),
    "names.zip": packed({"a\x1b[2J\u202etxt.exe": text(34), "b\nc.txt": text(35), "d" * 5_000: text(36)}),
    "locked.zip": _locked(packed({"a.txt": text(37)})),
    "link.zip": _link_in_zip(),
    "nested.zip": _nested(8),
    "lies.zip": _lying_zip(),
    "overlapping.zip": _overlapping_zip(),
    "cut.zip": packed({"a.txt": text(38), "b.txt": text(39)})[:-30],
    "empty.zip": b"PK\x05\x06" + bytes(18),
    "links.tar": _tar(("a.txt", tarfile.SYMTYPE, b""), ("b.txt", tarfile.LNKTYPE, b""), ("c.txt", tarfile.CHRTYPE, b""), ("../d.txt", tarfile.REGTYPE, text(40).encode())),
    "endless.tar": _stated(10**12),
    "cut.tar": _tar(("a.txt", tarfile.REGTYPE, text(41).encode() * 40))[:700],
    "swells.txt.gz": gzip.compress(bytes(70 * _MB), 1),
    "cut.txt.xz": lzma.compress(text(42).encode() * 50)[:60],
    "noise.bz2": b"BZh9" + bytes(range(256)),
    # what is no text
    "program.txt": b"\x7fELF" + bytes(2_000),
    "database.txt": b"SQLite format 3\0" + bytes(4_000),
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(2_000),
    "records.json.txt": json.dumps([{"a": 1}] * 10).encode(),
}  # fmt: skip
