"""A table as text: CSV with commas, semicolons (French Excel, or those of Arabic) or tabs, each row an article.

Which column holds what is told by its name, in Arabic, French or English; a person can say it instead.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.base import Given, Read, Refused, Source, UnknownFormat, UnreadableSource
from importers.fields import encoding
from importers.fields.column_names import field_of
from importers.fields.records import holds_an_article, read_record

_ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",;\t|؛"
_LONGEST_HEADER = 10_000
_FORMULA = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'＝", "'＋", "'－", "'＠")
_MOST_COLUMNS = 500


class TableImporter:
    """CSV and its relatives."""

    name = "csv"
    version = "2"

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the name; without it when the first line names two columns that are known, title or text among them."""
        if path.lower().endswith(_ENDINGS):
            return 70
        names = _header((encoding.opening(head) or "").partition("\n")[0])
        known = [name for name in names if field_of(name)]
        return 65 if len(known) >= 2 and holds_an_article(names, Given()) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a row. Raises UnreadableSource."""
        decoded = encoding.as_written(source.take())
        text, decoded = (
            decoded.text,
            replace(decoded, text=""),
        )  # of a large table there is room for two copies, not for three
        text = encoding.clean(text).lstrip("\n")
        first = next(_lines(text), "").removesuffix("\n")
        delimiter = _delimiter(first)
        if first.lower().startswith("sep=") and len(first.strip()) == 5:
            delimiter, text = first.strip()[4], text[len(first) + 1 :]
        csv.field_size_limit(encoding.MAX_TEXT)
        rows = csv.reader(_lines(text), delimiter=delimiter)
        try:
            header = [name.strip() for name in next(rows)]
        except (StopIteration, csv.Error):
            raise UnreadableSource("broken", "The first line of this table can't be read.") from None
        if len(header) > _MOST_COLUMNS:
            raise UnreadableSource("too long", f"The table has more than {_MOST_COLUMNS} columns.")
        if not holds_an_article(header, source.given):
            raise UnknownFormat(
                "no columns",
                "No column of this table is known to hold a title or a text. Say which: --column title=NAME.",
            )
        for read in _rows(rows, header, source.given):
            if isinstance(read, Read):
                yield replace(
                    read,
                    encoding=decoded.encoding,
                    encoding_method=decoded.method,
                    encoding_confidence=decoded.confidence,
                )
            else:
                yield read


IMPORTER = TableImporter()


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends: a stream of them would hold the text again, in four bytes a character."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _rows(rows: Iterator[list[str]], header: Sequence[str], given: Given) -> Iterator[Read | Refused]:
    exported = {"id", "title", "sha256", "path", "body"} <= set(header)
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Refused(str(number), "broken", "This row is damaged.")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if exported:
            cells = [cell[1:] if cell.startswith(_FORMULA) else cell for cell in cells]
        record: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            record[name] = record.get(name) or cell
        try:
            yield read_record(record, given, str(number))
        except UnreadableSource as error:
            yield Refused(str(number), error.reason, str(error))


def _header(line: str) -> list[str]:
    """The names on a first line, or none where it is no header."""
    if not line or len(line) > _LONGEST_HEADER:
        return []
    try:
        names = next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []
    return [name.strip() for name in names] if len(names) > 1 else []


def _delimiter(line: str) -> str:
    """The sign that parts the first line into the most names that are known, then into the most parts."""

    def parts(delimiter: str) -> tuple[int, int]:
        try:
            names = next(csv.reader([line[:_LONGEST_HEADER]], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return sum(1 for name in names if field_of(name.strip())), len(names)

    return max(_DELIMITERS, key=parts)
