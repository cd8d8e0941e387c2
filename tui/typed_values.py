"""What a person types for a field of a record → the value it means, or the reason why it means none.

One reader for the app and for `archive set`: dates in any form that importers understand, languages by name, several
values between semicolons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import subjects
from store.article import DATES, EDITABLE, PartialDate
from store.edits import AS_IMPORTED, LONGEST, Value
from store.errors import BadValue
from tui import language_names
from tui.i18n import is_rtl

if TYPE_CHECKING:
    from datetime import date

FIELDS: tuple[str, ...] = (*EDITABLE, *subjects.SUBJECTS)
"""The fields of a record that can be set."""
NOTHING = frozenset({"-", "–", "—", "−"})
"""Typed alone: the field is to be empty, although the source states something."""
_SCHEMES = frozenset({"http", "https", "ftp"})


def read(field: str, text: str, published: PartialDate | None = None) -> Value:
    """The value meant: nothing typed gives back what the source says, a lone dash empties the field.

    `published` decides the year of an event that is named by day and month. Raises `BadValue`.
    """
    if field not in FIELDS:
        raise BadValue(value=field, reason="this field can't be edited")
    typed = " ".join(text.split())
    if field in subjects.SUBJECTS:
        return [] if typed in NOTHING else subjects.split(text)
    if not typed:
        return AS_IMPORTED
    if typed in NOTHING:
        return None
    if len(typed) > LONGEST:
        raise BadValue(value=f"{typed[:20]}…", reason=f"it is longer than {LONGEST} characters")
    if field in DATES:
        return _date(typed, published if field == "event_date" else None)
    if field == "language":
        return _language(typed)
    if field == "url":
        return _address(typed)
    return typed


def shown(field: str, value: object) -> str:
    """A value as one types it, so that `read` reads the same."""
    if isinstance(value, PartialDate):
        return value.value.replace("T", " ")
    if isinstance(value, tuple | list):
        return subjects.joined(value, "؛ " if is_rtl() else "; ")
    if field == "language" and isinstance(value, str):
        return language_names.name(value)
    return str(value) if value else ""


def _date(typed: str, published: PartialDate | None) -> PartialDate:
    from importers.fields.dates import as_day, find_dates  # noqa: PLC0415 - patterns that are compiled when needed
    from importers.fields.stated_dates import read_date  # noqa: PLC0415 - as above

    found = read_date(typed)
    reference: date | None = as_day(published)
    if found is None and reference is not None:
        found = next((one.date for one in find_dates(typed, reference) if one.date), None)
    if found is None:
        raise BadValue(
            value=typed[:60], reason="it is no date; write 2019, 2019-09, 28/9/2019 or 28 شتنبر 2019"
        )
    evidence = typed if typed != found.value.replace("T", " ") else ""
    return PartialDate(found.value, found.precision, evidence, found.flags)


def _language(typed: str) -> str:
    code = language_names.code_of(typed)
    if code is None:
        raise BadValue(
            value=typed[:60], reason="it is no language; write its name or its code, such as ar, fr, en"
        )
    return code


def _address(typed: str) -> str:
    from urllib.parse import urlsplit  # noqa: PLC0415 - seldom

    try:
        parts = urlsplit(typed)
        right = parts.scheme.lower() in _SCHEMES and bool(parts.hostname) and " " not in typed
    except ValueError:
        right = False
    if not right:
        raise BadValue(
            value=typed[:60], reason="an address begins with https:// or http:// and has no blanks"
        )
    return typed
