"""Saved pages of invented sites: every field, the edges of the body, and each trap that pages lay for them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from importers.base import Source, UnreadableSource, importer_for
from importers.formats.html import HtmlImporter
from importers.ingest import ingest
from importers.page.markup import read_markup
from importers.page.reading import read_page
from store.archive import Archive
from store.article import Article
from store.similar.addresses import url_key

HOME = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict] = json.loads((HOME / "expected.json").read_text(encoding="utf-8"))


def read(name: str) -> Article:
    data = (HOME / name).read_bytes()
    importer = importer_for(name, data)
    assert importer.name == "html"
    (one,) = importer.read(Source(name, data))
    return one.article


@pytest.mark.parametrize("name", EXPECTED)
def test_fields(name: str) -> None:
    article, wanted = read(name), EXPECTED[name]
    for field in ("title", "author", "source", "section", "language", "url"):
        assert getattr(article, field) == wanted[field], field
    published = article.published
    assert (published.value if published else None) == wanted["published"]
    assert (published.evidence if published else None) == wanted["evidence"]
    assert (article.event_date.value if article.event_date else None) == wanted["event_date"]
    assert [one.field for one in article.review] == wanted["review"]


@pytest.mark.parametrize("name", EXPECTED)
def test_body_and_every_other_line(name: str) -> None:
    article, wanted = read(name), EXPECTED[name]
    assert article.body.startswith(wanted["starts"])
    assert article.body.endswith(wanted["ends"])
    assert sum(line.kind == "body" for line in article.lines) == wanted["lines"]
    assert sum(line.kind == "title" for line in article.lines) == (article.title is not None)
    for line in article.lines:
        assert (line.kind == "blank") == (not line.text)
        assert bool(line.reason) or line.kind not in ("boilerplate", "image")


def test_a_commenter_is_no_author_and_a_comment_no_body() -> None:
    article = read("01_linked_data.html")
    assert "شكرا على هذا المقال" not in article.body
    (comment,) = [line for line in article.lines if line.text.startswith("شكرا على هذا المقال")]
    assert comment.kind == "boilerplate"


def test_programs_styles_and_pictures_leave_no_line() -> None:
    article = read("05_single_file.html")
    text = "\n".join(line.text for line in article.lines)
    assert "هذا النص من برنامج" not in text
    assert "iVBOR" not in text


@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1252", "windows-1256", "iso-8859-1"])
@pytest.mark.parametrize("codec", ["cp1256", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_bytes_decide_whatever_the_page_declares(codec: str, declared: str) -> None:
    page = (HOME / "06_saved_from.html").read_text(encoding="utf-8")
    page = page.replace("charset=UTF-8", f"charset={declared}" if declared else "")
    data = page.replace("©", "(c)").encode(codec)
    assert importer_for("page.html", data).name == "html"
    (one,) = HtmlImporter().read(Source("page.html", data))
    assert one.encoding == codec
    expected = read("06_saved_from.html")
    assert (one.article.body, one.article.published) == (expected.body, expected.published)
    assert one.article.review == ()


def test_declaration_decides_between_readings_that_are_as_good() -> None:
    page = '<html><head><meta charset="{}"><title>L’été</title></head><body><h1>L’été</h1><p>{}</p></body></html>'
    text = "Le comité a été reçu à la préfecture où il a exposé ses griefs. " * 4
    for declared, codec in (("windows-1252", "cp1252"), ("iso-8859-1", "cp1252")):
        markup = read_markup(page.format(declared, text).encode("cp1252"))
        assert markup.decoded.encoding == codec
        assert markup.decoded.method.startswith("statistics and declaration")
        assert text.strip() in read_page(markup).body


def test_xhtml_with_its_declaration_is_read() -> None:
    page = (HOME / "02_byline_only.html").read_text(encoding="utf-8")
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    )
    data = (
        head + page.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar">')
    ).encode()
    assert importer_for("page.xhtml", data).name == "html"
    (one,) = HtmlImporter().read(Source("page.xhtml", data))
    assert one.article == read("02_byline_only.html")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("feed.html", b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'),
        ("picture.html", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("notes.txt", "ملاحظة عن <b>وسم</b> في نص عادي لا غير.".encode()),
    ],
)
def test_what_is_no_page_is_not_claimed(name: str, head: bytes) -> None:
    assert HtmlImporter().claims(name, head) < 80
    assert importer_for(name, head).name != "html"


def test_page_is_known_by_its_bytes_under_any_name() -> None:
    data = (HOME / "03_address_only.html").read_bytes()
    for name in ("page.txt", "page", "index.php?id=3", "page.json"):
        assert importer_for(name, data).name == "html"


@pytest.mark.parametrize(
    "page", ["", "<p></p>", "<script>var x = 1</script>", '<img src="a.png">', "<nav><a href=/>x</a></nav>"]
)
def test_page_without_text_is_refused(page: str) -> None:
    data = f"<!DOCTYPE html><html><head><title>عنوان</title></head><body>{page}</body></html>".encode()
    with pytest.raises(UnreadableSource) as refused:
        list(HtmlImporter().read(Source("x.html", data)))
    assert refused.value.reason == "no article"


def test_lines_are_those_a_browser_shows() -> None:
    page = (
        "<body><div>سطر <b>واحد</b>\n  متصل</div><p>ثان<br>ثالث</p><div hidden>خفي</div>"
        '<div style="color:red; display:none">خفي</div><ul><li>أ<li>ب</ul><table><tr><td>س<td>ص</table>'
        "<pre>كما\n  كتب</pre><textarea>خفي</textarea></body>"
    )
    article = read_page(
        read_markup(page.replace("<body>", "<body>" + "<p>نص طويل يكفي ليكون مقالا.</p>").encode())
    )
    lines = [line.text for line in article.lines if line.text]
    assert lines[1:] == ["سطر واحد متصل", "ثان", "ثالث", "أ", "ب", "س | ص", "كما", "كتب"]


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.rif.example/a/b/",
        "https://rif.example/a/b?utm_source=x&fbclid=y",
        "https://m.rif.example/a/b/amp/",
        "HTTPS://RIF.EXAMPLE:443/a//b#comments",
        "https://rif.example/a/b/?replytocom=12",
    ],
)
def test_variants_of_an_address_share_their_key(variant: str) -> None:
    assert url_key(variant) == url_key("https://rif.example/a/b")


def test_different_pages_have_different_keys() -> None:
    keys = {url_key(f"https://rif.example/{path}") for path in ("", "a", "?p=1", "?p=2", "a?id=3", "A")}
    assert len(keys) == 6
    assert url_key("https://rif.example/%D9%84%d9%82") == url_key("https://rif.example/لق")


def test_parts_of_a_complete_page_are_no_articles(tmp_path: Path) -> None:
    page = (HOME / "06_saved_from.html").read_bytes()
    (tmp_path / "in" / "صفحة_files").mkdir(parents=True)
    (tmp_path / "in" / "صفحة.html").write_bytes(page)
    (tmp_path / "in" / "صفحة_files" / "saved_resource.html").write_bytes(
        (HOME / "02_byline_only.html").read_bytes()
    )
    (tmp_path / "in" / "own_files").mkdir()
    (tmp_path / "in" / "own_files" / "b.html").write_bytes((HOME / "03_address_only.html").read_bytes())
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "in"])
        assert (report.imported, report.duplicates, report.skipped, report.failed) == (1, 1, 1, 0)
        (skipped,) = [one for one in report.articles if one.status == "skipped"]
        assert (Path(skipped.path).name, skipped.reason) == ("صفحة_files", "part of a page")


def test_pages_are_parsed_in_a_process_of_their_own(tmp_path: Path) -> None:
    program = (
        "import sys; from importers.ingest import ingest; from store.archive import Archive\n"
        "with Archive.open(sys.argv[1], create=True) as archive: report = ingest(archive, [sys.argv[2]])\n"
        "assert report.imported == 1, report\n"
        "print([name for name in ('lxml', 'trafilatura', 'charset_normalizer') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a.db", HOME / "06_saved_from.html"],
        cwd=HOME.parent.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
