"""Pages that list articles (a section, a home page, what a search found): no date or name on them is that of one article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from importers.capture.rows import Row
from importers.page.lines import PageLine

MARKED = "This looks like a list of articles, not one article."
_FEWEST = 3
_TITLE_WORDS = (3, 30)
_TEASER_WORDS = 80
"""Words of the opening of an article that is listed."""
_MOST_BEFORE = 0.3
"""The share of the text above the first of the listed titles, at most."""
_MOST_LONG = 0.25
_ABOVE = 12
"""Rows above the text in which the title of the first of the listed articles stands."""
_CUT_OFF = ("…", "...", "[…]", "[...]")
_LISTS = re.compile(
    r"^/(?:(?:ar|fr|en)/?)?$|/(?:category|categorie|categories|tags?|author|auteur|rubrique|search|recherche|archives?|page)(?:/|$)|/(?:19|20)\d\d/(?:\d\d/)?$"
)
_SEARCH = re.compile(r"(?:^|&)(?:s|q|search|cat|tag|paged?)=")


@dataclass(slots=True)
class _Card:
    """A linked title, the words of the body below it up to the next, and whether a day or an opening cut off stands there."""

    words: int = 0
    dated: bool = False
    cut: bool = False
    heading: int = 0


def is_listing(rows: Sequence[Row], lines: Sequence[PageLine], body: Sequence[int], url: str | None) -> bool:
    """Whether the text of a page is the openings of several other articles, each below its linked title."""
    cards, before = _cards(rows, lines, body)
    if len(cards) < _FEWEST:
        return False
    total = before + sum(card.words for card in cards)
    if before > _MOST_BEFORE * total:
        return False
    dated = sum(card.dated for card in cards)
    headed = [card for card in cards if card.heading]
    if len(headed) >= _FEWEST and sum(card.dated and card.words > 0 for card in headed) >= _FEWEST:
        return True
    if sum(card.words > _TEASER_WORDS for card in cards) > _MOST_LONG * len(cards):
        return False
    cut = sum(card.cut for card in cards)
    return 2 * cut >= len(cards) or dated >= _FEWEST or (len(headed) >= _FEWEST and _lists(url))


def _cards(rows: Sequence[Row], lines: Sequence[PageLine], body: Sequence[int]) -> tuple[list[_Card], int]:
    inside = set(body)
    cards: list[_Card] = []
    before = 0
    for row in rows[max(0, body[0] - _ABOVE) : body[-1] + 1]:
        line = lines[row.number]
        if row.blank or line.outside:
            continue
        if _is_title(row, line):
            if cards and not cards[-1].words and not cards[-1].dated:
                cards.pop()
            cards.append(_Card(heading=line.heading))
        elif cards:
            cards[-1].dated |= row.stated_date is not None
            if row.number in inside:
                cards[-1].words += row.words
                cards[-1].cut |= row.text.endswith(_CUT_OFF)
        elif row.number in inside:
            before += row.words
    if cards and not cards[-1].words and not cards[-1].dated:
        cards.pop()
    return cards, before


def _is_title(row: Row, line: PageLine) -> bool:
    return (
        line.linked
        and line.heading != 1
        and row.kind in (None, "boilerplate")
        and row.stated_date is None
        and _TITLE_WORDS[0] - (line.heading > 1) <= row.words <= _TITLE_WORDS[1]
        and (row.kind is None or line.heading > 1)
    )


def _lists(url: str | None) -> bool:
    """Whether an address is that of a home page, a section, a search."""
    if not url:
        return False
    parts = urlsplit(url)
    return _LISTS.search(unquote(parts.path) or "/") is not None or _SEARCH.search(parts.query) is not None
