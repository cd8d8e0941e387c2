"""Title, byline and date at the top of a document, and the article that follows them.

A document says by its styles what is a heading; what stands between the title and the first paragraph of the text is read
like the head of a page. The properties of the file (the name of a computer's owner, the day it was saved) are no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from importers.base import UnreadableSource
from importers.capture.byline import Byline, find_byline
from importers.capture.capture_dates import find_event, find_published
from importers.capture.rows import Row, rows_of
from importers.capture.statements import Statement, find_statement, speaker_above
from importers.fields import assembling, encoding
from importers.fields.boilerplate import key
from store.article import Article, Line, LineKind, PartialDate, Review

_HEAD_WORDS = 14
"""A line of more words than this is text, not a byline."""
_HEAD_LINES = 6
_TITLE_WORDS = 25


class Paragraph(NamedTuple):
    """One paragraph on one line. `level` is that of the heading it is (1 is the highest, also of a title), or 0."""

    text: str
    level: int = 0
    kind: LineKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself outside its text, where that can be trusted."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    published: PartialDate | None = None


def article(paragraphs: Iterable[Paragraph], stated: Stated | None = None) -> Article:
    """The article of a document. Raises UnreadableSource when there is no text in it."""
    stated = stated or Stated()
    shown = [one for one in (_clean(paragraph) for paragraph in paragraphs) if one.text]
    if not any(any(map(str.isalnum, one.text)) for one in shown if one.kind is None):
        raise UnreadableSource("empty", "There is no text in this document.")
    rows = rows_of("\n".join(one.text for one in shown))
    for row, paragraph in zip(rows, shown, strict=True):
        row.kind, row.reason = paragraph.kind, paragraph.reason
    title, reviews = _title(rows, shown, stated)
    calls = _calls_itself(rows, title) if reviews and not stated.title else None
    if calls is not None:
        title, reviews = calls.rows[0], []
    first = calls.first if calls is not None else _first_of_body(rows, title)
    last = len(rows) - 1
    speaker = speaker_above(rows, title) if title is not None and not stated.source else None
    published = find_published(rows, title, first, last) if first else None
    byline = find_byline(rows, title, first, last) if first and title is not None else None
    if byline is not None and byline.row < first:
        rows[byline.row].mark("byline+date" if rows[byline.row].kind == "date" else "byline")
    elif byline is not None:
        byline = None
    if speaker is not None and rows[speaker[0]].kind is None:
        rows[speaker[0]].mark("byline")
    for row in rows:
        if row.kind is None:
            row.mark("body")
    date = published.date if published else stated.published
    event = find_event([row.text for row in rows if row.kind == "body"], date)
    return assembling.article(
        [Line(one.text, row.kind or "body", row.reason) for one, row in zip(shown, rows, strict=True)],
        title=calls.title if calls else rows[title].text if title is not None else stated.title,
        author=stated.author or (byline.author if byline else None),
        source=stated.source or (byline.source if byline else None) or (speaker[1] if speaker else None),
        stated_language=stated.language,
        url=stated.url,
        published=date,
        event_date=event.date if event else None,
        review=(
            *reviews,
            *(() if stated.author else _author_review(byline)),
            *(published.review if published else ()),
            *(event.review if event else ()),
        ),
    )


def _calls_itself(rows: Sequence[Row], guessed: int | None) -> Statement | None:
    """The statement in a document without headings, its title marked instead of the line that was guessed."""
    if guessed is not None:
        rows[guessed].kind = None
    found = find_statement(rows)
    if found is None or not found.clean:
        if guessed is not None:
            rows[guessed].mark("title")
        return None
    for row in found.rows[1:]:
        rows[row].mark("title-duplicate")
    rows[found.rows[0]].mark("title")
    return found


def _clean(paragraph: Paragraph) -> Paragraph:
    return paragraph._replace(text=" ".join(encoding.clean(paragraph.text).split()))


def _title(
    rows: Sequence[Row], shown: Sequence[Paragraph], stated: Stated
) -> tuple[int | None, list[Review]]:
    """The row of the title, marked with the lines that repeat it; None when the text does not show it."""
    written = [row for row in rows if row.kind is None]
    wanted = key(stated.title or "")
    same = [row for row in written[:_HEAD_LINES] if wanted and row.key == wanted]
    headings = [row for row in written if shown[row.number].level > 0 and row.words <= 2 * _TITLE_WORDS]
    reviews: list[Review] = []
    if same:
        chosen = same[-1]
    elif stated.title:
        return None, []
    elif headings and headings[0] in written[:_HEAD_LINES] and headings[0].number < rows[-1].number:
        chosen = headings[0]
    elif len(written) > 1 and written[0].words <= _TITLE_WORDS and not written[0].ends_sentence:
        chosen = written[0]
        reviews.append(
            Review("title", "The first line was taken for the title; nothing else shows that it is.")
        )
    else:
        return None, []
    for row in written[: _HEAD_LINES + 2]:
        if row.key == chosen.key and row.key:
            row.mark("title" if row is chosen else "title-duplicate")
    chosen.mark("title")
    return chosen.number, reviews


def _first_of_body(rows: Sequence[Row], title: int | None) -> int:
    """The first row of the text itself: long, a sentence, or without a date and a name."""
    start = 0 if title is None else title + 1
    for row in rows[start : start + _HEAD_LINES]:
        if row.kind is not None:
            continue
        if row.words > _HEAD_WORDS or (row.ends_sentence and not row.stated_date):
            return row.number
    written = [row.number for row in rows[start:] if row.kind is None]
    return written[0] if written else start


def _author_review(byline: Byline | None) -> list[Review]:
    if byline is None or byline.sure:
        return []
    why = byline.why or "it only stands near the title"
    return [Review("author", f"“{byline.author}” was taken for the author: {why}.")]
