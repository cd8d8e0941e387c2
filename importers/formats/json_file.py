"""A JSON file: our own export, or any list of records with titles or texts under names that are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from importers.base import Read, Refused, Source, UnknownFormat, UnreadableSource
from importers.fields import encoding
from importers.fields.assembling import Members
from importers.fields.records import holds_a_text, read_record

_BEGINS = re.compile(r"\s{0,256}(?:\{\s{0,256}(?:\"|\})|\[\s{0,256}[\[{\]])")
_LIST_OPENS = re.compile(
    r'\s{0,256}(?:\{\s{0,64}"format"\s{0,64}:\s{0,64}1\s{0,64},\s{0,64}"articles"\s{0,64}:\s{0,64})?\['
)
_BLANK = re.compile(r"\s*")
_SEPARATOR = re.compile(r"\s*(?:,|(?=\]))")
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
    version = "2"

    def claims(self, path: str, head: bytes) -> int:
        """Sure when it begins as an object or a list of them does, whatever its name."""
        if not begins_as_json(head):
            return 0
        return 75 if path.lower().endswith(".json") else 60

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a record. Raises UnreadableSource."""
        decoded = encoding.as_written(source.take())
        text = decoded.text.removeprefix("\ufeff")
        opening = _LIST_OPENS.match(text)
        records = _elements(text, opening.end()) if opening else _records(_value(text))
        yield from read_all(enumerate(records, 1), source, decoded)


IMPORTER = JsonImporter()


def begins_as_json(head: bytes) -> bool:
    """Whether these first bytes of a file are those of a JSON object or a list of objects."""
    text = encoding.opening(head)
    return text is not None and _BEGINS.match(text) is not None


def _integer(digits: str) -> int | str:
    """A number; one longer than any id stays text, because turning it into a number could take minutes."""
    return int(digits) if len(digits) < 100 else digits


def _value(text: str) -> Any:
    """The value a text is. Raises UnreadableSource with the place where it is damaged."""
    try:
        return json.loads(text, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise _damaged(error) from None


def _damaged(error: json.JSONDecodeError) -> UnreadableSource:
    return UnreadableSource(
        "broken", f"This JSON is damaged at line {error.lineno}, character {error.colno}."
    )


def _elements(text: str, start: int) -> Iterator[Any]:
    """The values of a list that opens before `start`, one at a time, so that a large export need not fit in memory twice."""
    decoder = json.JSONDecoder(parse_int=_integer)
    while (at := _BLANK.match(text, start).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]  # matches ""
        try:
            value, start = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise _damaged(error) from None
        yield value
        separator = _SEPARATOR.match(text, start)
        if separator is None:
            raise _damaged(json.JSONDecodeError("no comma", text, start))
        start = separator.end()
    if at >= len(text):
        raise _damaged(json.JSONDecodeError("no end", text, at))


def _records(data: object) -> list[Any]:
    """The records of a file: the list that it is, the longest list it holds under a usual name, be it one deeper, or the one object it is."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return []
    if not isinstance(data.get("body"), str):
        for objects in ([data], [value for value in data.values() if isinstance(value, dict)]):
            lists = [one[name] for one in objects for name in _LISTS if isinstance(one.get(name), list)]
            of_objects = [one for one in lists if one and all(isinstance(record, dict) for record in one)]
            if of_objects:
                return max(of_objects, key=len)
    return [data]


def read_all(
    records: Iterable[tuple[int, Any]], source: Source, decoded: encoding.Decoded
) -> Iterator[Read | Refused]:
    """The articles of numbered records; what is damaged (None), no record, or an empty one, is told with its number.

    Raises UnknownFormat when none of them has a text.
    """
    members = Members()
    waiting: list[tuple[int, Any]] | None = []
    for number, record in records:
        if waiting is not None:
            waiting.append((number, record))
            if not (isinstance(record, dict) and holds_a_text(record, source.given)):
                continue
        for pair in waiting or [(number, record)]:
            yield _one(*pair, source, decoded, members)
        waiting = None
    if waiting is not None:
        raise UnknownFormat("no articles", "Nothing in it has a text under a name that is known.")


def _one(
    number: int, record: Any, source: Source, decoded: encoding.Decoded, members: Members
) -> Read | Refused:
    if record is None:
        return Refused(str(number), "broken", "This record is damaged.")
    if not isinstance(record, dict):
        return Refused(str(number), "no record", "This is a single value, not a record with names.")
    ident = record.get("id") or record.get("guid") or record.get("url")
    member = members.name(str(ident) if isinstance(ident, str | int) else None, str(number))
    try:
        read = read_record(record, source.given, member)
    except UnreadableSource as error:
        return Refused(member, error.reason, str(error))
    return replace(
        read,
        encoding=decoded.encoding,
        encoding_method=decoded.method,
        encoding_confidence=decoded.confidence,
    )
