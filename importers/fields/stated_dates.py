"""A date that a format states in a field of its own: ISO 8601, the form of mails and feeds, or failing these, in words.

Taken as it is written: no time zone is converted, because a feed's UTC would move an evening in Casablanca to another day,
and nothing is completed.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_tz

from importers.fields.dates import find_dates
from store.article import PartialDate, Precision
from store.text.months import fold_date_words

_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})"
    r"(?:(?:\s*T\s*|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{0,2})?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{2}Z?)?"
)
_MAIL = re.compile(r"(?:[a-z]{3},?\s+)?\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{2,4}(?:\s+\d|$)", re.IGNORECASE)
_LONGEST = 200
_EARLIEST, _LATEST = 1000, 2100


def read_date(text: str) -> PartialDate | None:
    """The date in a field, cut to what it states, or None when it is empty or no date (``0000-00-00``, ``n.d.``)."""
    written = " ".join(text.split())[:_LONGEST]
    plain = fold_date_words(written)
    for form in (_ISO, _COMPACT):
        found = form.fullmatch(plain)
        if found:
            return _partial({name: int(part) for name, part in found.groupdict().items() if part}, written)
    if _MAIL.match(written):
        parsed = parsedate_tz(written)
        if parsed is not None:
            names = ("year", "month", "day", "hour", "minute")
            known = 5 if ":" in written else 3
            values = {
                name: value for name, value in zip(names[:known], parsed, strict=False) if value is not None
            }
            return _partial(values, written)
    for one in find_dates(written):
        if one.date is not None and "year-inferred" not in one.flags:
            return one.date
    return None


def _partial(parts: dict[str, int], evidence: str) -> PartialDate | None:
    """The date of these numbers; None if no calendar has it."""
    if not _EARLIEST <= parts["year"] <= _LATEST:
        return None
    try:
        datetime(**{"month": 1, "day": 1, **parts})  # type: ignore[arg-type]  # noqa: DTZ001 - only whether it exists
    except (ValueError, OverflowError):
        return None
    value, precision = f"{parts['year']:04}", "year"
    if "month" in parts:
        value, precision = f"{value}-{parts['month']:02}", "month"
    if "day" in parts:
        value, precision = f"{value}-{parts['day']:02}", "day"
    if "minute" in parts:
        value, precision = f"{value}T{parts['hour']:02}:{parts['minute']:02}", "minute"
    precisions: dict[str, Precision] = {"year": "year", "month": "month", "day": "day", "minute": "minute"}
    return PartialDate(value, precisions[precision], evidence)
