"""What a person should look at in the article of a page: what was guessed, and what the page itself says is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.capture.rows import Row
from importers.page.stated import Stated
from store.article import Review

_PART_ONLY = re.compile(
    r"il vous reste .{0,40}à lire|réservée? (?:aux|à nos) abonné|article réservé|subscribers only|subscribe to (?:read|continue)|"
    r"للمشتركين فقط|هذا المحتوى خاص بالمشتركين",
    re.IGNORECASE,
)
_NOTE_WORDS = 40
POSTED = "account"
"""Where a source comes from that is the account on a social network."""


def of_title(title: Stated | None) -> list[Review]:
    """That there is none, or that it is a guess."""
    if title is None:
        return [Review("title", "No title was found.")]
    if title.sure:
        return []
    return [Review("title", "The title was taken from the name of the page; no heading on it says the same.")]


def of_author(author: Stated | None) -> list[Review]:
    """That the author is a guess, and why."""
    if author is None or author.sure:
        return []
    return [Review("author", f"“{author.value}” was taken for the author: {author.where}.")]


def of_source(source: Stated | None) -> list[Review]:
    """That the source is a guess."""
    if source is None or source.sure:
        return []
    if source.where == POSTED:
        return [Review("source", f"“{source.value}” was taken for the source: it stands above a post.")]
    return [
        Review(
            "source",
            f"“{source.value}” was taken for the source: it follows the title in the name of the page.",
        )
    ]


def of_body(rows: Sequence[Row], *said: str) -> list[Review]:
    """That the page shows only a part, if it says so; and what else is `said` of the text."""
    told = next((row for row in rows if row.words < _NOTE_WORDS and _PART_ONLY.search(row.text)), None)
    part = [Review("body", "The page says that it shows only a part of the article.")] if told else []
    return [*part, *(Review("body", one) for one in said)]
