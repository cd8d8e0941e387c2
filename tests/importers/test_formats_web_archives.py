"""WARC and WACZ: every page that was answered in full is an article, and bytes that do not fit their digest are none."""

import base64
import gzip
import hashlib
import json
import sys
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, parsed, reads
from test_formats_documents import packed

from importers.base import Read, Refused
from importers.ingest import ingest
from store.archive import Archive

warcio = pytest.importorskip("warcio", reason='WARC needs the extra: pip install "archive-browser[warc]"')
PAGE = (
    "<html lang=ar><head><title>{0} - منبر الريف</title><meta property='og:title' content='{0}'>"
    "<meta property='article:published_time' content='2018-10-12T23:30:00+01:00'></head><body><h1>{0}</h1><article>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    + "</article></body></html>"
)


def digest(data: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"


def record(number: int, status: str, kind: str, body: bytes) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.ma/{number}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x:{number}>\r\nWARC-Payload-Digest: {digest(body)}\r\nWARC-Block-Digest: {digest(answer)}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def web_archive(*, compressed: bool = True) -> bytes:
    records = [
        record(0, "200 OK", "text/html; charset=utf-8", PAGE.format("عنوان المقال الأول").encode()),
        record(1, "200 OK", "image/png", b"\x89PNG"),
        record(2, "301 Moved", "text/html", b"moved"),
        record(3, "200 OK", "text/html", PAGE.format("عنوان المقال الثاني").encode("cp1256")),
        record(4, "200 OK", "text/html", b"<html><body>menu</body></html>"),
    ]
    return b"".join(gzip.compress(one) if compressed else one for one in records)


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_of_a_web_archive(compressed: bool) -> None:
    found = reads("x.warc.gz" if compressed else "x.warc", web_archive(compressed=compressed))
    first, second, menu = found
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert isinstance(menu, Refused)
    assert menu.harmless
    assert (first.article.title, first.member) == ("عنوان المقال الأول", "https://example.ma/0")
    assert first.article.url == "https://example.ma/0"
    assert first.article.published is not None
    assert first.article.published.value.startswith("2018-10-12")
    assert second.article.title == "عنوان المقال الثاني"
    assert all(text in first.article.body for text in PARAGRAPHS)


def test_bytes_that_do_not_fit_their_digest_are_refused() -> None:
    data = web_archive(compressed=False)
    text = PARAGRAPHS[0].encode()
    changed = data.replace(text, text.replace("الاتفاقية".encode(), "الاتفاقيه".encode()), 1)
    assert len(changed) == len(data)
    first, second, _ = reads("x.warc", changed)
    assert isinstance(first, Refused)
    assert first.reason == "digest"
    assert isinstance(second, Read)


def test_damaged_web_archive_is_read_as_far_as_it_goes() -> None:
    data = web_archive()
    found = reads("x.warc.gz", data[: 2 * len(data) // 3])
    assert isinstance(found[0], Read)
    assert found[-1].reason == "broken" if isinstance(found[-1], Refused) else True
    assert parsed("x.warc", b"WARC/1.0\r\n\r\n").reason in ("no article", None)


def test_wacz_compares_its_digests(tmp_path: Path) -> None:
    inside = web_archive()

    def wacz(stated: str) -> bytes:
        listed = {
            "resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{stated}", "bytes": len(inside)}]
        }
        return packed(
            {
                "datapackage.json": json.dumps(listed),
                "archive/data.warc.gz": inside,
                "pages/pages.jsonl": "{}",
            }
        )

    (tmp_path / "x.wacz").write_bytes(wacz(hashlib.sha256(inside).hexdigest()))
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "x.wacz"])
        assert (report.imported, report.skipped, report.failed) == (2, 1, 0)
        assert (
            archive.article(report.articles[0].id or "").provenance[0].member
            == "archive/data.warc.gz/https://example.ma/0"
        )
    (refused,) = reads("x.wacz", wacz("0" * 64))
    assert isinstance(refused, Refused)
    assert refused.reason == "digest"
    assert parsed("x.wacz", packed({"datapackage.json": "{}"})).reason == "no article"


def test_compressed_web_archive_goes_in_from_the_disk_as_one_file(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(web_archive())
    (tmp_path / "y.txt.gz").write_bytes(gzip.compress("\n\n".join(PARAGRAPHS).encode()))
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "x.warc.gz", tmp_path / "y.txt.gz"])
        assert report.imported == 3
        assert archive.original(report.articles[0].id or "") == (tmp_path / "x.warc.gz").read_bytes()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    said = parsed("x.warc", web_archive(compressed=False))
    assert said.reason == "missing library"
    assert "archive-browser[warc]" in said.message


def test_a_web_archive_that_was_compressed_as_one_piece_is_read_whole() -> None:
    apart = reads("x.warc.gz", web_archive())
    whole = gzip.compress(web_archive(compressed=False))
    found = reads("x.warc.gz", whole)
    assert [type(one) for one in found] == [Read, Read, Refused]
    assert [one.article for one in found if isinstance(one, Read)] == [
        one.article for one in apart if isinstance(one, Read)
    ]


def test_a_page_that_was_sent_packed_otherwise_says_so() -> None:
    packed_page = b"\x1b\x07\x05\xf8\x8d\x94n\xde\x86" * 300
    one = record(0, "200 OK", "text/html\r\nContent-Encoding: br", packed_page)
    (refused,) = reads("x.warc", one)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.harmless) == ("packed", False)
    assert "(br)" in refused.message
    plain = PAGE.format("عنوان المقال الأول").encode()
    (read,) = reads("x.warc", record(0, "200 OK", "text/html\r\nContent-Encoding: br", plain))
    assert isinstance(read, Read)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("libreoffice_ar.doc", "application/msword"),
        ("libreoffice_ar.rtf", "application/rtf"),
        ("libreoffice_table.pdf", "application/pdf"),
    ],
)
def test_documents_of_a_site_are_articles_too(name: str, kind: str) -> None:
    data = (Path(__file__).parent / "files" / name).read_bytes()
    (read,) = reads("x.warc", record(9, "200 OK", kind, data))
    assert isinstance(read, Read)
    assert (read.member, read.article.url) == ("https://example.ma/9", "https://example.ma/9")
    assert read.article.title in ("تقرير حول وضعية السجون بجهة الشرق", "عنوان التقرير السنوي")
    (refused,) = reads("x.warc", record(9, "200 OK", kind, data[:700]))
    assert isinstance(refused, Refused) or refused.article.review
