"""The lines of a capture with everything the later steps ask about them, measured once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from importers.capture.cells import note_cells, note_tabbed
from importers.fields.boilerplate import (
    ADDRESS_LABELS,
    LABELS,
    NUMBERED_COMMENT,
    after_breadcrumb,
    furniture,
    is_image,
    key,
)
from importers.fields.dates import Found, find_dates
from importers.fields.writers import SAYS_BY
from store.article import LineKind

_MARKS = re.compile("[\u200e\u200f\u061c\ufeff]")
_ENDS_SENTENCE = re.compile(r"[.!؟?…:؛;»”\"](?:\s*[)\]])?\s*$")
_LINK_WORDS = 6
_FEWEST_WRAPPED, _MOST_WRAPPED = 3, 60
_WRAPPED = (45, 100)
_RAGGED = 22
"""Lines of a broken paragraph, their characters, and by how many they differ."""
_PRINTED = (60, 110)
_OUTLIERS = 20
"""Width of a text that was printed to one width; one in so many lines is longer."""
_ROOM = 1.6
"""The width is less than so many times a line that may be broken."""
_UNSURE = 2
"""Characters that a broken line may have been short of the width, a wider sign or mark having been counted."""
_FEWEST_BROKEN = 5
_MOSTLY_BROKEN = 0.4
"""How many of these lines, and which share of them, must be broken in such a text."""
_CALL_WORDS = 3
_LINK_TITLE = (4, 20)
"""Words of "read also", and of the title below it."""
_TICKER = re.compile(r" {3,}|\s\|\s|\s•\s")
_TICKER_SIGNS = ("   ", "|", "•")
_TITLE_LABEL = re.compile(
    r"(?:العنوان|عنوان (?:المقال|المقالة|الخبر|النص)|titre(?: de l.article)?|title|headline)\s*[:：]\s*(?=\S)(?!\d{1,4}[،, ]|(?:رقم|شارع|زنقة|ساحة|عمارة|إقامة|حي|تجزئة|ص\.?\s?ب)\s)",
    re.IGNORECASE,
)
"""What people write before the title of a text that they keep with its fields above it; العنوان is also where somebody lives."""
_LINKS = re.compile(
    r"^[ \t]*(?:references|références|visible links|liens visibles|links|liens|مراجع|المراجع)[ \t]*:?[ \t]*\n\s*(?:visible links:?\s*\n\s*)?\[?1[.\]][ \t]+[a-z]+:\S",
    re.IGNORECASE | re.MULTILINE,
)
"""Where browsers for terminals (lynx, elinks, w3m) list the addresses of the numbers that they have put before links."""
_LINK_NUMBER = re.compile(r"\[\d{1,4}\]")
_NUMBER_BEFORE_LINK = re.compile(r"\[\d{1,4}\](?=[\w«“\"'(\[])")
_LINK_LISTED = re.compile(
    r"\[?\d{1,4}[.\]] \S+$|(?:visible|hidden) links:?$|liens (?:visibles|cachés):?$", re.IGNORECASE
)
_LABELLED = 20
"""Lines among which such fields stand."""
_HEADING = re.compile(r"(#{1,6}) +(\S.*?)(?: #+)?$")
_PUBLISHED = re.compile(
    r"(?:(?:تم )?(?:ال)?نشر(?:ت)?|كتب|حرر|تاريخ النشر|التاريخ|published|posted|date|publié(?:e)?|paru)?\s*(?:في|بتاريخ|le|on|in|en)?",
    re.IGNORECASE,
)
_COMMENTER = re.compile(r"[0-9٠-٩]{1,4}\s?[-–.)]\s?[^\W\d]")
_COMMENTER_WORDS = 7
_HEADINGS_TOO = frozenset(map(key, ("تعليق", "التعليق", "رد", "comment", "commentaire", "reply")))
"""Words of a form that are headings where a sentence stands above them and one below."""
_SENTENCE_WORDS = 9
_FORM_LINES = 2
"""Written lines on either side of a form's label among which there is another line of the form."""
HEAD_ROWS = 500
"""Rows above the body in which title and byline are looked for; in 62 whole pages they stood at most 230 rows down."""
_HEADER_WORDS = 14
"""A line of more words than this is read for dates as a sentence, not as a byline."""
_PUBLISHED_WORDS = 24
"""As above, for a line that begins with "published": it often names the last change too."""
_BESIDE_DATES = 12
"""Words beside the dates of a long line of names and dates."""
_FIGURES = re.compile(r"\d{4}")
_DIGIT = re.compile(r"\d")
_STAMP_WORDS = 4
"""Words beside the dates of a line that only says when it was published."""
_HOUR = re.compile(r"(?<!\d)\d{1,2} ?[:hH] ?\d{2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAYS_PUBLISHED = re.compile(
    r"(?:تم )?(?:النشر|نشر|نشرت)(?: بتاريخ| في| يوم|\s*:)|تاريخ النشر|publié(?:e)?\s*(?:le|:)|paru le|published\b|posted on\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Row:
    """One line. `number` counts from 0 in the text; `text` has single plain spaces; `key` is for comparing.

    `wrapped` tells a line of a paragraph that was broken into lines of about one length. `heading` is the level of a Markdown heading, its signs taken off `text`, or 0;
    a line labelled as the title is one of the first level. `cell` tells the figure or word in a cell of a copied table, and the hour above a report.
    `kind` and `reason` are filled in as the capture is understood; None means nothing is known yet.
    """

    number: int
    text: str
    key: str
    words: int
    ends_sentence: bool
    kind: LineKind | None = None
    reason: str = ""
    wrapped: bool = False
    repeats: int = 1
    breadcrumb: str | None = None
    heading: int = 0
    cell: bool = False
    _dates: list[Found] | None = field(default=None, repr=False)

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return self.kind == "blank"

    @property
    def furniture(self) -> bool:
        """Whether the lexicon says it belongs to the page."""
        return self.kind in ("boilerplate", "image")

    @property
    def dates(self) -> list[Found]:
        """The dates stated on it, looked for when first asked."""
        if self._dates is None:
            self._dates = find_dates(self.text)
        return self._dates

    @property
    def stated_day(self) -> Found | None:
        """The first full calendar date of a short line that is no part of a paragraph."""
        if self.wrapped or self.words > _PUBLISHED_WORDS or self.text.endswith(("؟", "?")):
            return None
        if self.words > _HEADER_WORDS and not (_SAYS_PUBLISHED.match(self.text) or self.has_little_else):
            return None
        if not _DIGIT.search(self.text):
            return None
        return next((one for one in self.dates if one.is_stated), None)

    @property
    def has_little_else(self) -> bool:
        """Whether a long line is no sentence, has two dates, or one behind "by" or a stroke, and little beside: names, "published", "updated"."""
        if self.ends_sentence or self.wrapped or not _FIGURES.search(self.text):
            return False
        days = sum(found.is_stated for found in self.dates)
        if days < 2 and not (days and ("|" in self.text or SAYS_BY.match(self.text))):
            return False
        left = self.text
        for found in self.dates:
            left = left.replace(found.text, " ", 1)
        return len(_WORD.findall(left)) <= _BESIDE_DATES

    @property
    def stated_date(self) -> Found | None:
        """As `stated_day`; failing that, a month with its year on a line that has nothing else but "published"."""
        day = self.stated_day
        if day is not None or self.wrapped or self.words > _HEADER_WORDS or not _DIGIT.search(self.text):
            return day
        found = next((one for one in self.dates if one.kind == "month" and one.date), None)
        if found is None:
            return None
        left = f"{self.text[: found.start]} {self.text[found.end :]}"
        return found if _PUBLISHED.fullmatch(left.strip(" \t:-–—|•.،,")) else None

    @property
    def stamp(self) -> bool:
        """Whether the line does nothing but say when it was published: it says so, or has an hour beside the day and little else."""
        if self.words > _PUBLISHED_WORDS or self.stated_date is None:
            return False
        if _SAYS_PUBLISHED.match(self.text):
            return True
        left = self.text
        for found in self.dates:
            left = left.replace(found.text, " ", 1)
        return _HOUR.search(self.text) is not None and len(_WORD.findall(left)) <= _STAMP_WORDS

    @property
    def mostly_date(self) -> bool:
        """Whether a date, complete or not ("12 ماي", "منذ 3 ساعات"), is more than half of a short line."""
        return (
            self.words <= _HEADER_WORDS and bool(self.dates) and 2 * len(self.dates[0].text) > len(self.text)
        )

    def mark(self, kind: LineKind, reason: str = "") -> None:
        """Says what the line is."""
        self.kind, self.reason = kind, reason


def rows_of(text: str) -> list[Row]:
    """All lines of a decoded text, blank ones and furniture already marked."""
    rows: list[Row] = []
    links = _LINKS.search(text)
    end = text.count("\n", 0, links.start()) if links else -1
    lines = text.split("\n")
    for number, raw in enumerate(lines):
        if not raw:
            rows.append(Row(number, "", "", 0, False, "blank"))
            continue
        words = _plain(raw).split()
        plain = " ".join(words)
        if links and "[" in plain:
            plain = _LINK_NUMBER.sub("", plain) if number < end else plain
            words = plain.split()
        mark = _HEADING.match(plain) if plain.startswith("#") else None
        label = _TITLE_LABEL.match(plain) if mark is None and len(rows) < _LABELLED else None
        if mark or label:
            plain = mark[2] if mark else plain[label.end() :] if label else plain
            words = plain.split()
        line_key = key(plain) if len(plain) < 20_000 else plain[:200]
        row = Row(number, plain, line_key, len(words), bool(_ENDS_SENTENCE.search(plain[-12:])))
        row.heading = len(mark[1]) if mark else int(label is not None)
        rows.append(row)
        if not plain:
            row.mark("blank")
        elif links and number >= end and (number == end or _LINK_LISTED.match(plain)):
            row.mark("boilerplate", "related" if number == end else "address")
        elif is_image(plain):
            row.mark("image", "picture")
        else:
            _mark_furniture(row, raw)
    written = [row for row in rows if not row.blank]
    _clear_lone_labels(written)
    _join_wrapped(rows)
    _join_broken(rows, text)
    _mark_links(written)
    _mark_comments(written)
    note_cells(written)
    note_tabbed([row for row in written if "\t" in lines[row.number].strip()], lines)
    counts = Counter(row.key for row in rows if row.key)
    for row in rows:
        row.repeats = counts.get(row.key, 1)
    return rows


def without_link_numbers(rows: Sequence[Row], lines: Sequence[str]) -> list[str]:
    """The lines of the text without the numbers that a browser for terminals has put before its links, where it lists their addresses below."""
    listed = any(row.reason == "address" and _LINK_LISTED.match(row.text) for row in rows[-_LABELLED:])
    return [
        _NUMBER_BEFORE_LINK.sub("", line) if listed and row.kind == "body" and "[" in line else line
        for row, line in zip(rows, lines, strict=True)
    ]


def _plain(raw: str) -> str:
    """The line composed, without marks of direction, which are not printable."""
    composed = unicodedata.normalize("NFC", raw)
    return composed if composed.isprintable() else _MARKS.sub("", composed)


def _clear_lone_labels(written: list[Row]) -> None:
    """Takes the mark of a form's label from words that stand where no form is: "الموقع" is a heading, too."""
    for at, row in enumerate(written):
        if row.reason == "comment form" and row.key in _HEADINGS_TOO and _is_among_prose(written, at):
            row.kind, row.reason = None, ""
        if row.reason != "comment form" or row.key not in LABELS | ADDRESS_LABELS:
            continue
        around = written[max(0, at - _FORM_LINES) : at] + written[at + 1 : at + 1 + _FORM_LINES]
        if not any(other.reason in ("comment form", "comments") for other in around):
            row.kind, row.reason = ("boilerplate", "newsletter") if row.key in ADDRESS_LABELS else (None, "")


def _is_among_prose(written: Sequence[Row], at: int) -> bool:
    """Whether a sentence stands above a line, and below it."""
    around = (*written[max(0, at - 1) : at], *written[at + 1 : at + 2])
    return len(around) == 2 and all(
        row.kind is None and row.words >= _SENTENCE_WORDS and row.ends_sentence for row in around
    )


def _join_wrapped(rows: list[Row]) -> None:
    """Notes the lines of paragraphs that a mail or a printer has broken: some of about one length, the last ends a sentence."""
    block: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.kind is None and row.words > 1:
            block.append(row)
            continue
        for start in range(max(0, len(block) - _MOST_WRAPPED), max(0, len(block) - _FEWEST_WRAPPED + 1)):
            lines = block[start:]
            lengths = [len(one.text) for one in lines[:-1]]
            if (
                lines[-1].ends_sentence
                and min(lengths) >= _WRAPPED[0]
                and max(lengths) <= _WRAPPED[1]
                and max(lengths) - min(lengths) <= _RAGGED
                and len(lines[-1].text) <= max(lengths) + _RAGGED
            ):
                for one in lines:
                    one.wrapped = True
                break
        block = []


def _join_broken(rows: list[Row], text: str) -> None:
    """Notes the lines of paragraphs in a text that was printed to one width: a line is broken where the next word had no room."""
    lengths = [len(line.rstrip()) for line in text.split("\n")]
    longest = max(lengths)
    long = sorted(length for length in lengths if 2 * length > longest)
    width = long[-1 - len(long) // _OUTLIERS] if long else 0
    if longest > _PRINTED[1] or width < _PRINTED[0]:
        return
    pairs = [
        (length, row, below)
        for length, (row, below) in zip(lengths, pairwise(rows), strict=False)
        if row.kind is None and below.kind is None and _ROOM * length > width
    ]
    broken = [
        (row, below)
        for length, row, below in pairs
        if length + 1 + len(below.text.split(" ", 1)[0]) > width - _UNSURE
    ]
    if len(broken) >= max(_FEWEST_BROKEN, _MOSTLY_BROKEN * len(pairs)):
        for row, below in broken:
            row.wrapped = below.wrapped = True


def _mark_links(written: list[Row]) -> None:
    """Marks the title of another article that stands alone below "read also"."""
    for above, row in pairwise(written):
        if (
            above.reason == "read also"
            and above.words <= _CALL_WORDS
            and row.kind is None
            and _LINK_TITLE[0] <= row.words <= _LINK_TITLE[1]
            and not row.ends_sentence
        ):
            row.mark("boilerplate", "read also")


def _mark_comments(written: list[Row]) -> None:
    """Marks "1 - name" above the day and hour of a reader's comment; the first must have the number 1, or be the only one."""
    found = [
        row
        for row, below in pairwise(written)
        if row.words <= _COMMENTER_WORDS
        and _COMMENTER.match(row.text)
        and not row.ends_sentence
        and below.mostly_date
        and _HOUR.search(below.text)
    ]
    if found and (len(found) > 1 or found[0].key.split()[0] == "1"):
        for row in found:
            row.mark("boilerplate", NUMBERED_COMMENT)


def _mark_furniture(row: Row, raw: str) -> None:
    reason = furniture(row.text, row.key)
    row.breadcrumb = after_breadcrumb(row.text)
    if row.breadcrumb is not None:
        row.mark("boilerplate", "path" if row.breadcrumb else "navigation")
    elif reason and not (reason == "page data" and row.stated_day):
        row.mark("boilerplate", reason)
    elif len(raw) < 2_000:
        parts = len(_TICKER.split(raw.strip())) if any(sign in raw for sign in _TICKER_SIGNS) else 0
        if parts >= 4 and row.words <= _LINK_WORDS * parts:
            row.mark("boilerplate", "row of links")
