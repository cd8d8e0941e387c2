"""What an importer is: it claims files by their first bytes and reads articles out of them. And the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from store.article import Article

if TYPE_CHECKING:
    from store.articles.prepared import Prepared
    from store.subjects import Subject

HEAD = 4096
"""Bytes that `Importer.claims` is shown."""


class UnreadableSource(Exception):
    """These bytes can't become an article. `reason` is one or two words for machines, the message says it to a person."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class UnknownFormat(UnreadableSource):
    """No importer reads this kind of file (yet)."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of all files of an import: it fills what the files themselves do not state.

    `columns` are pairs of a field's name and the name of the column (or key) of a table that holds it.
    """

    url: str | None = None
    source: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, its path as shown to people (control characters escaped), and what was said of it.

    With `once` nobody reads the bytes a second time.
    """

    path: str
    data: bytes
    given: Given = Given()
    once: bool = False

    def take(self) -> bytes:
        """The bytes, for an importer that makes a text of them and needs them no more: with `once` they are not held any longer."""
        data = self.data
        if self.once:
            object.__setattr__(self, "data", b"")
        return data


@dataclass(frozen=True, slots=True)
class Read:
    """One article read from a source, with what the importer knows of its provenance.

    `member` names the part of a file that holds several articles; `encoding…` say how the bytes became text. `note` is
    the note that came with it, `same_as` the id it has in the archive that it was exported from. `captured_at` is when the page
    was fetched as the file says it, an ISO day or moment; empty where it does not. `starred` and `subjects` (people,
    institutions … by field) are what people said of it there. `prepared` is what the archive needs of it, if it is worked out already.
    """

    article: Article
    member: str = ""
    encoding: str | None = None
    encoding_method: str | None = None
    encoding_confidence: float | None = None
    note: str = ""
    same_as: str = ""
    captured_at: str = ""
    starred: bool = False
    subjects: tuple[tuple[Subject, tuple[str, ...]], ...] = ()
    prepared: Prepared | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that did not become an article while the others did.

    `reason` and `message` are those of UnreadableSource; `harmless` means that nobody will miss it (a comment, a draft's
    autosave).
    """

    member: str
    reason: str
    message: str
    harmless: bool = False


class Importer(Protocol):
    """One format. `version` goes up whenever the same bytes would give another article."""

    name: str
    version: str

    def claims(self, path: str, head: bytes) -> int:
        """How sure it is that the file is of its format, 0 (no) to 100, from its first bytes before its name."""
        ...

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """The articles in it. Raises UnreadableSource."""
        ...


_MODULES = (
    "importers.formats.unread",
    "importers.formats.capture",
    "importers.formats.html",
    "importers.formats.mhtml",
    "importers.formats.json_file",
    "importers.formats.json_lines",
    "importers.formats.table",
    "importers.formats.feed",
    "importers.formats.wordpress",
    "importers.formats.markdown",
    "importers.formats.docx",
    "importers.formats.odt",
    "importers.formats.doc",
    "importers.formats.rtf",
    "importers.formats.epub",
    "importers.formats.pdf",
    "importers.formats.mail",
    "importers.formats.warc",
    "importers.formats.wacz",
    "importers.formats.ris",
    "importers.formats.bibtex",
    "importers.formats.csl",
)
"""Modules with an `IMPORTER`, one a format; a new format is one file and one name here."""


@cache
def importers() -> tuple[Importer, ...]:
    """All importers there are."""
    return tuple(import_module(name).IMPORTER for name in _MODULES)


def importer_for(path: str, head: bytes) -> Importer:
    """The importer that is surest of this file. Raises UnknownFormat if none claims it."""
    claims = [(one.claims(path, head[:HEAD]), one) for one in importers()]
    sure, best = max(claims, key=lambda claim: claim[0])
    if not sure:
        raise UnknownFormat("unknown format", "This format is not read yet.")
    return best
