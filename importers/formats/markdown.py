"""Markdown with front matter, as Obsidian and site generators keep it: the header's fields, then the text.

A header that is damaged is kept as a hidden part of the text and told; what its plain lines state is taken all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.base import Read, Source
from importers.fields import assembling, encoding, records
from importers.fields.front_matter import OPENS, header_of
from store.article import Line, Review

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*?)[ \t]*#*\Z")
_PICTURE = re.compile(r"!\[\[[^\]\n]{0,500}\]\]|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{1,2000}\)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{1,300}\|)?([^\]|\n]{1,300})\]\]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_QUOTE = re.compile(r"\A(?:>[ \t]?)+(?:\[![a-z]+\][+-]?)?")


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
        decoded = encoding.decode(source.data)
        header = header_of(decoded.text)
        fields = header.fields if header else {}
        text = decoded.text[header.end :] if header else decoded.text
        given = records.stated(fields, source.given)
        lines = _lines(text)
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


def _lines(text: str) -> list[Line]:
    """The lines without the signs of Markdown; the first heading of the first level is the title."""
    lines: list[Line] = []
    code = titled = False
    for raw in text.strip("\n").split("\n"):
        stripped = raw.strip()
        if stripped.startswith(("```", "~~~")):
            code = not code
            lines.append(Line(stripped, "boilerplate", "ornament"))
            continue
        if code or not stripped:
            lines.append(Line(raw.rstrip(), "body" if stripped else "blank"))
            continue
        if _RULE.fullmatch(stripped):
            lines.append(Line(stripped, "boilerplate", "ornament"))
            continue
        if _PICTURE.fullmatch(stripped):
            lines.append(Line(stripped, "image", "picture"))
            continue
        heading = _HEADING.match(stripped)
        shown = _plain(heading[1] if heading else _QUOTE.sub("", stripped))
        top = bool(heading) and stripped.startswith(("# ", "#\t")) and not titled
        titled = titled or top
        lines.append(Line(shown, "title" if top else "body" if shown else "blank"))
    return lines


def _plain(text: str) -> str:
    text = _PICTURE.sub("", text)
    text = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text).strip()
