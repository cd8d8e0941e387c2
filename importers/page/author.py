"""Who wrote the article of a page, as far as its metadata and its marked-up byline say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from importers.capture.bodyblock import is_sentence
from importers.capture.byline import Byline
from importers.capture.rows import Row
from importers.fields.beside_names import EDGES, OTHER_WORK, ZONE, without_brackets, without_roles
from importers.fields.boilerplate import furniture, key
from importers.fields.places import PLACES
from importers.fields.publishers import AGENCIES, is_publisher
from importers.fields.writers import NOBODY, SAYS_BY
from importers.page.json_ld import LinkedData, Node
from importers.page.marks import Mark, Marks
from importers.page.meta import Meta
from importers.page.stated import Stated
from importers.page.tree import Outside, text_of, within

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 90
_LABEL = re.compile(r"^(?:الكاتبة?|auteure?|autrice|author|writer)\s*[|·-]?\s+", re.IGNORECASE)
"""What says of a marked author that it is one, without a colon."""
_MARKED: tuple[tuple[str, Mark], ...] = (
    ("rel=author", "rel=author"),
    ("itemprop=author", "itemprop=author"),
    ("class", "author"),
    ("class", "byline"),
    ("class fn", "fn"),
)
_PARTS_OF_SOURCE = re.compile(r"\s*[-–—|/:]\s*")
_BLOG = re.compile(
    r"^https?://[^/]*(?:blog|wordpress\.com|substack\.com|medium\.com|tumblr\.com|facebook\.com|t\.me|twitter\.com|(?:^|[/.])x\.com)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*[–—|/]+\s*|\s+[-ـ•]\s+|\s*:\s*")
_OPENING_WORDS = 8
_FEWEST_LINES = 3
_SHORT_WORD = 2
_NAME_WORDS = 4
_JOINT = re.compile(r"\s+[-–—|/]\s+")
_DATED = re.compile(r"\d{4}|\d{1,2}[/:.-]\d")


def without_source(author: Stated, source: str | None) -> Stated:
    """The author without the name of the site beside it: "هسبريس – عبد الإله شبل"."""
    parts = _JOINT.split(author.value)
    if source is None or len(parts) != 2:
        return author
    left = [part for part in parts if key(part) not in key(source)]
    return author._replace(value=left[0]) if len(left) == 1 else author


def is_its_source(author: str, source: str, url: str | None) -> bool:
    """Whether the author is the publisher by another field; a blog may well have the name of its author."""
    words = set(key(author).split())
    parts = (set(key(part).split()) for part in (source, *_PARTS_OF_SOURCE.split(source)))
    return any(words == part for part in parts if part) and not _BLOG.search(url or "")


def find_author(marks: Marks, data: LinkedData, article: Node, meta: Meta, outside: Outside) -> Stated | None:
    """The author: JSON-LD, then metadata, then what is marked as author near the article and in no comment."""
    name = data.author(article)
    if name and (stated := _checked(name, "JSON-LD author")):
        return stated
    names = meta.all(
        "citation_author",
        "article:author",
        "author",
        "dc.creator",
        "parsely-author",
        "byl",
        "sailthru.author",
    )
    people = [one for name in names[:20] if (one := _checked(name, "meta author"))]
    if people:
        return next((one for one in people if len(one.value.split()) > 1), people[0])
    for where, mark in _MARKED:
        for element in within(marks[mark], outside, 60):
            if mark == "fn" and _is_commenter(element):
                continue
            text = text_of(_inner(element))
            if _DATED.search(text):
                text = next((name for link in element.iter("a") if _is_name(name := text_of(link))), "")
            stated = _checked(text, where)
            if stated and not _DATED.search(stated.value):
                return stated
    return None


def _is_name(text: str) -> bool:
    """Whether the text of a link beside a date may be a name."""
    return (
        1 < len(text.split()) <= _NAME_WORDS
        and not any(map(str.isdigit, text))
        and furniture(text, key(text)) is None
    )


def _is_commenter(element: HtmlElement) -> bool:
    """Whether a name marked as in a visiting card ("fn", hCard) stands in what is called a comment."""
    return any(
        "comment" in f"{one.get('class') or ''} {one.get('id') or ''}" for one in element.iterancestors()
    )


def _inner(element: HtmlElement) -> HtmlElement:
    """The part of a marked author that holds the name, where there is one (schema.org in microdata)."""
    named = element.xpath(".//*[@itemprop='name']") or element.xpath(
        ".//a[contains(@class,'url') or @rel='author']"
    )
    return named[0] if named else element


def _checked(text: str, where: str) -> Stated | None:
    """The name without "by"; nothing if it is an address, a program's name, or a whole sentence."""
    text = _LABEL.sub("", SAYS_BY.sub("", OTHER_WORK.sub("", text).strip(EDGES)))
    text = without_brackets(text.strip(EDGES))
    if not any(map(str.isdigit, text)):
        text = without_roles(text)
    if not 1 < len(text) <= _LONGEST or "://" in text or "@" in text or text.startswith("/"):
        return None
    if not key(text) or key(text) in NOBODY or text.isdigit() or not ZONE.sub("", text).strip(EDGES):
        return None
    return Stated(text, where)


def in_opening(rows: Sequence[Row], body: Sequence[int], source: str) -> Byline | None:
    """The author on the first line of a text beside the name of the paper: "هبة بريس – X", "X ـ كود الرباط //"."""
    row = rows[body[0]]
    if row.words > _OPENING_WORDS or len(body) < _FEWEST_LINES or row.stated_date or is_sentence(row):
        return None
    parts = [part.strip(f"{EDGES}()") for part in _BESIDE.split(row.text) if part.strip(f"{EDGES}()")]
    site = {word for word in key(source).split() if len(word) > _SHORT_WORD}
    if len(parts) != 2 or not site:
        return None
    own = [part for part in parts if site.isdisjoint(key(part).split())]
    name = own[0] if len(own) == 1 else ""
    words = key(name).split()
    if (
        not 2 <= len(words) <= _NAME_WORDS
        or key(name) in PLACES
        or key(name) in AGENCIES
        or is_publisher(name)
    ):
        return None
    plain = all(one.isalpha() or one in " '’.-" for one in name)
    return (
        Byline(name, source, row.number, sure=False, why="")
        if plain and not furniture(name, key(name))
        else None
    )
