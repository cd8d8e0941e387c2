"""How the end of a query may go on: names of fields, and the values of a field as this archive has them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store import subjects
from store.finding.filters import SUBJECTS
from store.finding.query import DATE_FIELDS, QUOTES
from store.finding.query_words import FEW_VALUES, FIELD_NAMES, value_names, written_names
from store.text import fold

MOST = 8
_LEAST = 2
"""Letters of a word from which on it may be the beginning of a field's name."""
_VALUE = re.compile(r'(?<![^\s(-])(?P<name>[^\s:：()"-]{1,24})[:：](?P<value>"[^"]*|[^\s()"]*)$')
_WORD = re.compile(r"(?<![^\s(-])(?P<word>[^\W\d_]+)$")


class Completion(NamedTuple):
    """What may stand at [start, end) of the query instead: `text`, and in how many articles (None where that says nothing)."""

    start: int
    end: int
    text: str
    articles: int | None = None

    def put(self, query: str) -> str:
        """The query with it."""
        return query[: self.start] + self.text + query[self.end :]


def complete(conn: sqlite3.Connection, query: str, most: int = MOST) -> list[Completion]:
    """How the query may go on, the likeliest first; nothing where it stands as it is."""
    return values(conn, query, most) if ends_in_value(query) else names(query, most)


def ends_in_value(query: str) -> bool:
    """Whether the end of the query is the value of a field."""
    return _VALUE.search(query) is not None


def field_at_end(query: str) -> str | None:
    """The field whose value the end of the query is."""
    found = _VALUE.search(query)
    return FIELD_NAMES.get(fold(found["name"])) if found else None


def values(conn: sqlite3.Connection, query: str, most: int = MOST) -> list[Completion]:
    """Values of the field at the end of the query; nothing within a phrase."""
    found = _VALUE.search(query)
    if found and not _in_phrase(query[: found.start()]):
        field = FIELD_NAMES.get(fold(found["name"]))
        if field is None:
            return []
        start, typed = found.start("value"), found["value"].lstrip('"')
        known = _values(conn, field, typed, found["name"])
        whole = ((_quoted(value, found["value"][:1] == '"'), number) for value, number in known)
        return [
            Completion(start, len(query), text, number)
            for text, number in _first(whole, most)
            if text != found["value"]
        ]
    return []


def names(query: str, most: int = MOST) -> list[Completion]:
    """Names of fields that begin as the word at the end of the query; nothing within a phrase. Looks nothing up."""
    found = _WORD.search(query)
    if found is None or len(found["word"]) < _LEAST or _in_phrase(query):
        return []
    wanted = fold(found["word"])
    return [
        Completion(found.start(), len(query), f"{name}:")
        for name in written_names()
        if fold(name).startswith(wanted)
    ][:most]


def _in_phrase(text: str) -> bool:
    return sum(char in QUOTES for char in text) % 2 == 1


def _first(found: Iterable[tuple[str, int | None]], most: int) -> Iterator[tuple[str, int | None]]:
    seen: set[str] = set()
    for text, number in found:
        if text not in seen and len(seen) < most:
            seen.add(text)
            yield text, number


def _quoted(value: str, open_: bool) -> str:
    """The value as it stands in a query; in quotation marks where it must, or was begun so."""
    plain = not open_ and not any(char.isspace() or char in "()" + QUOTES for char in value)
    return value if plain else f'"{" ".join(value.replace(chr(34), " ").split())}"'


_SOURCES = """SELECT source, count(*) AS articles FROM listing WHERE source IS NOT NULL AND instr(source_folded, ?)
GROUP BY source ORDER BY instr(source_folded, ?) > 1, articles DESC, source LIMIT 50"""
_AUTHORS = _SOURCES.replace("source", "author")
_SECTIONS = _SOURCES.replace("source", "section")
_LANGUAGES = (
    "SELECT language, count(*) AS n FROM listing WHERE language IS NOT NULL GROUP BY 1 ORDER BY n DESC"
)
_SPANS = """SELECT substr({column}, 1, ?1) AS span, count(*) FROM listing WHERE length({column}) >= ?1 AND {column} LIKE ?2 || '%'
GROUP BY 1 ORDER BY 1 DESC LIMIT 50"""


def _values(
    conn: sqlite3.Connection, field: str, typed: str, called: str = ""
) -> Iterator[tuple[str, int | None]]:
    folded = fold(typed).strip()
    if field == "tag":
        from store.thesaurus.matching import complete as tags  # noqa: PLC0415 - only where tags are typed

        yield from ((tag.name, tag.count) for tag in tags(conn, typed))
    elif field in {"source", "author", "section"}:
        statement = {"source": _SOURCES, "author": _AUTHORS, "section": _SECTIONS}[field]
        yield from conn.execute(statement, (folded, folded))
    elif field in SUBJECTS:
        known = subjects.in_use(conn, SUBJECTS[field])
        yield from subjects.complete(known, typed, 50)
    elif field == "new":
        from store.saved import saved  # noqa: PLC0415 - only where they are typed

        yield from ((one.name, None) for one in saved(conn) if folded in fold(one.name))
    elif field == "region":
        yield from _regions(typed)
    elif field in DATE_FIELDS:
        yield from _dates(conn, "published" if field == "date" else "event_date", folded)
    elif field == "lang":
        rows = conn.execute(_LANGUAGES)
        yield from ((value, number) for value, number in rows if fold(value).startswith(folded))
    elif field in FEW_VALUES:
        yield from ((name, None) for name in value_names(field, called, folded))


def _regions(typed: str) -> Iterator[tuple[str, int | None]]:
    """The names of regions, in French for who types Latin letters."""
    from store.finding import regions  # noqa: PLC0415 - the gazetteer is read where it is asked for

    french = any("a" <= char <= "z" for char in fold(typed))
    for code in regions.called(typed, beginning=True) if typed.strip() else regions.codes():
        yield regions.name_of(code, arabic=not french), None


def _dates(conn: sqlite3.Connection, column: str, typed: str) -> Iterator[tuple[str, int | None]]:
    """Years, and behind a year and a dash its months; of a span the second date."""
    before, dots, last = typed.rpartition("..")
    if not re.fullmatch(r"\d{0,4}(-\d{0,2})?", last):
        return
    length = 7 if "-" in last else 4
    for value, number in conn.execute(_SPANS.format(column=column), (length, last)):
        yield f"{before}{dots}{value}", None if dots else number
