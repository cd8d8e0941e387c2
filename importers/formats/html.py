"""A web page saved from a browser: the HTML alone, "complete" with a folder beside it, a single file, or a copy of its tree."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from importers.base import Read, Source, UnreadableSource
from importers.fields.encoding import Decoded
from importers.page.address import noted_in
from importers.page.markup import read_markup
from importers.page.reading import read_page, with_review
from store.article import Review

_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".xht", ".asp", ".aspx", ".php", ".jsp")
_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,256}(?:<\?xml[^>]{0,300}\?>\s{0,64})?(?:<!--.{0,3000}?-->\s{0,256}){0,4}"
    rb"(?:<!doctype\s{1,9}(?:html|\"-//w3c//dtd x?html)|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|div|p|h1|article|table|script)\b", re.IGNORECASE
)


_GZIP = b"\x1f\x8b"
_PACKED_NAMES = tuple(f"{name}.gz" for name in _NAMES)
MAX_UNPACKED = 64 << 20
"""Bytes beyond which a compressed page is refused."""


class HtmlImporter:
    """HTML and XHTML, whoever saved it."""

    name = "html"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure when the bytes open as a page does; fairly sure when only the name says so and there is an element in them."""
        named = path.lower().endswith(_NAMES)
        if head.startswith(_GZIP):
            return 70 if named or path.lower().endswith(_PACKED_NAMES) else 0
        plain = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
        if _ROOT.match(plain):
            return 90
        return 70 if named and _ELEMENT.search(plain) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article of the page. Raises UnreadableSource."""
        markup = read_markup(_unpacked(source.data))
        article = with_review(read_page(markup), *encoding_review(markup.decoded))
        decoded = markup.decoded
        yield Read(
            article,
            "",
            decoded.encoding,
            decoded.method,
            decoded.confidence,
            captured_at=noted_in(markup.opening).at,
        )


IMPORTER = HtmlImporter()


def encoding_review(decoded: Decoded) -> tuple[Review, ...]:
    """What a person should know of an uncertain encoding."""
    if not decoded.uncertain:
        return ()
    others = ", ".join(decoded.alternatives)
    reason = f"Read as {decoded.encoding} ({decoded.method}"
    reason += f", {decoded.errors} unreadable places)" if decoded.errors else ")"
    reason += f"; it could also be {others}." if others else "."
    return (Review("encoding", reason),)


def _unpacked(data: bytes) -> bytes:
    """The page in bytes that a server compressed and a program saved as they came. Raises UnreadableSource."""
    if not data.startswith(_GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        page = unpacking.decompress(data, MAX_UNPACKED)
    except zlib.error:
        raise UnreadableSource("damaged", "The compressed page is damaged.") from None
    if unpacking.unconsumed_tail:
        raise UnreadableSource("too large", f"The file is larger than {MAX_UNPACKED >> 20} MB. Split it.")
    return page
