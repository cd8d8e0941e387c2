"""A web page copied as plain text ("select all, copy, paste") → the article in it, every line accounted for.

What the page itself shows (a repeated title, a path through the site, a byline between title and text) is taken as it
stands; what is only likely is taken and marked for review; what is missing stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from importers.base import Read, Source, UnreadableSource
from importers.capture.bodyblock import find_body, is_sentence, looks_like_byline
from importers.capture.byline import Byline, find_byline, find_source, of_paper, site_above
from importers.capture.capture_dates import (
    Dated,
    dated_by,
    either_order,
    end_of_head,
    find_event,
    find_published,
    is_entry,
)
from importers.capture.channels import read_channel
from importers.capture.chats import read_chat
from importers.capture.headline import Headline, find_headline
from importers.capture.labels import read_labelled
from importers.capture.menus import in_menu
from importers.capture.notices import notices_above
from importers.capture.pasted_mail import read_pasted_mail
from importers.capture.posts import Post, find_post, words_of_network
from importers.capture.rows import Row, rows_of, without_link_numbers
from importers.capture.statements import (
    Statement,
    find_statement,
    is_kind_alone,
    letter_above,
    signed_below,
)
from importers.capture.surroundings import keep_all_of_clean, lead_below, links_inside
from importers.fields import encoding
from importers.fields.boilerplate import SECTIONS, key
from importers.fields.cut_off import SENTENCE, says_part
from importers.fields.language import language_of
from importers.fields.organisations import organisation
from importers.fields.permalinks import day_of_address
from importers.fields.writers import SAYS_BY
from store.article import Article, Line, Review

_TEXT_NAMES = (".txt", ".text", ".md", ".markdown")
_ADDRESS = re.compile(
    r"^(?:(?:source|url|link|lien|المصدر|الرابط|رابط المقال)\s*:?\s*)?(https?://[^\s<>\"]{4,2000})$",
    re.IGNORECASE,
)


_MOST_OF_A_NAME = 9
"""Words of an organisation's name; a longer line that begins with one says what it did."""
_SENTENCE_WORDS = 4
_SHOWN = ("marked", "repeated", "path")
"""Evidence of a title that outweighs the letterhead of a statement."""
_FAR_FROM_TEXT = 12
POSTED = "it is the name above a post"


class CaptureImporter:
    """Plain text of a page. It claims any text that no other format claims."""

    name = "capture"
    version = "2"

    def claims(self, path: str, head: bytes) -> int:
        """Text by name, or by holding no NUL bytes in single bytes; sure of nothing, so every other format goes first."""
        if path.lower().endswith(_TEXT_NAMES):
            return 40
        text = encoding.opening(head)
        if text is None or not any(map(str.isalnum, text)):
            return 10 if not head else 0
        return 20

    def read(self, source: Source) -> Iterator[Read]:
        """The one article of the capture. Raises UnreadableSource."""
        decoded = encoding.decode(source.take())
        article = read_text(decoded.text)
        if decoded.uncertain:
            others = ", ".join(decoded.alternatives)
            reason = f"Read as {decoded.encoding} ({decoded.method}"
            reason += f", {decoded.errors} unreadable places)" if decoded.errors else ")"
            reason += f"; it could also be {others}." if others else "."
            article = _with_review(article, Review("encoding", reason))
        yield Read(article, "", decoded.encoding, decoded.method, decoded.confidence)


IMPORTER = CaptureImporter()


def read_text(text: str) -> Article:
    """The article in a decoded text. Raises UnreadableSource if no line of it can be one."""
    message = read_chat(text) or read_pasted_mail(text)
    if message is not None:
        return message
    rows = rows_of(text)
    told = read_labelled(rows, text) or read_channel(rows, text)
    if told is not None:
        return told
    span = find_body(rows)
    if span is None:
        raise UnreadableSource(
            "no article", "No line of this text reads like an article, only parts of a page."
        )
    first, last = span
    headline = find_headline(rows, first, last)
    if headline is not None and not _leaves_a_body(rows, headline, first, last):
        headline = None
    statement = None if headline and headline.evidence in _SHOWN else _statement(rows, first, last)
    post = (
        find_post(rows, last)
        if statement is None and (headline is None or headline.evidence not in _SHOWN)
        else None
    )
    open_to_letter = statement is None and (headline is None or headline.evidence not in _SHOWN)
    letter, below_letter = letter_above(rows, first) if open_to_letter else None, first
    if post is not None:
        headline, first, last = _below_post(rows, headline, post, first, last)
    elif letter is not None:
        headline, first = None, letter
    elif statement is not None:
        headline, first = Headline(statement.rows[0], "marked"), min(statement.first, last)
    elif headline is None:
        first = _heading_back(rows, first)
    elif headline.row >= first:
        first = next(row.number for row in rows[headline.row + 1 :] if not row.blank)
    else:
        first = _sentences_back(rows, headline.row, first)
    _mark_title(rows, headline)
    for below in statement.rows[1:] if statement else ():
        rows[below].mark("title-duplicate")
    notices = notices_above(rows, headline.row) if headline else []
    for row in notices:
        row.mark("body")
    lead = lead_below(rows, headline.row, first) if headline else []
    for row in lead:
        row.mark("body")
    url = _mark_address(rows, first, last)
    section = _mark_section(rows, headline, first)
    head_end = end_of_head(rows, first, last) if headline else first
    if letter is not None:
        head_end = max(first, below_letter)
    published = find_published(rows, headline.row if headline else None, head_end, last)
    if published is None and url is not None:
        linked, reviewed = day_of_address(url)
        published = Dated(linked, reviewed) if linked else None
    named_source = find_source(rows, first, last) or site_above(
        rows, headline.row if headline else None, first
    )
    byline = find_byline(rows, headline.row if headline else None, head_end, last)
    if statement is not None:
        outside = byline and (statement.source or not headline or not headline.row < byline.row < first)
        if byline and outside and not SAYS_BY.match(rows[byline.row].text):
            byline = None
        published = published or (dated_by(statement.dated) if statement.dated else None)
        last = signed_below(rows, last) if statement.clean else last
        for above in statement.kept:
            if rows[above].kind is None:
                rows[above].mark("body")
        if statement.source_row is not None and rows[statement.source_row].kind is None:
            rows[statement.source_row].mark("byline")
    if post is not None:
        byline = _poster(post)
    byline = of_paper(byline) if byline else None
    if byline:
        rows[byline.row].mark("byline+date" if rows[byline.row].kind == "date" else "byline")
    if byline and byline.author and rows[last].key == key(byline.author):
        rows[last].mark("byline")
    links = links_inside(rows, first, last, rows[headline.row].key if headline else "")
    if any(row.kind in (None, "body") for row in rows[first : last + 1] if row not in links):
        for row in links:
            row.mark("boilerplate", "read also")
    if headline is not None:
        keep_all_of_clean(rows, headline.row, first)
    _mark_rest(rows, first, last)
    event = find_event(
        [row.text for row in rows if row.kind == "body" and row not in notices],
        published.date if published else None,
    )
    language = language_of(
        "\n".join(row.text for row in rows if row.kind == "body"), rows[headline.row].text if headline else ""
    )
    reviews = [
        *_title_review(rows, headline, first),
        *_author_review(byline),
        *(published.review if published else ()),
        *either_order(published.date if published else None, language),
        *(event.review if event else ()),
        *_body_review(rows),
    ]
    source_lines = without_link_numbers(rows, text.split("\n"))
    return Article(
        lines=tuple(Line(source_lines[row.number].strip(), row.kind or "body", row.reason) for row in rows),
        title=statement.title if statement else rows[headline.row].text if headline else None,
        author=(byline.author or None) if byline else None,
        source=named_source
        or (byline.source if byline else None)
        or (statement.source if statement else None),
        section=section,
        language=language,
        url=url,
        published=published.date if published else None,
        event_date=event.date if event else None,
        review=tuple(reviews),
    )


def _with_review(article: Article, review: Review) -> Article:
    from dataclasses import replace  # noqa: PLC0415 - uncertain encodings are rare

    return replace(article, review=(*article.review, review))


def _statement(rows: Sequence[Row], first: int, last: int) -> Statement | None:
    """The statement whose title stands above or at the beginning of the text that was found."""
    found = find_statement(rows)
    if found is None or found.first > last:
        return None
    between = sum(1 for row in rows[found.first : first] if not row.blank)
    return found if found.clean or between <= _FAR_FROM_TEXT else None


def _below_post(
    rows: Sequence[Row], headline: Headline | None, post: Post, first: int, last: int
) -> tuple[Headline | None, int, int]:
    """The title of a post, which has none unless one stands below its head, and the first and last row of its text."""
    if post.end is not None:
        for row in words_of_network(rows, post):
            row.mark("boilerplate", "share bar")
        last = max(row.number for row in rows[post.stamp_row + 1 : post.end] if row.kind is None)
    below = [row.number for row in rows[post.stamp_row + 1 : last + 1] if not row.blank and not row.furniture]
    if headline is not None and not post.stamp_row < headline.row <= last:
        headline = None
    start = min(first, below[0]) if below and headline is None else first
    start = max(start, post.stamp_row + 1)
    if headline is None and len(below) > 1 and is_kind_alone(rows[below[0]]):
        headline, start = Headline(below[0], "first line"), below[1]
    return headline, start if start <= last else below[0], last


def _poster(post: Post) -> Byline:
    """Who posted a text, for somebody to look at: a person, or the page of an organisation."""
    why = POSTED
    return Byline(
        "" if post.source else post.name, post.name if post.source else None, post.name_row, False, why
    )


def _heading_back(rows: Sequence[Row], first: int) -> int:
    """Without a title, a sub-heading right above the body belongs to it."""
    above = first - 1
    while (
        above >= 0
        and rows[above].kind is None
        and rows[above].key not in SECTIONS
        and not rows[above].stated_day
        and not rows[above].mostly_date
    ):
        first, above = above, above - 1
    return first


def _leaves_a_body(rows: Sequence[Row], headline: Headline, first: int, last: int) -> bool:
    """Whether the text has a line that does not repeat the title."""
    title = rows[headline.row].key
    return any(row.kind is None and row.key != title for row in rows[first : last + 1])


def _sentences_back(rows: Sequence[Row], title: int, first: int) -> int:
    """The start moved up over short sentences right above it, such as the first question of a conversation."""
    for row in reversed(rows[title + 1 : first]):
        if row.blank:
            continue
        if (
            row.kind is not None
            or not is_sentence(row)
            or row.words < _SENTENCE_WORDS
            or row.key == rows[title].key
            or row.mostly_date
            or (row.stated_date and not is_entry(row))
            or looks_like_byline(row)
        ):
            break
        first = row.number
    return first


def _mark_title(rows: Sequence[Row], headline: Headline | None) -> None:
    if headline is None:
        return
    title = rows[headline.row]
    same = [row for row in rows if row.key == title.key and (row.kind is None or row is title)]
    for row in same:
        row.mark("title-duplicate")
    same[0].mark("title")


def _mark_address(rows: Sequence[Row], first: int, last: int) -> str | None:
    found: list[str] = []
    for row in [*rows[:first], *rows[last + 1 :]]:
        address = _ADDRESS.match(row.text) if row.kind is None and "://" in row.text else None
        above = (
            next((one for one in reversed(rows[: row.number]) if not one.blank), None) if address else None
        )
        if above is not None and above.number >= first and above.text.endswith(":"):
            continue
        if address:
            row.mark("boilerplate", "address")
            found.append(address[1])
    return found[0] if len(set(found)) == 1 else None


def _mark_section(rows: Sequence[Row], headline: Headline | None, first: int) -> str | None:
    section: str | None = None
    title_key = rows[headline.row].key if headline else ""
    for row in rows[:first]:
        if row.breadcrumb:
            section = _section_in(row.breadcrumb, title_key) or section
        elif row.kind is None and row.key in SECTIONS and section is None and not in_menu(rows, row):
            section = row.text.strip(" :،-–|")
            row.mark("section")
    return section


def _section_in(path: str, title_key: str) -> str | None:
    """The first step of a path through the site, the title at its end taken off."""
    steps = [step.strip() for step in re.split(r"\s*[/»>›|]\s*", path) if step.strip()]
    words = steps[0].split() if steps else []
    for count in range(1, min(len(words), 4) + 1):
        rest = key(" ".join(words[count:]))
        if rest and title_key and (rest == title_key or title_key.startswith(rest)):
            return " ".join(words[:count])
    if not words or len(words) > 4 or (title_key and key(steps[0]) == title_key):
        return None
    return steps[0]


def _mark_rest(rows: Sequence[Row], first: int, last: int) -> None:
    for row in rows:
        if row.kind is None:
            if first <= row.number <= last:
                row.mark("body")
            else:
                row.mark("boilerplate", "outside the article")


def _title_review(rows: Sequence[Row], headline: Headline | None, first: int) -> list[Review]:
    if headline is not None:
        row = rows[headline.row]
        named = headline.evidence == "alone" and row.words <= _MOST_OF_A_NAME and organisation(row.text)
        return (
            []
            if headline.sure and not named
            else [Review("title", "The first line was taken for the title; nothing else shows that it is.")]
        )
    opening = rows[first]
    if opening.words <= 20 and not opening.ends_sentence:
        return [Review("title", f"No title: the text begins with a sub-heading. Suggestion: {opening.text}")]
    return [Review("title", "No title was found.")]


def _body_review(rows: Sequence[Row]) -> list[Review]:
    told = any(says_part(row.text, row.words, inside=row.kind == "body") for row in rows)
    return [Review("body", SENTENCE)] if told else []


def _author_review(byline: Byline | None) -> list[Review]:
    if byline is None or byline.sure:
        return []
    why = byline.why or "it only stands near the title"
    if not byline.author:
        posted = byline.why == POSTED
        return (
            [Review("source", f"“{byline.source}” was taken for the source: it stands above a post.")]
            if posted
            else []
        )
    return [Review("author", f"“{byline.author}” was taken for the author: {why}.")]
