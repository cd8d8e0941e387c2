"""Pages made to stop, swell or mislead whoever opens them: read within the limits or refused with a sentence."""

import gzip
import random
import subprocess
import sys
from pathlib import Path

import pytest

from importers.base import Source, UnreadableSource, importer_for
from importers.formats.html import HtmlImporter
from importers.page import lines, markup
from store.article import Article

SENTENCE = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية."
TEXT = f"<h1>عنوان المقال هنا</h1>{f'<p>{SENTENCE}</p>' * 4}"


def read(page: str | bytes) -> Article:
    data = page.encode() if isinstance(page, str) else page
    (one,) = HtmlImporter().read(Source("x.html", data))
    return one.article


def refusal(page: str | bytes) -> str:
    data = page.encode() if isinstance(page, str) else page
    with pytest.raises(UnreadableSource) as refused:
        list(HtmlImporter().read(Source("x.html", data)))
    return refused.value.reason


def test_files_and_addresses_named_in_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("كلمة السر", encoding="utf-8")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{secret.as_uri()}" [<!ENTITY s SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{TEXT}<p>وهذا: &s; ينتهي السطر هنا.</p></body></html>'
    )
    article = read(page)
    assert "كلمة السر" not in "".join(line.text for line in article.lines)
    assert SENTENCE in article.body


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY a0 "هاهاها">{entities}]><html><body>{TEXT}<p>&a11;</p></body></html>'
    assert len("".join(line.text for line in read(page).lines)) < 2_000


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "blockquote", "font"])
def test_deep_nesting_is_refused_and_never_an_empty_article(tag: str) -> None:
    assert refusal(f"<html><body>{f'<{tag}>' * 20_000}{TEXT}") == "nested too deeply"
    assert lines.MAX_DEPTH < 2_047


def test_ten_megabytes_of_nesting_are_refused() -> None:
    assert refusal("<html><body>" + "<div>" * 2_000_000) == "too long"


def test_more_tags_than_any_page_are_refused() -> None:
    assert refusal(f"<html><body>{TEXT}" + "<p>x</p>" * markup.MAX_TAGS) == "too long"


def test_more_markup_than_any_page_is_refused() -> None:
    assert refusal(f"<html><body>{TEXT}<p>" + "كلمة " * (markup.MAX_MARKUP // 8)) in (
        "too long",
        "line too long",
    )


@pytest.mark.parametrize("value", ["", "=1", '="أ"'])
def test_a_tag_of_half_a_million_attributes_costs_nothing(value: str) -> None:
    tag = "<div " + " ".join(f"a{number}{value}" for number in range(500_000)) + ">"
    assert read(f"<html><body>{tag}{TEXT}</div></body></html>").body.startswith(SENTENCE)


def test_attribute_of_a_real_program_stays() -> None:
    state = '{"a": [1, 2, 3]}' * 2_000
    article = read(f"<html><body><div id='root' data-state='{state}'>{TEXT}</div></body></html>")
    assert article.body.startswith(SENTENCE)


def test_nul_bytes_and_controls_are_taken_out() -> None:
    page = TEXT.replace("المتدخلون", "المتد\0خلون").replace(
        "التوصيات", "&#27;]52;c;cm0gLXJm&#7;التوصيات&#x202e;&#x8;"
    )
    article = read(f"<html><body>{page}</body></html>")
    assert article.body.split("\n")[0] == SENTENCE
    for line in article.lines:
        assert line.text.isprintable()


def test_controls_in_metadata_are_taken_out() -> None:
    page = (
        '<html lang="ar"><head><meta property="og:site_name" content="من&#27;[2Jبر&#x202e;">'
        '<meta name="author" content="سعاد&#x9d;0;x&#7; أيت همو"><link rel="canonical" href="https://a.example/&#27;[2Jb">'
        f"<title>عنوان المقال هنا</title></head><body>{TEXT}</body></html>"
    )
    article = read(page)
    assert (article.source, article.author, article.url) == ("منبر", "سعاد أيت همو", "https://a.example/b")


def test_forty_megabytes_of_embedded_pictures_are_read() -> None:
    picture = b"data:image/png;base64," + b"iVBORw0KGgo" * 120_000
    page = b"<html><body>" + (b'<img src="' + picture + b'">') * 15
    page += b"<style>p{background:url('" + picture + b"')}</style>" + (b"<img src=" + picture + b">") * 14
    article = read(page + TEXT.encode() + b"</body></html>")
    assert article.body.startswith(SENTENCE)


@pytest.mark.parametrize(
    "opening",
    ["<!--", "<script>", "<style>", "<script type='application/ld+json'>", "<svg>", "<template>", "<title>"],
)
def test_what_is_never_closed_hides_the_rest_and_takes_no_time(opening: str) -> None:
    assert refusal("<html><body>" + opening * 30_000 + TEXT) in ("no article", "nested too deeply")


def test_text_before_what_is_never_closed_is_read() -> None:
    assert read(f"<html><body>{TEXT}<script>var a = '<!--';").body.startswith(SENTENCE)


@pytest.mark.parametrize(
    "block",
    [
        "{" * 100_000,
        "[" * 100_000,
        '{"@graph": ' * 5_000,
        '{"@type": "NewsArticle", "headline": ' + "9" * 10_000 + "}",
        '{"@type": "NewsArticle", "author": {"@id": "#a"}, "@id": "#a"}',
        '{"@type": ["NewsArticle"], "headline": {"@value": ["", null, 3]}, "datePublished": ["2024-01-01"]}',
        '{"@type": {"x": 1}, "@id": ["y"], "itemListElement": 7}',
        '"\\ud800"',
    ],
)
def test_broken_data_about_the_page_is_passed_over(block: str) -> None:
    article = read(
        f'<html><head><script type="application/ld+json">{block}</script></head><body>{TEXT}</body></html>'
    )
    assert article.title == "عنوان المقال هنا"
    assert (article.author, article.published) == (None, None)


def test_page_saved_as_the_server_compressed_it_is_read() -> None:
    page = gzip.compress(f"<html><body>{TEXT}</body></html>".encode())
    for name in ("page.html", "page.html.gz"):
        (one,) = importer_for(name, page).read(Source(name, page))
        assert one.article.body.startswith(SENTENCE)
    assert refusal(page[:40]) in ("empty", "no article", "damaged")
    assert refusal(page[:12] + b"\xff" * 40) == "damaged"


def test_page_that_swells_when_unpacked_is_refused() -> None:
    assert refusal(gzip.compress(b"<html><body>" + bytes(80 << 20))) == "too large"


def test_links_that_run_something_are_no_addresses() -> None:
    for address in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//[",
        "http://",
        "#top",
    ):
        page = f'<html><head><link rel="canonical" href="{address}"></head><body>{TEXT}</body></html>'
        assert read(page).url is None


def test_cut_anywhere_a_page_is_read_or_refused() -> None:
    data = (Path(__file__).parent / "pages" / "01_linked_data.html").read_bytes()
    for end in range(0, len(data), 97):
        try:
            article = read(data[:end])
        except UnreadableSource as refused:
            assert refused.reason in ("no article", "empty")  # noqa: PT017 - either is right
        else:
            assert article.body


def test_pages_mixed_with_each_other_are_read_or_refused() -> None:
    mixing = random.Random(5)
    pages = [path.read_bytes() for path in sorted((Path(__file__).parent / "pages").glob("*.html"))]
    read_ones = 0
    for _ in range(150):
        page = bytearray(mixing.choice(pages))
        for _ in range(mixing.randint(1, 8)):
            at, other = mixing.randrange(len(page)), mixing.choice(pages)
            start = mixing.randrange(len(other))
            page[at : at + mixing.randint(0, 200)] = other[start : start + mixing.randint(0, 300)]
        try:
            article = read(bytes(page))
        except UnreadableSource as refused:
            assert refused.reason == "no article"  # noqa: PT017 - what is never closed hides the text
            continue
        read_ones += 1
        assert article.body
        assert sum(line.kind == "title" for line in article.lines) <= 1
        assert all(line.reason for line in article.lines if line.kind == "boilerplate")
        assert all(review.reason for review in article.review)
    assert read_ones > 100


_MEASURED = """
import sys
from pathlib import Path
from importers.base import Source
from importers.parsing import parse
parsed = parse(Source("x.html", Path(sys.argv[1]).read_bytes()))
status = Path("/proc/self/status").read_text().split()
print(parsed.reason, status[status.index("VmHWM:") + 1])
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs /proc to measure a process's memory"
)
@pytest.mark.parametrize("kind", ["pictures", "paragraphs"])
def test_memory_stays_below_300_mb(kind: str, tmp_path: Path, root: Path) -> None:
    picture = b"data:image/png;base64," + b"iVBORw0KGgo" * 120_000
    pages = {
        "pictures": (b'<img src="' + picture + b'">') * 45 + TEXT.encode(),
        "paragraphs": (TEXT + f"<p>{SENTENCE}</p>" * 6_000).encode(),
    }
    page = tmp_path / "page.html"
    page.write_bytes(b"<html><body>" + pages[kind])
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED, page], cwd=root, capture_output=True, text=True, check=True
    )
    reason, kilobytes = ran.stdout.split()
    assert reason == "None"
    assert int(kilobytes) < 300 * 1024
