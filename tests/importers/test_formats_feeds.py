"""Feeds of every age, WordPress exports and Markdown notes: each item an article, nobody's comments among them."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from formats_reading import PARAGRAPHS, articles, date, fingerprint, parsed, reads

from importers.base import Read, Refused
from importers.fields import feed_pieces
from importers.fields.markup import lines_of

BODY = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>منبر &amp;#8220;الريف&amp;#8221;</title><link>https://example.ma</link><language>ar</language>
<item><title>&#8220;عنوان&#8221; أول</title><link>https://example.ma/2018/10/12/a/</link><dc:creator>ليلى</dc:creator>
<pubDate>Fri, 12 Oct 2018 23:30:27 +0000</pubDate><category>مجتمع</category><category>سجون</category>
<guid isPermaLink="false">https://example.ma/?p=1</guid><description>أول النص [&#8230;]</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>ثان</title><author>a@example.ma (عمر)</author><description>أول النص [&#8230;]</description><guid>x</guid></item>
<item><title>ثالث</title><guid>x</guid><author>b@example.ma</author><description><![CDATA[سطر<br/>آخر]]></description></item>
<item><guid>y</guid></item>
</channel></rss>"""
RSS1 = f"""<?xml version="1.0" encoding="windows-1252"?><!-- wrong on purpose -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://example.ma"><title>منبر</title></channel>
<item rdf:about="https://example.ma/1"><title>عنوان</title><link>https://example.ma/1</link><dc:date>2018-10-12</dc:date>
<dc:creator>ليلى</dc:creator><description>أول النص</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
</rdf:RDF>"""
RSS09 = f"""<rss version="0.91"><channel><title>منبر</title>
<item><title>عنوان</title><link>https://example.ma/1</link><description>{BODY.replace("<", "&lt;")}</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>منبر</title>
<entry><id>tag:example.ma,2018:1</id><title type="html">عنوان &amp;amp; آخر</title>
<link rel="alternate" href="https://example.ma/1"/><published>2018-10-12T23:30:00+01:00</published>
<updated>2019-01-01T00:00:00Z</updated><author><name>ليلى</name></author><category term="مجتمع"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>
<entry><id>2</id><title>بلا تاريخ</title><updated>2019-01-01T00:00:00Z</updated><summary>نص قصير.</summary></entry></feed>"""


@pytest.mark.parametrize("data", [RSS2, RSS1, RSS09, ATOM], ids=["rss2", "rss1", "rss0.9", "atom"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_full_text_of_every_kind_of_feed(data: str, codec: str) -> None:
    first = reads("feed", data.encode(codec))[0]
    assert isinstance(first, Read)
    assert first.article.body == "\n".join(PARAGRAPHS)
    assert first.article.source == ("منبر “الريف”" if data is RSS2 else "منبر")
    assert first.article.url in ("https://example.ma/1", "https://example.ma/2018/10/12/a/")
    assert first.article.language == "ar"


@pytest.mark.parametrize(
    "number", ["#82323230", "#xFFFFFFFFF", "#55357", "#xDBFF", "#" + "9" * 5000, "#x110000"]
)
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "cut off"])
def test_a_number_that_no_character_has_costs_that_character_only(number: str, whole: bool) -> None:
    data = RSS2.replace("&#8221; أول", f"&{number}; أول", 1)
    first = reads("x.xml", (data if whole else data[: data.index("<item><guid>")]).encode())[0]
    assert isinstance(first, Read)
    assert first.article.title == "“عنوان\ufffd أول"
    assert first.article.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("blanks", ["a b c", "a&#32;b&#x20;c", "a\u2028b\xa0c", "a &#9;\n b c d"])
def test_a_namespace_with_blanks_in_its_address_costs_nothing(blanks: str) -> None:
    data = RSS2.replace("<item>", f"<item xmlns:odd='http://example.ma/{blanks}'><odd:mark>1</odd:mark>", 1)
    assert data != RSS2
    assert [one.article for one in reads("x.xml", data) if isinstance(one, Read)] == [
        one.article for one in reads("x.xml", RSS2) if isinstance(one, Read)
    ]


def test_fields_of_items() -> None:
    first, second, third, empty = reads("x.xml", RSS2)
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert isinstance(third, Read)
    assert (first.member, second.member, third.member) == ("https://example.ma/?p=1", "x", "x#2")
    assert first.article.title == "“عنوان” أول"
    assert (first.article.author, first.article.section) == ("ليلى", "مجتمع")
    assert date(first.article) == "2018-10-12T23:30"
    assert first.article.tags == ()
    assert first.article.lines[-1] == ("مجتمع | سجون", "boilerplate", "page data")
    assert second.article.author == "عمر"
    assert [one.field for one in second.article.review] == ["body"]
    assert (third.article.author, third.article.body, date(third.article)) == (None, "سطر\nآخر", None)
    assert isinstance(empty, Refused)
    assert empty.reason == "empty"


def test_a_date_of_change_is_no_date_of_publication() -> None:
    first, second = articles("x.xml", ATOM)
    assert (first.title, date(first)) == ("عنوان & آخر", "2018-10-12T23:30")
    assert date(second) is None
    assert [one.field for one in second.review] == ["published"]


def test_comments_are_passed_over() -> None:
    item = "<item><title>رد</title><link>https://example.ma/a/#comment-{}</link><description>شكرا جزيلا</description></item>"
    both = (
        '<rss version="2.0"><channel><title>تعليقات</title>'
        + item.format(1)
        + item.format(2)
        + "</channel></rss>"
    )
    (one,) = reads("x.xml", both)
    assert isinstance(one, Refused)
    assert one.harmless
    mixed = RSS2.replace("</channel>", item.format(7) + "</channel>")
    assert [type(one) for one in reads("x.xml", mixed)] == [Read, Read, Read, Refused, Refused]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            '<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>',
            "entities",
        ),
        ('<rss version="2.0"><channel><title>a</title></channel></rss>', "no article"),
        ('<rss version="2.0"><channel>' + "<x>" * 50_000, "no article"),
    ],
)
def test_feeds_that_give_nothing(data: str, reason: str) -> None:
    assert parsed("x.xml", data).reason == reason


def item(number: int, content: str, **fields: str) -> str:
    known = {
        "title": f"<![CDATA[عنوان {number}]]>",
        "link": f"https://example.ma/{number}/",
        "dc:creator": "<![CDATA[u1]]>",
        "guid": f"https://example.ma/?p={number}",
        "content:encoded": f"<![CDATA[{content}]]>",
        "wp:post_id": str(number),
        "wp:post_date": "2018-10-12 23:30:27",
        "wp:status": "publish",
        "wp:post_type": "post",
        **fields,
    }
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in known.items())
    categories = '<category domain="post_tag" nicename="x">سجون</category><category domain="category" nicename="y">مجتمع</category>'
    return f"<item>{inside}{categories}</item>\n"


def export(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.1" -->\n<rss version="2.0"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<title>منبر الريف</title><language>ar</language><wp:author><wp:author_login>u1</wp:author_login>"
        "<wp:author_display_name><![CDATA[ليلى المرابط]]></wp:author_display_name></wp:author>"
        + "".join(items)
        + "</channel></rss>"
    )


def test_wordpress_export() -> None:
    blocks = f"<!-- wp:paragraph -->\n{BODY}\n<!-- /wp:paragraph -->"
    classic = "\n\n".join(PARAGRAPHS)
    shortcodes = (
        '[caption id="a" width="3"]<a href="x"><img src="y"></a> صورة من اللقاء[/caption]'
        + classic
        + '[gallery ids="1,2"]'
    )
    data = export(
        item(1, blocks),
        item(2, classic),
        item(3, shortcodes, **{"wp:post_type": "page"}),
        item(4, "x", **{"wp:post_type": "attachment"}),
        item(5, "مسودة", **{"wp:status": "draft", "wp:post_date": "0000-00-00 00:00:00"}),
        item(6, "خاص", **{"wp:status": "private", "dc:creator": "nobody"}),
    )
    found = reads("export.xml", data)
    assert [type(one) for one in found] == [Read, Read, Read, Refused, Read]
    one, two, three, last = (read for read in found if isinstance(read, Read))
    assert one.article.body == two.article.body == three.article.body == "\n".join(PARAGRAPHS)
    assert three.article.lines[0] == ("صورة من اللقاء", "image", "caption")
    assert (one.article.title, one.article.author, one.article.source) == (
        "عنوان 1",
        "ليلى المرابط",
        "منبر الريف",
    )
    assert (one.article.section, date(one.article)) == ("مجتمع", "2018-10-12T23:30")
    assert (one.member, one.article.url) == ("https://example.ma/?p=1", "https://example.ma/1/")
    assert last.article.author == "nobody"


def test_wordpress_export_that_is_damaged_in_the_middle_is_read_so_far() -> None:
    whole = export(item(1, BODY), item(2, BODY), item(3, BODY))
    found = reads("export.xml", whole[: whole.index("عنوان 3")])
    assert [type(one) for one in found] == [Read, Read, Refused]
    assert found[2].reason == "broken"  # type: ignore[union-attr]
    controls = whole.replace("عنوان 2", "عنوان\x0b\x1b 2")
    assert len(articles("export.xml", controls)) == 3


@pytest.mark.parametrize(
    "broken",
    [
        lambda whole: whole.replace(' xmlns:wp="http://wordpress.org/export/1.2/"', ""),
        lambda whole: whole.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', "").replace(
            "export/1.2/", "export/9.9/"
        ),
        lambda whole: whole.replace("https://example.ma/1/", "https://example.ma/1/?a=1&b=2 & c"),
    ],
)
def test_wordpress_export_whose_namespaces_or_ampersands_are_damaged_is_read_whole(
    broken: Callable[[str], str],
) -> None:
    whole = export(item(1, BODY + " &amp; &"), item(2, BODY))
    found = articles("export.xml", broken(whole))
    assert [(one.title, one.author, date(one)) for one in found] == [
        ("عنوان 1", "ليلى المرابط", "2018-10-12T23:30"),
        ("عنوان 2", "ليلى المرابط", "2018-10-12T23:30"),
    ]
    assert found[1].body == articles("export.xml", whole)[1].body


def test_nested_elements_cost_nothing() -> None:
    deep = export(item(1, BODY), "<item>" + "<a>" * 200_000)
    assert [type(one) for one in reads("export.xml", deep)] == [Read, Refused]


NOTE = f"""---
title: "عنوان: فيه نقطتان"
author: ليلى
date: 2018-10-12
source: منبر
url: https://example.ma/1
tags: [سجون, عدالة/أحداث]
note: للمراجعة
draft: no
---
# عنوان آخر

{PARAGRAPHS[0]}

> **{PARAGRAPHS[1]}**

- [رابط](https://example.ma/2) و [[ملاحظة|اسم]] و *مائل* 5 * 3 * 2
![صورة](x.png)

---
"""


@pytest.mark.parametrize("lead", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_with_front_matter(lead: str, end: str) -> None:
    (read,) = reads("note.md", (lead + NOTE).replace("\n", end))
    assert isinstance(read, Read)
    article = read.article
    assert article.title == "عنوان: فيه نقطتان"
    assert (article.author, article.source, article.url) == ("ليلى", "منبر", "https://example.ma/1")
    assert (date(article), article.tags, read.note) == ("2018-10-12", ("سجون", "عدالة/أحداث"), "للمراجعة")
    assert article.body.split("\n") == [
        "عنوان آخر",
        "",
        PARAGRAPHS[0],
        "",
        PARAGRAPHS[1],
        "",
        "- رابط و اسم و مائل 5 * 3 * 2",
    ]
    assert article.review == ()


@pytest.mark.parametrize(
    "header",
    [
        "title: [a",
        "a: &x [1]\nb: *x",
        "a: " + "[" * 3000,
        "a: !!python/object/apply:os.system [x]\nb: {",
    ],
)
def test_a_damaged_header_is_kept_and_told(header: str) -> None:
    (article,) = articles("folder/note.md", f"---\n{header}\n---\n\n{PARAGRAPHS[0]}\n")
    assert article.body == PARAGRAPHS[0]
    assert article.title == "note"
    assert [one.reason for one in article.review] == [
        "The header of this file is damaged; it is kept as a hidden part of the text.",
        "The name of the file was taken for the title.",
    ]
    assert article.lines[0] == ("---", "boilerplate", "page data")


def test_plain_lines_of_a_damaged_header_are_taken() -> None:
    (article,) = articles(
        "n.md", f"---\ntitle: A trial: the second day\ndate: 2021-03-23\nx: [\n---\n{PARAGRAPHS[0]}\n"
    )
    assert (article.title, date(article)) == ("A trial: the second day", "2021-03-23")
    assert [one.field for one in article.review] == ["title"]
    assert article.body == PARAGRAPHS[0]


def test_a_header_in_toml() -> None:
    header = 'title = "Tinghir : le barrage"\ndate = 2022-10-04T11:40:00+01:00\nauthors = ["N. Ouhssine"]\ntags = ["eau"]\ndraft = false'
    (article,) = articles("post.md", f"+++\n{header}\n+++\n\n{PARAGRAPHS[0]}\n")
    assert (article.title, article.author, article.tags) == ("Tinghir : le barrage", "N. Ouhssine", ("eau",))
    assert (date(article), article.body) == ("2022-10-04T11:40", PARAGRAPHS[0])


def test_the_one_date_of_an_item_in_rss_is_that_of_publication() -> None:
    item = f"<item><title>T</title><link>http://e.ma/1</link><description>{PARAGRAPHS[0]}</description><dc:date>2022-10-04T11:40:00+01:00</dc:date></item>"
    feed = f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title>{item}</channel></rss>'
    (article,) = articles("feed.xml", feed)
    assert (date(article), article.review) == ("2022-10-04T11:40", ())


def test_obsidian_note_without_a_title() -> None:
    (article,) = articles("vault/2019 ملاحظة.md", f"---\ntags: '#سجون #نساء'\n---\n{PARAGRAPHS[0]}")
    assert (article.title, article.tags) == ("2019 ملاحظة", ("سجون", "نساء"))
    assert [one.field for one in article.review] == ["title"]


def test_text_with_rules_in_it_is_no_header() -> None:
    (article,) = articles("a.txt", f"---\n{PARAGRAPHS[0]}\n---\n{PARAGRAPHS[1]}")
    assert PARAGRAPHS[0] in article.body


def test_the_same_articles_by_feed_and_by_export(shared: Path) -> None:
    feeds = shared / "data" / "feeds"
    feed = articles("feed.xml", (feeds / "wp-feed.xml").read_bytes())
    export = [
        one.article
        for one in reads("export.xml", (feeds / "wp-export.wxr.xml").read_bytes())
        if isinstance(one, Read)
    ]
    (comments,) = reads("comments.xml", (feeds / "wp-comments-feed.xml").read_bytes())
    assert isinstance(comments, Refused)
    by_feed = {unquote(one.url or ""): one for one in feed}
    by_export = {unquote(one.url or ""): one for one in export}
    assert len(by_feed) == 66
    assert by_feed.keys() <= by_export.keys()
    for url, one in by_feed.items():
        other = by_export[url]
        assert fingerprint(one.body) == fingerprint(other.body)
        assert (one.author, one.section, one.source) == (other.author, other.section, other.source)
    gold = json.loads((shared / "data" / "formats" / "gold.json").read_text(encoding="utf-8"))
    for wanted in gold:
        for found in (by_feed[unquote(wanted["url"]) + "/"], by_export[unquote(wanted["url"]) + "/"]):
            assert fingerprint(found.body) == fingerprint(wanted["text"])
            assert fingerprint(found.title or "") == fingerprint(wanted["title"])
            assert found.author == wanted["author"]
            assert date(found)[:10] == wanted["date"][:10]


@pytest.mark.parametrize("kind", ["rss", "atom", "rdf"])
def test_a_large_feed_is_read_in_pieces_to_the_same_articles(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{PARAGRAPHS[0]} <b>{number}</b>&nbsp;وانتهى <item>." for number in range(40)]
    item = "<item><title>مقال {0}</title><link>https://a.example/{0}</link><description><![CDATA[{1}]]></description></item>"
    entry = '<entry><title>مقال {0}</title><link href="https://a.example/{0}"/><content type="html"><![CDATA[{1}]]></content></entry>'
    inside = "".join((entry if kind == "atom" else item).format(*pair) for pair in enumerate(texts))
    head = {
        "rss": "<rss version='2.0'><channel><title>منبر&nbsp;الريف</title><language>ar</language>{}</channel></rss>",
        "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>منبر&nbsp;الريف</title>{}</feed>",
        "rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>منبر&nbsp;الريف</title></channel>{}</rdf:RDF>",
    }[kind]
    data = head.format(inside).encode()
    whole = reads("x.xml", data)
    assert len(whole) == len(texts)
    monkeypatch.setattr(feed_pieces, "_PIECE", 2_000)
    assert len(list(feed_pieces.pieces(data))) > 5
    assert reads("x.xml", data) == whole
    damaged = data.replace(b"</title>", b"</titel>", 1)
    assert list(feed_pieces.pieces(damaged)) == [damaged]


def test_items_at_which_the_library_fails_are_told_and_the_others_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import feedparser

    parse = feedparser.parse

    def failing(stream: io.BytesIO, **options: bool) -> object:
        if b"https://example.ma/?p=1" in stream.getvalue():
            raise ValueError
        return parse(stream, **options)

    whole = reads("x.xml", RSS2)
    monkeypatch.setattr(feedparser, "parse", failing)
    left = reads("x.xml", RSS2)
    assert any(isinstance(one, Refused) and one.reason == "broken" for one in left)
    assert len(left) <= len(whole)


def test_items_of_a_list_have_the_numbers_that_the_page_gives_them() -> None:
    listed = "<ol><li>أ</li><li>ب</li></ol><p>ثم</p><ol start='3'><li>ج</li><li value=7>د</li><li>ه</li></ol>"
    assert [line.text for line in lines_of(listed)] == ["1. أ", "2. ب", "ثم", "3. ج", "7. د", "8. ه"]
