"""CSL-JSON, as Zotero and others export it: a list of items with their authors and dates in parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from importers.base import Read, Refused, Source, UnknownFormat, UnreadableSource
from importers.fields import encoding
from importers.fields.references import read_records, reference

_MARKS = re.compile(
    rb'"(?:date-parts|container-title|citation-key|citation-label|event-place|publisher-place|title-short)"\s{0,8}:'
)
_SEPARATORS = re.compile(r"[,;،؛]")


class CslImporter:
    """CSL-JSON."""

    name = "csl"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure when it is JSON with names that only this format has."""
        begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
        return 84 + path.lower().endswith(".json") if begins and _MARKS.search(head) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article an item. Raises UnreadableSource."""
        decoded = encoding.as_written(source.take())
        try:
            data = json.loads(decoded.text.removeprefix("\ufeff"))
        except ValueError:
            raise UnreadableSource("broken", "This JSON is damaged.") from None
        items = data.get("items", [data]) if isinstance(data, dict) else data
        if not isinstance(items, list) or not any(
            isinstance(item, dict) and item.get("title") for item in items
        ):
            raise UnknownFormat("no articles", "Nothing in it has a text under a name that is known.")
        records = ((_text(item.get("id")) if isinstance(item, dict) else "", item) for item in items)
        yield from read_records(records, decoded, _article)


IMPORTER = CslImporter()


def _article(item: object, member: str) -> Read:
    if not isinstance(item, dict):
        raise UnreadableSource("no record", "This is a single value, not a record with names.")
    text = {name: _text(value) for name, value in item.items()}
    return reference(
        member,
        title=text.get("title", ""),
        authors=list(_names(item.get("author"))),
        date=_date(item.get("issued")),
        container=text.get("container-title") or text.get("publisher", ""),
        url=text.get("URL", ""),
        doi=text.get("DOI", ""),
        summary=text.get("abstract", ""),
        note=text.get("note", ""),
        keywords=[word.strip() for word in _SEPARATORS.split(text.get("keyword", ""))],
        language=text.get("language", ""),
    )


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, dict):
            parts = (name.get("given"), name.get("non-dropping-particle"), name.get("family"))
            yield _text(name.get("literal")) or " ".join(filter(None, map(_text, parts)))


def _date(value: object) -> str:
    """The first day of a date in parts, or what stands there in words."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [_text(part) for part in parts[0][:3]]
        if numbers and all(number.isdecimal() and len(number) <= 4 for number in numbers):
            return "-".join(f"{int(number):02}" for number in numbers)
    return _text(value.get("raw")) or _text(value.get("literal"))
