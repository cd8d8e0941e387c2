"""Editing an article's record: a field set, emptied, or given back its imported value."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime

from store import changes
from store.article import PartialDate, Precision
from store.changes import Change
from store.errors import BadValue
from store.facts import Put, dumps, heads
from store.record import DATES, EDITABLE
from store.revisions import date_data

LONGEST = 4000
_FORMATS: tuple[tuple[str, str, Precision], ...] = (
    (r"\d{4}", "%Y", "year"),
    (r"\d{4}-\d{2}", "%Y-%m", "month"),
    (r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d", "day"),
    (r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", "%Y-%m-%dT%H:%M", "minute"),
)


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
        return dumps(date_data(parse_date(value if isinstance(value, str) else value.value)))
    if isinstance(value, PartialDate):
        raise BadValue(value=value.value, reason="this field holds text")
    text = " ".join(value.split())
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadValue(value=repr(value), reason="it is not valid Unicode") from None
    if len(text) > LONGEST:
        raise BadValue(value=text[:20], reason=f"it is longer than {LONGEST} characters")
    return dumps(text or None)


def change(
    conn: sqlite3.Connection, ident: str, field: str, value: str | PartialDate | None, operator: str
) -> Change:
    """Set or empty a field of the article with this full id, even to the value it has: then it counts as looked at.

    Raises `BadValue`.
    """
    said = check(field, value)
    standing = [fact for fact in heads(conn, [ident], ["edit"]) if fact.slot == field]
    put = Put(ident, "edit", field, said, tuple(fact.id for fact in standing))
    return changes.record(conn, "edit", {"field": field, "value": json.loads(said)}, [put], operator)


def change_back(conn: sqlite3.Connection, ident: str, field: str, operator: str) -> Change:
    """Give a field back its imported value; nothing is written where nobody edited it."""
    standing = [fact for fact in heads(conn, [ident], ["edit"]) if fact.slot == field]
    puts = []
    if any(fact.value is not None for fact in standing):
        puts = [Put(ident, "edit", field, None, tuple(fact.id for fact in standing))]
    return changes.record(conn, "edit-back", {"field": field}, puts, operator)
