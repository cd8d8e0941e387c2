"""DOC, as Word 97 to 2003 and LibreOffice write it. The same container holds old tables and slides: they are told apart."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from importers.base import Read, Source, UnknownFormat, UnreadableSource
from importers.document.compound import MARK, Compound, damaged, properties
from importers.document.package import encrypted
from importers.document.properties import article_of
from importers.document.word_text import WordText

_OLD = "an old Office document"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SECTORS = (b"\x09\0", b"\x0c\0")
"""What the head of every such container says of the size of its parts."""
_OTHER = {
    "Workbook": "a spreadsheet",
    "Book": "a spreadsheet",
    "PowerPoint Document": "a presentation",
    "VisioDocument": "a drawing",
    "__nameid_version1.0": "a mail of Outlook",
}


class DocImporter:
    """Word 97 to 2003."""

    name = "doc"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:  # noqa: ARG002 - the bytes tell
        """Sure by the mark of its container."""
        return 90 if head.startswith(MARK) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource."""
        try:
            file = Compound(source.data)
            if "EncryptedPackage" in file.names:
                raise encrypted()
            if "WordDocument" not in file.names:
                raise _other(next((what for name, what in _OTHER.items() if name in file.names), _OLD))
            paragraphs = WordText(file).paragraphs()
            stated = properties(file.stream("\x05SummaryInformation"))
        except (struct.error, IndexError):
            raise damaged() from None
        except UnreadableSource as error:
            if error.reason == "broken" and _LOCKED in source.data:
                raise encrypted() from None
            if error.reason == "broken" and source.data[30:32] not in _SECTORS:
                raise _other(_OLD) from None
            raise
        yield Read(article_of(paragraphs, *stated))


IMPORTER = DocImporter()


def _other(what: str) -> UnknownFormat:
    return UnknownFormat(
        "unknown format", f"This is {what}; this format is not read yet. Save the page as text."
    )
