"""What stands round a text that is none of it, and what stands apart from it that is: links printed again, and the lead."""

from __future__ import annotations

from collections.abc import Sequence

from importers.capture.bodyblock import is_sentence, looks_like_byline
from importers.capture.rows import Row
from importers.fields.boilerplate import are_buttons
from importers.fields.publishers import AGENCIES

_LINK_WORDS = (4, 24)
_MOST_LINKS = 2
_LEAD_WORDS = 6
_SIGN_WORDS, _SIGN, _INITIALS = 7, 40, 2
"""Words of such a line, characters of its sign, letters of each part of initials."""
_NEAR_TITLE = 2
"""Sentences right below a title that are its lead, with the name and the date below them."""


def links_inside(rows: Sequence[Row], first: int, last: int, title_key: str) -> list[Row]:
    """The lines of the text that are titles of other articles: no sentences, printed again among the links below the text.

    Many such lines are headings, with a table of contents below.
    """
    below = {row.key for row in rows[last + 1 :] if row.repeats > 1}
    found = [
        row
        for row in rows[first : last + 1]
        if row.repeats > 1
        and row.kind is None
        and row.key in below
        and row.key != title_key
        and _LINK_WORDS[0] <= row.words <= _LINK_WORDS[1]
        and not row.ends_sentence
        and not row.wrapped
    ]
    return found if len(found) <= _MOST_LINKS else []


def lead_below(rows: Sequence[Row], title: int, first: int) -> list[Row]:
    """The sentences right below the row of the title, where name or date stands between them and the text."""
    found: list[Row] = []
    for row in rows[title + 1 : first]:
        if row.blank:
            continue
        is_lead = (
            row.kind is None
            and row.words >= _LEAD_WORDS
            and row.repeats == 1
            and is_sentence(row)
            and row.text[-1] != ":"
            and not row.stated_date
            and not row.mostly_date
            and not looks_like_byline(row)
        )
        if not is_lead or len(found) == _NEAR_TITLE:
            break
        found.append(row)
    return found


def keep_all_of_clean(rows: Sequence[Row], title: int, first: int) -> None:
    """Marks as text, where no line is a page's furniture, all from the first sentence or table below the row of the title to the name or sign below it.

    `first` is the first row of the text that was found.
    """
    if title >= first or any(row.furniture and row.reason != "ornament" for row in rows):
        return
    begun = False
    for row in rows[title + 1 :]:
        begun = begun or row.number >= first or (row.kind is None and (row.cell or _opens(row)))
        if row.number > first and (row.kind == "byline" or _closes(row)):
            return
        if begun and row.kind is None and not are_buttons(row.text):
            row.mark("body")


def _closes(row: Row) -> bool:
    """Whether an agency closes its dispatch with the line: its sign beside the day, the letters of who wrote it."""
    words = row.key.split()
    if not words or row.kind is not None or row.words > _SIGN_WORDS:
        return False
    if row.stated_day is not None:
        return " ".join(word for word in words if word.isalpha())[:_SIGN].split(" ")[0] in AGENCIES
    return not row.ends_sentence and all(word.isalpha() and len(word) <= _INITIALS for word in words)


def _opens(row: Row) -> bool:
    """Whether a line between title and text is a short sentence of it."""
    return row.ends_sentence and row.words > 1 and not looks_like_byline(row) and not row.stated_date
