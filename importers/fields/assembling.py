"""An article put together from fields that a format states, each cleaned of what a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from importers.base import UnreadableSource
from importers.fields import encoding
from importers.fields.language import language_of
from importers.fields.writers import somebody
from store.article import Article, Line, PartialDate, Review

LONGEST_FIELD = 4000
"""Characters of a title, a name or an address that are kept."""
MOST_TAGS = 200
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)
_NAMES = {
    "arabic": "ar",
    "العربية": "ar",
    "عربي": "ar",
    "french": "fr",
    "français": "fr",
    "english": "en",
    "anglais": "en",
}


def one_line(text: str | None) -> str | None:
    """The text on one line, without controls; None when nothing is left of it."""
    return " ".join(encoding.clean(text or "").split())[:LONGEST_FIELD] or None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a body, blank ones told apart, none at either end."""
    lines = [line.rstrip() for line in encoding.clean(text).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return tuple(Line(line, "body" if line else "blank") for line in lines)


def address(text: str | None) -> str | None:
    """A web address, or None: other schemes and local paths are no place where an article was published."""
    plain = encoding.clean(text or "").strip()
    if not plain or any(map(str.isspace, plain)) or len(plain) > LONGEST_FIELD:
        return None
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    return plain if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def language(stated: str | None) -> str | None:
    """The language a field names (``ar-MA``, ``fr_FR``, ``Arabic``) as its two or three letters, or None."""
    plain = (one_line(stated) or "").lower()
    if plain in _NAMES:
        return _NAMES[plain]
    found = _LANGUAGE.fullmatch(plain)
    return found[1] if found else None


def article(
    lines: Sequence[Line],
    *,
    title: str | None = None,
    author: str | None = None,
    source: str | None = None,
    section: str | None = None,
    stated_language: str | None = None,
    url: str | None = None,
    published: PartialDate | None = None,
    event_date: PartialDate | None = None,
    tags: Iterable[str] = (),
    review: Iterable[Review] = (),
) -> Article:
    """The article of these fields; a title that is missing is marked for review, the language is told from the text.

    `stated_language` counts where the text itself does not tell. Raises UnreadableSource when there is neither a title
    nor a text, or the text is beyond the limits.
    """
    clean_title = one_line(title)
    body = "\n".join(line.text for line in lines if line.kind == "body")
    if not clean_title and not any(map(str.isalnum, body)):
        raise UnreadableSource("empty", "It has neither a title nor a text.")
    if body:
        encoding.check(body)
    reviews = list(review)
    if clean_title is None and not any(one.field == "title" for one in reviews):
        reviews.append(Review("title", "No title was found."))
    names = (one_line(tag) for tag in tags)
    return Article(
        lines=tuple(lines),
        title=clean_title,
        author=somebody(one_line(author)),
        source=one_line(source),
        section=one_line(section),
        language=language_of(body, clean_title or "") or language(stated_language),
        url=address(url),
        published=published,
        event_date=event_date,
        tags=tuple(dict.fromkeys(name for name in names if name))[:MOST_TAGS],
        review=tuple(reviews),
    )


class Members:
    """Names of the parts of one file, each used once: a name that comes again gets a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, wanted: str | None, otherwise: str) -> str:
        """`wanted` on one line, or `otherwise`; with ``#2`` and so on behind it if there is one already."""
        name = one_line(wanted) or otherwise
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else self.name(f"{name}#{count}", otherwise)
