"""A page's markup → the article on it, every line the page shows accounted for.

What the page states in data comes first, then what its look suggests; the lines around the title are read as those of a
plain-text capture are. What is only likely is marked for review, what is missing stays missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from importers.base import UnreadableSource
from importers.capture.bodyblock import is_sentence, looks_like_byline
from importers.capture.byline import find_byline, names_somebody
from importers.capture.byline import find_source as find_named_source
from importers.capture.capture_dates import either_order, find_event, find_published
from importers.capture.headline import find_headline
from importers.capture.rows import Row, rows_of
from importers.capture.surroundings import links_inside
from importers.fields import permalinks
from importers.fields.boilerplate import key
from importers.fields.dates import as_day
from importers.fields.language import language_of
from importers.fields.writers import NOBODY, SAYS_BY
from importers.page import listing, notices, reviews
from importers.page import published as stated_dates
from importers.page.address import Saved, address_of, saved_by, taken_from_archive
from importers.page.author import find_author, in_opening, is_its_source, without_source
from importers.page.body import body_rows, voted
from importers.page.byline import (
    by_its_site,
    byline_in_body,
    mark_byline,
    without_author_box,
)
from importers.page.json_ld import LinkedData
from importers.page.lines import PageLine, lines_of
from importers.page.marks import Marks
from importers.page.markup import Markup
from importers.page.meta import Meta
from importers.page.networks import account_of, channel_of, of_several_days, without_names
from importers.page.publisher import find_section, find_source, source_in_title
from importers.page.stated import Stated
from importers.page.title import Title, find_title, names_of_itself, title_among
from importers.page.tree import Outside, parse, text_of
from store.article import Article, Line, PartialDate, Review

_ABOVE_TITLE = 6
_BELOW_BODY = 12
"""Written lines above the title and below the body in which a date and a byline are looked for."""
_HEADER_ROWS = 4
"""Lines at the beginning of the body among which one of name and date may stand."""
_LEAD_WORDS = 8
_LEAD_SENTENCE = 12
_LEAD_LINES = 3
"""Words of a sentence that stands by itself between title and text, and how many such are a lead."""
_NAME_WORDS = 4
"""Words beyond which what a page calls itself is more than the name of its site."""
_SHORT_LINE = 12
_FEW_PICTURES = 10
"""Pictures at the top of a page among which is its logo."""


def read_page(markup: Markup, saved: Saved | None = None) -> Article:
    """The article on a page. `saved` is what the file around it says of where it was saved. Raises UnreadableSource."""
    tree = parse(markup.text)
    meta = Meta(tree)
    saved = taken_from_archive(tree, saved or saved_by(markup.opening, meta))
    marks = Marks(tree)
    url = address_of(tree, meta, saved)
    data = LinkedData(tree)
    names = names_of_itself(tree, meta)
    node = data.article(names, url)
    source = channel_of(tree, find_source(tree, data, node, meta))
    title = find_title(
        marks, Outside(tree), names, data.name(node.get("headline")), source.value if source else None
    )
    outside = Outside(tree, title.heading if title else None)
    author = find_author(marks, data, node, meta, outside)
    in_data = stated_dates.stated_in_data(node, meta)
    needed = in_data is None or "utc" in in_data.flags
    marked = (
        stated_dates.marked_in_article(marks, outside, title.heading if title else None) if needed else None
    )
    section = find_section(marks, data, node, meta, outside, title=title.stated.value if title else None)
    html_language = (tree.get("lang") or tree.get("xml:lang") or "")[:2].lower()
    lines = lines_of(tree, outside)
    summary = meta.first("og:description", "description", "twitter:description")
    kind = meta.first("og:type")
    stated_as_article = data.is_article(node) or (kind is not None and kind.value.lower() == "article")
    headings = [text_of(one) for one in marks["h1"][:1]]
    pictures = [picture.get("alt") or "" for picture in marks["picture"][:_FEW_PICTURES]]
    if title is None or not title.stated.sure:
        title = title_among([line.text for line in lines], names) or title
    vote = voted(tree)
    several = of_several_days(names, [one.get("datetime") or "" for one in marks["time"]])
    del tree, marks

    rows = rows_of("\n".join(line.text for line in lines))
    for row, line in zip(rows, lines, strict=False):  # no line at all is one empty row
        row.heading = line.heading
    body = body_rows(rows, lines, vote, summary.value if summary else "")
    title_key = key(title.stated.value) if title else None
    body, below = _without_header(rows, _below_title(rows, body, title_key))
    notice = notices.is_notice(names, headings)
    if notices.says_nothing_else(rows, body, notice):
        raise UnreadableSource("no article", notices.SENTENCE)
    again = links_inside(rows, body[0], body[-1], title_key or "") if body else []
    body = [number for number in body if rows[number] not in again or lines[number].heading] or body
    if not body:
        raise UnreadableSource("no article", "There is no text of an article on this page.")
    if title is None or (not title.stated.sure and not _heads(rows, title.stated, body)):
        title = _title_by_look(rows, body, names) or title
        title_key = key(title.stated.value) if title else None
        body = [number for number in body if rows[number].key != title_key] or body
        below = max(below, body[0])
    listed = not stated_as_article and listing.is_listing(rows, lines, body, url)
    said = [notices.MARKED] if notice else [listing.MARKED] if listed else []
    heading = _mark_title(rows, lines, title.stated.value if title else None, body[0])
    body = _with_lead(rows, lines, heading, body)
    _leave_out(rows, lines, heading, body)
    shown = find_published(rows, heading, below, body[-1])
    published, date_review = _published(in_data, marked, shown.date if shown else None, url, saved.day)
    if shown and published is shown.date:
        date_review = (*shown.review, *date_review)
    named = find_named_source(rows, below, body[-1])
    byline = find_byline(rows, heading, below, body[-1]) or byline_in_body(rows, body)
    if byline and key(byline.author) in (*NOBODY, key(source.value) if source else ""):
        byline = None
    if byline and (author is None or (source and key(author.value) == key(source.value) and byline.sure)):
        sure = byline.sure and (" " in byline.author or SAYS_BY.match(rows[byline.row].text) is not None)
        author = Stated(byline.author, byline.why or "it only stands near the title", sure)
    author = without_source(author, source.value if source else None) if author else None
    mark_byline(rows, author, heading, body)
    if source is None:
        written, byline = byline, by_its_site(byline, names, title.stated.value if title else None)
        turned = written is not None and author is not None and author.value == written.author
        if author and byline and (turned or key(byline.author) in key(author.value)):
            author = author._replace(value=byline.author)
        beside = Stated(byline.source, "byline") if byline and byline.source else None
        shown_lines = pictures + [
            line.text
            for line, row in zip(lines, rows, strict=True)
            if row.words < _SHORT_LINE and row.kind != "title"
        ]
        source = Stated(named, "named") if named else beside
        source = source or source_in_title(names, title.stated.value if title else None, shown_lines)
    author = without_source(author, source.value if source else None) if author else None
    if author and source and is_its_source(author.value, source.value, url):
        named_too = byline and byline.sure and not is_its_source(byline.author, source.value, url)
        author = Stated(byline.author, byline.why) if byline and named_too else None
        mark_byline(rows, author, heading, body)
    opening = in_opening(rows, body, source.value) if author is None and source else None
    if opening:
        author = Stated(opening.author, "it only stands near the title", sure=False)
        rows[opening.row].mark("byline")
    account = account_of(names, source, title)
    if account:
        source, title = Stated(account, reviews.POSTED, sure=False), None
        author = None if author and key(author.value) == key(account) else author
        body = without_names(rows, body, account)
        published, date_review = (None, ()) if several else (published, date_review)
    if listed:
        author, published, date_review = None, None, ()
        if heading is not None and lines[heading].linked:
            title = Title(Stated(names[-1], "title", sure=False)) if names[-1] else None
    left = [number for number in without_author_box(rows, body, author) if rows[number].kind != "byline"]
    body = left or body
    inside = set(body)
    for row in rows:
        _mark(row, row.number in inside, lines[row.number])
    paragraphs = [lines[number].text for number in body]
    event = find_event(paragraphs, published) if not listed else None
    language = (
        language_of("\n".join(paragraphs), title.stated.value if title else "") or html_language or None
    )
    return Article(
        lines=tuple(
            Line(line.text, row.kind or "boilerplate", row.reason)
            for line, row in zip(lines, rows, strict=True)
        ),
        title=title.stated.value if title else None,
        author=author.value if author else None,
        source=source.value if source else None,
        section=section.value if section else None,
        language=language,
        url=url,
        published=published,
        event_date=event.date if event else None,
        review=(
            *reviews.of_title(title.stated if title else None),
            *reviews.of_author(author),
            *reviews.of_source(source),
            *date_review,
            *either_order(published, language),
            *(event.review if event else ()),
            *reviews.of_body(rows, *said),
        ),
    )


def _below_title(rows: Sequence[Row], body: Sequence[int], title: str | None) -> list[int]:
    """The body without its title, and without the lines above it that are no sentences: old pages hold all in one table."""
    at = next((number for number in reversed(body) if rows[number].key == title), None)
    rest = [number for number in body if rows[number].key != title]
    if at is None:
        return rest
    above = sum(rows[number].words for number in rest if number < at and is_sentence(rows[number]))
    if 4 * above > sum(rows[number].words for number in rest):
        return rest
    return [number for number in rest if number > at or is_sentence(rows[number])] or rest


def _without_header(rows: Sequence[Row], body: Sequence[int]) -> tuple[list[int], int]:
    """The body without lines of name and date at its beginning, and the first row below them.

    Sentences above such a line are kept: some pages print the date between the lead and the text. A line that has less below it
    than above signs a short text.
    """
    dated = [
        at
        for at, number in enumerate(body[:_HEADER_ROWS])
        if rows[number].stated_date
        and (looks_like_byline(rows[number]) or not is_sentence(rows[number]))
        and sum(rows[below].words for below in body[at + 1 :])
        >= sum(rows[above].words for above in body[:at])
    ]
    rest = list(body[dated[-1] + 1 :]) if dated else list(body)
    if len(rest) > 1 and _is_name_below_date(rows, rest[0]):
        rest = rest[1:]
    if not dated or not rest:
        return rest, rest[0] if rest else -1
    lead = [
        number
        for number in body[: dated[-1]]
        if rows[number].words >= _LEAD_WORDS and is_sentence(rows[number])
    ]
    return [*lead, *rest], rest[0]


def _is_name_below_date(rows: Sequence[Row], number: int) -> bool:
    """Whether a line is a name that stands beside a date or right below one."""
    row = rows[number]
    above = next((one for one in reversed(rows[:number]) if not one.blank), None)
    dated = bool(row.dates) or (
        above is not None and above.stated_date is not None and above.words <= _LEAD_WORDS
    )
    joined = any(sign in row.text for sign in ":/|–—")
    return dated and not joined and not row.heading and names_somebody(row)


def _with_lead(
    rows: Sequence[Row], lines: Sequence[PageLine], heading: int | None, body: Sequence[int]
) -> list[int]:
    """The body with the sentences between the title and it, where nothing but names, dates and furniture stands beside them."""
    lead: list[int] = []
    for row in rows[heading + 1 : body[0]] if heading is not None else ():
        line = lines[row.number]
        if line.outside or line.caption or line.linked or line.heading or line.subtitle:
            continue
        sentence = row.words >= _LEAD_SENTENCE and is_sentence(row) and row.stated_date is None
        if row.kind is None and sentence and row.repeats == 1:
            lead.append(row.number)
    if not 0 < len(lead) <= _LEAD_LINES:
        return list(body)
    for number in lead:
        rows[number].mark("body")
    return [*lead, *body]


def _heads(rows: Sequence[Row], title: Stated, body: Sequence[int]) -> bool:
    """Whether a heading of the page stands above the text: one inside it heads a part of it."""
    wanted = key(title.value)
    return title.where != "title" and any(row.key == wanted for row in rows[: body[0]])


def _title_by_look(rows: Sequence[Row], body: Sequence[int], names: Sequence[str]) -> Title | None:
    """The line that looks like a title, where all that a page calls itself is the short name of its site."""
    if names and len(names[-1].split()) > _NAME_WORDS:
        return None
    found = find_headline(rows, body[0], body[-1])
    return Title(Stated(rows[found.row].text, "line", sure=False)) if found else None


def _mark_title(rows: Sequence[Row], lines: Sequence[PageLine], title: str | None, first: int) -> int | None:
    """Marks the lines that show the title; the row of the one that heads the article."""
    title_key = key(title) if title else None
    same = [row for row in rows if row.key == title_key]
    if not same:
        return None
    best = min(
        same, key=lambda row: (row.number > first, lines[row.number].heading or 9, abs(first - row.number))
    )
    for row in same:
        row.mark("title-duplicate")
    best.mark("title")
    return best.number


def _leave_out(
    rows: Sequence[Row], lines: Sequence[PageLine], heading: int | None, body: Sequence[int]
) -> None:
    """Marks all lines that are too far from title and body to say anything of the article, and those of other parts."""
    inside = set(body)
    top = heading if heading is not None and heading < body[0] else body[0]
    written = [row.number for row in rows if not row.blank]
    above = [number for number in written if number < top][-_ABOVE_TITLE:]
    below = [number for number in written if number > body[-1]][:_BELOW_BODY]
    first, last = (above or [top])[0], (below or [body[-1]])[-1]
    for row in rows:
        line = lines[row.number]
        explains = line.subtitle and not row.stated_date and not SAYS_BY.match(row.text)
        near = first <= row.number <= last and not (line.outside or explains)
        if row.number not in inside and row.kind is None and not near:
            row.mark("boilerplate", "outside the article")


def _published(
    in_data: PartialDate | None,
    marked: PartialDate | None,
    shown: PartialDate | None,
    url: str | None,
    saved: date | None,
) -> tuple[PartialDate | None, tuple[Review, ...]]:
    """The date of publication and what should be looked at: the first of data, mark-up, look and address that has one."""
    if in_data is not None:
        return stated_dates.local(in_data, shown or marked), ()
    in_url = permalinks.in_address(url)
    found = stated_dates.local(marked, shown) if marked is not None else shown
    day, linked = as_day(found), as_day(in_url)
    found = permalinks.without_midnight(found) if found is not None else None
    if found is not None and not (day and linked and abs((day - linked).days) > 1):
        clock = day is not None and day == saved and found is shown
        reason = f"It is also the day the page was saved: {found.evidence}"
        return found, ((Review("published", reason),) if clock else ())
    return permalinks.day_of_address(url)


def _mark(row: Row, inside: bool, line: PageLine) -> None:
    if inside:
        row.mark("body")
    elif row.kind is None:
        row.mark("boilerplate", "picture" if line.caption else "outside the article")


def with_review(article: Article, *reviews: Review) -> Article:
    """The article with more for a person to look at."""
    return replace(article, review=(*article.review, *reviews))
