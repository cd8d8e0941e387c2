"""The day in the address of an article, and days with a clock that nobody set."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

from store.article import PartialDate, Review

_PERMALINK = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]|/[a-z][a-z_-]{1,30}/)(0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)"
)


def in_address(url: str | None) -> PartialDate | None:
    """The day in a permalink such as /2025/08/29/."""
    found = _PERMALINK.search(unquote(urlsplit(url).path)) if url else None
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return PartialDate(day.isoformat(), "day", found[0].strip("/-"))


def day_of_address(url: str | None) -> tuple[PartialDate | None, tuple[Review, ...]]:
    """The day in a permalink where nothing else dates an article, for somebody to look at."""
    found = in_address(url)
    if found is None:
        return None, ()
    return found, (Review("published", f"The date was taken from the address of the page: {found.evidence}"),)


def without_midnight(stated: PartialDate) -> PartialDate:
    """The date without a clock that shows midnight sharp: nobody publishes then, programs print it beside a day alone."""
    if stated.precision != "minute" or not stated.value.endswith("T00:00"):
        return stated
    return replace(stated, value=stated.value[:10], precision="day")
