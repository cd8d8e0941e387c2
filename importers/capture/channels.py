"""Copies of a channel's or a group's messages from a window of Telegram: the same name above each, figures and an hour below.

All messages are the text, in one article; whose channel it is is the source, for somebody to look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from importers.capture.capture_dates import find_event
from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.fields.language import language_of
from store.article import Article, Line, Review

_HOUR = re.compile(
    r"(?:[\d.,٠-٩٫]+\s?[KMkm]?\s+)?(?:[^\d\n]{2,24},?\s+)?(?:[01]?\d|2[0-3]|[٠-٩]{1,2})[:٫][0-5٠-٥][0-9٠-٩](?:\s?(?:[AaPp][Mm]|[صم]))?"
)
"""The hour below a message, the views and "edited" before it."""
_COUNT = re.compile(
    r"[\d.,٠-٩٫\s]{1,12}\s?(?:[KMkm]|ألف)?(?:\s(?:views?|vues?|مشاهدة|subscribers|members|abonnés|membres|مشتركا?|مشتركين|عضوا?|أعضاء))?"
)
_KINDS = frozenset(map(key, ("قناة", "مجموعة", "channel", "group", "canal", "groupe", "channel info")))
_FIGURES = frozenset({"page data", "ornament", "picture"})
_FEWEST = 2
_NAME_WORDS = 8
_NEAR_TOP = 6


def read_channel(rows: Sequence[Row], text: str) -> Article | None:
    """The messages, or None where no name stands above two of them or more, each with an hour below."""
    written = [row for row in rows if not row.blank]
    hours = {at for at, row in enumerate(written) if row.words <= _NAME_WORDS and _HOUR.fullmatch(row.text)}
    if len(hours) < _FEWEST:
        return None
    counts = Counter(row.key for row in written if 0 < row.words <= _NAME_WORDS and not row.ends_sentence)
    name = next(
        (row for row in written[:_NEAR_TOP] if counts[row.key] >= _FEWEST and any(map(str.isalpha, row.key))),
        None,
    )
    if name is None:
        return None
    starts = [at for at, row in enumerate(written) if row.key == name.key]
    ends = [*starts[1:], len(written)]
    told = [
        start for start, end in zip(starts, ends, strict=True) if end - start > _FEWEST and end - 1 in hours
    ]
    others = any(row.furniture and row.reason not in _FIGURES for row in written[starts[0] :])
    if others or len(told) < _FEWEST or len(told) < len(starts) - 1:
        return None
    for at, row in enumerate(written):
        if row.key == name.key:
            row.mark("byline")
        elif at < told[0] or _HOUR.fullmatch(row.text) or _COUNT.fullmatch(row.text) or row.key in _KINDS:
            row.mark("boilerplate", "page data")
        elif row.mostly_date and row.words <= _NEAR_TOP:
            row.mark("date")
        elif row.kind is None:
            row.mark("body")
    said = [row.text for row in rows if row.kind == "body"]
    if not said:
        return None
    event = find_event(said[:3], None)
    raw = text.split("\n")
    return Article(
        lines=tuple(Line(raw[row.number].strip(), row.kind or "body", row.reason) for row in rows),
        source=name.text,
        language=language_of("\n".join(said), ""),
        event_date=event.date if event else None,
        review=(
            Review("title", "No title was found."),
            Review("source", f"“{name.text}” was taken for the source: it stands above a post."),
            Review(
                "published", "This is a copy of messages: when a text was sent on is no date of publication."
            ),
            *(event.review if event else ()),
        ),
    )
