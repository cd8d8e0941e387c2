"""EPUB: the chapters of a book or report in reading order, with the title, writers and publisher that it states."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from importers.base import Read, Source, UnreadableSource
from importers.document.front import Paragraph, Stated, article
from importers.document.package import Package, claimed, encrypted
from importers.fields import assembling, encoding, markup, trees
from importers.fields.boilerplate import key
from importers.fields.stated_dates import read_date
from importers.fields.trees import Element, attribute, local
from store.article import Line

_TYPE = b"application/epub+zip"
_MOST_CHAPTERS = 2_000


class EpubImporter:
    """EPUB 2 and 3."""

    name = "epub"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the type that stands uncompressed at the beginning of the container."""
        return claimed(path, head, _TYPE, (".epub",))

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        with Package(source.data) as package:
            name = _package_document(package)
            document = trees.parse(package.part(name))
            stated = _stated(document)
            paragraphs = [
                Paragraph(line.text, level, None if line.kind == "body" else line.kind, line.reason)
                for line, level in _lines(package, _chapters(document, posixpath.dirname(name)))
            ]
        yield Read(article(_without_title_page(paragraphs, stated), stated))


IMPORTER = EpubImporter()


def _package_document(package: Package) -> str:
    """The name of the part that lists the others. Raises UnreadableSource where it is missing or the book is encrypted."""
    if b"EncryptedData" in (locked := package.part("META-INF/encryption.xml")) and b"html" in locked:
        raise encrypted()
    container = package.part("META-INF/container.xml")
    for element in trees.parse(container).iter() if container else ():
        name = attribute(element, "full-path")
        if local(element) == "rootfile" and name and name in package:
            return name
    raise UnreadableSource("broken", "The file is damaged: its parts can't be unpacked.")


def _chapters(document: Element, folder: str) -> Iterator[str]:
    """The names of the chapters in reading order, the table of contents left out."""
    items = {element.get("id"): element for element in document.iter() if local(element) == "item"}
    order = [items.get(element.get("idref")) for element in document.iter() if local(element) == "itemref"]
    for item in order[:_MOST_CHAPTERS]:
        if item is not None and "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _lines(package: Package, chapters: Iterable[str]) -> Iterator[tuple[Line, markup.Heading]]:
    """The lines of the chapters, each chapter once. Raises UnreadableSource as soon as they are more than any article."""
    lines = characters = 0
    for chapter in dict.fromkeys(chapters):
        data = package.part(chapter)
        for line, heading in markup.headed_lines(encoding.as_written(data).text) if data else ():
            lines += 1
            characters += len(line.text)
            encoding.check_size(characters, lines)
            yield line, heading


def _stated(document: Element) -> Stated:
    """What the metadata says. A date that is that of the last change is when the file was made, not when it was published."""
    metadata = next((element for element in document.iter() if local(element) == "metadata"), None)
    said: dict[str, list[str]] = {}
    modified = ""
    for element in metadata if metadata is not None else ():
        text = assembling.one_line(element.text) or ""
        if attribute(element, "property") == "dcterms:modified":
            modified = text
        elif text:
            said.setdefault(local(element), []).append(text)
    dates = [read_date(text) for text in said.get("date", ()) if text != modified]
    return Stated(
        title=said.get("title", [None])[0],
        author=", ".join(said.get("creator", ())) or None,
        source=said.get("publisher", [None])[0],
        language=said.get("language", [None])[0],
        url=next(filter(None, map(assembling.address, said.get("source", ()))), None),
        published=next(filter(None, dates), None),
    )


def _without_title_page(paragraphs: list[Paragraph], stated: Stated) -> Iterator[Paragraph]:
    """The paragraphs, those of a title page that only repeat what the book states marked as such."""
    author = key(stated.author or "")
    for number, paragraph in enumerate(paragraphs):
        repeats = number < 8 and author and key(paragraph.text) == author
        yield paragraph._replace(kind="byline") if repeats else paragraph
