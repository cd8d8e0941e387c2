"""Where the article's text begins and ends: the best run of lines that read like prose.

Every line is worth something: sentences count their words, short lines without an end cost a little, furniture costs much.
The run with the greatest sum is the body; lines after which no article goes on (comment forms, "related") are not crossed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.capture.parts import with_parts
from importers.capture.rows import Row
from importers.fields.boilerplate import ENDS_ARTICLE
from importers.fields.publishers import AGENCIES
from importers.fields.writers import SAYS_BY

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "في من على إلى الى أن ان التي الذي عن مع هذا هذه كما قد كل بين و لا ما لم كان كانت حول خلال بعد قبل حيث ذلك وقد التى أو او ثم أكد وأكد وأضاف"
        " de la le les des et à en du un une dans pour que qui sur au aux par the of and to in a is that for on with as was by",
    )
)
_STRIP = '،.؛:"”“()«»,;'
_Run = tuple[float, int, int]
"""What a run of lines is worth, its first and its last row."""
_EARLIER_IS_BETTER = 0.8
"""Pages put the article first: each later run must be better by this much."""
_WORTH_A_LOOK = 25.0
_WORTH_A_PART = 40.0
_SHORT_WORDS = 9


def find_body(rows: Sequence[Row]) -> tuple[int, int] | None:
    """First and last row number of the body, or None when no line is left for one."""
    runs: list[_Run] = []
    parts: list[_Run] = []
    best = (0.0, -1, -1)
    total, start, part = 0.0, -1, (0.0, -1, -1)
    for row in rows:
        if row.blank:
            continue
        if _is_wall(row):
            if best[1] >= 0:
                runs.append(best)
            best, total = (0.0, -1, -1), 0.0
            continue
        if total <= 0:
            parts.append(part)
            total, start, part = 0.0, row.number, (0.0, -1, -1)
        total += _worth(row)
        part = max(part, (total, start, row.number))
        best = max(best, part, key=lambda run: run[0])
    if best[1] >= 0:
        runs.append(best)
    parts.append(part)
    every = runs
    form = next((row.number for row in rows if row.reason == "comment form"), len(rows))
    runs = [run for run in runs if run[2] < form and run[0] > _WORTH_A_LOOK] or runs
    if not runs:
        left = [row for row in rows if row.kind is None]
        return (_below_date(left), left[-1].number) if left else None
    runs = [run for run in runs if run[0] > _WORTH_A_LOOK] or runs
    _, first, last = max(
        (worth * _EARLIER_IS_BETTER**position, first, last)
        for position, (worth, first, last) in enumerate(runs)
    )
    first = _before_links(rows, every, first)
    last = _cut_tail(rows, first, last)
    first, last = with_parts(rows, [run for run in parts if run[0] > _WORTH_A_PART], first, last)
    last = _with_late_paragraphs(rows, last)
    first = _below_menus(rows, first, last)
    first = _with_hour(rows, _without_header(rows, _with_early_paragraphs(rows, first), last))
    return first, _without_agency(rows, first, _with_list(rows, first, last))


def _with_hour(rows: Sequence[Row], first: int) -> int:
    """The start moved up to the hour that stands above the first of the reports."""
    above = next((row for row in reversed(rows[:first]) if not row.blank), None)
    return above.number if above is not None and above.cell else first


def _before_links(rows: Sequence[Row], runs: Sequence[_Run], first: int) -> int:
    """The start moved up to text above a box of related links, where only that box lies between it and the rest."""
    for worth, start, end in reversed([run for run in runs if run[2] < first]):
        between = [row for row in rows[end + 1 : first] if not row.blank]
        reasons = {row.reason for row in between if _is_wall(row)}
        if worth < _PROSE_WORDS or reasons != {"related"} or len(between) > _LONGEST_BOX:
            break
        first = start
    return first


def _is_wall(row: Row) -> bool:
    return row.kind == "boilerplate" and row.reason in ENDS_ARTICLE


def _worth(row: Row) -> float:
    if row.furniture:
        return -3.0 if row.reason == "read also" else -6.0
    if row.cell:
        return 0.0
    if row.wrapped:
        return float(row.words)
    if row.words < _SHORT_WORDS:
        return 0.0 if row.ends_sentence else -1.5
    words = row.text.split()
    common = sum(1 for word in words if word.strip(_STRIP) in _STOP_WORDS) / len(words)
    if len(words) >= 9 and row.text.endswith(_CUT_OFF):
        return _TEASER * len(words)
    if len(words) >= 18:
        if not row.ends_sentence and _is_row_of_links(row.text, words, common):
            return -3.0
        return len(words) * (1.0 if row.ends_sentence or common > 0.08 else 0.3)
    return (
        len(words) * 0.5
        if is_sentence(row) or (row.ends_sentence and common > 0.05)
        else -1.0 - 1.5 * (not row.ends_sentence)
    )


_CUT_OFF = ("…", "...", "[…]", "[...]")
_TEASER = 0.15
"""What a word is worth of a line that ends in dots: the opening of another article, though some writers like them."""
_RARE = 0.03
"""Share of the commonest words below which a long line without an end is a row of links."""
_MOST_CAPITALS = 0.6


_POINTS = re.compile(r"[.,;:،؛!?؟।]")


def _is_row_of_links(text: str, words: Sequence[str], common: float) -> bool:
    """Whether a long line without an end is a menu: no sign of punctuation and none of the commonest words, or nearly all capitals."""
    capitals = sum(word[0].isupper() for word in words)
    return (common < _RARE and not _POINTS.search(text)) or capitals > _MOST_CAPITALS * len(words)


def is_sentence(row: Row) -> bool:
    """Whether it ends as sentences do; teasers of other articles end in dots of omission or not at all."""
    return row.text.endswith(
        (".", "؟", "!", "?", ":", "؛", ".”", ".»", '."', "”.", "».")
    ) and not row.text.endswith(("..", "…"))


_INITIAL = re.compile(r"(?<!\w)\w\.$")
"""A name cut to its first letter at the end: "Par Salma K."."""
_JOINED = re.compile(r"\S\s*[/–—|]\s*\S|\s-\s")


_NO_NAME = re.compile(r"\.\.|[؛«»!؟?]")
"""Signs that no line of a name has: "تحرير المدينة.. باب الحل" is a headline."""
_DATED_WORDS = 24
"""Words of a line of names and dates: published, changed."""
_FIGURE = re.compile(r"(?:19|20)\d\d|[٠-٩]{4}")


def looks_like_byline(row: Row) -> bool:
    """A short line with no sentence's end that has a date, a "by", or two parts joined by a dash or slash."""
    if row.ends_sentence and not _INITIAL.search(row.text):
        return False
    if row.words > 8:
        return row.words <= _DATED_WORDS and _FIGURE.search(row.text) is not None and row.has_little_else
    said = SAYS_BY.match(row.text) is not None and _NO_NAME.search(row.text) is None
    return bool(row.stated_date or said or (row.words <= 6 and _JOINED.search(row.text)))


_PROSE_WORDS = 12
_LONGEST_BOX = 8
_HEADER_LINES = 5
_LITTLE_PROSE = 0.25
_BYLINE_WORDS = 8
_MENU_LINES = 7
"""Short lines above a byline that no header of an article has."""


def _below_date(left: Sequence[Row]) -> int:
    """The first row of a very short text: below the one date that closes its header, if it has such."""
    dated = [place for place, row in enumerate(left) if row.stated_date and looks_like_byline(row)]
    place = dated[0] + 1 if len(dated) == 1 and dated[0] < _HEADER_LINES else 0
    return left[place if place < len(left) else 0].number


def _without_header(rows: Sequence[Row], first: int, last: int) -> int:
    """The start moved past a repeated title, a byline or a date line that the run has swallowed."""
    inside = [row for row in rows[first : last + 1] if not row.blank]
    skip, prose = -1, False
    for position, row in enumerate(inside[:7]):
        if row.words > 40 or (row.words >= 25 and row.text.rstrip().endswith((".", "!", "؟"))):
            break
        repeated = row.repeats > 1 and row.words >= 3 and not (row.wrapped or row.cell)
        if repeated or looks_like_byline(row) or (row.furniture and position < 3 and not prose):
            skip = position
        prose = prose or (row.words >= _PROSE_WORDS and is_sentence(row) and not repeated)
    return inside[skip + 1].number if 0 <= skip < len(inside) - 1 else first


def _below_menus(rows: Sequence[Row], first: int, last: int) -> int:
    """The start moved below the last line of name or date that has many short lines above it and little prose.

    Menus with a sentence to each of their links read like prose.
    """
    inside = [row for row in rows[first : last + 1] if not row.blank]
    total = sum(row.words for row in inside if _is_prose(row))
    above, short, below = 0, 0, first
    for place, row in enumerate(inside[:-1]):
        if _is_prose(row):
            above += row.words
            if above > _LITTLE_PROSE * total:
                break
        else:
            short += 1
            if (
                short >= _MENU_LINES
                and row.words <= _BYLINE_WORDS
                and (row.stated_day or SAYS_BY.match(row.text))
            ):
                below = inside[place + 1].number
    return below


def _is_prose(row: Row) -> bool:
    return row.words >= _PROSE_WORDS and row.ends_sentence and not row.furniture


def _with_late_paragraphs(rows: Sequence[Row], last: int) -> int:
    """The end moved down to sentences that stand beyond a "read also" and its link: losing text is worse than keeping one."""
    between = 0
    for row in rows[last + 1 :]:
        if _is_wall(row) or (row.furniture and row.reason != "read also") or between > 2:
            break
        if row.kind is None and row.words >= 6 and is_sentence(row):
            last, between = row.number, 0
        elif not row.blank:
            between += 1
    return last


def _with_early_paragraphs(rows: Sequence[Row], first: int) -> int:
    """The start moved up over a list or verses to sentences above them, as far as nothing of the page lies between."""
    for row in reversed(rows[max(0, first - _LONGEST_LIST) : first]):
        repeated = row.repeats > 1 and row.words > 4
        if (
            (row.furniture and row.reason != "read also")
            or repeated
            or row.stated_date
            or looks_like_byline(row)
        ):
            break
        if row.words >= 18 and is_sentence(row):
            first = row.number
    return first


def _with_list(rows: Sequence[Row], first: int, last: int) -> int:
    """The end moved down over the lines of a list (of names, of demands) that the text ends in.

    Lines belong to it when the text announces them with a colon, when they are numbered or pointed, or when the capture
    is a cleaned one, with hardly anything above the text. Furniture, dates and bylines end it.
    """
    written = sum(1 for row in rows[:first] if not row.blank)
    announced = written <= _CLEAN_HEADER or rows[last].text.endswith(":")
    for row in rows[last + 1 : last + 1 + _LONGEST_LIST]:
        if row.blank:
            continue
        repeated = row.repeats > 1 and row.words > 4
        if row.kind is not None or repeated or row.stated_date or looks_like_byline(row):
            break
        if _NAMES_SOURCE.match(row.text):
            break
        if not (announced or _ITEM.match(row.text)):
            break
        last = row.number
    return last


def _without_agency(rows: Sequence[Row], first: int, last: int) -> int:
    """The end without the sign of the news agency that closes a dispatch."""
    if rows[last].key not in AGENCIES:
        return last
    return next((row.number for row in reversed(rows[first:last]) if not row.blank), last)


_ITEM = re.compile(r"(?:[-–•*▪◦●✓]|\(?[0-9٠-٩]{1,3}\s?[-.)/:])\s?\S")
_NAMES_SOURCE = re.compile(r"(?:المصدر|نقلا عن|source)\s*[:：]", re.IGNORECASE)
_CLEAN_HEADER = 8
_LONGEST_LIST = 1_000


def _cut_tail(rows: Sequence[Row], first: int, last: int) -> int:
    """The end without furniture and bare dates hanging on to it."""
    end = last
    while end > first and (
        rows[end].blank or rows[end].furniture or (rows[end].words <= 8 and rows[end].stated_date)
    ):
        end -= 1
    return end
