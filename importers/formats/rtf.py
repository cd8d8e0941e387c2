"""RTF, as Word, WordPad, LibreOffice, AbiWord and pandoc write it; also where the file is called .doc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from importers.base import Read, Source
from importers.document.front import Paragraph
from importers.document.properties import article_of
from importers.document.rtf_text import read_rtf
from importers.fields import mojibake
from store.article import Review

_MARK = b"{\\rtf"
_CUT = Review("body", "The end of this file is missing; the text ends where it was cut.")


class RtfImporter:
    """Rich Text Format."""

    name = "rtf"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:  # noqa: ARG002 - the bytes tell
        """Sure by its mark."""
        return 95 if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARK) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        found = read_rtf(source.data)
        paragraphs, reviews = _put_right(_titled(found.paragraphs, found.sizes))
        made = article_of(paragraphs, found.info.get("title"), found.info.get("author"))
        if not found.whole:
            reviews.append(_CUT)
        yield Read(replace(made, review=(*made.review, *reviews)))


IMPORTER = RtfImporter()


def _titled(paragraphs: list[Paragraph], sizes: list[int]) -> list[Paragraph]:
    """The paragraphs with the first of them as a title, where a heading follows that is set in no larger type, and it is none itself (pandoc)."""
    first = next((size for one, size in zip(paragraphs, sizes, strict=False) if one.level), 0)
    if first and not paragraphs[0].level and sizes[0] >= first > min(sizes):
        return [paragraphs[0]._replace(level=1), *paragraphs[1:]]
    return paragraphs


def _put_right(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Review]]:
    """The paragraphs as they were written, where a program named a Western font for Arabic bytes; and that a person should look."""
    repaired = mojibake.repair("\n".join(one.text for one in paragraphs))
    if repaired is None:
        return paragraphs, []
    texts = repaired.text.split("\n")
    taken_for = " and ".join(repaired.taken_for)
    said = Review("encoding", f"Read as cp1256 (its fonts; had been taken for {taken_for}).")
    return [one._replace(text=text) for one, text in zip(paragraphs, texts, strict=True)], [said]
