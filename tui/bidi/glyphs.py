"""What is printed for each character of a text: a string of the same length, so that places stay what they are.

Nearly every character is printed as one character in one cell and stands in that string as it is printed. For the
others it holds one of four signs (control characters, which nothing is ever printed as), and where a text of several
characters is printed, or two cells are taken, that text is beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final, NamedTuple
from unicodedata import category

from tui.bidi.clusters import REPLACEMENT, clusters, joined_marks
from tui.bidi.shaping import MERGED, TRANSPARENT, ZWJ, join_words, joined
from tui.patterns import pattern

HIDDEN: Final = "\x00"
"""A control: no cell."""
CONTINUED: Final = MERGED
"""Drawn together with what stands before it: a mark, the alef of a lam-alef, the rest of an emoji sequence."""
NARROW: Final = "\x02"
"""One cell; the printed text is in `others`."""
WIDE: Final = "\x03"
"""Two cells; the printed text is in `others`."""
SIGN = pattern("[\x00-\x03]")
SIGN_WIDTH: Final = {HIDDEN: 0, CONTINUED: 0, NARROW: 1, WIDE: 2}
"""The cells of the places where these stand."""

BLANKS: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Blanks a line may end at (no-break ones and the figure space are not among them), also as a set for regular expressions."""
SIMPLE: Final = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u0606-\u060f\u061b"
    "\u061e-\u064a\u0660-\u066f\u0671-\u06d5\u06de\u06e5\u06e6\u06e9\u06ee-\u06ff\u0750-\u077f\u1e00-\u1eff\u2000-\u200a"
    "\u2010-\u2027\u202f-\u205f\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u218b\u2190-\u2211\u2d30-\u2d67\ufe70-\ufe74\ufe76-\ufefc"
)
"""Characters that are printed alone in one cell as they are (blanks as a blank), as a set for regular expressions."""
_BEYOND_SIMPLE = pattern(f"[^{SIMPLE}]")
_WORD = pattern(f"[^{BLANKS}]+")
_HARAKAT: Final = "\u064b-\u0652\u0670"
"""The marks that no letter is composed with into one character."""
_POINTED = pattern(f"[!-~«»\u060c\u061b\u061f-\u064a][!-~«»\u060c\u061b\u061f-\u064a{_HARAKAT}]*")
_HARAKA = pattern(f"[{_HARAKAT}]+")
_UNUSUAL_BLANKS = pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_AS_BLANK: Final = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ") | {0x3000: WIDE}
_NON_JOINING: Final = frozenset("\u200c\u2066\u2067\u2068\u2069")
"""Format characters that end a joined group (ArabicShaping.txt, type U); all others are transparent."""


class Glyphs(NamedTuple):
    """What is printed for each character of a text."""

    shown: str
    others: dict[int, str]
    """Offset → what is printed where `shown` has `NARROW` or `WIDE`."""

    def columns(self) -> Sequence[int]:
        """The cells before each character, and at last those of the whole text."""
        shown = self.shown
        if not SIGN.search(shown):
            return range(len(shown) + 1)
        widths = bytearray(b"\x01") * len(shown)
        for found in SIGN.finditer(shown):
            widths[found.start()] = SIGN_WIDTH[found[0]]
        return list(accumulate(widths, initial=0))


def glyphs(text: str, *, marks: bool, shaped: bool, narrow: bool = False) -> Glyphs:
    """What is printed for a text without line breaks and tabs. `marks` shows harakat, `shaped` joins Arabic letters.

    With `narrow` there is one cell a line: a replacement stands for what takes two.
    """
    shown = join_words(text) if shaped else text
    if _UNUSUAL_BLANKS.search(shown):
        shown = shown.translate(_AS_BLANK)
    others = {at: "  " for at, sign in enumerate(shown) if sign == WIDE} if WIDE in shown else {}
    if _BEYOND_SIMPLE.search(text):
        parts: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if _BEYOND_SIMPLE.search(word[0]):
                start, end = word.span()
                parts += (shown[done:start], _word(word[0], start, others, marks=marks, shaped=shaped))
                done = end
        shown = "".join([*parts, shown[done:]])
    if narrow and WIDE in shown:
        others = {at: text for at, text in others.items() if shown[at] != WIDE}
        shown = shown.replace(WIDE, REPLACEMENT)
    return Glyphs(shown, others)


def _word(word: str, at: int, others: dict[int, str], *, marks: bool, shaped: bool) -> str:
    """What is printed for a word with marks, controls, wide characters or emoji; `others` counts from `-at`."""
    if not marks and _POINTED.fullmatch(word):
        return _without_harakat(word, shaped=shaped)
    whole = clusters(word, marks=marks)
    letters = [cluster.base if cluster.width else _between(word[cluster.start]) for cluster in whole]
    forms = joined(letters) if shaped else letters
    shown = [CONTINUED] * len(word)
    for k, ((_, own, width, start, _), form) in enumerate(zip(whole, forms, strict=True)):
        if not width:
            shown[start] = HIDDEN
        elif form != MERGED:
            takes_next = k + 1 < len(forms) and forms[k + 1] == MERGED
            printed = form + (joined_marks(own, whole[k + 1].marks) if takes_next else own)
            if width == 1 and len(printed) == 1:
                shown[start] = printed
            else:
                shown[start] = NARROW if width == 1 else WIDE
                others[at + start] = printed
    return "".join(shown)


def _without_harakat(word: str, *, shaped: bool) -> str:
    """What is printed for a word of letters and harakat, which are hidden."""
    bare = _HARAKA.sub("", word)
    letters = iter(join_words(bare) if shaped else bare)
    parts: list[str] = []
    done = 0
    for harakat in _HARAKA.finditer(word):
        parts += islice(letters, harakat.start() - done)
        done = harakat.end()
        parts.append(CONTINUED * (done - harakat.start()))
    return "".join([*parts, *letters])


def _between(control: str) -> str:
    """What a character without a cell is for the letters around it."""
    if control == ZWJ:
        return ZWJ
    return " " if control in _NON_JOINING or category(control) == "Cc" else TRANSPARENT
