"""The day a page was published, from what it states in data; the lines near its title are read as in a capture.

The order is JSON-LD, metadata, `<time>` in the article, and last the address. The day is taken as written: turning it into
another time zone moves articles written near midnight by a day. A time given in UTC is the one case where the page's own
line may know better, and does if it is one day off.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from importers.fields.dates import as_day, first_day
from importers.page.json_ld import Node
from importers.page.marks import Marks
from importers.page.meta import Meta
from importers.page.tree import Outside, text_of, tidy, within
from store.article import PartialDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "published-date",
    "published_date",
    "publisheddate",
    "date_published",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_STAMP = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)"
    r"(?:[T ,]{1,2}(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{0,6}Z?)?$")
_PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$")
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{4}) (\d\d):(\d\d)(?::\d\d)?(?: ?(GMT|UTC|[+-]\d{4}))?$"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_UTC = frozenset({"Z", "UTC", "GMT", "+00:00", "+0000", "-00:00"})
_SAYS_UPDATED = re.compile(
    r"(?:آخر تحديث|اخر تحديث|تم التحديث|تحديث|updated|modified|mis(?:e)? à jour|modifié)[\s:a-zà-ÿ]{0,16}$",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|lastmod", re.IGNORECASE)
_SMALL = frozenset({"span", "b", "strong", "small", "em", "i", "label", "dt", "font"})
_SHORT = 140
_NEAR = 5
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CARD = 500
"""Characters of a box with title, date and opening of another article."""
_CARD_DEPTH = 8


def stated_in_data(article: Node, meta: Meta) -> PartialDate | None:
    """The date in JSON-LD or in metadata. The date of a change is no date of publication."""
    for value in (article.get("datePublished"), article.get("dateCreated")):
        found = read_stamp(value)
        if found:
            return found
    for name in _NAMES:
        for value in meta.all(name):
            found = read_stamp(value)
            if found:
                return found
    return None


def marked_in_article(
    marks: Marks, outside: Outside, heading: HtmlElement | None = None
) -> PartialDate | None:
    """The first `<time>` of the article that is not that of a change, or what is marked as its date.

    Below `heading`, the title, anything with "date" in its class will do.
    """
    below = marks.below(heading, "some date")[:_NEAR] if heading is not None else []
    for element in (
        *within(marks["time"], outside, 20),
        *within(marks["date"], outside, 20),
        *within(below, outside),
    ):
        if _UPDATED.search(
            f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        ) and "published" not in (element.get("class") or ""):
            continue
        if in_card(element, heading) or _SAYS_UPDATED.search(_beside(element)):
            continue
        text = text_of(element)
        found = read_stamp(element.get("datetime") or element.get("content") or "") or read_stamp(text)
        if found:
            return found
        day = first_day(text) if len(text) < _SHORT else None
        if day and day.is_stated and day.date and not _SAYS_UPDATED.search(text[: day.start]):
            return day.date
    return None


def _beside(element: HtmlElement) -> str:
    """What stands right before an element, in the one before it or in what holds both."""
    before, above = element.getprevious(), element.getparent()
    if before is None:
        return tidy(above.text if above is not None else "")
    return tidy(before.tail) or (text_of(before) if before.tag in _SMALL else "")


def in_card(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Whether a date stands in a small box with the linked title of another article."""
    spine = set(heading.iterancestors()) if heading is not None else set()
    inside = set(heading.iter()) if heading is not None else set()
    for around in itertools.islice(element.iterancestors(), _CARD_DEPTH):
        if around in spine or around.tag in ("body", "html"):
            return False
        titles = [one for one in around.iter(*_HEADINGS) if one not in inside]
        if any(one.find(".//a") is not None or one.getparent().tag == "a" for one in titles):
            return len(text_of(around)) < _CARD
    return False


def read_stamp(value: Any) -> PartialDate | None:
    """A date written for programs: ISO 8601, a mail's date, or eight digits. Midnight sharp is no time of day."""
    if not isinstance(value, str):
        return None
    text = tidy(value[:100])
    if _PARTIAL.match(text):
        return PartialDate(text, "month" if "-" in text else "year", text)
    mail = _MAIL.match(text)
    if mail:
        month = _MONTHS.index(mail[2]) + 1
        return _dated(text, (int(mail[3]), month, int(mail[1])), (int(mail[4]), int(mail[5])), mail[6])
    found = _STAMP.match(text) or _COMPACT.match(text)
    if found is None:
        return None
    parts = found.groupdict()
    clock = (int(parts["hour"]), int(parts["minute"])) if parts.get("hour") else None
    return _dated(
        text, (int(parts["year"]), int(parts["month"]), int(parts["day"])), clock, parts.get("zone")
    )


def _dated(
    text: str, parts: tuple[int, int, int], clock: tuple[int, int] | None, zone: str | None
) -> PartialDate | None:
    day = _day(*parts)
    if day is None:
        return None
    flags = ("utc",) if zone in _UTC else ()
    if clock in (None, (0, 0)) or clock is None:
        return PartialDate(day.isoformat(), "day", text, flags)
    try:
        moment = datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001 - the local time as the page writes it
    except ValueError:
        return PartialDate(day.isoformat(), "day", text, flags)
    return PartialDate(moment.strftime("%Y-%m-%dT%H:%M"), "minute", text, flags)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def local(stated: PartialDate, shown: PartialDate | None) -> PartialDate:
    """The date as the place of publication had it: the one shown, where the stated one is in UTC and differs by hours."""
    if "utc" not in stated.flags:
        return stated
    stated = replace(stated, flags=tuple(flag for flag in stated.flags if flag != "utc"))
    day, seen = as_day(stated), as_day(shown)
    near = day is not None and seen is not None and abs(day - seen) <= timedelta(1)
    if (
        shown is not None
        and near
        and (day != seen or shown.precision == "minute")
        and shown.value != stated.value
    ):
        return replace(shown, evidence=f"{shown.evidence} ({stated.evidence})")
    return stated
