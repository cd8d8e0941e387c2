"""Files that ask for much memory: large ones of every format, many at once, and some made to swell.

Documents are in `large_documents`, the words in `invented`.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from bench import invented, large_documents
from bench.invented import MB


def _texts(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(invented.text(number, 4 * MB), "utf-8")


def _one_text(folder: Path) -> None:
    (folder / "one.txt").write_text(invented.text(1, 7 * MB), "utf-8")


def _beyond_text(folder: Path) -> None:
    (folder / "beyond.txt").write_bytes(invented.text(1, 5 * MB).encode() * 30)


def _text_of_60(folder: Path) -> None:
    (folder / "long.txt").write_bytes(invented.text(1, 5 * MB).encode() * 12)


def _page_of_190(folder: Path) -> None:
    (folder / "beyond.html").write_bytes(invented.page(1, 5 * MB).encode() * 38)


def _page_of_60(folder: Path) -> None:
    (folder / "long.html").write_bytes(invented.page(1, 5 * MB).encode() * 12)


def _pages(folder: Path) -> None:
    for number in range(12):
        (folder / f"{number:02}.html").write_text(invented.page(number, 3 * MB), "utf-8")


def _pictures(folder: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 120_000
    page = invented.page(1, 60_000).replace("</h1>", "</h1>" + f'<img src="{picture}">' * 45)
    (folder / "pictures.html").write_text(page, "utf-8")


def _members(folder: Path) -> None:
    (folder / "members.zip").write_bytes(
        invented.packed({f"{n:05}.txt": invented.text(n, 3_000) for n in range(4_000)})
    )


def _empty_members(folder: Path) -> None:
    (folder / "empty.zip").write_bytes(invented.packed({f"{n:06}.txt": b"" for n in range(90_000)}))


def _large_members(folder: Path) -> None:
    (folder / "large.zip").write_bytes(
        invented.packed({f"{n:02}.txt": invented.text(n, 4 * MB) for n in range(20)})
    )


def _bomb(folder: Path) -> None:
    inner = invented.packed({f"{n}.txt": bytes(60 * MB) for n in range(4)})
    (folder / "bomb.zip").write_bytes(invented.packed({f"{n}.zip": inner for n in range(8)}))


def _text_bomb(folder: Path) -> None:
    blank = b"a " * (30 * MB)
    (folder / "text-bomb.zip").write_bytes(invented.packed({f"{n}.txt": blank for n in range(6)}))


def _nested(folder: Path) -> None:
    data = invented.packed({f"{n:03}.txt": invented.text(n, 100_000) for n in range(60)})
    for level in range(5):
        data = invented.packed({f"{level}.zip": data, f"{level}-again.zip": data})
    (folder / "nested.zip").write_bytes(data)


def _tar(folder: Path) -> None:
    with tarfile.open(folder / "members.tar.gz", "w:gz", compresslevel=1) as tar:
        for number in range(30):
            data = invented.text(number, 3 * MB).encode()
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))


def _gzip_bomb(folder: Path) -> None:
    (folder / "swells.txt.gz").write_bytes(gzip.compress(bytes(400 * MB), 1))


def _table(folder: Path) -> None:
    with (folder / "table.csv").open("w", encoding="utf-8") as file:
        file.write("title,date,body\n")
        for number in range(18_000):
            file.write(f'"مقال {number}",2019-01-02,"{invented.text(number, 3_000)}"\n')


def _lines(folder: Path) -> None:
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as file:
        for number in range(18_000):
            record = {"title": f"مقال {number}", "body": invented.text(number, 3_000)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _json(folder: Path) -> None:
    records = [{"title": f"مقال {number}", "body": invented.text(number, 3_000)} for number in range(18_000)]
    (folder / "records.json").write_text(json.dumps(records, ensure_ascii=False), "utf-8")


def _table_of_windows(folder: Path) -> None:
    with (folder / "table.csv").open("w", encoding="utf-8", newline="\r\n") as file:
        file.write("title,date,body\n")
        for number in range(1_000):
            file.write(f'"مقال {number}",2019-01-02,"{invented.text(number, 62_000)}"\n')


def _mailbox(folder: Path) -> None:
    with (folder / "box.mbox").open("w", encoding="utf-8") as file:
        for number in range(18_000):
            file.write(
                f"From a@b.ma Fri Oct 12 23:30:00 2018\nFrom: a@b.ma\nTo: c@d.ma\nSubject: n {number}\n"
            )
            file.write("Date: Fri, 12 Oct 2018 23:30:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n")
            file.write(f"{invented.text(number, 3_000)}\n\n")


def _attachment(folder: Path) -> None:
    import base64  # noqa: PLC0415

    body = base64.encodebytes(bytes(40 * MB)).decode()
    head = 'From: a@b.ma\nTo: c@d.ma\nSubject: n\nDate: Fri, 12 Oct 2018 23:30:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    text = f"--x\nContent-Type: text/plain; charset=utf-8\n\n{invented.text(1, 3_000)}\n"
    part = f"--x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.pdf\n\n{body}\n--x--\n"
    (folder / "attachment.eml").write_text(head + text + part, "utf-8")


def _mhtml(folder: Path) -> None:
    import base64  # noqa: PLC0415

    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/x\nSubject: x\nDate: Fri, 12 Oct 2018 23:30:00 +0100\n"
    head += 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n'
    with (folder / "page.mhtml").open("w", encoding="utf-8") as file:
        file.write(f"{head}--x\nContent-Type: text/html\n\n{invented.page(1, 200_000)}\n")
        picture = base64.encodebytes(bytes(range(256)) * 8_000).decode()
        for number in range(21):
            file.write("--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n")
            file.write(f"Content-Location: https://a.example/{number}.png\n\n{picture}\n")
        file.write("--x--\n")


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
            file.write(_record(number, invented.page(number, 45_000).encode()))


def _web_archive_bomb(folder: Path) -> None:
    (folder / "swells.warc.gz").write_bytes(gzip.compress(_record(1, b"<html>" + bytes(300 * MB)), 1))


def _feed(folder: Path, items: int = 6_000) -> None:
    with (folder / "feed.rss").open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0"><channel><title>منبر</title>')
        for number in range(items):
            file.write(
                f"<item><title>مقال {number}</title><link>https://a.example/{number}</link><description>"
            )
            file.write(f"{invented.text(number, 9_000)}</description></item>")
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
            file.write(f"<![CDATA[{invented.text(number, 9_000)}]]></content:encoded></item>")
        file.write("</channel></rss>")


def _largest_feed(folder: Path) -> None:
    _feed(folder, 7_500)


def _pages_with_pictures(folder: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 120_000
    for number in range(15):
        page = invented.page(number, 60_000).replace("</h1>", "</h1>" + f'<img src="{picture}">' * 3)
        (folder / f"{number:02}.html").write_text(page, "utf-8")


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
    "a PDF of 1,000 pages": large_documents.pdf,
    "a CSV table of 18,000 rows": _table,
    "a CSV table of 60 MB from Windows": _table_of_windows,
    "JSON Lines, 18,000": _lines,
    "a JSON file of 18,000 records": _json,
    "a mailbox of 18,000 messages": _mailbox,
    "a message with 40 MB attached": _attachment,
    "an MHTML page with 55 MB of pictures": _mhtml,
    "15 pages with 4 MB of pictures each": _pages_with_pictures,
    "a WARC file of 1,200 pages": _web_archive,
    "a WARC file that swells": _web_archive_bomb,
    "a feed of 6,000 items": _feed,
    "a feed of 62 MB": _largest_feed,
    "a WordPress export of 6,000 posts": _export,
    "an EPUB with a chapter of 20 MB": large_documents.book,
    "an EPUB of 40 chapters, 52 MB of pictures": large_documents.book_with_pictures,
    "a DOCX of 45,000 paragraphs": large_documents.word,
    "a DOCX of 12,000 paragraphs": large_documents.longest_word,
    "a DOCX with 60 MB of pictures": large_documents.word_with_pictures,
    "a DOCX of 3,500,000 elements": large_documents.word_of_elements,
    "BibTeX, 30,000 entries": _references,
    "80 texts among 20 that swell": large_documents.beside_each_other,
    "a DOCX that swells after texts of 3 MB": large_documents.after_texts,
}
"""What is made, and how: each is given an empty folder."""
