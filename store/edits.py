"""Editing an article's record: fields set, emptied, or given back what was imported, all of one call as one step."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final, Literal

from store import subjects
from store.article import DATES, EDITABLE, PartialDate, Precision
from store.articles.revisions import date_data
from store.errors import BadValue
from store.log import changes
from store.log.changes import Change
from store.log.facts import Put, dumps, heads

LONGEST = 4000
_FORMATS: tuple[tuple[str, str, Precision], ...] = (
    (r"\d{4}", "%Y", "year"),
    (r"\d{4}-\d{2}", "%Y-%m", "month"),
    (r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d", "day"),
    (r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", "%Y-%m-%dT%H:%M", "minute"),
)


class _AsImported(Enum):
    """A type of its own for `AS_IMPORTED`."""

    AS_IMPORTED = 0


AS_IMPORTED: Final = _AsImported.AS_IMPORTED
"""Instead of a value: what the source says, whatever people set."""

Value = str | PartialDate | Sequence[str] | Literal[_AsImported.AS_IMPORTED] | None
"""What a field can be set to; None empties it, several texts are for the fields of `store.subjects`."""


def parse_date(text: str) -> PartialDate:
    """An ISO 8601 date cut to its precision, as a person types it. Raises `BadValue`."""
    typed = text.strip().replace(" ", "T")
    for pattern, form, precision in _FORMATS:
        if re.fullmatch(pattern, typed, re.ASCII):
            try:
                datetime.strptime(typed, form)  # noqa: DTZ007 - only its form is checked
            except ValueError:
                break
            return PartialDate(typed, precision)
    raise BadValue(value=text, reason="a date is written 2019, 2019-09, 2019-09-28 or 2019-09-28T11:38")


def check(field: str, value: str | PartialDate | None) -> str:
    """The value of a fact that sets `field`; None empties it. Raises `BadValue`."""
    if field not in EDITABLE:
        raise BadValue(value=field, reason="this field can't be edited")
    if value is None:
        return dumps(None)
    if field in DATES:
        if isinstance(value, str):
            return dumps(date_data(parse_date(value)))
        read = parse_date(value.value)
        return dumps(date_data(PartialDate(read.value, read.precision, _text(value.evidence), value.flags)))
    if isinstance(value, PartialDate):
        raise BadValue(value=value.value, reason="this field holds text")
    return dumps(_text(value) or None)


def _text(value: str) -> str:
    text = " ".join(value.split())
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadValue(value=repr(value), reason="it is not valid Unicode") from None
    if any(unicodedata.category(char) == "Cc" for char in text):
        raise BadValue(value=ascii(text[:20]), reason="it holds control characters")
    if len(text) > LONGEST:
        raise BadValue(value=text[:20], reason=f"it is longer than {LONGEST} characters")
    return text


def change(conn: sqlite3.Connection, ident: str, field: str, value: Value, operator: str) -> Change:
    """Set or empty a field of the article with this full id, even to the value it has: then it counts as looked at.

    Raises `BadValue`.
    """
    if value is AS_IMPORTED:
        return change_back(conn, ident, field, operator)
    puts = puts_for(conn, ident, field, value)
    said: Any = value if field in subjects.SUBJECTS else json.loads(puts[0].value or "null")
    return changes.record(conn, "edit", {"field": field, "value": said}, puts, operator)


def change_back(conn: sqlite3.Connection, ident: str, field: str, operator: str) -> Change:
    """Give a field back its imported value; nothing is written where nobody edited it."""
    puts = puts_for(conn, ident, field, AS_IMPORTED)
    return changes.record(conn, "edit-back", {"field": field}, puts, operator)


def change_all(conn: sqlite3.Connection, ident: str, values: Mapping[str, Value], operator: str) -> Change:
    """Set several fields as one step. Raises `BadValue` before anything is written."""
    if len(values) == 1:
        return next(change(conn, ident, field, value, operator) for field, value in values.items())
    puts = [put for field, value in values.items() for put in puts_for(conn, ident, field, value)]
    return changes.record(conn, "edit-record", {"fields": list(values)}, puts, operator)


def puts_for(conn: sqlite3.Connection, ident: str, field: str, value: Value) -> list[Put]:
    """The facts that give a field this value. Raises `BadValue`."""
    if field in subjects.SUBJECTS:
        if isinstance(value, PartialDate):
            raise BadValue(value=value.value, reason="this field holds text")
        names = subjects.split(value) if isinstance(value, str) else value
        wanted = () if names is None or names is AS_IMPORTED else names
        return subjects.puts_for(conn, ident, field, wanted)
    if value is not None and not isinstance(value, str | PartialDate | _AsImported):
        raise BadValue(value=subjects.joined(value), reason="this field holds one value")
    said = None if value is AS_IMPORTED else check(field, value)
    standing = [fact for fact in heads(conn, [ident], ["edit"]) if fact.slot == field]
    if said is None and all(fact.value is None for fact in standing):
        return []
    return [Put(ident, "edit", field, said, tuple(fact.id for fact in standing))]
