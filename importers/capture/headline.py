"""The title of a capture: the line that is repeated, that ends the path through the site, or that stands above the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from importers.capture.bodyblock import is_sentence, looks_like_byline
from importers.capture.menus import in_menu, printed_again
from importers.capture.notices import below_notices
from importers.capture.rows import HEAD_ROWS, Row
from importers.fields.boilerplate import SECTIONS, is_gallery, key
from importers.fields.organisations import organisation
from importers.fields.writers import SAYS_BY

Evidence = Literal["marked", "repeated", "path", "alone", "first line"]
_PREFIX = re.compile("^[وف]?[بلك]?(?:ال|لل)?(?=[\u0621-\u064a]{3})")
"""What is written in one with an Arabic word."""
_PREFIXED = "وفبلكا"
"""Letters that such a word begins with."""
_LISTED = re.compile(r"[-•*▪◦○●□■✓+] |\[[^\]]*\]$")
"""What browsers for terminals and mails put before a line of a list, and round what stands for a picture."""
_MOST_WORDS = 45
_HEADING_WORDS = 18
_ANNOUNCING = 10
"""Words of a line with a colon at its end that announces a list."""
_FEW_WORDS = 3
_FEW_TIMES = 2
_COLUMN_HEAD = 4
"""Lines of a title, a name and a date above a text, and one beside them."""
_MOST_REPEATS = 4
_STATEMENTS = frozenset(
    key(
        "بيان بلاغ رسالة نداء تقرير توضيح مراسلة مذكرة communiqué déclaration lettre appel rapport statement letter report"
    ).split()
)
"""First words of short titles; a short first line without them may be the name of who wrote it."""
_NEAR_BODY = 16
"""Written lines above the body among which an unrepeated title is looked for; farther up are menus."""
_REPEATED_NEAR = 30
"""As above, for one of the places where a repeated title stands."""
_STANDFIRST_WORDS = 12
_HEADLINE_WORDS = 5
_SPOKEN_OF = 0.5
"""Share of a headline's long words that stand in the text below it."""
_AT_LEAST_SPOKEN_OF = 0.25
_LEAST_SCORE = 0.8
_CAPTION = 3.0
"""Taken off a line right under "View 3 images"."""
_SOLID_SCORE = 4.2
"""A line above the body that scores so is the title, whatever the body opens with."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The row of the title and what speaks for it. `sure` is False when a person should look."""

    row: int
    evidence: Evidence

    @property
    def sure(self) -> bool:
        """Whether the page itself shows that it is the title."""
        return self.evidence != "first line"


def find_headline(rows: Sequence[Row], first: int, last: int) -> Headline | None:
    """The title above the body that runs from row `first` to row `last`, or on its very first row."""
    head = [row for row in rows[max(0, first - HEAD_ROWS) : first] if not row.blank]
    marked = next((row for row in [*head, rows[first]] if row.heading == 1 and row.kind is None), None)
    if marked is not None and (marked.number < first or last > first):
        return Headline(marked.number, "marked")
    near = {row.number for row in head[-_NEAR_BODY:]}
    lately = {row.key for row in (*head[-_REPEATED_NEAR:], *rows[first : first + 3]) if row.repeats > 1}
    candidates = [
        row
        for row in head
        if (row.number in near if row.repeats == 1 else row.key in lately)
        and _may_be_title(row)
        and not in_menu(rows, row)
        and (row.repeats == 1 or not printed_again(rows, row, last))
    ]
    speakers = _speakers(rows, first, last)
    candidates = [row for row in candidates if not speakers or _speaker(row) not in speakers]
    opening = _opening(rows, candidates, first, last)
    written = set(
        " ".join(row.key for row in rows[first : min(last, first + 8) + 1] if row is not opening).split()
    )
    body_words = {*written, *(_bare(word) for word in written if word[0] in _PREFIXED)}
    scores = {row.number: _score(rows, row, head, body_words, first) for row in candidates}
    if opening is not None and (
        _above_byline(rows, opening) or max(scores.values(), default=0) < _SOLID_SCORE
    ):
        candidates.append(opening)
        scores[opening.number] = _score(rows, opening, head, body_words, first)
    if not candidates:
        stacked = _above_date(head)
        return Headline(stacked.number, "first line") if stacked is not None else None
    best = max(candidates, key=lambda row: scores[row.number])
    best = _above_standfirst(rows, best, candidates, body_words)
    if best.repeats == 1 and organisation(best.text):
        under = [
            row for row in candidates if best.number < row.number < first and row.words >= _HEADLINE_WORDS
        ]
        best = max(under, key=lambda row: scores[row.number], default=best)
    if _repeated(best, body_words):
        return Headline(best.number, "repeated")
    if any(best.key in key(row.breadcrumb) for row in head if row.breadcrumb):
        return Headline(best.number, "path")
    below = rows[best.number + 1] if best.number + 1 < len(rows) else None
    if below is not None and not below.blank and below.number in (first, first + 1):
        return None if headings_like(rows, best, first, last) >= 2 else Headline(best.number, "first line")
    opens = all(
        row.furniture or row.kind == "section" or row.key in SECTIONS
        for row in head
        if row.number < best.number
    )
    named = best.words > _FEW_WORDS or _overlap(best, body_words) > 0 or best.key.split()[0] in _STATEMENTS
    if scores[best.number] > _LEAST_SCORE or (opens and named and _above_byline(rows, best)):
        return Headline(best.number, "alone")
    stacked = _above_date(head)
    return Headline(stacked.number, "first line") if stacked is not None else None


def _speaker(row: Row) -> str:
    """Who speaks on a line of a conversation: what stands before its colon."""
    before, colon, _ = row.text.partition(":")
    return key(before) if colon and len(before.split()) < _FEW_WORDS else ""


def _speakers(rows: Sequence[Row], first: int, last: int) -> set[str]:
    """Those who speak more than twice in a text and right above it, and in it."""
    body = {_speaker(row) for row in rows[first : last + 1] if ":" in row.text}
    if not body:
        return body
    counts = Counter(_speaker(row) for row in rows[max(0, first - _NEAR_BODY) : last + 1] if ":" in row.text)
    return {name for name in body if name and counts[name] > _FEW_TIMES}


def _above_date(head: Sequence[Row]) -> Row | None:
    """The short line above the date that stands right above the text, or above the name over it: the title of a column."""
    left = [row for row in head if not row.furniture or row.kind == "date"][-_COLUMN_HEAD:]
    dates = [at for at, row in enumerate(left) if row.stated_day]
    if not dates or len(left) - dates[-1] > _FEW_TIMES:
        return None
    above = left[: dates[0]][-_FEW_TIMES:]
    may_be = [row for row in above if _may_be_title(row) and row.repeats == 1]
    return may_be[0] if may_be and above and above[-1] is may_be[-1] else None


def _above_standfirst(rows: Sequence[Row], best: Row, candidates: Sequence[Row], body_words: set[str]) -> Row:
    """The headline right above what was taken for it, where that is the sentence under it: both speak of what the text does."""
    if _repeated(best, body_words):
        return best
    short = best.words < _STANDFIRST_WORDS
    above = [row for row in rows[max(0, best.number - _NEAR_BODY) : best.number] if not row.blank]
    for row in reversed(above):
        if row.furniture or row.mostly_date or looks_like_byline(row):
            continue
        fits = (
            row in candidates
            and (best.words < row.words if short else _HEADLINE_WORDS <= row.words < best.words)
            and row.words >= _HEADLINE_WORDS
            and not row.text.endswith((":", "…"))
        )
        return row if fits and _overlap(row, body_words) >= _SPOKEN_OF else best
    return best


def _opening(rows: Sequence[Row], candidates: Sequence[Row], first: int, last: int) -> Row | None:
    """The row of the body that may be the title: its first one, or the first below notices that it begins with.

    What stands right under the name of who wrote it is what that person does, where the title is above the name.
    """
    below = below_notices(rows, first, last)
    if below is not None:
        apart = below.number < last and (rows[below.number + 1].blank or _above_byline(rows, below))
        return below if apart and _may_be_title(below) and below.words <= _HEADING_WORDS + 7 else None
    if not _opens_body(rows, first, last):
        return None
    above = rows[first - 1] if first else None
    if above is not None and SAYS_BY.match(above.text) and looks_like_byline(above):
        written = [row for row in rows[max(0, first - 8) : above.number] if not row.blank][-_FEW_WORDS:]
        if any(row in candidates for row in written):
            return None
    return rows[first]


def _opens_body(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether the body's first row is set apart from it as a title is: no sentence, a blank line, a name or a date below."""
    row = rows[first]
    if last <= first + 1 or not (rows[first + 1].blank or _above_byline(rows, row)):
        return False
    return _may_be_title(row) and row.words >= 4 and not is_sentence(row) and row.words <= _HEADING_WORDS + 7


def headings_like(rows: Sequence[Row], heading: Row, first: int, last: int) -> int:
    """How many lines of the body are headings of the same shape: short, without an end, directly above longer text."""
    count = 0
    for row in rows[first:last]:
        if row.blank or row.number == heading.number or row.ends_sentence:
            continue
        below = rows[row.number + 1]
        if (
            4 <= row.words <= _HEADING_WORDS
            and not below.blank
            and below.words > row.words + 4
            and below.ends_sentence
        ):
            count += 1
    return count


def _may_be_title(row: Row) -> bool:
    if row.kind is not None or not 2 <= row.words <= _MOST_WORDS or row.text.endswith((".", ",", "،")):
        return False
    if row.words >= _ANNOUNCING and row.text.endswith(":"):
        return False
    if row.wrapped or row.cell or _LISTED.match(row.text):
        return False
    if row.words < 3 and row.repeats < 2 and row.key in SECTIONS:
        return False
    if row.key in SECTIONS or (row.stated_day and len(row.stated_day.text) > 0.25 * len(row.text)):
        return False
    if row.mostly_date or (row.stated_day and SAYS_BY.match(row.text)):
        return False
    return not (row.words <= 6 and looks_like_byline(row) and row.repeats == 1)


def _repeated(row: Row, body_words: set[str]) -> bool:
    """Whether the line is repeated as a title is; a publisher's name is repeated too, but the text does not speak of it."""
    return 1 < row.repeats <= _MOST_REPEATS and row.words >= 3 and _overlap(row, body_words) > 0


@lru_cache(maxsize=8_192)
def _bare(word: str) -> str:
    """The word without what is written in one with it."""
    return _PREFIX.sub("", word)


def _overlap(row: Row, body_words: set[str]) -> float:
    long_words = [word for word in row.key.split() if len(word) > 3]
    spoken = sum(word in body_words or _bare(word) in body_words for word in long_words)
    return spoken / len(long_words) if long_words else 0.0


def _above_byline(rows: Sequence[Row], row: Row) -> bool:
    """Whether a byline or a date stands within the next two written lines."""
    following = [other for other in rows[row.number + 1 : row.number + 6] if not other.blank][:2]
    return any(looks_like_byline(other) for other in following)


def _score(rows: Sequence[Row], row: Row, head: Sequence[Row], body_words: set[str], first: int) -> float:
    score = min(row.words, 14) / 3.5 + 5 * _overlap(row, body_words) - 0.1 * min(first - row.number, 20)
    if _above_byline(rows, row):
        score += 2
    if _repeated(row, body_words):
        score += 6 if _overlap(row, body_words) >= _AT_LEAST_SPOKEN_OF else 2
    elif row.repeats > 1:
        score -= 4
    if row.words <= 2:
        score -= 2
    if row.number and is_gallery(rows[row.number - 1].key):
        score -= _CAPTION
    if any(row.key in other.key and len(other.key) > len(row.key) for other in head if other is not row):
        score += 5
    return score
