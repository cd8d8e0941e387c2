"""Archives of a few made-up articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance

Library = Callable[..., Archive]


def article(body: str, **fields: Any) -> tuple[Article, Provenance, bytes]:
    """An article with this body. `published` may be a plain ISO date."""
    published = fields.pop("published", None)
    event = fields.pop("event_date", None)
    lines = tuple(Line(line, "body" if line else "blank") for line in body.split("\n"))
    raw = repr((body, sorted(fields.items()), published, event)).encode(errors="replace")
    digest = hashlib.sha256(raw).hexdigest()
    made = Article(lines=lines, published=_date(published), event_date=_date(event), **fields)
    return made, Provenance("/made/up.txt", digest, len(raw), "capture", "1"), raw


def _date(value: str | None) -> PartialDate | None:
    precision = {4: "year", 7: "month", 10: "day"}
    return PartialDate(value, precision[len(value)]) if value else None  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Makes an archive of articles: each a body, or a dict of fields with a `body`."""
    opened: list[Archive] = []

    def make(*articles: str | dict[str, Any]) -> Archive:
        archive = Archive.open(tmp_path / f"{len(opened)}.db", create=True, operator="test")
        opened.append(archive)
        batch = archive.start_batch(["/made"])
        with archive.write():
            for each in articles:
                fields = {"body": each} if isinstance(each, str) else dict(each)
                tags = fields.pop("add_tags", ())
                ident = archive.add(*article(fields.pop("body", ""), **fields), batch=batch).id
                if tags:
                    archive.tag([ident], add=tags)
        archive.finish_batch(batch)
        return archive

    yield make
    for archive in opened:
        archive.close()
