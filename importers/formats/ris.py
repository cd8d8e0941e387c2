"""RIS, the exchange format of reference managers: a tag, two blanks, a hyphen and a value on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from importers.base import Read, Refused, Source
from importers.fields import encoding
from importers.fields.references import read_records, reference

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_BEGINS = re.compile(rb"\s{0,64}TY {1,2}- ?[A-Z]{2,12}\s")
_YEAR = re.compile(r"\d{4}")
"""EndNote gives day and month alone beside the year ("DA  - 28 July")."""
_MOST_WANTED = {
    "title": ("TI", "T1", "CT", "BT"),
    "date": ("DA", "PY", "Y1"),
    "container": ("T2", "JO", "JF", "JA", "PB"),
    "url": ("UR", "LK", "L2"),
    "doi": ("DO",),
    "summary": ("AB", "N2"),
    "note": ("N1", "RN"),
    "language": ("LA",),
}


class RisImporter:
    """RIS."""

    name = "ris"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the first line, which gives the type of the first record."""
        plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        return 85 + path.lower().endswith(".ris") if _BEGINS.match(plain) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a record. Raises UnreadableSource."""
        decoded = encoding.as_written(source.take())
        records = ((_first(record, ("ID",)), record) for record in _records(encoding.clean(decoded.text)))
        yield from read_records(records, decoded, _article)


IMPORTER = RisImporter()


def _article(record: Sequence[tuple[str, str]], member: str) -> Read:
    first = {name: _first(record, tags) for name, tags in _MOST_WANTED.items()}
    first["date"] = re.sub(r"/+$|/{2,}.*$|(?<=\d)/(?=[^\d/]).*$", "", first["date"])
    if not _YEAR.search(first["date"]):
        first["date"] = f"{first['date']} {_first(record, ('PY', 'Y1')).rstrip('/')}".strip()
    return reference(
        member,
        authors=[value for tag, value in record if tag in ("AU", "A1")],
        keywords=[value for tag, value in record if tag == "KW"],
        **first,
    )


def _records(text: str) -> Iterator[Sequence[tuple[str, str]]]:
    """The records with their tags and values; a line without a tag goes on with the value above it."""
    record: list[tuple[str, str]] = []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found is None:
            if record and line.strip():
                tag, value = record[-1]
                record[-1] = tag, f"{value}\n{line.strip()}"
        elif found[1] in ("TY", "ER"):
            if len(record) > 1:
                yield record
            record = [("TY", found[2])] if found[1] == "TY" else []
        elif record:
            record.append((found[1], found[2].strip()))
    if len(record) > 1:
        yield record


def _first(record: Sequence[tuple[str, str]], tags: Sequence[str]) -> str:
    return next((value for wanted in tags for tag, value in record if tag == wanted and value), "")
