"""Who wrote it and for whom, from the short lines between title and text: "بقلم …", "X – site", "X/place", "desk8 فبراير"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.boilerplate import SECTIONS, furniture, key
from importers.places import PLACES
from importers.rows import HEAD_ROWS, Row

_PREFIX = re.compile(
    r"^(?:(?:مقالة? )?بقلم|كتبها|كتبه|كتبت|كتب|إعداد|اعداد|متابعة|بواسطة|نشره|نشر بواسطة|حاورته|حاورها|حاوره|تحرير|author,?|par|by|écrit par|written by)"
    r"(?:\s*[:：]\s*|\s+|$)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:كتبه\s+كتب|كتب|نشر|نشرت?|تم النشر|آخر تحديث|published|posted|publié|mis à jour)\s*(?:في|يوم|بتاريخ|le|on|:)?\s*(?=[:\d]|$)|"
    r"(?:نشر في|تم النشر في|آخر تحديث|كتب في|published on|posted on|publié le|mis à jour le)\s*:?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[–—|/\\]\s*|\s+[-ـ•]\s+|\s*:\s*")
_TIGHT_JOINT = re.compile(r"(?<=[\u0621-\u064a])-(?=[\u0621-\u064a])")
_NAME = re.compile(r"[^\d.؟!?،;؛@#]{2,60}")
_EDGES = " \t•*|·-–—،,:()"
_NEAR = 4
"""A byline stands within so many written lines of the title."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The author as written, the publisher or place beside the name, the row it is on, and whether it says so itself."""

    author: str
    source: str | None
    row: int
    sure: bool
    why: str


def find_byline(rows: Sequence[Row], title: int | None, first: int, last: int) -> Byline | None:
    """The byline between the title (its row, if there is one) and the body, or else right below the body."""
    head = rows[max(0, first - HEAD_ROWS) : first]
    titles = [row.number for row in head if row.kind in ("title", "title-duplicate")]
    body = " ".join(row.key for row in rows[first : last + 1])
    written = [row for row in head if not row.blank]
    for row in written:
        if row.kind not in (None, "date") or row.words > 14:
            continue
        named = bool(_PREFIX.match(row.text)) and not _PUBLISHED.match(row.text)
        near = any(
            0 < sum(1 for other in written if number < other.number <= row.number) <= _NEAR
            for number in titles
        )
        if not (named or near or (row.stated_day and title is None)):
            continue
        byline = _read(row, body, rows[title].key if title is not None else "", named)
        if byline:
            between = bool(titles) and row.number > titles[0]
            sure = named or (
                between
                and (
                    row.stated_day is not None
                    or byline.source is not None
                    or _last_before(row, first, written)
                )
            )
            return Byline(byline.author, byline.source, row.number, sure, byline.why)
    return _below(rows, last)


def _last_before(row: Row, first: int, written: Sequence[Row]) -> bool:
    """Whether nothing but furniture stands between the row and the body."""
    return all(
        other.furniture or other.kind == "date" for other in written if row.number < other.number < first
    )


def _read(row: Row, body: str, title_key: str, named: bool) -> Byline | None:
    text = row.text
    for found in reversed(row.dates):
        if found.is_day:
            text = f"{text[: found.start]} {text[found.end :]}"
    dated = text != row.text
    text = _PUBLISHED.sub(" ", text).strip(_EDGES)
    text = _PREFIX.sub("", text).strip(_EDGES)
    if not text or len(text.split()) > 7:
        return None
    parts = [part.strip(_EDGES) for part in _JOINT.split(text)]
    parts = [part for tight in parts for part in _TIGHT_JOINT.split(tight) if part]
    if not parts or not all(_NAME.fullmatch(part) for part in parts):
        return None
    first_key = key(parts[0])
    if first_key in SECTIONS or furniture(parts[0], first_key) or not first_key or first_key in title_key:
        return None
    if len(parts[0].split()) > 6 or (
        len(parts) == 1 and len(first_key.split()) == 1 and not (named or dated)
    ):
        return None
    if len(parts) == 1:
        return Byline(parts[0], None, row.number, named, "")
    if first_key in PLACES:
        return Byline(text, parts[1], row.number, False, "a place and an agency")
    return Byline(parts[0], None if _is_place(parts[1], body) else parts[1], row.number, named, "")


def _is_place(name: str, body: str) -> bool:
    name_key = key(name)
    if name_key in PLACES:
        return True
    return any(
        f" {before}{name_key} " in f" {body} " for before in ("ب", "بمدينه ", "مدينه ", "اقليم ", "جهه ")
    )


_AFTER_TEXT = re.compile(r"(?:^|[\s\d])(?:by|بقلم|بواسطة|par)\s*:?\s+(\S[^\d|]{2,40})$", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:المصدر|المصدر الأصلي|نقلا عن|source)\s*[:：]\s*([^\n]{2,60})$", re.IGNORECASE)


def find_source(rows: Sequence[Row], first: int, last: int) -> str | None:
    """The publisher a line of the page names outright ("المصدر: …"); marks the line."""
    for row in (*rows[:first], *rows[last + 1 :]):
        named = _SOURCE.match(row.text) if row.kind in (None, "date", "byline") and row.words <= 12 else None
        if named and "://" not in named[1]:
            row.mark("byline+date" if row.kind == "date" else "byline")
            return named[1].strip(_EDGES)
    return None


_LABEL = re.compile(r"^(?:by|بقلم|بواسطة|par)\s*:?$", re.IGNORECASE)


def _below(rows: Sequence[Row], last: int) -> Byline | None:
    """Some themes print the author under the text, after "By" or بقلم."""
    tail = [row for row in rows[last + 1 :] if not row.blank][:8]
    for position, row in enumerate(tail):
        if row.reason in ("comment form", "comments", "related"):
            return None
        if row.words > 10:
            continue
        above = tail[position - 1] if position else None
        under_date = above is not None and above.kind == "date" and row.kind is None and 1 < row.words <= 5
        if under_date and _NAME.fullmatch(row.text) and row.key not in SECTIONS:
            return Byline(row.text, None, row.number, False, "it stands under the date below the text")
        found = _AFTER_TEXT.search(row.text)
        if found:
            return Byline(found[1].strip(_EDGES), None, row.number, True, "")
        if _LABEL.match(row.text) and position + 1 < len(tail):
            below = tail[position + 1]
            if below.words <= 6 and not below.furniture and _NAME.fullmatch(below.text):
                return Byline(below.text, None, below.number, True, "")
    return None
