"""XML read safely: no entity of a document's own, nothing fetched, what is damaged said with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

from importers.base import UnreadableSource
from importers.fields import encoding

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z][a-zA-Z0-9]{1,31});")
_SLICE = 1 << 16
Element = ET.Element


def text_of(data: bytes) -> tuple[str, encoding.Decoded]:
    """The document as text, without controls, and without a declaration of another encoding.

    Beside it stands how it was decoded, its text left out: of a large file one copy is enough. Raises UnreadableSource,
    also when the document defines entities.
    """
    decoded = encoding.as_written(data)
    del data
    text = encoding.clean(decoded.text).lstrip("\ufeff \t\n")
    declared = _DECLARATION.match(text)
    if declared and "utf-8" not in declared[0].lower():
        text = text[declared.end() :]
    if _ENTITY.search(text):
        raise UnreadableSource("entities", "It defines entities of its own; such files are not read.")
    return text, replace(decoded, text="")


def parse(data: bytes) -> Element:
    """The root of a document. Raises UnreadableSource."""
    text, _ = text_of(data)
    try:
        return ET.fromstring(_resolved(text))  # noqa: S314 - text_of refuses what an entity could do
    except ET.ParseError as error:
        raise damaged(error) from None


def elements(text: str) -> Iterator[tuple[str, Element]]:
    """``start`` and ``end`` of every element, one after the other, from what `text_of` gave. Raises ET.ParseError."""
    parser: Any = ET.XMLPullParser(("start", "end"))
    text = _resolved(text)
    for start in range(0, len(text), _SLICE):
        parser.feed(text[start : start + _SLICE])
        yield from parser.read_events()
    parser.close()


def damaged(error: ET.ParseError) -> UnreadableSource:
    """The sentence for XML that can't be read on."""
    line, column = error.position
    return UnreadableSource("broken", f"Its XML is damaged at line {line}, character {column}.")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of this name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _resolved(text: str) -> str:
    """Names like ``&nbsp;``, which HTML knows and XML does not, as the characters they are."""
    if not _NAMED.search(text):
        return text
    from html.entities import html5  # noqa: PLC0415 - a table of two thousand names

    return _NAMED.sub(lambda found: html5.get(f"{found[1]};", f"&amp;{found[1]};"), text)
