"""Markdown with front matter, as Obsidian and site generators keep it: the header's fields, then the text.

A header that is damaged is kept as a hidden part of the text and told; what its plain lines state is taken all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from importers.base import Read, Source
from importers.fields import assembling, encoding, markdown_lines, records
from importers.fields.front_matter import OPENS, header_of
from store.article import Line, Review


class MarkdownImporter:
    """Markdown that begins with front matter, or is called so and has a heading; other text is a capture."""

    name = "markdown"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure by a header of fields."""
        if OPENS.match(head.replace(b"\0", b"").removeprefix(b"\xff\xfe")):
            return 70 if path.lower().endswith((".md", ".markdown", ".mdx", ".qmd", ".txt")) else 45
        return 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        decoded = encoding.decode(source.take())
        header = header_of(decoded.text)
        fields = _linked(header.fields) if header else {}
        text = decoded.text[header.end :] if header else decoded.text
        given = records.stated(fields, source.given)
        lines = markdown_lines.lines_of(text)
        heading = next((number for number, line in enumerate(lines) if line.kind == "title"), None)
        if heading is not None and given["title"] and lines[heading].text != given["title"]:
            lines[heading] = lines[heading]._replace(kind="body")
        elif heading is not None:
            given["title"] = lines[heading].text
        if header and not header.sound:
            damaged = "The header of this file is damaged; it is kept as a hidden part of the text."
            given["review"].append(Review("title", damaged))
            lines[:0] = [
                Line(line, "boilerplate", "page data") for line in header.text.strip("\n").split("\n")
            ]
        if not given["title"]:
            given["title"] = _name(source.path)
            given["review"].append(Review("title", "The name of the file was taken for the title."))
        article = assembling.article(lines, **given)
        note = records.note_of(fields, source.given)
        yield Read(article, "", decoded.encoding, decoded.method, decoded.confidence, note=note)


IMPORTER = MarkdownImporter()


def _name(path: str) -> str:
    """The name of a file without folder and ending: what Obsidian shows as the title of a note."""
    name = re.split(r"[/\\]", path)[-1]
    return re.sub(r"\.[A-Za-z]{1,8}$", "", name)


def _linked(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields, their values without the signs of links: Obsidian's clipper writes ``author: "[[Human Rights Watch]]"``."""
    return {name: _unlinked(value) for name, value in fields.items()}


def _unlinked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unlinked(one) for one in value]
    return markdown_lines.plain(value) if isinstance(value, str) and "[[" in value else value
