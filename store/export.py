"""Articles as data for others: JSON, JSONL, CSV, Markdown, HTML. What is written as JSON or JSONL can be imported again.

A file takes its name only when it is whole and on the disk. In CSV nothing can be taken for a formula. Markdown and HTML
are in `export_pages.py`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from store import export_pages
from store.article import PartialDate, StoredArticle
from store.connection import from_os_error
from store.subjects import SUBJECTS

Format = Literal["json", "jsonl", "csv", "md", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
JSON_FORMAT = 1
_ENCODINGS = {"csv": "utf-8-sig"}  # the mark makes spreadsheets read Arabic as Arabic
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = [
    "id",
    "title",
    "published",
    "event_date",
    "author",
    "source",
    "section",
    "language",
    "url",
    "tags",
    "note",
    *SUBJECTS,
    "starred",
    "path",
    "sha256",
    "body",
]


def as_json(stored: StoredArticle) -> dict[str, Any]:
    """The article as the JSON data of `archive show --json`, without the number of the format."""
    article = stored.article
    origin = stored.provenance[0]
    return {
        "id": stored.id,
        "title": article.title,
        "body": article.body,
        "author": article.author,
        "source": article.source,
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "published": _date(article.published),
        "event_date": _date(article.event_date),
        "tags": list(stored.tags),
        "note": stored.note,
        **({"starred": True} if stored.starred else {}),
        **{field: list(getattr(stored, field)) for field in SUBJECTS if getattr(stored, field)},
        "provenance": {
            "path": origin.path,
            "sha256": origin.sha256,
            "bytes": origin.bytes,
            "encoding": origin.encoding,
            "importer": origin.importer,
            "importer_version": origin.importer_version,
            "imported_at": origin.imported_at,
        },
        "review": [item._asdict() for item in article.review],
    }


def _date(date: PartialDate | None) -> dict[str, str] | None:
    if date is None:
        return None
    return {"value": date.value, "precision": date.precision, "evidence": date.evidence}


def format_of(path: Path) -> Format | None:
    """The format that a file's ending asks for, if any."""
    ending = path.suffix.lower().lstrip(".")
    ending = {"markdown": "md", "htm": "html", "ndjson": "jsonl"}.get(ending, ending)
    return next((format for format in FORMATS if format == ending), None)  # noqa: A001 - the contract's word


def text(articles: Iterable[StoredArticle], form: Format) -> Iterator[str]:
    """The articles in this format, piece by piece; line ends are those of the format."""
    return _WRITERS[form](articles)


def write(articles: Iterable[StoredArticle], form: Format, target: Path) -> int:
    """Write the articles to a file, replacing what is there; how many there were. Raises `store.errors`."""
    count = 0

    def counted() -> Iterator[StoredArticle]:
        nonlocal count
        for stored in articles:
            count += 1
            yield stored

    write_text(text(counted(), form), target, _ENCODINGS.get(form, "utf-8"))
    return count


def write_text(pieces: Iterable[str], target: Path, encoding: str = "utf-8") -> int:
    """Write the pieces to a file, which takes its name when it is whole; how many there were. Raises `store.errors`."""
    count = 0
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            with open(part, "x", encoding=encoding, newline="", opener=_private) as file:
                for piece in pieces:
                    file.write(piece)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise from_os_error(error, target) from error
    return count


def _private(name: str, flags: int) -> int:
    """A file that only its owner may read."""
    return os.open(name, flags, 0o600)


def _dumps(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _json(articles: Iterable[StoredArticle]) -> Iterator[str]:
    yield f'{{"format": {JSON_FORMAT}, "articles": ['
    for number, stored in enumerate(articles):
        yield f"{',' if number else ''}\n{_dumps(as_json(stored))}"
    yield "\n]}\n"


def _jsonl(articles: Iterable[StoredArticle]) -> Iterator[str]:
    for stored in articles:
        yield _dumps({"format": JSON_FORMAT, **as_json(stored)}) + "\n"


def _csv(articles: Iterable[StoredArticle]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for stored in articles:
        data = as_json(stored)
        data |= data["provenance"]
        for name in ("tags", *SUBJECTS):
            data[name] = ", ".join(getattr(stored, name))
        data["starred"] = "yes" if stored.starred else ""
        for name in ("published", "event_date"):
            data[name] = data[name] and data[name]["value"]
        writer.writerow([inert(str(data[name] or "")) for name in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def inert(cell: str) -> str:
    """The cell as a spreadsheet shows it and never computes it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


_WRITERS: dict[Format, Callable[[Iterable[StoredArticle]], Iterator[str]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "md": export_pages.markdown,
    "html": export_pages.page,
}
