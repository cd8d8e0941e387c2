"""Code pages by the numbers that Windows gives them."""

from __future__ import annotations

import codecs

_NAMES = {
    708: "iso8859_6",
    720: "cp720",
    936: "gbk",
    1200: "utf-16-le",
    10000: "mac_roman",
    10004: "mac_arabic",
    65001: "utf-8",
}


def codec_of_page(number: int) -> str:
    """The codec of a code page; windows-1252 for one that is not known."""
    try:
        return codecs.lookup(_NAMES.get(number, f"cp{number}")).name
    except LookupError:
        return "cp1252"
