"""A WordPress export (WXR): the published posts and pages of a site, read one after the other in constant memory.

Dates are those of the site's own clock (``wp:post_date``), names those that the site shows, not the logins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from importers.base import Read, Refused, Source, UnreadableSource
from importers.fields import assembling, markup, trees
from importers.fields.stated_dates import read_date
from store.article import Article, Line

_MARK = b"wordpress.org/export/"
_FURNITURE = frozenset(
    (
        "attachment",
        "nav_menu_item",
        "revision",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "user_request",
    )
)
_UNFINISHED = frozenset(("draft", "pending", "future", "auto-draft", "trash", "inherit"))
_PREFIXES = ("wp", "content", "excerpt", "dc", "wfw", "atom", "sy", "slash", "media", "georss", "itunes")
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!#?\w{1,32};)", re.DOTALL)
_PARAGRAPHS = re.compile(r"<!-- wp:|<p[\s>]", re.IGNORECASE)
_CAPTION = re.compile(r"\[caption\b[^\]]{0,1000}\](.*?)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"<(?:a|img)\b[^>]{0,4000}>|</a>", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|caption|vc_\w+|et_pb_\w+|rev_slider|contact-form-7|su_\w+)\b[^\]]{0,2000}\]"
)


@dataclass(slots=True)
class _Site:
    """What the head of the export says: the site's name and language, its writers by login."""

    name: str = ""
    language: str = ""
    writers: dict[str, str] = field(default_factory=dict)


class WordPressImporter:
    """WXR of every version."""

    name = "wordpress"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the namespace of the export, which stands in the first element."""
        return 95 + path.lower().endswith(".xml") if _MARK in head and b"<rss" in head else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a published post or page. What stands before a damaged place is read. Raises UnreadableSource."""
        text, decoded = trees.text_of(source.take())
        site = _Site()
        members = assembling.Members()
        above: list[trees.Element] = []
        try:
            for event, element in trees.elements(_mended(text)):
                if event == "start":
                    above.append(element)
                    continue
                above.pop()
                if len(above) != 2:
                    continue
                if trees.local(element) == "item":
                    for read in _item(_fields(element), element, site, members):
                        if isinstance(read, Refused):
                            yield read
                        else:
                            article, member = read
                            yield Read(article, member, decoded.encoding, decoded.method, decoded.confidence)
                else:
                    _of_site(element, site)
                above[-1].remove(element)
        except ET.ParseError as error:
            line, _ = error.position
            yield Refused(
                f"line {line}",
                "broken",
                f"The export is damaged at line {line}; what follows there could not be read.",
            )


IMPORTER = WordPressImporter()


def _mended(text: str) -> str:
    """The export with the namespaces that programs cut out of its head, and with plain signs for the ampersands that are none of XML's."""
    head = text[: text.find("<channel") + 1]
    missing = [one for one in _PREFIXES if f"xmlns:{one}=" not in head and f"<{one}:" in text]
    if missing:
        said = "".join(f' xmlns:{one}="urn:missing:{one}"' for one in missing)
        text = text.replace("<rss", f"<rss{said}", 1)
    if any(found[0] == "&" for found in _AMPERSAND.finditer(text)):
        text = _AMPERSAND.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
    return text


def _of_site(element: trees.Element, site: _Site) -> None:
    name = trees.local(element)
    if name == "title":
        site.name = markup.plain(element.text or "")
    elif name == "language":
        site.language = element.text or ""
    elif name == "author":
        fields = _fields(element)
        site.writers[fields.get("author_login", "")] = fields.get("author_display_name", "")


def _fields(element: trees.Element) -> dict[str, str]:
    """The texts of the elements inside; the two called ``encoded`` by where they belong."""
    fields: dict[str, str] = {}
    for child in element:
        name = trees.local(child)
        if name == "encoded":
            name = "excerpt" if "excerpt" in child.tag else "content"
        fields.setdefault(name, child.text or "")
    return fields


def _item(
    fields: dict[str, str], element: trees.Element, site: _Site, members: assembling.Members
) -> Iterator[tuple[Article, str] | Refused]:
    kind = fields.get("post_type", "post")
    if kind in _FURNITURE or kind.startswith("wp_"):
        return
    member = members.name(fields.get("guid") or fields.get("link"), fields.get("post_id", ""))
    if fields.get("status") in _UNFINISHED:
        yield Refused(member, "draft", "This is a draft; it was not published.", harmless=True)
        return
    written = fields.get("creator", "")
    categories = [child for child in element if trees.local(child) == "category" and child.text]
    section = next((child.text for child in categories if child.get("domain") == "category"), None)
    hidden = " | ".join(dict.fromkeys(markup.plain(child.text or "") for child in categories))
    try:
        article = assembling.article(
            (*_body(fields), *([Line(hidden, "boilerplate", "page data")] if hidden else [])),
            title=markup.plain(fields.get("title", "")),
            author=markup.plain(site.writers.get(written) or written),
            source=site.name,
            section=markup.plain(section or ""),
            stated_language=site.language,
            url=fields.get("link"),
            published=read_date(fields.get("post_date", "")) or read_date(fields.get("pubDate", "")),
        )
    except UnreadableSource as error:
        yield Refused(member, error.reason, str(error))
        return
    yield article, member


def _body(fields: dict[str, str]) -> tuple[Line, ...]:
    content = fields.get("content") or fields.get("excerpt") or ""
    content = _CAPTION.sub(_as_figure, content)
    content = _SHORTCODE.sub("", content)
    return markup.lines_of(content, breaks=not _PARAGRAPHS.search(content))


def _as_figure(found: re.Match[str]) -> str:
    return f"<figure><figcaption>{_PICTURE.sub('', found[1])}</figcaption></figure>"
