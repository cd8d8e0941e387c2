"""A web page with all its parts in one file, as browsers save it ("web page, single file"): a mail of many parts.

The first HTML part is the page; the others are its pictures and frames. Its charset is often not declared, so its bytes
are decoded as those of a saved page are. `Snapshot-Content-Location` and `Date` say where and when it was saved.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from importers.base import Read, Source, UnreadableSource
from importers.formats.html import encoding_review
from importers.page.address import Saved, web_address
from importers.page.markup import read_markup
from importers.page.reading import read_page, with_review

_HEADERS = re.compile(rb"^[A-Za-z][\w-]{0,60}:[^\n]{0,2000}\n", re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s{0,8}multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^snapshot-content-location:|^from:[^\n]{0,200}saved by|^x-maf-|^x-mimeole:",
    re.IGNORECASE | re.MULTILINE,
)
_PAGES = ("text/html", "application/xhtml+xml")
_TEXT_PART = re.compile(
    rb"^content-type:\s{0,8}(?:text/html|application/xhtml|multipart/)", re.IGNORECASE | re.MULTILINE
)
_BETWEEN = re.compile(
    rb"^--([^\s\"\\-][^\r\n\"\\]{0,100}|-[^\r\n\"\\]{1,100})\r?\n(?=[Cc]ontent-)", re.MULTILINE
)
"""The line between two parts, whatever the head says of it."""
_MOST_PARTS = 5_000
_OPENING = 16_384
_PART_HEAD = 4_096
MAX_WITHOUT_PARTS = 16 << 20
"""Bytes that are read of a file that names no boundary between parts."""


class MhtmlImporter:
    """MHTML as Chrome, Edge, Opera and Internet Explorer write it."""

    name = "mhtml"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure when its first lines are headers of related parts and a browser wrote them, or its name says so."""
        head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if not _HEADERS.match(head) or not _RELATED.search(head):
            return 0
        named = path.lower().endswith((".mhtml", ".mht"))
        return 95 if named or _SAVED.search(head) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article of the page. Raises UnreadableSource."""
        message = message_from_bytes(_without_pictures(source.data), policy=policy.compat32)
        page = _page(message) or _page(
            message_from_bytes(_with_its_boundary(source.data), policy=policy.compat32)
        )
        if page is None:
            raise UnreadableSource("no article", "There is no page in this file.")
        data = _payload(page)
        if not isinstance(data, bytes) or not data.strip():
            raise UnreadableSource("no article", "There is no page in this file.")
        where = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
        saved = Saved(web_address(where), _day(str(message.get("Date") or "")))
        del message
        markup = read_markup(data)
        article = with_review(read_page(markup, saved), *encoding_review(markup.decoded))
        decoded = markup.decoded
        yield Read(article, "", decoded.encoding, decoded.method, decoded.confidence, captured_at=saved.at)


IMPORTER = MhtmlImporter()


def _with_its_boundary(data: bytes) -> bytes:
    """The parts below a head that names the line that stands between them, for a file whose own head names none or another one."""
    line = _BETWEEN.search(data, 0, MAX_WITHOUT_PARTS)
    if line is None:
        return b""
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="' + line[1] + b'"\n\n'
    return head + data[line.start() : line.start() + MAX_WITHOUT_PARTS]


def _payload(page: Message) -> object:
    """The bytes of the page; what is called base64 and has signs of mark-up in it is not."""
    written = page.get_payload()
    said = str(page.get("Content-Transfer-Encoding") or "").strip().lower()
    if said == "base64" and isinstance(written, str) and "<" in written:
        return quopri.decodestring(written.encode("utf-8", "surrogateescape"))
    return page.get_payload(decode=True)


def _without_pictures(data: bytes) -> bytes:
    """The file without its parts that are no text: reading mail takes five times a part's size in memory."""
    opening = data[:_OPENING].lstrip(b"\xef\xbb\xbf \t\r\n")
    boundary = message_from_bytes(opening, policy=policy.compat32).get_boundary()
    if not boundary:
        return data[:MAX_WITHOUT_PARTS]
    mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    at = data.find(mark)
    kept = [data[:at].lstrip(b"\xef\xbb\xbf \t\r\n")] if at >= 0 else [opening]
    while at >= 0:
        end = data.find(mark, at + len(mark))
        head = data[at : min(at + _PART_HEAD, len(data) if end < 0 else end)]
        if _TEXT_PART.search(head):
            kept.append(data[at : len(data) if end < 0 else end])
        elif end < 0:
            kept.append(head)
        at = end
    return b"".join(kept)


def _page(message: Message) -> Message | None:
    """The part that is the page: the one named as start, else the first HTML."""
    start = str(message.get_param("start") or "")
    first: Message | None = None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() not in _PAGES:
            continue
        if start and part.get("Content-ID") == start:
            return part
        first = first or part
    return first


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None
