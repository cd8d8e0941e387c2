"""Which lines of a page are the article: those that trafilatura takes for it, found again among the page's own lines.

The text is always the page's own; trafilatura only votes. Told to prefer precision it found the bodies of 48 Arabic pages
with an F1 of 0.963 over runs of four words, and of 66 WordPress pages with 0.998. Where it finds next to nothing, the block
of prose that a plain-text capture of the same lines would give is taken, if that is clearly more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from importers.capture.bodyblock import find_body, is_sentence
from importers.capture.capture_dates import tells_of_update
from importers.capture.rows import Row
from importers.fields.boilerplate import NUMBERED_COMMENT, key
from importers.page.lines import PageLine

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

SHORT = 250
"""Characters below which what trafilatura finds is compared with the block of prose."""
_PLAIN_CASE = 600
"""Characters from which the first of trafilatura's extractors is not compared with the others: none of 62 pages differed."""
_MANY, _TOO_MANY = 6_000, 25_000
"""Elements from which its other extractors are not asked, and it is not asked at all: it takes a tenth of a millisecond each."""
_NEVER_TEXT = (
    "applet", "area", "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "footer",
    "head", "iframe", "input", "label", "legend", "link", "map", "menu", "meta", "nav", "noscript",
    "object", "option", "picture", "script", "select", "style", "svg", "textarea", "time", "video",
)  # fmt: skip
"""Elements that trafilatura takes out first, after it has copied the tree: without them it takes two thirds of the time."""
_RUN = 3
"""Words that are compared at once."""
_MOST_RUNS = 0.6
"""The share of a line's runs that must occur in what was voted for."""
_LONG = 10_000
"""Characters of a line that are compared."""
_CLEARLY_MORE = 2
_FAR_MORE = 4
"""How much more the block of prose must be where what was found is short, and where it is not quite so short."""
_MOST_OWN = 0.75
_FURNITURE_WORDS = 12
_SENTENCE_WORDS = 12
_ENOUGH_WORDS = 60
_FIGURES = frozenset({"page data", "row of links"})
"""What rows and cells of tables are taken for elsewhere on a page."""
_COMMENTS = frozenset({"comment form", "comments", NUMBERED_COMMENT})
_SIGNS = re.compile(
    r"(?:عن (?:المكتب|اللجنة|الجمعية|السكرتارية|الهيئة|التنسيقية|الفرع|المجلس|الأمانة|الائتلاف|الشبكة|الكتابة|المنظمة)|و?حررت? (?:ب|في)|(?:ال)?توقيع|(?:ال)?إمضاء"
    r"|الموقعون|الرئيسة?\s*[:：]|الكاتبة? العامة?|fait à|(?:pour|p\s?[/.])\s?(?:le|la|les|l['’])\s?(?:bureau|comité|conseil|association|section|coordination|secrétariat|organisation)"
    r"|signé\s*[:：]|(?:le|la) (?:bureau (?:national|central|exécutif|local|régional)|présidente?|secrétaire générale?)\s*(?:$|[:：])|signed\s*[:：]|on behalf of)",
    re.IGNORECASE,
)
_SIGNATURE_WORDS = 10
_SIGNATURE_LINES = 4
_ENOUGH_ABOVE = 200
"""Characters of text above a reader's comment that has a number, a name, a day and an hour."""
_LEAD = 50
"""Characters of its key that an opening paragraph shares with the page's description."""


def voted(tree: HtmlElement) -> str:
    """The text of the article as trafilatura sees it, "" if it sees none or there is too much to look at.

    Of the tree only what it looks at is left.
    """
    from lxml import etree  # noqa: PLC0415 - only where pages are parsed
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.4 s, only where pages are parsed

    etree.strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    text = ""
    elements = sum(1 for _ in tree.iter())
    if elements > _TOO_MANY:
        return ""
    for fast in (True,) if elements > _MANY else (True, False):
        document = bare_extraction(tree, options=_options(fast))
        text = getattr(document, "text", None) or ""
        if len(text) >= _PLAIN_CASE:
            break
    return text


@cache
def _options(fast: bool) -> Extractor:
    """Precision rather than recall, and no comments. Made once: reading its settings takes as long as a small page."""
    from trafilatura.settings import Extractor  # noqa: PLC0415 - only where pages are parsed

    return Extractor(output_format="python", precision=True, comments=False, formatting=False, fast=fast)


def body_rows(rows: Sequence[Row], lines: Sequence[PageLine], vote: str, summary: str) -> list[int]:
    """The numbers of the rows that are the article, given the text that was voted for.

    `lines` are the page's lines, one for each row; `summary` is what the page gives as its description.
    """
    chosen = _without_boxes(rows, lines, _chosen(rows, vote))
    if len(vote) < _PLAIN_CASE:
        block = find_body(rows)
        if block is not None:
            prose = [
                row.number
                for row in rows[block[0] : block[1] + 1]
                if row.kind is None and not lines[row.number].outside
            ]
            more = _CLEARLY_MORE if len(vote) < SHORT else _FAR_MORE
            if _length(rows, prose) > more * max(_length(rows, chosen), len(vote)):
                return prose
    chosen = _with_the_rest(rows, lines, _without_furniture(rows, lines, chosen))
    chosen = _with_signature(rows, lines, _with_lists(rows, lines, _with_headings(rows, lines, chosen)))
    return _with_lead(rows, lines, _with_hours(rows, lines, chosen), key(summary))


def _without_boxes(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """Without boxes of other parts of the page ("read also") inside the article, as long as they are little of it."""
    own = [number for number in chosen if not lines[number].outside]
    return own if _length(rows, own) > _MOST_OWN * _length(rows, chosen) else list(chosen)


def _length(rows: Sequence[Row], numbers: Sequence[int]) -> int:
    return sum(len(rows[number].text) for number in numbers)


def _chosen(rows: Sequence[Row], vote: str) -> list[int]:
    lines = Counter(key(line) for line in vote.split("\n"))
    words = [word for line in vote.split("\n") for word in key(line).split()]
    runs = {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    chosen = [row for row in rows if row.key and _is_in(row, lines, runs)]
    return [row.number for row in _without_teasers(_nearest_of_the_same(chosen, lines))]


def _is_in(row: Row, lines: Counter[str], runs: set[tuple[str, ...]]) -> bool:
    if row.key in lines:
        return True
    words = (row.key if len(row.text) < _LONG else key(row.text[:_LONG])).split()
    count = len(words) - _RUN + 1
    if count < 2:
        return False
    found = sum(tuple(words[at : at + _RUN]) in runs for at in range(count))
    return found >= _MOST_RUNS * count


def _nearest_of_the_same(chosen: Sequence[Row], lines: Counter[str]) -> list[Row]:
    """Without lines that stand on the page more often than in the vote: those nearest to the middle of the text are kept."""
    counts = Counter(row.key for row in chosen)
    if all(counts[row] <= max(1, lines[row]) for row in counts):
        return list(chosen)
    middle = _middle(chosen)
    kept: list[Row] = []
    left = {row: max(1, lines[row]) for row in counts}
    for row in sorted(chosen, key=lambda row: abs(row.number - middle)):
        if left[row.key]:
            left[row.key] -= 1
            kept.append(row)
    return sorted(kept, key=lambda row: row.number)


def _middle(chosen: Sequence[Row]) -> int:
    """The number of the row that has half of the words above it."""
    half = sum(row.words for row in chosen) / 2
    for row in chosen:
        half -= row.words
        if half <= 0:
            return row.number
    return 0


def _without_teasers(chosen: Sequence[Row]) -> list[Row]:
    """Without openings of a paragraph of the article, cut off with dots, that stand in a list of articles on its page."""
    cut = [row for row in chosen if row.text.endswith(("…", "...", "[…]", "[...]"))]
    if not cut:
        return list(chosen)
    whole = [row.key for row in chosen if row not in cut]
    return [row for row in chosen if row not in cut or not any(other.startswith(row.key) for other in whole)]


def _without_furniture(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """Without what the lexicon knows for furniture: short lines anywhere, longer ones at the end. Rows of tables stay."""
    chosen = _above_related(rows, _above_comments(rows, chosen))
    tables = {number for number in chosen if lines[number].cells and rows[number].reason == "row of links"}
    kept = [
        number
        for number in chosen
        if not rows[number].furniture or number in tables or _may_be_prose(rows[number])
    ]
    while len(kept) > 1 and (
        (rows[kept[-1]].furniture and kept[-1] not in tables) or tells_of_update(rows[kept[-1]])
    ):
        kept.pop()
    return kept


def _above_comments(rows: Sequence[Row], chosen: Sequence[int]) -> Sequence[int]:
    """Without what follows the heading of the readers' comments below the greater part of the text."""
    total, above = _length(rows, chosen), 0
    for place, number in enumerate(chosen):
        before = chosen[place - 1] if place else number
        reasons = {row.reason for row in rows[before : number + 1]} & _COMMENTS
        if reasons and (2 * above > total or (NUMBERED_COMMENT in reasons and above > _ENOUGH_ABOVE)):
            return chosen[:place]
        above += len(rows[number].text)
    return chosen


def _above_related(rows: Sequence[Row], chosen: Sequence[int]) -> Sequence[int]:
    """Without the lines at the end, none of them a sentence, that stand below the heading of a list of other articles."""
    for place in range(len(chosen) - 1, 0, -1):
        if is_sentence(rows[chosen[place]]):
            break
        if any(row.reason == "related" for row in rows[chosen[place - 1] : chosen[place]]):
            return chosen[:place]
    return chosen


def _with_the_rest(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """With the sentences that stand in elements called just like those of most of the text.

    Pages that put advertisements into an article split it into several such parts, of which one was voted for.
    """
    weights: Counter[int] = Counter()
    for number in chosen:
        if rows[number].words >= _SENTENCE_WORDS and is_sentence(rows[number]):
            weights[lines[number].place] += rows[number].words
    place, most = weights.most_common(1)[0] if weights else (0, 0)
    if 2 * most < sum(weights.values()) or most < _ENOUGH_WORDS:
        return list(chosen)
    inside = set(chosen)
    known = {rows[number].key for number in chosen}
    more = [
        row.number
        for row, line in zip(rows, lines, strict=True)
        if line.place == place
        and row.number not in inside
        and row.kind is None
        and row.words >= _SENTENCE_WORDS
        and is_sentence(row)
        and not (line.outside or line.caption)
        and row.key not in known
    ]
    return sorted([*chosen, *more])


def _with_lists(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """With lists, tables and headings that stand between the paragraphs of the text, and a list that follows the last of them.

    They stand in what holds most of the text itself, and are no links.
    """
    weights: Counter[int] = Counter()
    for number in chosen:
        weights[lines[number].box] += rows[number].words
    box, most = weights.most_common(1)[0] if weights else (0, 0)
    if not most or 2 * most < sum(weights.values()):
        return list(chosen)
    kept, last = set(chosen), chosen[-1]
    for row in rows[chosen[0] : last]:
        line = lines[row.number]
        if _is_in_box(row, line, box) and (line.listed or line.heading):
            kept.add(row.number)
    for row in rows[last + 1 :]:
        if row.blank:
            continue
        if not (lines[row.number].listed and _is_in_box(row, lines[row.number], box)):
            break
        kept.add(row.number)
    return sorted(kept)


def _with_signature(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """With the lines right below the text by which an organisation signs: often on the other side of the page, and voted out."""
    kept = list(chosen)
    for row in rows[chosen[-1] + 1 :] if chosen else ():
        if row.blank:
            continue
        line = lines[row.number]
        if row.kind is not None or line.outside or line.caption or line.linked or not signs(row.text):
            break
        if row.words > _SIGNATURE_WORDS or len(kept) - len(chosen) == _SIGNATURE_LINES:
            break
        kept.append(row.number)
    return kept


def signs(text: str) -> bool:
    """Whether a line begins as those do by which an organisation signs: "عن المكتب المركزي", "Fait à Rabat", "Pour le bureau"."""
    return _SIGNS.match(text) is not None


def _is_in_box(row: Row, line: PageLine, box: int) -> bool:
    figures = line.listed and row.reason in _FIGURES
    return (
        line.box == box
        and not (line.outside or line.caption or line.linked)
        and (row.kind is None or figures)
    )


def _may_be_prose(row: Row) -> bool:
    return row.words > _FURNITURE_WORDS and is_sentence(row)


def _with_headings(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """With the headings right above a line of the article, and with single lines between two of its lines."""
    kept = list(chosen)
    inside = set(chosen)
    for number in reversed(chosen[1:]):
        above = next((one for one in range(number - 1, -1, -1) if not rows[one].blank), -1)
        if above <= chosen[0] or above in inside or rows[above].kind is not None:
            continue
        if lines[above].outside or lines[above].caption:
            continue
        further = next((one for one in range(above - 1, -1, -1) if not rows[one].blank), -1)
        if lines[above].heading > 1 or further in inside:
            kept.append(above)
    return sorted(kept)


def _with_hours(rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int]) -> list[int]:
    """With the hours that stand each above a report in a text that is written while something happens."""
    above = (
        next((one for one in range(number - 1, -1, -1) if not rows[one].blank), number) for number in chosen
    )
    hours = {number for number in above if rows[number].cell and not lines[number].outside}
    return sorted({*chosen, *hours})


def _with_lead(
    rows: Sequence[Row], lines: Sequence[PageLine], chosen: Sequence[int], summary: str
) -> list[int]:
    """With the opening paragraph between the first heading and the article, if the page gives it as its description."""
    if not chosen or len(summary) < _LEAD:
        return list(chosen)
    heading = max((at for at in range(chosen[0]) if lines[at].heading == 1), default=-1)
    for row in rows[heading + 1 : chosen[0]] if heading >= 0 else ():
        if len(row.key) >= _LEAD and row.kind is None and row.key[:_LEAD] == summary[:_LEAD]:
            return [row.number, *chosen]
    return list(chosen)
