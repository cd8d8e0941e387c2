"""Revisions: what an importer read from the bytes of an article, kept as it was read.

Stored as zlib-compressed JSON; the content hash is taken over the JSON, so equal readings are one revision and a flipped
bit is noticed. Edits by people are facts beside it (`store.edits`), never changes of it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from dataclasses import fields
from itertools import chain
from typing import Any, NamedTuple, get_args

from store.article import Article, Line, PartialDate, Precision, Review, body_of
from store.articles.unpacking import unpacked
from store.errors import ArchiveDamaged

LEVEL = 4
"""Of zlib, see `originals.LEVEL`."""
UNREADABLE = (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a stored revision raises that is not what it was."""
_TEXTS = ("title", "author", "source", "section", "language", "url")
_DATES = ("published", "event_date")
_PRECISIONS = get_args(Precision)


def encode(article: Article) -> bytes:
    """The article as canonical JSON, UTF-8. Raises UnicodeEncodeError for lone surrogates."""
    data: dict[str, Any] = {name: getattr(article, name) for name in _TEXTS}
    data |= {name: date_data(getattr(article, name)) for name in _DATES}
    data["tags"] = list(article.tags)
    data["lines"] = [list(line) if line.reason else list(line[:2]) for line in article.lines]
    data["review"] = [list(review) for review in article.review]
    kept = {name: value for name, value in data.items() if value not in (None, [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(content: bytes) -> Article:
    """The article that `encode` wrote. Raises one of `UNREADABLE` where it did not."""
    data: dict[str, Any] = json.loads(content)
    lines, reviews, tags = (data.get(name, []) for name in ("lines", "review", "tags"))
    _texts_only([tags, [data[name] for name in _TEXTS if name in data], *lines, *reviews])
    return Article(
        lines=tuple(Line(*line) for line in lines),
        tags=tuple(tags),
        review=tuple(Review(*review) for review in reviews),
        published=date_from(data.get("published")),
        event_date=date_from(data.get("event_date")),
        **{name: data.get(name) for name in _TEXTS},
    )


def _texts_only(lists: list[Any]) -> None:
    """Raises TypeError where one of these is no list of texts."""
    if not (set(map(type, lists)) <= {list} and set(map(type, chain.from_iterable(lists))) <= {str}):
        raise TypeError


def date_data(date: PartialDate | None) -> dict[str, Any] | None:
    """A date as JSON data: value, precision, and evidence and flags where there are any."""
    if date is None:
        return None
    data = {field.name: getattr(date, field.name) for field in fields(date)}
    return {name: list(value) if name == "flags" else value for name, value in data.items() if value}


def date_from(data: dict[str, Any] | None) -> PartialDate | None:
    """The date that `date_data` wrote. Raises one of `UNREADABLE` where it did not."""
    if data is None:
        return None
    value, precision, evidence, flags = (
        data["value"],
        data["precision"],
        data.get("evidence", ""),
        data.get("flags", []),
    )
    _texts_only([[value, precision, evidence], flags])
    if precision not in _PRECISIONS or not value[:4].isdecimal():
        raise ValueError(value)
    return PartialDate(value, precision, evidence, tuple(flags))


class Kept(NamedTuple):
    """A stored revision: its content hash, and its number when it was not there before."""

    sha256: str
    number: int | None


def keep(
    conn: sqlite3.Connection, ident: str, content: bytes, extractor: str, packed: bytes | None = None
) -> Kept:
    """Store a revision as `encode` writes it, unless it is there already; `packed` is that by zlib, where it is known.

    Needs an open write transaction.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    done = conn.execute(
        "INSERT INTO revision(id, sha256, extractor, data) VALUES(?, ?, ?, ?) ON CONFLICT(id, sha256) DO NOTHING",
        (ident, sha256, extractor, packed or zlib.compress(content, LEVEL)),
    )
    return Kept(sha256, done.lastrowid if done.rowcount else None)


def read(conn: sqlite3.Connection, revision: int) -> Article:
    """The revision with this number. Raises `ArchiveDamaged` when it can't be read."""
    row = conn.execute("SELECT id, data FROM revision WHERE revision = ?", (revision,)).fetchone()
    if row is None:
        raise ArchiveDamaged(path=f"revision {revision}")
    return unpack(row[0], row[1])


def arrived(conn: sqlite3.Connection, ident: str, sha256: str) -> tuple[int, Article]:
    """Number and content of the revision of this article with this content hash. Raises `ArchiveDamaged`."""
    query = "SELECT revision, data FROM revision WHERE id = ? AND sha256 = ?"
    row = conn.execute(query, (ident, sha256)).fetchone()
    if row is None:
        raise ArchiveDamaged(path=ident)
    return row[0], unpack(ident, row[1])


def unpack(ident: str, data: bytes) -> Article:
    """The article in a row's `data`. Raises `ArchiveDamaged` naming its id."""
    try:
        return decode(unpacked(data))
    except UNREADABLE:
        raise ArchiveDamaged(path=ident) from None


def damaged(conn: sqlite3.Connection) -> list[str]:
    """The ids of articles with a revision that no longer fits its hash."""
    wrong = []
    for (revision,) in conn.execute("SELECT revision FROM revision ORDER BY revision").fetchall():
        ident, sha256, data = conn.execute(
            "SELECT id, sha256, data FROM revision WHERE revision = ?", (revision,)
        ).fetchone()
        try:
            content = unpacked(data)
            fine = hashlib.sha256(content).hexdigest() == sha256
            decode(content)
        except UNREADABLE:
            fine = False
        if not fine:
            wrong.append(ident)
    return wrong


def body(conn: sqlite3.Connection, revision: int) -> str:
    """`Article.body` of the revision with this number, without the rest of it. Raises `ArchiveDamaged`."""
    row = conn.execute("SELECT id, data FROM revision WHERE revision = ?", (revision,)).fetchone()
    if row is None:
        raise ArchiveDamaged(path=f"revision {revision}")
    try:
        lines = json.loads(unpacked(row[1])).get("lines", [])
        _texts_only(lines)
        return body_of((line[0], line[1]) for line in lines)
    except UNREADABLE:
        raise ArchiveDamaged(path=row[0]) from None
