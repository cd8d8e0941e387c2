"""What an article is, before and after it is in the archive. Plain frozen data, text always in logical order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Precision = Literal["year", "month", "day", "minute"]
Field = Literal[
    "title", "author", "source", "section", "language", "url", "published", "event_date", "body", "encoding"
]
Editable = Literal["title", "author", "source", "section", "language", "url", "published", "event_date"]
EDITABLE: tuple[Editable, ...] = get_args(Editable)
"""The fields that a person can set, in the order of a record."""
DATES = frozenset({"published", "event_date"})
"""Those of them that hold a date."""
LineKind = Literal[
    "blank",
    "title",
    "title-duplicate",
    "section",
    "byline",
    "date",
    "byline+date",
    "image",
    "boilerplate",
    "body",
]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the source states it; never completed.

    `value` is ISO 8601 cut to `precision`: ``2019``, ``2019-09``, ``2019-09-28``, ``2019-09-28T11:38``. `evidence` is the
    text it was read from; `flags` say how (``year-inferred``, ``weekday-mismatch``, ``hijri`` …).
    """

    value: str
    precision: Precision
    evidence: str = ""
    flags: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self.value[:4])


REPEATED = "repeated in articles of this source"
"""The reason of a line that stands in several articles of one source (`store.articles.furniture`)."""


class Line(NamedTuple):
    """One line of the decoded source: its text, what it is, and for furniture the reason it is hidden."""

    text: str
    kind: LineKind = "body"
    reason: str = ""


class Review(NamedTuple):
    """A field that a person should look at, and why."""

    field: Field
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """What an importer read from one source. A field that the source does not state is None, never invented.

    `lines` is the whole decoded text, furniture included; `body` is what remains of it for reading.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    author: str | None = None
    source: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    event_date: PartialDate | None = None
    tags: tuple[str, ...] = ()
    review: tuple[Review, ...] = ()

    @property
    def body(self) -> str:
        """The body lines; a run of blank lines between them counts as one."""
        return body_of((line.text, line.kind) for line in self.lines)


def body_of(lines: Iterable[tuple[str, str]]) -> str:
    """What is to be read of lines, each with its kind."""
    out: list[str] = []
    gap = False
    for text, kind in lines:
        if kind == "body":
            if gap and out:
                out.append("")
            out.append(text)
            gap = False
        elif kind == "blank":
            gap = True
    return "\n".join(out)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes of an article came from. `path` is the shown form, `sha256` 64 hex digits, `bytes` a count.

    `encoding` is the codec the text was read with, `encoding_method` how that was decided, `encoding_confidence` from 0 to 1.
    `member` names the part of a file that holds several articles (a feed item); it is empty for a file that is one article.
    `imported_at` is UTC, ISO 8601. `captured_at` is when the page was fetched, as the file says it (a WARC record, a page that a
    browser saved): an ISO day, or a moment; empty where it does not.
    """

    path: str
    sha256: str
    bytes: int
    importer: str
    importer_version: str
    imported_at: str = ""
    member: str = ""
    encoding: str | None = None
    encoding_method: str | None = None
    encoding_confidence: float | None = None
    captured_at: str = ""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in the archive with what people added to it.

    `id` is stable across machines (64 hex digits, see `article_id`). `article` has a person's edits applied; `edited` names
    the fields they touched. `provenance` is oldest first and never empty. `people`, `institutions`, `places` and `kind` (of
    event or text) are what people wrote down (`store.subjects`).
    """

    id: str
    docid: int
    article: Article
    provenance: tuple[Provenance, ...]
    tags: tuple[str, ...] = ()
    note: str = ""
    starred: bool = False
    edited: tuple[Field, ...] = ()
    people: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


def article_id(sha256: str, member: str = "") -> str:
    """The id of the article read from the bytes with this SHA-256: the digest itself, or for a part of a file, of both."""
    if not member:
        return sha256
    from hashlib import sha256 as digest  # noqa: PLC0415 - one caller in fifty has members

    return digest(f"{sha256}\0{member}".encode()).hexdigest()
