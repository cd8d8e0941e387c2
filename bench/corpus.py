"""Articles in any number, made of the sentences of the starter archive's sources: the words of the field, other numbers."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance
from store.articles.arrivals import Batch

SOURCES = Path(__file__).resolve().parent.parent / "starter" / "captures"
TOWNS = ("الرباط", "طنجة", "وجدة", "أكادير", "العيون", "فاس", "تطوان", "ورزازات", "الناظور", "آسفي")


def sentences() -> list[str]:
    """The sentences of the starter's sources that can be read as UTF-8."""
    found = []
    for path in sorted(SOURCES.glob("*.txt")):
        for line in path.read_bytes().decode("utf-8", "ignore").splitlines():
            found += [part.strip() for part in line.split(". ") if len(part.split()) > 8]
    return found


def texts(count: int, seed: int = 1) -> Iterator[tuple[str, str, date]]:
    """(title, body, day) of `count` articles, all different. One seed gives one corpus."""
    choose = random.Random(seed)
    stock = sentences()
    words = sorted({word for sentence in stock for word in sentence.split() if len(word) > 3})
    for number in range(count):
        parts = choose.choices(stock, k=choose.randint(6, 14))
        # One word in thirty is another one: without that every sentence would be frequent and no word rare.
        mixed = [
            choose.choice(words) if choose.random() < 0.03 else word
            for part in parts
            for word in part.split()
        ]
        title = " ".join([*choose.choice(stock).split()[:7], choose.choice(TOWNS), str(number)])
        yield title, " ".join(mixed), date(2008, 1, 1) + timedelta(choose.randrange(6500))


def article(title: str, body: str, day: date) -> tuple[Article, Provenance, bytes]:
    """One of them as an importer would hand it over."""
    data = f"{title}\n\n{body}\n".encode()
    made = Article(
        lines=(Line(title, "title"), Line("", "blank"), Line(body)),
        title=title,
        language="ar",
        published=PartialDate(day.isoformat(), "day"),
    )
    digest = hashlib.sha256(data).hexdigest()
    return made, Provenance(f"{digest[:12]}.txt", digest, len(data), "bench", "1"), data


def archive(path: Path, count: int, batch: int = 200) -> None:
    """An archive of `count` of them at `path`."""
    with Archive.open(path, create=True, operator="bench") as opened:
        run = opened.start_batch([str(path)])
        pending = []
        for one in texts(count):
            pending.append(article(*one))
            if len(pending) == batch:
                _write(opened, run, pending)
        _write(opened, run, pending)
        opened.finish_batch(run)


def _write(opened: Archive, run: Batch, pending: list[tuple[Article, Provenance, bytes]]) -> None:
    with opened.write():
        for made, provenance, data in pending:
            opened.add(made, provenance, data, batch=run)
    pending.clear()
