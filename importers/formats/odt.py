"""ODT, the text documents of LibreOffice and OpenOffice: paragraphs, headings, lists, tables as lines, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from importers.base import Read, Source, UnknownFormat
from importers.document.front import Paragraph, article
from importers.document.package import Package, claimed, encrypted
from importers.fields import trees
from importers.fields.trees import Element, attribute, local

_TYPE = b"application/vnd.oasis.opendocument."
_SKIPPED = frozenset(
    ("tracked-changes", "annotation", "sequence-decls", "forms", "variable-decls", "user-field-decls")
)
_OTHER = {b"spreadsheet": "a spreadsheet", b"presentation": "a presentation", b"graphics": "a drawing"}
_MOST_SPACES = 100


class OdtImporter:
    """OpenDocument text."""

    name = "odt"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the type that stands uncompressed at the beginning of the container."""
        return claimed(path, head, _TYPE, (".odt", ".ott"))

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        with Package(source.data) as package:
            kind = package.part("mimetype").removeprefix(_TYPE)
            for other, what in _OTHER.items():
                if kind.startswith(other):
                    raise UnknownFormat(
                        "unknown format",
                        f"This is {what}; this format is not read yet. Save the page as text.",
                    )
            if b"encryption-data" in package.part("META-INF/manifest.xml"):
                raise encrypted()
            content = trees.parse(package.part("content.xml"))
            levels = _levels(content)
            _take_out_hidden(content)
        notes: list[str] = []
        paragraphs = [
            paragraph
            for body in content.iter()
            if local(body) == "text" and "office" in body.tag
            for paragraph in _blocks(body, levels, notes)
        ]
        paragraphs += [Paragraph(note) for note in notes]
        yield Read(article(paragraphs))


IMPORTER = OdtImporter()


def _levels(content: Element) -> dict[str, int]:
    """Style → level of the heading it is, for the built-in styles and the document's own that stand on them."""
    levels = {"Title": 1, **{f"Heading_20_{number}": number for number in range(1, 11)}}
    for style in content.iter():
        if local(style) == "style":
            parent = attribute(style, "parent-style-name") or ""
            if parent in levels:
                levels.setdefault(attribute(style, "name") or "", levels[parent])
    return levels


def _take_out_hidden(content: Element) -> None:
    """Empties what is set in a style that is not displayed."""
    hidden = {
        attribute(style, "name")
        for style in content.iter()
        if local(style) == "style"
        for properties in style
        if attribute(properties, "display") == "none"
    }
    for span in content.iter() if hidden else ():
        if local(span) == "span" and attribute(span, "style-name") in hidden:
            tail = span.tail
            span.clear()
            span.tail = tail


def _blocks(parent: Element, levels: Mapping[str, int], notes: list[str]) -> Iterator[Paragraph]:
    """The paragraphs inside an element, however deep, in order; what the notes say goes to `notes`."""
    waiting: list[tuple[Element, bool]] = [(child, False) for child in reversed(parent)]
    while waiting:
        element, listed = waiting.pop()
        name = local(element)
        if name in _SKIPPED:
            continue
        if name in ("p", "h"):
            level = _level(element, levels)
            frames: list[Element] = []
            for number, line in enumerate("".join(_pieces(element, notes, frames)).split("\n")):
                if line.strip():
                    yield Paragraph(f"- {line}" if listed and not level and not number else line, level)
            waiting.extend((frame, False) for frame in reversed(frames))
        elif name == "table-row":
            cells = [" ".join(one.text for one in _blocks(cell, levels, notes)) for cell in element]
            yield Paragraph(" | ".join(filter(None, cells)))
        else:
            inside = listed or name == "list-item"
            waiting.extend((child, inside) for child in reversed(element))


def _level(element: Element, levels: Mapping[str, int]) -> int:
    styled = levels.get(attribute(element, "style-name") or "", 0)
    if styled or local(element) != "h":
        return styled
    stated = attribute(element, "outline-level") or ""
    return int(stated) if stated.isdecimal() else 1


def _pieces(element: Element, notes: list[str], frames: list[Element]) -> Iterator[str]:
    """The text of a paragraph, blanks and breaks that are elements included; text boxes anchored in it go to `frames`."""
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c") or "1"
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif name == "tab":
            yield " "
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            number = next(("".join(one.itertext()) for one in child if local(one) == "note-citation"), "*")
            body = [one for one in child if local(one) == "note-body"]
            notes.append(f"[{number}] " + " ".join(" ".join("".join(one.itertext()).split()) for one in body))
            yield f"[{number}]"
        elif name == "text-box":
            frames.append(child)
        elif name not in _SKIPPED:
            yield from _pieces(child, notes, frames)
        yield child.tail or ""
