"""Copies of conversations on telephones: WhatsApp's two exports, what Telegram and Signal give when messages are copied.

Whoever sent a text on is not its author, and when it was sent on is no date of publication. All messages are the text; the
title is a message that is set in bold or says what it is, and a person should look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.capture.capture_dates import Dated, find_event
from importers.capture.rows import Row, rows_of
from importers.capture.statements import says_what_it_is
from importers.fields.language import language_of
from store.article import Article, Line, Review

_DAY = r"[0-9٠-٩۰-۹]{1,4}[./\-][0-9٠-٩۰-۹]{1,2}[./\-][0-9٠-٩۰-۹]{1,4}|\d{1,2} \w{3,9}\.? \d{4}|\w{3,9}\.? \d{1,2}, \d{4}"
_TIME = r"[0-9٠-٩۰-۹]{1,2}[:.h][0-9٠-٩۰-۹]{2}(?:[:.][0-9٠-٩۰-۹]{2})?(?:\s?(?:[ap]\.?\s?m\.?|[صم]))?"
_WHEN = rf"(?:{_DAY})(?:[,،]?\s*(?:à|at|في|الساعة)?\s*)(?:{_TIME})"
_MESSAGE = re.compile(
    rf"(?:\[(?:{_WHEN}|{_TIME},? (?:{_DAY}))\]\s?|(?:{_WHEN})\s[-–]\s)(?:~\s?)?(?P<name>[^:\[\]\n]{{1,60}}?)\s?:\s?(?P<said>.*)",
    re.IGNORECASE,
)
"""WhatsApp on iOS ("[14/03/2023, 09:12:44] name: …") and Android ("14/03/2023, 09:12 - name: …"), Telegram's and Signal's as the first."""
_NAMED_FIRST = re.compile(
    rf"(?P<name>[^,،\[\]\n]{{1,60}})[,،]?\s?\[(?:{_WHEN})\]\s?:?\s?(?P<said>.*)", re.IGNORECASE
)
"""Telegram ("name, [14.03.2023 09:12]", the words below it)."""
_NOTICE = re.compile(rf"(?:\[(?:{_WHEN})\]|(?:{_WHEN})\s[-–])\s?(?P<said>.*)", re.IGNORECASE)
"""What the program itself says: that messages are encrypted, that somebody joined."""
_POSSIBLE = re.compile(r"\d[:.h]\d\d")
_NAME_AND_MOMENT = 120
"""Characters of a line among which its hour stands."""
_FEWEST = 2
_BOLD = re.compile(r"\*{1,2}\s?([^*\n]{4,200}?)\s?\*{1,2}[\s\W]*")
_TITLE_WORDS = (2, 30)
_STATED_WORDS = 8
_UNSTATED = "This is a copy of messages: who sent a text on is not its author."
_UNDATED = "This is a copy of messages: when a text was sent on is no date of publication."


@dataclass(frozen=True, slots=True)
class _Said:
    """A line without the name and the moment before it; `begins` where a message does, `told` where a program speaks."""

    text: str
    begins: bool
    told: bool = False


def read_chat(text: str) -> Article | None:
    """The conversation in a text, or None where it is none: two messages begin in it, one of them on its first line."""
    lines = text.split("\n")
    top = next((line for line in lines if line.strip()), "")
    if not _said(top).begins:
        return None
    said = [_said(line) for line in lines]
    written = [one for line, one in zip(lines, said, strict=True) if line.strip()]
    if sum(one.begins for one in written) < _FEWEST:
        return None
    if sum(one.begins and not one.told for one in written) < 1:
        return None
    rows = rows_of("\n".join(one.text for one in said))
    title = _title(rows)
    dated = _stated(rows)
    event = find_event([row.text for row in rows if not row.blank and row is not title][:3], None)
    kept = [_line(line, one) for line, one in zip(lines, said, strict=True)]
    if title is not None:
        kept[title.number] = Line(kept[title.number].text, "title")
    return Article(
        lines=tuple(kept),
        title=_bare(title.text) if title is not None else None,
        language=language_of("\n".join(row.text for row in rows), ""),
        published=dated.date if dated else None,
        event_date=event.date if event else None,
        review=(
            Review("title", "This is a copy of messages; a line of them was taken for the title.")
            if title is not None
            else Review("title", "No title was found."),
            Review("author", _UNSTATED),
            *(dated.review if dated else (Review("published", _UNDATED),)),
            *(event.review if event else ()),
        ),
    )


def _line(line: str, said: _Said) -> Line:
    text = line.strip()
    return Line(text, "boilerplate", "page data") if said.told else Line(text, "body" if text else "blank")


def _said(line: str) -> _Said:
    if not _POSSIBLE.search(line[:_NAME_AND_MOMENT]):
        return _Said(line.strip(), begins=False)
    plain = (
        "".join(one for one in line if one not in "\u200e\u200f\u202a\u202c\ufeff")
        .replace("\u202f", " ")
        .strip()
    )
    for pattern in (_MESSAGE, _NAMED_FIRST):
        if found := pattern.fullmatch(plain):
            return _Said(found["said"], begins=True)
    if found := _NOTICE.fullmatch(plain):
        return _Said(found["said"], begins=True, told=True)
    return _Said(plain, begins=False)


def _title(rows: Sequence[Row]) -> Row | None:
    """The first message in bold, or that says what kind of text follows."""
    for row in rows:
        if row.blank or not _TITLE_WORDS[0] <= row.words <= _TITLE_WORDS[1]:
            continue
        if _BOLD.fullmatch(row.text):
            return row
        if row.words >= 3 and says_what_it_is(row) and not row.text.endswith("👇"):
            return row
    return None


def _bare(text: str) -> str:
    found = _BOLD.fullmatch(text)
    return found[1] if found else text.strip(" *_")


def _stated(rows: Sequence[Row]) -> Dated | None:
    """The one day that a short line of a message states ("الرباط في 14 مارس 2023"); None where there are several."""
    found = [
        row.stated_day for row in rows if not row.blank and row.words <= _STATED_WORDS and row.mostly_date
    ]
    days = {one.date.value for one in found if one is not None and one.date is not None}
    first = next((one for one in found if one is not None and one.date is not None), None)
    if first is None or first.date is None or len(days) > 1:
        return None
    return Dated(
        first.date, (Review("published", f"A line of the messages was taken for the date: {first.text}"),)
    )
