"""JSON Lines: a JSON record on each line. One damaged line takes nothing from the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from importers.base import Read, Refused, Source
from importers.fields import encoding
from importers.formats.json_file import begins_as_json, read_all

_ENDINGS = (".jsonl", ".ndjson", ".jsonlines")


class JsonLinesImporter:
    """JSON Lines, by its ending or by a first line that is a whole object with another one after it."""

    name = "jsonl"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure when the first line is a JSON object of its own."""
        if not begins_as_json(head):
            return 0
        if path.lower().endswith(_ENDINGS):
            return 85
        first, _, rest = (encoding.opening(head) or "").lstrip("\ufeff \t\r\n").partition("\n")
        return 80 if rest.lstrip().startswith("{") and isinstance(_object(first), dict) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a line. Raises UnreadableSource."""
        decoded = encoding.as_written(source.take())
        yield from read_all(_numbered(decoded.text), source, decoded)


IMPORTER = JsonLinesImporter()


def _numbered(text: str) -> Iterator[tuple[int, Any]]:
    """The number and value of each line that is not blank; None for one that is damaged."""
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end].strip(" \t\r\ufeff")
        if line:
            yield number, _object(line)
        start = end + 1


def _object(line: str) -> Any:
    """The value on a line, or None when it is damaged, nested too deeply or null."""
    try:
        return json.loads(line, parse_int=lambda digits: int(digits) if len(digits) < 100 else digits)
    except (ValueError, RecursionError):
        return None
