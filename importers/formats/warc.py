"""WARC, the archive of what a crawler or a browser was sent: every page that was answered in full is an article.

Digests are compared where the file gives them; a record whose bytes are others is refused. Pictures, scripts, redirects and
answers that only point to an earlier one are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from importers.base import Read, Refused, Source, UnreadableSource, importer_for
from importers.fields import assembling
from importers.formats.html import encoding_review
from importers.page.address import Saved, web_address
from importers.page.markup import read_markup
from importers.page.reading import read_page, with_review

_MARK = b"WARC/"
_GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_DOCUMENTS = (
    "application/pdf",
    "application/msword",
    "application/rtf",
    "text/rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
_KINDS = ("response", "resource")
_UNREAD = ("br", "zstd")
"""Ways of packing that the library unpacks only with others beside it."""
_RECORD = re.compile(rb"^WARC/\d\.\d\r?\nWARC-", re.MULTILINE)
_FIRST = 1 << 18
MAX_RECORD = 64 << 20
_MOST_RECORDS = 200_000


class WarcImporter:
    """WARC files, plain or compressed record by record."""

    name = "warc"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the mark of the first record, which is looked for inside where the records are compressed."""
        if head.startswith(_MARK):
            return 94 + path.lower().endswith(".warc")
        return 90 if head.startswith(_GZIP) and _begins_inside(head) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a page. Raises UnreadableSource, also where the library is not installed."""
        found = False
        for read in pages(source):
            found = True
            yield read
        if not found:
            raise UnreadableSource("no article", "There is no page in this archive of the web.")


IMPORTER = WarcImporter()


def _begins_inside(head: bytes) -> bool:
    import zlib  # noqa: PLC0415 - only for compressed files

    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64).startswith(_MARK)
    except zlib.error:
        return False


def pages(source: Source) -> Iterator[Read | Refused]:
    """The pages and documents of a WARC file, those that can't be read told with their address."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra, and only where there is such a file
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError:
        raise UnreadableSource(
            "missing library",
            'For this format the program needs an extra: pip install "archive-browser[warc]".',
        ) from None
    members = assembling.Members()
    count = 0
    records = iter(ArchiveIterator(io.BytesIO(_by_records(source.data)), check_digests=True))
    while count < _MOST_RECORDS:
        try:
            record = next(records)
            count += 1
            yield from _record(source, record, members)
        except StopIteration:
            return
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError, LookupError):
            after = f"The file is damaged after {count} records; what follows there could not be read."
            yield Refused(f"record {count + 1}", "broken", after)
            return


def _by_records(data: bytes) -> bytes:
    """The records of a file; unpacked where it was compressed as one piece instead of each by itself, which the library does not read.

    Raises UnreadableSource for one that unpacks to more than is read.
    """
    import zlib  # noqa: PLC0415 - only for compressed files

    try:
        looking = zlib.decompressobj(wbits=31)
        first = looking.decompress(data[:_FIRST], _FIRST) if data.startswith(_GZIP) else b""
        if len(_RECORD.findall(first)) < 2 or looking.unused_data:
            return data
        unpacking = zlib.decompressobj(wbits=31)
        whole = unpacking.decompress(data, MAX_RECORD)
    except zlib.error:
        return data
    if unpacking.unconsumed_tail:
        raise UnreadableSource("too large", f"The file is larger than {MAX_RECORD >> 20} MB. Split it.")
    return whole


def _record(source: Source, record: Any, members: assembling.Members) -> Iterator[Read | Refused]:
    if record.rec_type not in _KINDS:
        return
    answer = record.http_headers
    if answer is not None and answer.get_statuscode() != "200":
        return
    kind = (answer or record.rec_headers).get_header("Content-Type") or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind not in (*_PAGES, *_DOCUMENTS):
        return
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    when = record.rec_headers.get_header("WARC-Date") or ""
    member = members.name(address.strip("<>"), "record")
    data = record.content_stream().read(MAX_RECORD + 1)
    if len(data) > MAX_RECORD:
        yield Refused(member, "too large", f"The file is larger than {MAX_RECORD >> 20} MB. Split it.")
        return
    if record.digest_checker.passed is False:
        yield Refused(member, "digest", "Its bytes are not those that its digest was taken of.")
        return
    packed = (answer.get_header("Content-Encoding") or "").strip().lower() if answer is not None else ""
    if packed in _UNREAD and not any(
        mark in data[:4096].lower() for mark in (b"<html", b"<!doc", b"<head", b"%pdf")
    ):
        yield Refused(
            member,
            "packed",
            f"This page was sent packed ({packed}), which is not unpacked here. Save it as a page of its own.",
        )
        return
    try:
        yield from _article(source, member, data, kind, Saved(web_address(address.strip("<>")), _day(when)))
    except UnreadableSource as error:
        yield Refused(member, error.reason, str(error), harmless=error.reason in ("no article", "empty"))


def _article(source: Source, member: str, data: bytes, kind: str, saved: Saved) -> Iterator[Read]:
    if kind in _DOCUMENTS:
        for read in importer_for(member, data).read(
            replace(source, path=f"{source.path}!/{member}", data=data)
        ):
            if isinstance(read, Read):
                article = replace(read.article, url=read.article.url or saved.url)
                yield replace(read, article=article, member=member, captured_at=saved.at)
        return
    markup = read_markup(data)
    article = with_review(read_page(markup, saved), *encoding_review(markup.decoded))
    decoded = markup.decoded
    yield Read(article, member, decoded.encoding, decoded.method, decoded.confidence, captured_at=saved.at)


def _day(when: str) -> date | None:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None
