"""Pages with all their parts in one file: the page among the parts, its bytes, where and when it was saved."""

import base64
import quopri
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from importers.base import Source, UnreadableSource, importer_for
from importers.formats.html import HtmlImporter
from importers.formats.mhtml import MhtmlImporter
from store.article import Article

PAGES = Path(__file__).parent / "pages"
WHERE = "https://atlas.example/a/b.html"


def page(name: str = "09_nothing_stated.html") -> str:
    return (PAGES / name).read_text(encoding="utf-8").replace('<meta charset="utf-8">', "")


def mhtml(
    *parts: tuple[str, str, bytes], start: str = "", when: str = "Tue, 5 Mar 2024 10:11:12 +0100"
) -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {WHERE}\r\nSubject: x\r\nDate: {when}\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="--b"\r\n\r\n\r\n'
    ).encode()
    body = b""
    for kind, coding, data in parts:
        coded = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
        body += (
            f"----b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
            + coded
            + b"\r\n"
        )
    return head + body + b"----b--\r\n"


def read(data: bytes) -> Article:
    importer = importer_for("page.mhtml", data)
    assert importer.name == "mhtml"
    (one,) = importer.read(Source("page.mhtml", data))
    return one.article


def same(article: Article) -> None:
    data = page().encode()
    (plain,) = HtmlImporter().read(Source("x.html", data))
    assert article.body == plain.article.body
    assert article.url == WHERE


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1256", "utf-16"])
def test_charset_is_told_by_the_bytes(codec: str, coding: str) -> None:
    same(read(mhtml(("text/html", coding, page().encode(codec)))))


def test_page_is_found_among_its_parts() -> None:
    frame = (
        "<html><body><p>إعلان طويل في إطار لا علاقة له بالمقال الذي حفظه القارئ من الموقع.</p></body></html>"
    )
    picture = ("image/png", "base64", b"\x89PNG" + bytes(500))
    html = ("text/html", "quoted-printable", page().encode())
    same(read(mhtml(picture, html, ("text/html", "quoted-printable", frame.encode()))))
    named = mhtml(
        ("text/html", "quoted-printable", frame.encode()),
        ('text/html; charset="utf-8"\r\nContent-ID: <page@x>', "quoted-printable", page().encode()),
        start='\r\n\tstart="<page@x>";',
    )
    same(read(named))


def test_known_by_its_headers_under_any_name() -> None:
    data = mhtml(("text/html", "quoted-printable", page().encode()))
    for name in ("page", "page.txt", "page.html", "page.eml"):
        assert importer_for(name, data).name == "mhtml"
    mail = data.replace(b"<Saved by Blink>", b"<a@b.example>").replace(
        b"Snapshot-Content-Location", b"X-Where"
    )
    assert MhtmlImporter().claims("letter.eml", mail) == 0
    assert MhtmlImporter().claims("page.mht", mail) > 0


def test_day_of_saving_is_no_date_of_publication() -> None:
    assert read(mhtml(("text/html", "base64", page().encode()))).published is None
    shown = page("02_byline_only.html").replace("الأربعاء 12 شباط 2020 - 14:30", "5 مارس 2024")
    article = read(mhtml(("text/html", "base64", shown.encode())))
    assert article.published is not None
    assert article.published.value == "2024-03-05"
    assert [review.field for review in article.review] == ["published"]


@pytest.mark.parametrize("when", ["", "yesterday", "Tue, 99 Mar 2024 10:11:12 +0100", "=?x?q?y?="])
def test_broken_dates_of_saving_do_no_harm(when: str) -> None:
    same(read(mhtml(("text/html", "base64", page().encode()), when=when)))


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (("image/png", "base64", b"\x89PNG"),),
        (("text/html", "base64", b""),),
        (("text/html", "base64", b" \n"),),
    ],
)
def test_file_without_a_page_is_refused(parts: tuple[tuple[str, str, bytes], ...]) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read(mhtml(*parts))
    assert refused.value.reason == "no article"


def test_cut_anywhere_it_is_read_or_refused() -> None:
    data = mhtml(("text/html", "quoted-printable", page().encode()), ("image/png", "base64", bytes(400)))
    for end in range(400, len(data), 211):
        try:
            (one,) = MhtmlImporter().read(Source("page.mhtml", data[:end]))
        except UnreadableSource as refused:
            assert refused.reason in ("no article", "empty")  # noqa: PT017 - either is right
        else:
            assert one.article.body


_MEASURED = """
import sys
from pathlib import Path
from importers.base import Source
from importers.parsing import parse
parsed = parse(Source("x.mhtml", Path(sys.argv[1]).read_bytes()))
status = Path("/proc/self/status").read_text().split()
print(parsed.reason, status[status.index("VmHWM:") + 1])
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs /proc to measure a process's memory"
)
def test_memory_stays_below_300_mb_with_many_pictures(tmp_path: Path, root: Path) -> None:
    pictures = [("image/png", "base64", bytes(range(256)) * 8_000)] * 22
    file = tmp_path / "page.mhtml"
    file.write_bytes(mhtml(("text/html", "quoted-printable", page().encode()), *pictures))
    assert file.stat().st_size > 60_000_000
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED, file], cwd=root, capture_output=True, text=True, check=True
    )
    reason, kilobytes = ran.stdout.split()
    assert reason == "None"
    assert int(kilobytes) < 300 * 1024


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data.replace(b'boundary="--b"', b'boundary="--c"'),
        lambda data: data.replace(b';\r\n\tboundary="--b"', b""),
        lambda data: data.replace(b"----b--\r\n", b""),
        lambda data: data.replace(b"quoted-printable", b"base64"),
    ],
)
def test_a_page_whose_parts_are_misnamed_is_found(broken: Callable[[bytes], bytes]) -> None:
    whole = mhtml(("text/html", "quoted-printable", page().encode()))
    damaged = broken(whole)
    assert damaged != whole
    same(read(damaged))
