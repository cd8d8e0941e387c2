"""Copies of pages that archives of the web keep: what they print above them, where the page was, and when it was copied.

Known are the Wayback Machine (Internet Archive), archive.today under its names, and the cache of Google.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from importers.fields.dates import as_day, first_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HOSTS = r"(?:web\.archive\.org/web|(?:www\.)?archive\.(?:today|ph|is|li|vn|md|fo))"
_COPY = re.compile(
    rf"(?:(?:https?:)?//{_HOSTS}|/web)/(\d{{4}})\.?(\d\d)\.?(\d\d)[-\d]{{0,8}}[a-z_]{{0,4}}/(?=https?:/)"
)
"""The address of a copy, up to the address of the page that it is a copy of."""
_ANY_COPY = re.compile(rf"(?:https?:)?//{_HOSTS}(?:/|$)|https?://webcache\.googleusercontent\.com/")
_PROGRAM = re.compile(r"__wm\.wombat\(\s*[\"'](https?:[^\"'\s]{4,4000})[\"']\s*,\s*[\"'](\d{8})\d{0,6}[\"']")
"""The call by which the Wayback Machine tells its program which page this is."""
_FORM = re.compile(r"(https?://\S{4,4000})\s+replay\s+(\d{8})\d{0,6}(?!\d)")
"""What the fields of its toolbar hold, in their order."""
_TOLD = re.compile(
    r"(?:The Wayback Machine\s*-\s*|rel=[\"']bookmark[\"']\s+href=[\"'])((?:https?:)?//[^\"'\s<>]{8,4000})"
)
_CACHE = re.compile(
    r"Google's cache of\s*(?:<[^>]{1,4000}>\s*)?(https?://[^\s<>\"']{4,4000}?)[.]?(?:<|\s).{0,600}?(?:appeared on|affichée le)\s+([^<.]{8,40}?(?:GMT|UTC))",
    re.DOTALL,
)
_BARS = frozenset({"wm-ipp-base", "wm-ipp", "wm-ipp-print", "wm-ipp-inside", "donato", "wm-capinfo"})
_CACHE_BAR = "google-cache-hdr"
_FRAME_OF_TODAY = frozenset({"HEADER", "hashtags", "SHARE_LONGLINK", "DIVSHARE", "DIVALREADY", "SOLID"})


def original(address: str) -> tuple[str, date | None]:
    """The address of the page that a copy was taken of, and the day of the copy; the address itself where it is of no copy."""
    found = _COPY.match(address)
    if found is None:
        return address, None
    return address[found.end() :], _day(found[1], found[2], found[3])


def is_copy(address: str) -> bool:
    """Whether it is the address of an archive's copy that does not tell of which page."""
    return _ANY_COPY.match(address) is not None and _COPY.match(address) is None


def copied_in(opening: str) -> tuple[str | None, date | None]:
    """Which page a copy is of, and the day it was taken, as the archive wrote it into the opening of its markup."""
    program = _PROGRAM.search(opening) or _FORM.search(opening)
    if program:
        digits = program[2]
        return program[1], _day(digits[:4], digits[4:6], digits[6:])
    for told in _TOLD.finditer(opening):
        page, day = original(told[1])
        if day is not None:
            return page, day
    cache = _CACHE.search(opening)
    if cache:
        found = first_day(cache[2])
        return cache[1], as_day(found.date) if found else None
    return None, None


def take_bars_away(tree: HtmlElement) -> str:
    """Takes what an archive prints above its copy out of the tree; the text and the addresses that stood there."""
    told: list[str] = []
    ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
    today = "HEADER" in ids and "CONTENT" in ids and "hashtags" in ids
    for name, element in ids.items():
        bar = name in _BARS or _CACHE_BAR in name or (today and name in _FRAME_OF_TODAY)
        if not bar or element.getparent() is None:
            continue
        told.extend(str(one.get("value") or "") for one in element.iter("input"))
        told.append(" ".join(element.itertext()))
        element.drop_tree()
    return " ".join(told)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
