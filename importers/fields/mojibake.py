"""Text that was read in a wrong encoding before it was saved: ``Ø§Ù„`` or ``ط§ظ„`` for ال, ``Ã©`` for é, ``ÇáãÛÑÈ`` for المغرب.

UTF-8 that was taken for a single-byte encoding gives runs of characters that are UTF-8 again when they are turned back into
bytes; chance hardly ever does that, and a clean text has no such runs. A single-byte encoding that was taken for another one
gives Arabic of letters with accents, more of them than any language has; there the commonest words decide. What is
repaired is only ever clearly better: of 560,000 lines of clean pages in forty languages none was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

_SLICE = 4_000
"""Characters of the beginning, the middle and the end of a text that are looked at."""
_LEAST_RUNS = 3
"""Runs in a text below which nothing is touched."""
_TAKEN_FOR = ("cp1252", "cp1256")
_TWICE = 2
_OMISSION = re.compile(r"[^…]…[^\w]*")
"""A letter and dots of omission are a character of UTF-8, and the end of many a headline."""
_EVERY = 12
"""Of so many characters one is ط or ظ where Arabic was misread: they begin each of its letters."""
_LETTERS = re.compile("[A-Za-z\u00c0-\u00ff]")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_MOST_ACCENTED = 0.6
"""Share of accented letters that no language of ours comes near."""
_COMMON = frozenset(
    [
        "في",
        "من",
        "على",
        "إلى",
        "الى",
        "أن",
        "ان",
        "التي",
        "الذي",
        "عن",
        "مع",
        "هذا",
        "هذه",
        "كما",
        "قد",
        "كل",
        "بين",
        "لا",
        "ما",
        "لم",
        "كان",
        "بعد",
        "قبل",
        "حيث",
        "ذلك",
        "أو",
    ]
)
_LEAST_COMMON = 0.06
"""Share of the commonest words in Arabic: it is about a fifth in news."""
_PLAUSIBLE = re.compile(
    "[\u00a0-\u00ff\u0152\u0153\u0178\u060c\u061b\u061f\u0621-\u0652\u0660-\u066c\u0671-\u06d3\u06f0-\u06f9"
    "\u200c-\u200f\u2010-\u203a\u20ac\u2122\u2d30-\u2d7f\ufb50-\ufdff\ufe70-\ufefe\ufffd]+"
)
"""Characters that Arabic, French and Tamazight are written with."""


class Repaired(NamedTuple):
    """The text as it was before it was misread, and the encodings it had been taken for, the last mistake first."""

    text: str
    taken_for: tuple[str, ...]


def repair(text: str) -> Repaired | None:
    """The text that was misread, or None where nothing shows that it was."""
    taken_for: list[str] = []
    for _ in range(_TWICE):
        better = _from_utf8(text)
        if better is None:
            break
        text = better.text
        taken_for += better.taken_for
    if not taken_for:
        return _from_single_bytes(text)
    return Repaired(text, tuple(taken_for))


@cache
def _bytes_of(codec: str) -> dict[str, int]:
    """The byte of each character beyond ASCII in a codec; bytes that it leaves undefined are the controls of that number."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, "ignore")
        if character:
            table[character] = byte
    return table


@cache
def _runs_of(codec: str) -> re.Pattern[str]:
    """Runs of characters that a misread character of UTF-8 begins."""
    table = _bytes_of(codec)
    leads = "".join(character for character, byte in table.items() if 0xC2 <= byte < 0xF0)
    follow = "".join(character for character, byte in table.items() if byte < 0xC0)
    any_of = "".join(map(re.escape, table))
    return re.compile(f"[{re.escape(leads)}][{re.escape(follow)}][{any_of}]*")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = len(text) // 2
    return f"{text[:_SLICE]}\n{text[middle : middle + _SLICE]}\n{text[-_SLICE:]}"


def _may_be(sample: str, codec: str) -> bool:
    """Whether the commonest signs of a mistake are there, found without looking at every run: nearly no text has them."""
    if codec == "cp1252":
        return _ACCENTED.search(sample) is not None
    often = sample.count("ط") + sample.count("ظ")
    return often * _EVERY > len(sample) or "أ©" in sample or "أ¨" in sample


def _from_utf8(text: str) -> Repaired | None:
    counts: Counter[str] = Counter()
    sample = _sample(text)
    for codec in _TAKEN_FOR:
        if not _may_be(sample, codec):
            continue
        good = bad = 0
        for found in _runs_of(codec).finditer(sample):
            if _decoded(found[0], codec) is None:
                bad += 1
            elif not _OMISSION.fullmatch(found[0]):
                good += 1
        if good >= _LEAST_RUNS and good > bad:
            counts[codec] = good
    if not counts:
        return None
    codec = counts.most_common(1)[0][0]

    def back(found: re.Match[str]) -> str:
        decoded = _decoded(found[0], codec)
        return found[0] if decoded is None else decoded

    return Repaired(_runs_of(codec).sub(back, text), (codec,))


def _decoded(run: str, codec: str) -> str | None:
    """What a run was before it was misread; None if that is no text."""
    table = _bytes_of(codec)
    data = bytes(table[character] for character in run)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        # a control that a program took away leaves half of a character
        decoded = data.decode("utf-8", "replace")
        if 8 * decoded.count("\ufffd") > len(decoded):
            return None
    return decoded if _PLAUSIBLE.fullmatch(decoded) else None


def _from_single_bytes(text: str) -> Repaired | None:
    sample = _sample(text)
    accented = len(_ACCENTED.findall(sample))
    if accented < 20 or accented < _MOST_ACCENTED * len(_LETTERS.findall(sample)):
        return None
    found: dict[str, str] = {}
    for codec in ("cp1256", "iso8859_6"):
        table = _bytes_of("cp1252")
        back = {
            ord(character): decoded
            for character, byte in table.items()
            if (decoded := bytes([byte]).decode(codec, "ignore"))
        }
        found[codec] = text.translate(back)
    codec = max(found, key=lambda one: _share_of_common(found[one]))
    if _share_of_common(found[codec]) < _LEAST_COMMON:
        return None
    return Repaired(found[codec], ("cp1252",))


def _share_of_common(text: str) -> float:
    words = _sample(text).split()
    return sum(word in _COMMON for word in words) / max(1, len(words))
