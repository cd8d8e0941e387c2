"""The original as it is stored: its text with every control made visible, or its bytes where they are no text.

Nothing is read into it: no markup, no order of letters but that of the bytes. C0 controls and DEL are shown as Unicode's
pictures of them (U+2400…), other characters that print nothing or steer by their code point: ``⟨U+202E⟩``.
"""

from __future__ import annotations

import codecs
import re

from store.article import Provenance
from tui.bidi.layout import Base
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.article_text import ArticleText
from tui.widgets.paragraphs import Paragraph
from tui.widgets.wording import count, ltr

MOST_CHARACTERS = 1_000_000
"""Of a longer text the beginning is shown."""
MOST_BYTES = 4096
"""Of what is no text."""
_ROW = 16
_PRINTS_NOTHING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def original_text(data: bytes, origin: Provenance) -> ArticleText:
    """The bytes as paragraphs to read, under a line that says what they are."""
    base: Base = "rtl" if is_rtl() else "ltr"
    text = _decoded(data, origin.encoding)
    size = ltr(count(len(data)))
    if text is None:
        said = _("The original as it is stored, {size} bytes that are no text; the first of them:").format(
            size=size
        )
        rows = [Paragraph(one, "body", "ltr", source=number + 1) for number, one in enumerate(_dump(data))]
        return ArticleText((Paragraph(said, "quiet", base), *rows), "")
    encoding = ltr(origin.encoding or "utf-8")
    said = _("The original as it is stored, {size} bytes read as {encoding}.").format(
        size=size, encoding=encoding
    )
    if len(text) > MOST_CHARACTERS:
        cut = _("The first {count} characters are shown.")
        said = f"{said} {cut.format(count=ltr(count(MOST_CHARACTERS)))}"
    shown = visible(text[:MOST_CHARACTERS])
    paragraphs = [Paragraph(said, "quiet", base)]
    start = 0
    for number, line in enumerate(shown.split("\n")):
        paragraphs.append(Paragraph(line, start=start, source=number + 1))
        start += len(line) + 1
    return ArticleText(tuple(paragraphs), shown)


def visible(text: str) -> str:
    """The text with its controls made visible; line ends and tabs stay."""
    return _PRINTS_NOTHING.sub(_picture, text.replace("\r\n", "\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _decoded(data: bytes, encoding: str | None) -> str | None:
    """The text of the bytes in the encoding they were read with; None for bytes that are no text."""
    wide = (encoding or "").lower().replace("_", "-").startswith(("utf-16", "utf-32"))
    if b"\0" in data[:65536] and not wide:
        return None
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        return None
    if encoding is None:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return data.decode(encoding, "replace")


def _dump(data: bytes) -> list[str]:
    """Rows of sixteen bytes: where, their values, their ASCII."""
    rows = []
    for start in range(0, min(len(data), MOST_BYTES), _ROW):
        part = data[start : start + _ROW]
        values = " ".join(f"{byte:02x}" for byte in part)
        letters = "".join(chr(byte) if 0x20 < byte < 0x7F else "·" for byte in part)
        rows.append(f"{start:06x}  {values:<{_ROW * 3}} {letters}")
    return rows
