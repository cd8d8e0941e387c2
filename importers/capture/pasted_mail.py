"""A message of a mail program that was copied as text, with its fields above it: it is read by them."""

from __future__ import annotations

from importers.capture.capture_dates import find_event
from importers.fields.forwarded import find_forwarded, without_quotes
from importers.fields.language import language_of
from importers.fields.writers import somebody
from store.article import Article, Line, Review


def read_pasted_mail(text: str) -> Article | None:
    """The message, or None where no fields of one stand above the text."""
    lines = [line.strip() for line in text.split("\n")]
    written = next((at for at, line in enumerate(lines) if line), 0)
    found = find_forwarded(lines[written:])
    if found is None or not any(lines[written + found.text :]):
        return None
    start = written + found.text
    below = [without_quotes(line).strip() if found.quoted else line for line in lines[start:]]
    body = "\n".join(below)
    event = find_event([line for line in below if line][:3], found.date)
    reviews: list[Review] = []
    if found.title is None:
        reviews.append(Review("title", "No title was found."))
    if found.date is None and found.stated:
        reviews.append(Review("published", f"This could not be read as a date: {found.stated}"))
    return Article(
        lines=(
            *(
                Line(line, "boilerplate" if line else "blank", "sent on" if line else "")
                for line in lines[:start]
            ),
            *(Line(line, "body" if line else "blank") for line in below),
        ),
        title=found.title,
        author=somebody(found.author),
        language=language_of(body, found.title or ""),
        published=found.date,
        event_date=event.date if event else None,
        review=(*reviews, *(event.review if event else ())),
    )
