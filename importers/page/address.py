"""The address of a page: where it says it lives, where it was saved from, and the key that its variants share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from importers.fields.dates import as_day, first_day
from importers.page.archived import copied_in, is_copy, original, take_bars_away
from importers.page.meta import Meta
from importers.page.tree import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 4_000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,4000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S{1,4000})(?:\s+saved date:\s*([^\n]{1,120}))?"
)
_ATTRIBUTE = re.compile(r"data-scrapbook-(source|create)\s*=\s*[\"']([^\"']{1,4000})[\"']")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)\d{0,9}")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a program that saved the page wrote into it: the address it was at, and the day it was saved."""

    url: str | None = None
    day: date | None = None

    @property
    def at(self) -> str:
        """The day as ISO 8601; empty when it is not known."""
        return self.day.isoformat() if self.day else ""


def saved_by(opening: str, meta: Meta) -> Saved:
    """The notes of SingleFile, Chrome, Internet Explorer, Save Page WE or ScrapBook in the opening of a saved page."""
    noted = noted_in(opening)
    if noted != Saved():
        return noted
    page = meta.first("savepage-url")
    when = meta.first("savepage-date")
    if page:
        day = first_day(_english(when.value)) if when else None
        return Saved(web_address(page.value), as_day(day.date) if day else None)
    return Saved()


def noted_in(opening: str) -> Saved:
    """What `saved_by` finds in comments and on the first element: all but the notes of Save Page WE."""
    single = _SINGLE_FILE.search(opening)
    if single:
        day = first_day(_english(single[2] or ""))
        return Saved(web_address(single[1]), as_day(day.date) if day else None)
    from_url = _SAVED_FROM.search(opening)
    if from_url:
        return Saved(web_address(from_url[1]), original(from_url[1])[1])
    scrap = dict(_ATTRIBUTE.findall(opening))
    if scrap:
        return Saved(web_address(scrap.get("source", "")), _day(scrap.get("create", "")))
    copied, copied_on = copied_in(opening)
    return Saved(web_address(copied), copied_on) if copied else Saved()


def taken_from_archive(tree: HtmlElement, saved: Saved) -> Saved:
    """What is known of where the page was saved, with what an archive of the web prints above its copy, which is taken away."""
    told = take_bars_away(tree)
    if not told or (saved.url and saved.day):
        return saved
    page, day = copied_in(told)
    return Saved(saved.url or (web_address(page) if page else None), saved.day or day)


def address_of(tree: HtmlElement, meta: Meta, saved: Saved) -> str | None:
    """The page's own address: rel=canonical, else og:url, else where it was saved from.

    A home page given as canonical by every page of a site is not believed. An archived copy gives the address of the page
    it is a copy of.
    """
    stated = [
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    og_url = meta.first("og:url", "twitter:url")
    stated.append(og_url.value if og_url else None)
    for one in stated:
        url = web_address(one or "", base=saved.url) if not is_copy(one or "") else None
        if url and not (_is_home(url) and saved.url and not _is_home(saved.url)):
            return url
    return saved.url


def web_address(text: str, base: str | None = None) -> str | None:
    """The http or https address in an attribute, or None for anything else ("javascript:", "file:", a fragment)."""
    text = original(tidy(text[:_LONGEST]).replace(" ", "%20"))[0]
    if base and text and not text.lower().startswith(("http:", "https:")):
        try:
            text = urljoin(base, text)
        except ValueError:
            return None
    text = original(text)[0]
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return text


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _english(text: str) -> str:
    """A date as JavaScript prints it, "Tue Mar 05 2024 10:11:12 GMT+0100 (…)", without its clock and zone."""
    return re.sub(r"\s\d\d:\d\d:\d\d.*", "", text)


def _day(digits: str) -> date | None:
    found = _DIGITS.fullmatch(digits.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
