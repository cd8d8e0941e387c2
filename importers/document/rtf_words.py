"""The control words of RTF that this program knows: what they stand for, where they lead, and the encodings of its fonts."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"(?P<bytes>(?:\\'[0-9A-Fa-f]{2})+)|\\(?:(?P<word>[A-Za-z]{1,40})(?P<number>-?\d{1,10})? ?|(?P<symbol>[^A-Za-z']))"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+|(?:\\'){1,10000}",
    re.DOTALL,
)
UNITS = re.compile(rb"(?P<units>(?:\\u-?\d{1,5} ?(?:\?|\\'3[fF])){1,10000})")
"""Units of UTF-16, each with the question mark for programs that don't know them."""
UNIT = re.compile(rb"u(-?\d+)")
_SKIPPING = re.compile(rb"\\bin(?P<bin>\d{1,10}) ?|\\.|(?P<open>\{)|(?P<close>\})", re.DOTALL)
SIGNS = {
    "tab": " ", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "rtlmark": "\u200f", "ltrmark": "\u200e", "line": "\n",
    "lbr": "\n", "softline": "\n",
}  # fmt: skip
"""Control words that stand for a character."""
SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": " "}
"""The same for control symbols; others stand for nothing."""
ENDS = frozenset(("par", "sect", "page", "column", "pagebb"))
"""Control words that end a paragraph."""
SKIPPED = frozenset(
    (
        "colortbl", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "pict", "objdata", "objclass",
        "objname", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc", "ftncn",
        "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid", "atnauthor", "atnref", "atndate", "atnicn", "atnparent", "fldinst",
        "listtext", "pntext", "pntxta", "pntxtb", "nonesttables", "nesttableprops", "xe", "tc", "rxe", "bkmkstart", "bkmkend",
        "themedata", "colorschememapping", "datastore", "latentstyles", "datafield", "formfield", "template", "xmlnstbl", "mmath",
        "shprslt", "sn", "sv", "do", "nonshppict", "background", "falt", "panose", "fname", "userprops", "docvar", "passwordhash",
        "protusertbl", "wgrffmtfilter", "htmltag", "mhtmltag", "pgdsctbl", "private", "defchp", "defpap",
    )
)  # fmt: skip
"""Groups that hold nothing of the text."""
OPENED = frozenset(("shpinst", "shptxt", "shp", "shpgrp", "ud", "result", "fldrslt", "footnote"))
"""Groups whose text is read though they are marked as ones that a reader may pass over."""
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 179: "cp1256", 180: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
SYMBOL = "symbol"
"""What stands for the codec of a font of signs: its bytes are no letters."""


def codec_of_charset(number: int, page: str) -> str:
    """The codec of a font by the number of its charset, in a file whose code page is `page`.

    Arabic programs write what is meant in the Arabic code page with fonts that say they are Western (0) or nothing (1);
    French letters stand at the same places in both.
    """
    if number == 2:
        return SYMBOL
    if number == 0 and page != "cp1256":
        return "cp1252"
    return _CHARSETS.get(number, page)


def past_group(data: bytes, at: int) -> int:
    """The place of the brace that closes the group that `at` is in."""
    depth = 1
    while found := _SKIPPING.search(data, at):
        at = found.end()
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1
            if not depth:
                return found.start()
        elif found["bin"]:
            at += int(found["bin"])
    return len(data)
