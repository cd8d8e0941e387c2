"""What may enter a value: letters as they are written, and nothing that can't be seen.

Keys and pastes bring more than letters. The لا key of X11 layouts types U+FEFB; text copied from terminals and PDF files
is full of presentation forms; text copied from web pages and chats holds direction marks, which no one sees, over which
the cursor would stand still, and which would turn the text around them in another program.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from tui.patterns import pattern

_UNSEEN: Final = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls but the line feed, soft hyphen, direction marks, embeddings, overrides, isolates, fillers of no width, halves
of surrogate pairs. The two joiners are spelling and stay."""
_PRESENTATION_FORMS: Final = pattern("[\ufb50-\ufdfb\ufe70-\ufefc]+")
_LINE_ENDS: Final = pattern("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def typed_lines(text: str) -> str:
    """Text as it enters a value of several lines: line ends as line feeds, tabs as blanks, letters for forms."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _PRESENTATION_FORMS.sub(lambda forms: normalize("NFKC", forms[0]), _UNSEEN.sub("", lines))


def typed(text: str) -> str:
    """The same for a value of one line: a line end inside is a blank, one at the end is nothing."""
    return " ".join(typed_lines(text).removesuffix("\n").split("\n"))
