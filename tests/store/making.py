"""Articles made up for the tests of the store, and what can be seen of an archive."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance, Review
from store.encryption.keys import key_of
from store.finding import waiting
from store.safekeeping import custody

WORDS = [
    "حقوق",
    "الإنسان",
    "في",
    "المغرب",
    "تقرير",
    "محكمة",
    "شهادة",
    "اعتقال",
    "سجن",
    "جمعية",
    "بيان",
    "لجنة",
]


def sample(number: int, path: str | None = None, **fields: Any) -> tuple[Article, Provenance, bytes]:
    """The article with this number, its provenance and its bytes; always the same for the same number."""
    words = [WORDS[(number * step) % len(WORDS)] for step in range(1, 9)]
    values: dict[str, Any] = {
        "title": f"عنوان المقال {number}",
        "source": ("هسبريس", "Le Matin", None)[number % 3],
        "author": ("ليلى", None)[number % 2],
        "published": PartialDate(
            f"20{10 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}", "day", "في الأصل"
        ),
        "review": (Review("author", "no byline"),) if number % 2 else (),
        **fields,
    }
    lines = (
        Line(values["title"] or "", "title"),
        Line("", "blank"),
        Line(" ".join(words)),
        Line(f"رقم {number}"),
    )
    raw = ("\n".join(line.text for line in lines) + f"\n#{number}\n").encode()
    digest = hashlib.sha256(raw).hexdigest()
    provenance = Provenance(
        path or f"/captures/{number}.txt", digest, len(raw), "capture", "1", encoding="utf-8"
    )
    return Article(lines=lines, **values), provenance, raw


def fill(archive: Archive, numbers: range, tags: tuple[str, ...] = ()) -> list[str]:
    """Import these articles in one batch; their ids."""
    batch = archive.start_batch(["/captures"], tags)
    with archive.write():
        ids = [archive.add(*sample(number), batch=batch).id for number in numbers]
    archive.finish_batch(batch)
    return ids


def fill_with_work(archive: Archive, short: int, long: int, size: int) -> list[str]:
    """Import so many articles, the `long` ones with originals of `size` random bytes each, and work a little on them; their ids."""
    luck = random.Random(1)
    ids = fill(archive, range(short), ("سجن",))
    batch = archive.start_batch(["/long"])
    for number in range(long):
        article, where, _ = sample(1000 + number)
        data = luck.randbytes(size)
        where = type(where)(f"/long/{number}", hashlib.sha256(data).hexdigest(), size, "capture", "1")
        ids.append(archive.add(article, where, data, batch=batch).id)
    archive.finish_batch(batch)
    archive.tag(ids[:30], ["presse"], ["سجن"])
    archive.set_note(ids[3], "ملاحظة طويلة " * 40)
    archive.edit(ids[4], "title", "غيره")
    archive.star(ids[:5])
    archive.undo()
    return ids


def shown(archive: Archive) -> dict[str, Any]:
    """What a person sees of each article, by its id."""
    return {
        ident: (*row[2:7], row[7])
        for ident, row in visible(archive).items()
        if isinstance(row, tuple) and len(row) > 8
    }


def visible(archive: Archive) -> dict[str, Any]:
    """All that a person can see, without what differs between two copies that show the same."""
    conn = archive.connection()
    seen: dict[str, Any] = {}
    for docid, ident in conn.execute("SELECT docid, id FROM listing").fetchall():
        stored = archive.article_by_docid(docid)
        row = conn.execute("SELECT * FROM listing WHERE docid = ?", (docid,)).fetchone()
        indexed = conn.execute("SELECT count(*) FROM search_docsize WHERE id = ?", (docid,)).fetchone()[0]
        seen[ident] = (
            docid >> 20,
            row[3:],
            stored.article,
            stored.tags,
            stored.note,
            stored.starred,
            stored.edited,
            sorted(stored.provenance, key=lambda origin: origin.path),
            sorted(map(repr, archive.disagreements(ident))),
            indexed,
        )
    seen["tags"] = [(tag.name, tag.count) for tag in archive.tags()]
    seen["terms"] = waiting.counts(conn)
    seen["indexed"] = conn.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    return seen


def union(into: Path, other: Path) -> None:
    """Add to one archive what is immutable in another, as an exchange between two laptops does."""
    with Archive.open(into) as archive:
        conn = archive.connection()
        key = key_of(other)
        conn.execute(f'ATTACH ? AS other {f"""KEY "{key.literal}" """ if key else ""}', (str(other),))
        with archive.write() as writer:
            for table, columns in (
                ("original", "sha256, bytes, codec, data"),
                ("revision", "id, sha256, extractor, data"),
                ("change", "id, hlc, replica, operator, kind, summary, undoes"),
                ("fact", "id, change, hlc, about, kind, slot, value, restores"),
                ("over", "fact, by"),
                ("custody", ", ".join(custody.Entry._fields)),
                ("redacted", "change, hlc, leaf"),
            ):
                writer.execute(
                    f"INSERT OR IGNORE INTO main.{table}({columns}) SELECT {columns} FROM other.{table}"
                )
            from store.articles import listing

            assert listing.rebuild(writer) == []
