"""What an importer is: it claims files by their first bytes and reads articles out of them. And the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from store.article import Article

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
class Source:
    """The bytes of one file and its path as shown to people (control characters escaped)."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """One article read from a source, with what the importer knows of its provenance.

    `member` names the part of a file that holds several articles; `encoding…` say how the bytes became text.
    """

    article: Article
    member: str = ""
    encoding: str | None = None
    encoding_method: str | None = None
    encoding_confidence: float | None = None


class Importer(Protocol):
    """One format. `version` goes up whenever the same bytes would give another article."""

    name: str
    version: str

    def claims(self, path: str, head: bytes) -> int:
        """How sure it is that the file is of its format, 0 (no) to 100, from its first bytes before its name."""
        ...

    def read(self, source: Source) -> Iterator[Read]:
        """The articles in it. Raises UnreadableSource."""
        ...


_MODULES = ("importers.formats.unread", "importers.formats.capture")
"""Modules with an `IMPORTER`, one a format; a new format is one file and one name here."""


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
