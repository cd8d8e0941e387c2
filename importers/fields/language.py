"""The language of a text, by its script and, for Latin letters, its commonest words."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_SCRIPTS = {
    "ar": re.compile("[\u0621-\u064a\u0671-\u06d3]+"),
    "latin": re.compile("[A-Za-zÀ-ÖØ-öø-ÿœŒ]+"),
    "zgh": re.compile("[\u2d30-\u2d67]+"),
}
_WORD = re.compile(r"[a-zà-öø-ÿœ]+")
_FRENCH = frozenset(
    _WORD.findall(
        "le la les des et à en du un une dans pour que qui sur au aux est par avec ce cette ont été plus ne pas se son sa ses"
    )
)
_ENGLISH = frozenset(
    _WORD.findall(
        "the of and to in a is that for on with as was by from at it be this are has have were an not its their which"
    )
)
_CLOSE = 1.5
"""Two scripts whose letters differ by less than this factor share the text: its heading then decides."""


def language_of(text: str, heading: str = "") -> str | None:
    """``ar``, ``fr``, ``en`` or ``zgh`` by majority of the letters; None when there is too little to tell.

    When two scripts share the text about evenly, the one of the heading decides.
    """
    counts = _letters(text[:_SAMPLE])
    most, second = sorted(counts, key=lambda name: counts[name], reverse=True)[:2]
    if counts[most] < 10:
        return None
    if heading and counts[most] < _CLOSE * counts[second]:
        in_heading = _letters(heading)
        most = max((most, second), key=lambda name: in_heading[name])
    return most if most != "latin" else _latin(f"{heading} {text}"[:_SAMPLE])


_LONG = 400
"""Characters of a text whose letters are counted in its bytes, ten times as quickly; a few of other languages are not counted then."""
_TIFINAGH_PAGE = 0x2D
_OTHER_THAN_ARABIC = bytes(one for one in range(256) if not 0xC1 <= one <= 0xEA)
_OTHER_THAN_LATIN = bytes(
    one for one in range(256) if not (chr(one).isalpha() and one not in (0xAA, 0xB5, 0xBA))
)


def _letters(text: str) -> dict[str, int]:
    if len(text) > _LONG:
        arabic = text.encode("iso8859_6", "ignore").translate(None, _OTHER_THAN_ARABIC)
        latin = text.encode("latin-1", "ignore").translate(None, _OTHER_THAN_LATIN)
        some = _TIFINAGH_PAGE in text.encode("utf-16-be", "surrogatepass")[::2]
        tifinagh = sum(map(len, _SCRIPTS["zgh"].findall(text))) if some else 0
        return {"ar": len(arabic), "latin": len(latin), "zgh": tifinagh}
    return {name: sum(map(len, letters.findall(text))) for name, letters in _SCRIPTS.items()}


def _latin(text: str) -> str | None:
    words = _WORD.findall(text.lower())
    french = sum(1 for word in words if word in _FRENCH)
    english = sum(1 for word in words if word in _ENGLISH)
    if french == english:
        return None
    return "fr" if french > english else "en"
