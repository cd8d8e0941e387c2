"""Text from outside, made fit to be printed: nothing in it can move the cursor, colour, or turn the line round."""

from __future__ import annotations

import re
from functools import cache

from tui.i18n import _


@cache
def _unprintable() -> re.Pattern[str]:
    """Control characters but the line feed, format characters but the joiners, separators of lines and paragraphs.

    C0, DEL, C1; soft hyphen, Arabic letter mark, zero-width space, LRM RLM, embeddings and isolates, invisible operators,
    BOM, interlinear annotation, Egyptian joiners, shorthand and musical controls, tags, noncharacters. ZWNJ and ZWJ stay:
    they belong to the spelling of words.
    """
    noncharacters = "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    return re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
        "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
        f"{noncharacters}\ufdd0-\ufdef]"
    )


def clean(text: str) -> str:
    """The text without control and format characters; tabs and line separators become a space and a line feed."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _unprintable().sub("", text.replace("\t", " "))


def clean_in_place(text: str) -> str:
    """The text with a question mark for everything that `clean` would take out, so that offsets stay what they were."""
    return _unprintable().sub("?", text)


def one_line(text: str) -> str:
    """The text cleaned and on one line, a run of white space counting as one space."""
    return " ".join(clean(text).split())


def untitled(title: str | None) -> str:
    """The title on one line, or what is said where there is none."""
    return one_line(title or "") or _("(no title)")
