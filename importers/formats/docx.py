"""DOCX, as Word, LibreOffice and Pages write it: paragraphs, headings, lists, tables as lines, footnotes at the end.

Deleted and hidden text, field codes, comments, page headers and the second copy of text boxes are left aside.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from importers.base import Read, Source, UnknownFormat
from importers.document.front import Paragraph, article
from importers.document.package import Package
from importers.fields import trees
from importers.fields.trees import Element, attribute, local

_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "trPr",
        "tcPr",
        "comment",
    )
)
_OFF = ("0", "false", "off", "none")
_NOTES = ("footnotes", "endnotes")
_OTHER = {"xl/": "a spreadsheet", "ppt/": "a presentation", "visio/": "a drawing"}


class DocxImporter:
    """Office Open XML text documents."""

    name = "docx"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the names in the container's head, which Office and LibreOffice write first; else by the name."""
        if not head.startswith(b"PK\x03\x04"):
            return 0
        if any(mark in head for mark in (b"[Content_Types].xml", b"word/", b"docProps/", b"_rels/.rels")):
            return 90
        return 80 if path.lower().endswith((".docx", ".docm", ".dotx")) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        with Package(source.data) as package:
            name = _main_part(package)
            body = trees.parse(package.part(name))
            folder = posixpath.dirname(name)
            levels = _levels(package.part(f"{folder}/styles.xml"))
            reader = _Reader(levels)
            paragraphs = list(reader.blocks(body))
            written = {
                note: text
                for kind in _NOTES
                for note, text in _notes(kind, package.part(f"{folder}/{kind}.xml"), levels)
            }
            numbers = {note: number for number, note in enumerate(dict.fromkeys(reader.notes), 1)}
            paragraphs += [
                Paragraph(f"[{numbers[note]}] {written[note]}") for note in numbers if note in written
            ]
        yield Read(article(paragraphs))


IMPORTER = DocxImporter()


def _main_part(package: Package) -> str:
    """The name of the part with the text, as the container's relations give it. Raises UnknownFormat for other documents."""
    relations = package.part("_rels/.rels")
    if relations:
        for relation in trees.parse(relations):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                name = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
                for folder, what in _OTHER.items():
                    if name.startswith(folder):
                        raise UnknownFormat(
                            "unknown format",
                            f"This is {what}; this format is not read yet. Save the page as text.",
                        )
                if name in package:
                    return name
    if "word/document.xml" not in package:
        raise UnknownFormat("unknown format", "This format is not read yet.")
    return "word/document.xml"


def _levels(styles: bytes) -> Mapping[str, int]:
    """Style → level of the heading it is. The names of built-in styles are English in every language of Word."""
    levels: dict[str, int] = {}
    if not styles:
        return levels
    for style in trees.parse(styles):
        ident = attribute(style, "styleId")
        if local(style) != "style" or ident is None:
            continue
        name = next((attribute(child, "val") or "" for child in style if local(child) == "name"), "").lower()
        if name == "title":
            levels[ident] = 1
        elif name.startswith("heading ") and name[8:].isdecimal():
            levels[ident] = int(name[8:])
    return levels


class _Reader:
    """Walks the body; references to notes become numbers in brackets, in their order as on paper. `notes` are which these were."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self._levels = levels
        self.notes: list[str] = []

    def blocks(self, parent: Element) -> Iterator[Paragraph]:
        """The paragraphs inside an element, however deep, in order."""
        waiting = list(reversed(parent))
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name in _SKIPPED:
                continue
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tr":
                cells = [self._cell(cell) for cell in element if local(cell) in ("tc", "sdt")]
                yield Paragraph(" | ".join(filter(None, cells)))
            else:
                waiting.extend(reversed(element))

    def _cell(self, cell: Element) -> str:
        return " ".join(one.text for one in self.blocks(cell) if one.text.strip())

    def _paragraph(self, paragraph: Element) -> Iterator[Paragraph]:
        level, listed = self._style(paragraph)
        inside: list[Element] = []
        text = "".join(_pieces(paragraph, inside, self.notes))
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                yield Paragraph(f"- {line}" if listed and not number else line, level)
        for box in inside:
            yield from self.blocks(box)

    def _style(self, paragraph: Element) -> tuple[int, bool]:
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        level, listed = 0, False
        for child in properties if properties is not None else ():
            if local(child) == "pStyle":
                level = self._levels.get(attribute(child, "val") or "", level)
            elif local(child) == "outlineLvl":
                value = attribute(child, "val") or ""
                level = int(value) + 1 if value in "012345678" and value else level
            elif local(child) == "numPr":
                listed = any(local(one) == "numId" and attribute(one, "val") != "0" for one in child)
        return level, listed and not level


def _pieces(parent: Element, boxes: list[Element], notes: list[str]) -> Iterator[str]:
    """The text of a paragraph; text boxes anchored in it go to `boxes`, the notes it refers to go to `notes`."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _SKIPPED:
            continue
        if name == "txbxContent":
            boxes.append(element)
        elif name == "r" and _hidden(element):
            continue
        elif name == "t":
            yield element.text or ""
        elif name == "tab":
            yield " "
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name in ("footnoteReference", "endnoteReference"):
            note = f"{name.removesuffix('Reference')}s {attribute(element, 'id')}"
            if note not in notes:
                notes.append(note)
            yield f"[{notes.index(note) + 1}]"
        else:
            waiting.extend(reversed(element))


def _hidden(run: Element) -> bool:
    """Whether a stretch of text is set as hidden."""
    return any(
        local(one) == "vanish" and (attribute(one, "val") or "1") not in _OFF
        for properties in run
        if local(properties) == "rPr"
        for one in properties
    )


def _notes(kind: str, part: bytes, levels: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The notes of a part with their texts."""
    if not part:
        return
    for note in trees.parse(part):
        if attribute(note, "type") is not None:
            continue
        text = " ".join(one.text for one in _Reader(levels).blocks(note)).strip()
        if text:
            yield f"{kind} {attribute(note, 'id')}", text
