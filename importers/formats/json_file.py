"""A JSON file: our own export, or any list of records with titles or texts under names that are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from importers.base import Read, Refused, Source, UnknownFormat, UnreadableSource
from importers.fields import encoding
from importers.fields.assembling import Members
from importers.fields.records import holds_a_text, read_record

_BEGINS = re.compile(r"\s{0,256}(?:\{\s{0,256}(?:\"|\})|\[\s{0,256}[\[{\]])")
_LISTS = (
    "articles",
    "items",
    "posts",
    "entries",
    "results",
    "hits",
    "records",
    "rows",
    "documents",
    "data",
    "stories",
    "@graph",
)


class JsonImporter:
    """JSON. A file without a single record that could be an article is none of ours."""

    name = "json"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure when it begins as an object or a list of them does, whatever its name."""
        if not begins_as_json(head):
            return 0
        return 75 if path.lower().endswith(".json") else 60

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a record. Raises UnreadableSource."""
        decoded = encoding.as_written(source.data)
        try:
            data = json.loads(decoded.text.removeprefix("\ufeff"), parse_int=_integer)
        except json.JSONDecodeError as error:
            raise UnreadableSource(
                "broken", f"This JSON is damaged at line {error.lineno}, character {error.colno}."
            ) from None
        yield from read_all(_records(data), source, decoded)


IMPORTER = JsonImporter()


def begins_as_json(head: bytes) -> bool:
    """Whether these first bytes of a file are those of a JSON object or a list of objects."""
    try:
        text = encoding.as_written(head).text
    except UnreadableSource:
        return False
    return _BEGINS.match(text.removeprefix("\ufeff")) is not None


def _integer(digits: str) -> int | str:
    """A number; one longer than any id stays text, because turning it into a number could take minutes."""
    return int(digits) if len(digits) < 100 else digits


def _records(data: object) -> list[Any]:
    """The records of a file: the list that it is, the longest list it holds under a usual name, or the one object it is."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return []
    lists = [data[name] for name in _LISTS if isinstance(data.get(name), list)]
    of_objects = [one for one in lists if one and all(isinstance(record, dict) for record in one)]
    if of_objects and not isinstance(data.get("body"), str):
        return max(of_objects, key=len)
    return [data]


def read_all(
    records: list[Any], source: Source, decoded: encoding.Decoded, numbers: list[int] | None = None
) -> Iterator[Read | Refused]:
    """The articles of records; what is no record, or an empty one, is told with its number (of the line, if given).

    Raises UnknownFormat when none of them has a text.
    """
    if not any(isinstance(one, dict) and holds_a_text(one, source.given) for one in records):
        raise UnknownFormat("no articles", "Nothing in it has a text under a name that is known.")
    members = Members()
    for position, record in enumerate(records):
        number = str(numbers[position] if numbers else position + 1)
        if not isinstance(record, dict):
            yield Refused(number, "no record", "This is a single value, not a record with names.")
            continue
        ident = record.get("id") or record.get("guid") or record.get("url")
        member = members.name(str(ident) if isinstance(ident, str | int) else None, number)
        try:
            read = read_record(record, source.given, member)
        except UnreadableSource as error:
            yield Refused(member, error.reason, str(error))
            continue
        yield replace(
            read,
            encoding=decoded.encoding,
            encoding_method=decoded.method,
            encoding_confidence=decoded.confidence,
        )
