"""What is fuzzed: a function of bytes for each thing that reads what comes from outside. It raises where a promise is broken.

What the code may answer with (an error of its own that names the place or the reason) is no fault; anything else is.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from importers import containers, decoding
from importers.base import Read, Source, UnreadableSource
from importers.fields import encoding
from importers.fields.dates import find_dates
from importers.fields.stated_dates import read_date
from importers.files import Candidate
from importers.parsing import parse
from store.archive import Archive
from store.article import PartialDate, Provenance
from store.articles import revisions
from store.articles.arrivals import Brought
from store.errors import BadQuery, BadValue
from store.finding.query import Query
from store.safekeeping import dump
from store.salvage.pages import Pages
from store.salvage.records import Malformed
from tests.fuzz import seeds
from tests.store.making import fill
from tui.settings import BadSettings, read_settings
from tui.settings_file import keep_setting


class Broken(AssertionError):
    """A promise was broken; its text says which."""


class Target(NamedTuple):
    """A function that reads bytes, and sound inputs that are to be wounded."""

    read: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def _hold(what: str, holds: object) -> None:
    if not holds:
        raise Broken(what)


@cache
def _folder() -> Path:
    """A folder for files, for as long as the program runs."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _archive() -> Archive:
    archive = Archive.open(_folder() / "archive.db", create=True, operator="fuzz")
    atexit.register(archive.close)
    fill(archive, range(12), ("سجن",))
    return archive


def afresh() -> None:
    """Close what targets opened, so that each process that is forked from here makes its own."""
    if _archive.cache_info().currsize:
        _archive().close()
    _archive.cache_clear()
    _folder.cache_clear()


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


@contextmanager
def _nothing_stays() -> Iterator[Archive]:
    with suppress(_TakenBack), _archive().write():
        yield _archive()
        raise _TakenBack


def query(data: bytes) -> None:
    """A query is understood and says itself again, or is refused at a place in it; what is understood can be searched."""
    text = data.decode("utf-8", "surrogateescape")
    for typing in (False, True):
        try:
            parsed = Query.parse(text, typing=typing)
        except BadQuery as error:
            start, end = error.span
            _hold("an error points into the query", 0 <= start <= end <= len(text))
            continue
        if not typing:
            _hold("a query says itself again", Query.parse(str(parsed)) == parsed)
        hits = _archive().search(parsed, typing=typing, limit=20)
        _archive().hit_rows(hits.docids[:5], parsed)


def dates(data: bytes) -> None:
    """Dates stand where they are said to stand, in their order, and are what a calendar has."""
    text = data.decode("utf-8", "replace")
    end = 0
    for found in find_dates(text, date(2019, 3, 1)):
        _hold("dates stand in their order", end <= found.start < found.end <= len(text))
        _hold("a date is where it says", text[found.start : found.end] == found.text)
        end = found.end
        _is_date(found.date)
    _is_date(read_date(text))


def _is_date(value: PartialDate | None) -> None:
    if value is not None:
        _hold("a date can be kept", revisions.date_from(revisions.date_data(value)) == value)
        _hold("a date is one", value.value[:4].isdigit())


def encodings(data: bytes) -> None:
    """Bytes become a text without anything that a terminal obeys, or are refused; other readings can be offered."""
    with suppress(UnreadableSource):
        _clean(encoding.decode(data).text)
    for choice in decoding.choices(data[:2000]):
        _clean(choice.beginning)


def _clean(*texts: str | None) -> None:
    for text in filter(None, texts):
        text.encode()
        odd = [
            c
            for c in text
            if c not in "\n\t" and (c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u2067\u2068")
        ]
        _hold("nothing that steers a terminal is in a text", not odd)


def lines(data: bytes) -> None:
    """A dump is taken in as far as it is one, and what was taken in is said again by the next dump."""
    text = data.decode("utf-8", "replace").splitlines(keepends=True)
    with _nothing_stays() as archive:
        conn = archive.connection()
        loaded = dump.load(conn, text, "fuzz", "fuzz")
        said = list(dump.lines(conn))
        again = dump.load(conn, said, "fuzz", "fuzz")
        _hold(f"a dump can be loaded: {again.reasons}", (again.new, again.refused) == (0, 0))
        _hold("no line is counted twice", loaded.new + loaded.known + loaded.refused <= len(text))


def settings(data: bytes) -> None:
    """Settings are read or refused; one that the program writes into the file changes nothing else."""
    path = _folder() / "settings.toml"
    path.write_bytes(data)
    try:
        before = read_settings(path)
    except BadSettings:
        return
    with suppress(BadSettings):
        keep_setting(path, "theme", "contrast")
        after = read_settings(path)
        _hold("the setting is kept", after.theme == "contrast")
        same = ("language", "bidi", "clipboard", "aliases", "labels", "queries", "lock_after", "keys")
        _hold("the others are as they were", all(getattr(before, one) == getattr(after, one) for one in same))


def file(name: str, data: bytes) -> None:
    """A file of a format is read or refused with a reason, and what is read can be kept in the archive as it is."""
    found = parse(Source(name, data))
    _hold(f"a file is read or refused: {found.message}", found.reason not in {"error", "out of memory"})
    for read in found.reads[:20]:
        if not isinstance(read, Read):
            _clean(read.member, read.message)
            continue
        article = read.article
        _clean(
            article.title,
            article.body,
            article.author,
            article.source,
            article.section,
            article.url,
            read.note,
        )
        _hold("an article is kept as it is", revisions.decode(revisions.encode(article)) == article)
        digest = hashlib.sha256(data).hexdigest()
        origin = Provenance(name, digest, len(data), found.importer, found.version, member=read.member)
        with _nothing_stays() as archive, suppress(BadValue, UnicodeEncodeError):
            added = archive.add(
                article, origin, data, batch=archive.start_batch(["/fuzz"]), brought=Brought(read.note)
            )
            archive.article(added.id)


def container(name: str, data: bytes) -> None:
    """An archive of files gives members with names that are no paths to anywhere, or the reason why it doesn't."""
    path = _folder() / name
    path.write_bytes(data)
    for number, member in enumerate(containers.opened(Candidate(path, name, named=True))):
        member.shown.encode()
        _hold("a name can be shown", member.shown.isprintable())
        _hold("a container gives no more than so many members", number <= containers.MAX_MEMBERS)


def page(data: bytes) -> None:
    """Any bytes can be looked at as the pages of a database."""
    path = _folder() / "pages.db"
    path.write_bytes(data[: 1 << 16])
    with Pages(path) as pages:
        for number in range(1, min(pages.count, 9) + 1):
            with suppress(Malformed):
                pages.children(number)
            pages.cells(number)
            pages.unused(number)


@cache
def _database() -> bytes:
    archive = _archive()
    target = _folder() / "copy.db"
    target.unlink(missing_ok=True)
    archive.connection().execute("VACUUM INTO ?", (str(target),))
    return target.read_bytes()[: 1 << 15]


def targets() -> dict[str, Target]:
    """All of them by name; each format of files is one."""
    found = {
        "query": Target(query, tuple(one.encode() for one in seeds.QUERIES)),
        "dates": Target(dates, tuple(one.encode() for one in seeds.DATES)),
        "encodings": Target(
            encodings,
            tuple(one.encode(code) for one in seeds.DATES[:1] for code in ("utf-8", "cp1256", "utf-16")),
        ),
        "dump": Target(lines, tuple(one.encode() for one in seeds.DUMPS)),
        "settings": Target(settings, tuple(one.encode() for one in seeds.SETTINGS)),
        "pages": Target(page, (_database(),)),
    }
    for name, data in seeds.files().items():
        found[f"file {name}"] = Target(partial(file, name), (data,))
    for name, data in seeds.containers().items():
        found[f"container {name}"] = Target(partial(container, name), (data,))
    return found
