"""What a program wrote to a terminal, taken apart: sequences one may know, and text that must not steer anything."""

from __future__ import annotations

import re
from unicodedata import category

_SEQUENCE = re.compile(
    r"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|\x1b(?P<string>[\]P_^X])(?P<payload>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<short>[ -/]*[0-~])"
)
_DRAWING = re.compile(
    r"[\d;]*m"  # colours
    r"|\d*;?\d*[Hf]|\d*[ABCDGd]"  # the cursor's place
    r"|[0-3]?[JK]"  # erasing
    r"|\?(?:7|12|25|47|100[0-6]|1015|1016|1047|1048|1049|2004|2026|2027|2031|2048)[hl]"  # the modes of a full screen
    r"|8[hl]"  # the terminal's own bidi
    r"|\?\d+\$p|8\$p|>[01]?q|>?0?c|\?u|=?c|5n"  # questions about the terminal
    r"|>\d*u|<\d*u|=\d+(?:;\d)?u"  # the keyboard protocol
    r"|\d* q"  # the cursor's shape
    r"|\d*;?\d*r"  # margins
    r"|2[23];\d;?\d?t|14t|16t|18t"  # sizes, the stack of titles
)
"""What drawing a screen and asking a terminal takes: nothing that reports, prints, or changes the terminal for good."""
_SHORT = frozenset("78=>")
_STRINGS = frozenset({"]22;default", "]22;pointer", "]22;text"})
"""The shape of the mouse's pointer."""


def violations(data: bytes, *, copies: int = 0, spelling: str = "") -> list[str]:
    """What in these bytes neither draws nor asks.

    `copies` sequences for the clipboard (OSC 52) are expected; `spelling` are format characters that may stay in data.
    """
    found: list[str] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found.append(f"no UTF-8: {error}")
        text = data.decode("utf-8", "replace")
    text = text.translate(dict.fromkeys(map(ord, spelling)))
    at = 0
    clipboard = 0
    for match in _SEQUENCE.finditer(text):
        found += _printed(text[at : match.start()])
        at = match.end()
        if (csi := match["csi"]) is not None:
            if not _DRAWING.fullmatch(csi):
                found.append(f"CSI {csi}")
        elif match["string"] is not None:
            if match["string"] == "]" and match["payload"].startswith("52;"):
                clipboard += 1
            elif match["string"] + match["payload"] not in _STRINGS:
                found.append(f"ESC {match['string']} {match['payload'][:60]!r}")
        elif match["short"] not in _SHORT:
            found.append(f"ESC {match['short']!r}")
    found += _printed(text[at:])
    if clipboard != copies:
        found.append(f"{clipboard} writings to the clipboard, {copies} expected")
    return found


def _printed(text: str) -> list[str]:
    return [
        f"U+{ord(ch):04X} in {text[max(0, k - 20) : k + 20]!r}"
        for k, ch in enumerate(text)
        if ch not in "\r\n" and category(ch) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    ]
