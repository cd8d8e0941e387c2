"""Formats that are recognised but not read yet, so that they are never taken for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.base import Read, Source, UnknownFormat
from importers.fields.encoding import MAGIC

_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,256}(?:<!--.{0,2000}?-->\s{0,256})?<(?:!doctype\s|html\b|\?xml\b|head\b)",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"^(?:MIME-Version:|From: .{0,200}\r?\nSnapshot-Content-Location:)", re.IGNORECASE)
_ENDINGS = {
    "HTML": ".html .htm .xhtml .shtml .php .asp .aspx",
    "MHTML": ".mhtml .mht",
    "XML": ".xml .svg .opml .kml",
    "JSON": ".json .geojson",
    "a list of references": ".enw",
    "subtitles": ".srt .vtt",
    "settings or a log": ".log .ini .cfg .conf .toml .yaml .yml .lock .po .pot .desktop .url .webloc",
    "a program": ".css .js .ts .py .sh .bat .ps1 .c .h .cpp .java .go .rs .rb .sql .tex .vbs .cmd",
}
_TNEF = b"\x78\x9f\x3e\x22"
"""First bytes of a winmail.dat."""
_NAMES = {ending: what for what, endings in _ENDINGS.items() for ending in endings.split()}


def _format(path: str, head: bytes) -> str | None:
    if _MARKUP.match(head) or _MARKUP.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return "HTML or XML"
    if _MAIL.match(head):
        return "MHTML"
    if head.startswith(_TNEF):
        return "a mail of Outlook"
    what = next((what for magic, what in MAGIC if head.startswith(magic)), None)
    if what:
        return what
    dot = path.rfind(".")
    return _NAMES.get(path[dot:].lower()) if dot > 0 else None


class UnreadFormat:
    """Claims what no importer reads yet and says so."""

    name = "unread"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure when the bytes show markup or data, fairly sure by the name alone."""
        if any(head.startswith(magic) for magic, _ in MAGIC):
            return 30
        return 70 if head.startswith(_TNEF) else 60 if _format(path, head) else 0

    def read(self, source: Source) -> Iterator[Read]:
        """Always raises UnknownFormat."""
        found = _format(source.path, source.data[:4096])
        if found == "a picture":
            raise UnknownFormat(
                "unknown format",
                "This is a picture, perhaps a scanned page. Let a program for text recognition read it first, and import its text.",
            )
        raise UnknownFormat(
            "unknown format", f"This is {found}; this format is not read yet. Save the page as text."
        )


IMPORTER = UnreadFormat()
