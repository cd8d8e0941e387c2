"""A record of a reference manager (RIS, BibTeX, CSL-JSON) → an article, with whatever it has of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from importers.base import Read, Refused, UnreadableSource
from importers.fields import assembling, encoding, markup
from importers.fields.assembling import Members
from importers.fields.stated_dates import read_date
from store.article import Review

_Record = TypeVar("_Record")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def person(name: str) -> str:
    """A name in the order it is spoken: ``المرابط, سعاد`` becomes ``سعاد المرابط``."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name.strip()


def reference(
    member: str,
    *,
    title: str,
    authors: Iterable[str] = (),
    date: str = "",
    container: str = "",
    url: str = "",
    doi: str = "",
    summary: str = "",
    note: str = "",
    keywords: Iterable[str] = (),
    language: str = "",
) -> Read:
    """The article of one record; that its text is missing is marked. `url` goes before `doi`, which becomes an address.

    Raises UnreadableSource for a record without a title.
    """
    found = _DOI.search(doi)
    lines = markup.lines_of(summary) if markup.is_markup(summary) else assembling.lines_of(summary)
    missing = (
        "Only a summary is there, not the text." if lines else "Only the record is there, without a text."
    )
    published = read_date(date)
    reviews = [Review("body", missing)]
    if date.strip() and published is None:
        reviews.append(
            Review("published", f"This could not be read as a date: {' '.join(date.split())[:100]}")
        )
    article = assembling.article(
        lines,
        title=markup.plain(title),
        author=", ".join(filter(None, map(person, authors))),
        source=container,
        stated_language=language,
        url=assembling.address(url) or (f"https://doi.org/{found[0]}" if found else None),
        published=published,
        tags=keywords,
        review=reviews,
    )
    return Read(article, member, note=encoding.clean(note).strip())


def read_records(
    records: Iterable[tuple[str, _Record]],
    decoded: encoding.Decoded,
    read: Callable[[_Record, str], Read],
) -> Iterator[Read | Refused]:
    """One article a record, with how the file was decoded. `records` are keys (which may be empty or double) with records.

    `read` makes the article of a record and its member's name; where it raises UnreadableSource, that one record is refused.
    """
    members = Members()
    for number, (key, record) in enumerate(records, 1):
        member = members.name(key, str(number))
        try:
            found = read(record, member)
        except UnreadableSource as error:
            yield Refused(member, error.reason, str(error))
            continue
        yield replace(
            found,
            encoding=decoded.encoding,
            encoding_method=decoded.method,
            encoding_confidence=decoded.confidence,
        )
