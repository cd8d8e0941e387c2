"""A saved feed: RSS 0.9, 1.0 and 2.0, and Atom; each item is an article.

The full text (``content:encoded``, Atom's content) goes before the summary. Categories are kept as a hidden line: they are the
publisher's words, not tags of the archive.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from importers.base import Read, Refused, Source, UnreadableSource
from importers.fields import assembling, blogger, markup, trees
from importers.fields.feed_pieces import pieces
from importers.fields.stated_dates import read_date
from store.article import Line, Review

_BEGINS = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,256}(?:<\?xml[^>]{0,200}\?>)?(?:\s{0,256}(?:<!--.{0,2000}?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>\[]{0,300}(?:\[.{0,2000}?\]\s{0,8})?>)){0,8}"
    rb"\s{0,256}<(?:rss|feed|rdf:RDF|(?:atom|a|ns0):feed|xhtml:rss)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"#(?:comment|c)-?\d+$|/comments/\d+", re.IGNORECASE)
_CUT = re.compile(r"(?:\[\s?(?:…|\.\.\.|&hellip;)\s?\]|…|\.\.\.)\s*$")
_COMMENTED = "This is a reader's comment, not an article."
_REFUSED = {
    "draft": "This is a draft; it was not published.",
    "setting": "This is a setting of the blog, not an article.",
}
_MAIL_BESIDE = re.compile(r"\S+@\S+\s+\((.+)\)|(.+?)\s*<\S+@\S+>")
_MAIL = re.compile(r"^\S+@\S+\.\S+$")


class FeedImporter:
    """RSS and Atom."""

    name = "feed"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the first element, whatever the name; wide encodings are looked at without their zeros."""
        narrow = head.replace(b"\0", b"").lstrip(b"\xff\xfe") if b"\0" in head else head
        return 85 + path.lower().endswith((".rss", ".atom", ".xml")) if _BEGINS.match(narrow) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article an item; a feed of readers' comments gives none. Raises UnreadableSource."""
        text, decoded = trees.text_of(source.take())
        data = text.encode()
        del text
        members = assembling.Members()
        comments: list[Refused] = []
        others = 0
        for number, found in enumerate(_entries(data), 1):
            if found is None:
                yield Refused(str(number), "broken", "This record is damaged.")
                continue
            entry, channel, version = found
            member = members.name(entry.get("id") or entry.get("link"), str(number))
            kind = blogger.kind_of(entry)
            if kind in _REFUSED:
                yield Refused(member, kind, _REFUSED[kind], harmless=True)
                others += 1
                continue
            if kind == "comment" or _is_comment(entry):
                comments.append(Refused(member, "comments", _COMMENTED, harmless=True))
                continue
            others += 1
            yield from comments
            comments.clear()
            try:
                article = assembling.article(
                    (*_body(entry), *_categories(entry)),
                    title=markup.plain(entry.get("title", "")),
                    author=_author(entry),
                    source=markup.plain(_source(entry, channel)),
                    section=_names(entry)[0] if _names(entry) else None,
                    stated_language=channel.get("language"),
                    url=entry.get("link") or entry.get("id"),
                    published=read_date(_published(entry, version)),
                    review=_reviews(entry, version),
                )
            except UnreadableSource as error:
                yield Refused(member, error.reason, str(error))
                continue
            yield Read(article, member, decoded.encoding, decoded.method, decoded.confidence)
        if comments and not others:
            yield Refused("comments", "comments", "These are readers' comments, not articles.", harmless=True)
        else:
            yield from comments


IMPORTER = FeedImporter()


def _entries(data: bytes) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], str] | None]:
    """The items of a feed in UTF-8, each with what the feed says of itself and which kind of feed it is (``rss20``, ``atom10``).

    None stands for items at which the library for feeds failed: it raises whatever Python does on damaged ones.
    """
    import feedparser  # noqa: PLC0415 - 80 ms, only where there is a feed

    for piece in pieces(_NAMESPACE.sub(_in_one_piece, _REFERENCE.sub(_character, data))):
        # A stream, because a text could be taken for an address or the name of a file.
        try:
            feed = feedparser.parse(io.BytesIO(piece), sanitize_html=False, resolve_relative_uris=False)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError, OSError):
            yield None
            continue
        for entry in feed.entries:
            yield entry, feed.feed, feed.get("version") or ""


_REFERENCE = re.compile(rb"&#(?:0*([1-9][0-9]{4,})|[xX]0*([1-9a-fA-F][0-9a-fA-F]{3,}));?")
"""Numbers of characters from 4,096 on."""
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def _character(reference: re.Match[bytes]) -> bytes:
    """The reference, or one to U+FFFD where no character has that number: the library for feeds fails at such ones."""
    decimal, hexadecimal = reference.groups()
    digits = decimal or hexadecimal
    number = int(digits, 10 if decimal else 16) if len(digits) < 8 else _LAST + 1
    return b"&#xFFFD;" if number > _LAST or number in _SURROGATES else reference[0]


_NAMESPACE = re.compile(rb"""xmlns(?::[^\s=<>"']*)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_ANY_REFERENCE = re.compile("&#[0-9a-fA-FxX]*;?")


def _in_one_piece(declared: re.Match[bytes]) -> bytes:
    """A namespace without blanks in its address: Python's reader of XML takes name and address apart at blanks, and fails at more."""
    name, equals, address = declared[0].partition(b"=")
    text = address.decode("utf-8", "replace")
    return name + equals + "".join(_ANY_REFERENCE.sub(_no_blank, text).split()).encode()


def _no_blank(reference: re.Match[str]) -> str:
    return "" if html.unescape(reference[0]).isspace() else reference[0]


def _is_comment(entry: Mapping[str, Any]) -> bool:
    return bool(
        _COMMENT.search(entry.get("link") or "") or "in-reply-to" in entry or "thr_in-reply-to" in entry
    )


def _text(entry: Mapping[str, Any]) -> str:
    """The longest text of an item: Atom and RSS 1.0 may give it twice."""
    texts = [one.get("value") or "" for one in entry.get("content", ())]
    return max(texts, key=len, default="") or entry.get("summary") or ""


def _body(entry: Mapping[str, Any]) -> tuple[Line, ...]:
    text = _text(entry)
    return markup.lines_of(text, breaks=not markup.is_markup(text))


def _published(entry: Mapping[str, Any], version: str) -> str:
    """The day an item states. RSS has one date for it (``dc:date``), which the library calls that of a change; Atom has both."""
    stated = entry.get("published") or ""
    return stated or (entry.get("updated") or "" if version.startswith("rss") else "")


def _reviews(entry: Mapping[str, Any], version: str) -> tuple[Review, ...]:
    reviews = []
    if not any(one.get("value") for one in entry.get("content", ())) and _CUT.search(_text(entry)[-20:]):
        reviews.append(Review("body", "The feed holds only the beginning of the text."))
    if not _published(entry, version) and entry.get("updated"):
        changed = f"Only the date of the last change is stated: {entry['updated'][:60]}"
        reviews.append(Review("published", changed))
    return tuple(reviews)


def _names(entry: Mapping[str, Any]) -> list[str]:
    names = (
        markup.plain(tag.get("label") or tag.get("term") or "")
        for tag in entry.get("tags", ())
        if blogger.is_label(tag)
    )
    return [name for name in names if name]


def _categories(entry: Mapping[str, Any]) -> Iterator[Line]:
    if names := _names(entry):
        yield Line(" | ".join(names), "boilerplate", "page data")


def _author(entry: Mapping[str, Any]) -> str | None:
    """The name; RSS asks for a mail address and often gets ``a@b.ma (name)``, of which only the name is wanted."""
    names = [one.get("name") for one in entry.get("authors", ())] or [entry.get("author")]
    people = [
        markup.plain(_MAIL_BESIDE.sub(r"\1\2", name.strip()))
        for name in names
        if name and not _MAIL.match(name.strip())
    ]
    return ", ".join(dict.fromkeys(filter(None, people))) or None


def _source(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    """The feed an item was taken over from, if it says so, else this one."""
    original = entry.get("source") or {}
    return original.get("title") or feed.get("title") or ""
